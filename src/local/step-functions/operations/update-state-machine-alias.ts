import { aliasOf, checkRoutes, routingConfiguration } from '../records/routing.js';
import { ApiError, invalid } from '../wire/api-error.js';
import { epochSeconds } from '../wire/epoch-seconds.js';
import { required } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { arn, description } from '../wire/request-members.js';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachineAlias.html */
export const updateStateMachineAlias = operation(
  { stateMachineAliasArn: required(arn), description, routingConfiguration },
  (request, service) => {
    const { routingConfiguration: routes, description: text } = request;
    if (routes === undefined && text === undefined) {
      throw new ApiError(
        'MissingRequiredParameter',
        'Either the description or the routing configuration must be specified',
      );
    }
    const { machine, alias } = aliasOf(request.stateMachineAliasArn, service.stateMachines);
    if (routes !== undefined && checkRoutes(routes, service.stateMachines) !== machine) {
      throw invalid(`Routing configuration must contain versions of the state machine '${machine.arn}'`);
    }
    const updatedAt = service.clock.now();
    machine.aliases.set(alias.name, {
      ...alias,
      ...(text === undefined ? {} : { description: text }),
      ...(routes === undefined ? {} : { routes }),
      updatedAt,
    });
    return { updateDate: epochSeconds(updatedAt) };
  },
);
