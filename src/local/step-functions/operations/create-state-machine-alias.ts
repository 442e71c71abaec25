import { checkRoutes, routingConfiguration } from '../records/routing.js';
import { ApiError } from '../wire/api-error.js';
import { epochSeconds } from '../wire/epoch-seconds.js';
import { required } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { aliasName, description } from '../wire/request-members.js';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachineAlias.html */
export const createStateMachineAlias = operation(
  { name: required(aliasName), description, routingConfiguration: required(routingConfiguration) },
  (request, service) => {
    const { name, routingConfiguration: routes } = request;
    const machine = checkRoutes(routes, service.stateMachines);
    const at = service.clock.now();
    const alias = {
      name,
      arn: `${machine.arn}:${name}`,
      ...(request.description === undefined ? {} : { description: request.description }),
      routes,
      createdAt: at,
      updatedAt: at,
    };
    const earlier = machine.aliases.get(name);
    if (
      earlier !== undefined &&
      JSON.stringify([earlier.description, earlier.routes]) !== JSON.stringify([alias.description, routes])
    ) {
      throw new ApiError(
        'ConflictException',
        'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
      );
    }
    if (earlier === undefined) machine.aliases.set(name, alias);
    return { stateMachineAliasArn: alias.arn, creationDate: epochSeconds(earlier?.createdAt ?? at) };
  },
);
