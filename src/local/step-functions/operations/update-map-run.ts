import { float, integer, required } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { longArn } from '../wire/request-members.js';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateMapRun.html */
export const updateMapRun = operation(
  {
    mapRunArn: required(longArn),
    maxConcurrency: integer({ min: 0 }),
    toleratedFailureCount: integer({ min: 0 }),
    toleratedFailurePercentage: float({ min: 0, max: 100 }),
  },
  ({ mapRunArn, maxConcurrency, toleratedFailureCount, toleratedFailurePercentage }, service) => {
    service.mapRun(mapRunArn).update({
      ...(maxConcurrency === undefined ? {} : { maxConcurrency }),
      ...(toleratedFailureCount === undefined ? {} : { toleratedFailureCount }),
      ...(toleratedFailurePercentage === undefined ? {} : { toleratedFailurePercentage }),
    });
    return {};
  },
);
