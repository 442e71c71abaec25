import { epochSeconds } from '../wire/epoch-seconds.js';
import { operation } from '../wire/operation.js';
import { pageOf } from '../wire/page.js';
import { maxResults, pageToken } from '../wire/request-members.js';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListStateMachines.html */
export const listStateMachines = operation({ maxResults, nextToken: pageToken }, (request, service) => {
  const { items, nextToken } = pageOf(service.stateMachines.all(), request, 'ListStateMachines');
  return {
    stateMachines: items.map(({ arn, name, type, createdAt }) => ({
      stateMachineArn: arn,
      name,
      type,
      creationDate: epochSeconds(createdAt),
    })),
    nextToken,
  };
});
