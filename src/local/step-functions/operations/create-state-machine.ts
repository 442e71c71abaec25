import { configurationOf, CONFIGURATION, hasSameConfiguration, type Configuration } from '../records/configuration.js';
import { StateMachine } from '../records/state-machine.js';
import { checkResourceName } from '../names/resource-name.js';
import { ApiError, invalid } from '../wire/api-error.js';
import { epochSeconds } from '../wire/epoch-seconds.js';
import { boolean, required } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { arn, definition, description, machineType, name, tags } from '../wire/request-members.js';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html */
export const createStateMachine = operation(
  {
    name: required(name),
    definition: required(definition),
    roleArn: required(arn),
    type: machineType,
    tags,
    publish: boolean(),
    versionDescription: description,
    ...CONFIGURATION,
  },
  (request, service) => {
    const { definition: text, roleArn, type = 'STANDARD', publish, versionDescription } = request;
    const machineName = checkResourceName(request.name);
    if (!publish && versionDescription !== undefined) {
      throw invalid('Version description can only be set when publish is true');
    }
    const at = service.clock.now();
    const machineArn = service.arn('stateMachine', machineName);
    const configuration = configurationOf(request);
    const earlier = service.stateMachines.find(machineArn);
    if (earlier !== undefined && !isRepeated(earlier, { type, definition: text, ...configuration })) {
      throw new ApiError('StateMachineAlreadyExists', `State Machine Already Exists: '${machineArn}'`);
    }
    let machine = earlier;
    if (machine === undefined) {
      const compiled = service.compile(machineName, text, type);
      const revision = { id: 'INITIAL', definition: text, compiled, roleArn, ...configuration, updatedAt: at };
      machine = new StateMachine(machineArn, machineName, type, revision);
      service.engine.createStateMachine({ name: machineName, definition: compiled });
      service.tags.set(machineArn, request.tags ?? []);
      service.stateMachines.add(machine);
    }
    return {
      stateMachineArn: machineArn,
      creationDate: epochSeconds(machine.createdAt),
      ...(publish ? { stateMachineVersionArn: machine.publish(at, versionDescription).arn } : {}),
    };
  },
);

/** Creating a machine again is no error when it would be the same; roles and tags are not compared. */
function isRepeated(
  { type, current }: StateMachine,
  asked: Configuration & { readonly type: string; readonly definition: string },
): boolean {
  return type === asked.type && current.definition === asked.definition && hasSameConfiguration(current, asked);
}
