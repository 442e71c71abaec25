import { parseArn } from '../names/arn.js';
import { required } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { arn } from '../wire/request-members.js';

/**
 * Deletes a machine at once, with its versions and aliases; its executions go on and can still be described. No error when
 * there is none. https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteStateMachine.html
 */
export const deleteStateMachine = operation({ stateMachineArn: required(arn) }, ({ stateMachineArn }, service) => {
  parseArn(stateMachineArn, 'stateMachine');
  const machine = service.stateMachines.find(stateMachineArn);
  if (machine !== undefined) {
    service.stateMachines.delete(machine);
    service.engine.deleteStateMachine(stateMachineArn);
    service.tags.forget(stateMachineArn);
  }
  return {};
});
