import { parseArn } from '../names/arn.js';
import { ApiError, invalid } from '../wire/api-error.js';
import { required } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { longArn } from '../wire/request-members.js';

/** No error when there is none: https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteStateMachineVersion.html */
export const deleteStateMachineVersion = operation(
  { stateMachineVersionArn: required(longArn) },
  ({ stateMachineVersionArn: arn }, service) => {
    const { parts } = parseArn(arn, 'stateMachine');
    const [, number] = parts;
    if (number === undefined || !/^\d+$/.test(number)) {
      throw invalid(`'${arn}' is not the ARN of a state machine version.`);
    }
    const machine = service.stateMachines.find(arn.slice(0, -number.length - 1));
    const index = machine?.versions.findIndex((version) => version.arn === arn) ?? -1;
    if (machine === undefined || index < 0) return {};
    const aliases = machine.aliasesOf(arn).map(({ name }) => name);
    if (aliases.length > 0) {
      throw new ApiError(
        'ConflictException',
        `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${aliases.join(', ')}]`,
      );
    }
    machine.versions.splice(index, 1);
    return {};
  },
);
