import { epochSeconds } from '../wire/epoch-seconds.js';
import { required } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { pageOf } from '../wire/page.js';
import { arn, maxResults, pageToken } from '../wire/request-members.js';

/** Of a machine, or of one of its versions: https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListStateMachineAliases.html */
export const listStateMachineAliases = operation(
  { stateMachineArn: required(arn), maxResults, nextToken: pageToken },
  (request, service) => {
    const { machine, version } = service.stateMachines.resolve(request.stateMachineArn);
    const aliases = version === undefined ? [...machine.aliases.values()] : machine.aliasesOf(version.arn);
    const { items, nextToken } = pageOf(aliases, request, `ListStateMachineAliases/${request.stateMachineArn}`);
    return {
      stateMachineAliases: items.map(({ arn: stateMachineAliasArn, createdAt }) => ({
        stateMachineAliasArn,
        creationDate: epochSeconds(createdAt),
      })),
      nextToken,
    };
  },
);
