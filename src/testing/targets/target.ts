import type { Run } from '../run/run.js';
import type { RunOrder } from '../run-order.js';
import type { ContainerOptions } from './container/container-options.js';
import { runInContainer } from './container/container-target.js';
import { EmbeddedExecution } from './embedded/embedded-execution.js';
import type { EndpointOptions } from './endpoint/endpoint-options.js';
import { runAtEndpoint } from './endpoint/endpoint-target.js';

/**
 * Where executions run:
 *
 * - `'embedded'`: in this process, in virtual time
 * - `'container'` or `{ container: { image } }`: in an emulator that testcontainers starts
 * - `'endpoint=http://…'` or an object with an `endpoint`: anything that speaks the API of Step Functions
 */
export type TargetChoice =
  | 'embedded'
  | 'container'
  | `container=${string}`
  | `endpoint=${string}`
  | { readonly container: ContainerOptions }
  | EndpointOptions;

export type Target =
  | { readonly kind: 'embedded' }
  | { readonly kind: 'container'; readonly options: ContainerOptions }
  | { readonly kind: 'endpoint'; readonly options: EndpointOptions };

/**
 * The target of an option, else that of `STEPBREAKER_TARGET` (with `SFN_MOCK_CONFIG` for the MockConfigFile of an endpoint),
 * else the embedded one.
 *
 * @throws TypeError for a target that there is not
 */
export function chooseTarget(choice: TargetChoice | undefined, environment: NodeJS.ProcessEnv = process.env): Target {
  const chosen = choice ?? environment['STEPBREAKER_TARGET'] ?? 'embedded';
  if (typeof chosen !== 'string') {
    return 'container' in chosen
      ? { kind: 'container', options: chosen.container }
      : { kind: 'endpoint', options: chosen };
  }
  const [kind, value] = splitOnce(chosen, '=');
  if (kind === 'embedded' && value === undefined) return { kind };
  if (kind === 'container') return { kind, options: value === undefined ? {} : { image: value } };
  if (kind === 'endpoint' && value !== undefined && URL.canParse(value)) {
    const { SFN_MOCK_CONFIG: mockConfigFile } = environment;
    return { kind, options: { endpoint: value, ...(mockConfigFile === undefined ? {} : { mockConfigFile }) } };
  }
  throw new TypeError(
    `There is no target '${chosen}': expected embedded, container, container=IMAGE or endpoint=URL${choice === undefined ? ' in STEPBREAKER_TARGET' : ''}`,
  );
}

export async function runOn(target: Target, order: RunOrder): Promise<Run> {
  switch (target.kind) {
    case 'embedded':
      return (await EmbeddedExecution.start(order)).runToEnd();
    case 'container':
      return runInContainer(order, target.options);
    case 'endpoint':
      return runAtEndpoint(order, target.options);
  }
}

function splitOnce(text: string, separator: string): readonly [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
