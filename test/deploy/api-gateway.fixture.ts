import type { ServiceAnswer, StandInService } from './aws-stand-in.fixture.js';
import type { DeployedStack } from './deployed-stack.fixture.js';

/** A change to a stage, as JSON Patch writes it. */
export interface StageChange {
  readonly op: string;
  readonly path: string;
  readonly value?: string;
}

/** Emulates Amazon API Gateway, as far as osls sets up a stage after the stack: there is one API with one stage. */
export interface ApiGateway {
  readonly service: StandInService;
  /** What the stage was told, by path. */
  readonly stage: ReadonlyMap<string, string | undefined>;
}

/** @param stack the stack that has the API, once there is one */
export function apiGateway(stack: () => DeployedStack | undefined): ApiGateway {
  const stage = new Map<string, string | undefined>();
  const apis = () => stack()?.ofType('AWS::ApiGateway::RestApi') ?? [];
  const json = (value: unknown): ServiceAnswer => ({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  });
  return {
    stage,
    service({ method, path, body }) {
      const [what, , part] = path.slice(1).split('/');
      if (what === 'apikeys') return json({ id: 'key', name: 'storefront', value: 'local-key' });
      if (what === 'tags') return {};
      if (what !== 'restapis') return undefined;
      if (part === undefined)
        return json({ item: apis().map(({ name, properties }) => ({ id: name, name: properties['Name'] })) });
      if (part === 'deployments') return json({ item: [{ id: 'deployment' }] });
      if (part !== 'stages') return undefined;
      if (method === 'PATCH') {
        const { patchOperations }: { patchOperations: readonly StageChange[] } = JSON.parse(body.toString());
        for (const change of patchOperations) stage.set(change.path, change.value);
      }
      return json({ stageName: 'dev', deploymentId: 'deployment' });
    },
  };
}
