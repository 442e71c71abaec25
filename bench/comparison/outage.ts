import { createEngine, skipClock, type Engine } from '../../src/engine/index.js';

/** What every contestant has to do: answer so many items, five at a time, while the model is down for a while. */
export interface Task {
  readonly items: number;
  readonly concurrency: number;
  /** Milliseconds since the start. */
  readonly outage?: { readonly from: number; readonly to: number };
}

/** What a contestant made of it. */
export interface Outcome {
  /** State transitions that AWS bills. */
  readonly transitions: number;
  /** Calls to the model while it was down. */
  readonly callsWhileDown: number;
  /** Items that the model answered; the fallback had to answer the others. */
  readonly fromModel: number;
  /** Milliseconds from the model's return to its next answer; absent without an outage. */
  readonly recovery?: number;
}

/** The world of one run: a model that takes a second to answer and 300 ms to fail, and a fallback that takes a second. */
export interface World {
  readonly engine: Engine;
  /** Function names to call from a machine. */
  readonly model: 'model';
  readonly fallback: 'fallback';
  outcome(transitions: number): Outcome;
}

const ANSWER_MS = 1_000;
const FAILURE_MS = 300;

export function world({ outage }: Task): World {
  const clock = skipClock();
  const engine = createEngine({ clock, seed: 1 });
  const start = clock.now();
  let callsWhileDown = 0;
  let fromModel = 0;
  let recovery: number | undefined;
  engine.lambda('model', async () => {
    const at = clock.now() - start;
    const isDown = outage !== undefined && at >= outage.from && at < outage.to;
    await clock.sleep(isDown ? FAILURE_MS : ANSWER_MS);
    if (isDown) {
      callsWhileDown += 1;
      throw Object.assign(new Error('The service is down.'), { name: 'ServiceUnavailableException' });
    }
    fromModel += 1;
    if (outage && at >= outage.to) recovery ??= clock.now() - start - outage.to;
    return 'from the model';
  });
  engine.lambda('fallback', async () => {
    await clock.sleep(ANSWER_MS);
    return 'from the fallback';
  });
  return {
    engine,
    model: 'model',
    fallback: 'fallback',
    outcome: (transitions) => ({
      transitions,
      callsWhileDown,
      fromModel,
      ...(recovery !== undefined && { recovery }),
    }),
  };
}
