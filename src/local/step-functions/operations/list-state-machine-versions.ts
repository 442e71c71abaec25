import { epochSeconds } from '../wire/epoch-seconds.js';
import { required } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { pageOf } from '../wire/page.js';
import { arn, maxResults, pageToken } from '../wire/request-members.js';

/** Newest first: https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListStateMachineVersions.html */
export const listStateMachineVersions = operation(
  { stateMachineArn: required(arn), maxResults, nextToken: pageToken },
  (request, service) => {
    const machine = service.stateMachines.get(request.stateMachineArn);
    const { items, nextToken } = pageOf(machine.versions, request, `ListStateMachineVersions/${machine.arn}`);
    return {
      stateMachineVersions: items.map(({ arn: stateMachineVersionArn, createdAt }) => ({
        stateMachineVersionArn,
        creationDate: epochSeconds(createdAt),
      })),
      nextToken,
    };
  },
);
