import { aliasOf } from '../records/routing.js';
import { required } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { arn } from '../wire/request-members.js';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteStateMachineAlias.html */
export const deleteStateMachineAlias = operation({ stateMachineAliasArn: required(arn) }, (request, service) => {
  const { machine, alias } = aliasOf(request.stateMachineAliasArn, service.stateMachines);
  machine.aliases.delete(alias.name);
  return {};
});
