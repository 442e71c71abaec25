import { configurationOf, CONFIGURATION, hasSameConfiguration } from '../records/configuration.js';
import { ApiError, invalid } from '../wire/api-error.js';
import { epochSeconds } from '../wire/epoch-seconds.js';
import { boolean, required } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { arn, definition as definitionText, description } from '../wire/request-members.js';

/**
 * Running executions keep the definition they began with.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachine.html
 */
export const updateStateMachine = operation(
  {
    stateMachineArn: required(arn),
    definition: definitionText,
    roleArn: arn,
    publish: boolean(),
    versionDescription: description,
    ...CONFIGURATION,
  },
  (request, service) => {
    const machine = service.stateMachines.get(request.stateMachineArn);
    const { publish, versionDescription } = request;
    const changes = [
      request.definition,
      request.roleArn,
      ...Object.keys(CONFIGURATION).map((name) => Reflect.get(request, name)),
    ];
    if (changes.every((change) => change === undefined)) {
      throw new ApiError(
        'MissingRequiredParameter',
        'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
      );
    }
    if (!publish && versionDescription !== undefined) {
      throw invalid('Version description can only be set when publish is true');
    }
    const at = service.clock.now();
    const before = machine.current;
    const { definition = before.definition } = request;
    const revision = {
      id: service.random.uuid(),
      definition,
      compiled:
        definition === before.definition ? before.compiled : service.compile(machine.name, definition, machine.type),
      roleArn: request.roleArn ?? before.roleArn,
      ...configurationOf(request, before),
      updatedAt: at,
    };
    const isChanged =
      revision.definition !== before.definition ||
      revision.roleArn !== before.roleArn ||
      !hasSameConfiguration(before, revision);
    if (isChanged) {
      machine.current = revision;
      service.engine.createStateMachine({ name: machine.name, definition: revision.compiled });
    }
    const { id } = machine.current;
    return {
      updateDate: epochSeconds(at),
      ...(id === 'INITIAL' ? {} : { revisionId: id }),
      ...(publish ? { stateMachineVersionArn: machine.publish(at, versionDescription).arn } : {}),
    };
  },
);
