import { aliasOf } from '../records/routing.js';
import { epochSeconds } from '../wire/epoch-seconds.js';
import { required } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { arn } from '../wire/request-members.js';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachineAlias.html */
export const describeStateMachineAlias = operation({ stateMachineAliasArn: required(arn) }, (request, service) => {
  const { alias } = aliasOf(request.stateMachineAliasArn, service.stateMachines);
  return {
    stateMachineAliasArn: alias.arn,
    name: alias.name,
    description: alias.description,
    routingConfiguration: alias.routes,
    creationDate: epochSeconds(alias.createdAt),
    updateDate: epochSeconds(alias.updatedAt),
  };
});
