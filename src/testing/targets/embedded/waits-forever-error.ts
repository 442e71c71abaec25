import type { WaitingTask } from './token-desk.js';
import { instancesOf } from '../../../runtime/instances-of.js';

/** The execution has not ended, and nothing is left to happen: it waits for an answer that no mock sends. */
export class WaitsForeverError extends Error {
  static override readonly [Symbol.hasInstance] = /* @__PURE__ */ instancesOf<WaitsForeverError>('WaitsForeverError');
  override readonly name = 'WaitsForeverError';

  constructor(waiting: readonly WaitingTask[], path: string) {
    const tasks = waiting.map(({ state }) => `'${state}'`).join(', ');
    super(
      [
        waiting.length === 0
          ? 'The execution waits for something that never comes: a task that does not answer and has no timeout'
          : `The execution waits for ever for the task token of ${tasks}`,
        'Use start() and answer with succeed(state, output), mock it with after(duration, outcome), or give the state a TimeoutSeconds.',
        'The execution so far:',
        ...path.split('\n').map((line) => `  ${line}`),
      ].join('\n'),
    );
  }
}
