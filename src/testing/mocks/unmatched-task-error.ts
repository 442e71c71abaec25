import { brief } from '../json-object.js';
import { resourceNames } from './resource-pattern.js';
import { instancesOf } from '../../runtime/instances-of.js';

/** A task was scheduled that nothing was mocked for. The execution is stopped: no Catch hides this. */
export class UnmatchedTaskError extends Error {
  static override readonly [Symbol.hasInstance] = /* @__PURE__ */ instancesOf<UnmatchedTaskError>('UnmatchedTaskError');
  override readonly name = 'UnmatchedTaskError';

  constructor(state: string, resource: string, args: unknown, path: string) {
    super(
      [
        `Nothing is mocked for the task of state '${state}'`,
        `  resource   ${resource}`,
        `  arguments  ${brief(args)}`,
        `Mock it by its state, .task(${brief(state)}, outcome), or by its resource, .resource(${brief(patternFor(resource, args))}, outcome).`,
        'The execution so far:',
        ...path.split('\n').map((line) => `  ${line}`),
      ].join('\n'),
    );
  }
}

/** A short pattern that matches: the name of a function, the API of an integration. */
function patternFor(resource: string, args: unknown): string {
  return resourceNames(resource, args).at(-1) ?? resource;
}
