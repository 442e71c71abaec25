import { createEngine, InvalidDefinitionError, skipClock, type Execution } from '../../../src/engine/index.js';
import type { Area } from '../area.js';
import { definition } from '../generate/definition.js';
import { jsonValue } from '../generate/json-value.js';

/** A machine may loop for ever: from this many events on its execution is stopped, in the middle of a state. */
const MOST_EVENTS = 300;

/** Longer than any wait that a machine may ask for: an execution that then still waits, waits for something that will not come. */
const TEN_YEARS_MS = 10 * 365 * 86_400_000;

/** JSONata ends after five seconds, and a machine may have several. */
const PATIENCE_MS = 6_000;

/** One in so many machines is run twice, and must do the same again. */
const RERUN = 1 / 10;

/** Machines that are run to their end in virtual time. */
export const executions: Area = {
  name: 'executions',
  share: 2,
  mistakes: 0.005,
  patience: PATIENCE_MS,
  attempt(draw) {
    const machine = definition(draw);
    const input = jsonValue(draw);
    const again = draw.chance(RERUN);
    return {
      show: () => JSON.stringify({ machine, input }),
      async run() {
        const execution = await runToTheEnd(machine, input);
        if (execution === undefined) return false;
        if (execution.cause?.includes('Internal error') === true) throw new Error(execution.cause);
        const history = JSON.stringify(execution.history());
        if (again && JSON.stringify((await runToTheEnd(machine, input))?.history()) !== history) {
          throw new Error('A second run has another history');
        }
        return execution.status === 'SUCCEEDED';
      },
    };
  },
};

async function runToTheEnd(machine: object, input: unknown): Promise<Execution | undefined> {
  const clock = skipClock();
  const engine = createEngine({ clock });
  engine.lambda('echo', async (payload) => payload);
  engine.lambda('fails', async () => {
    throw Object.assign(new Error('on purpose'), { name: 'Wrong' });
  });
  engine.integration('events:putEvents', () => ({ FailedEntryCount: 0 }));
  engine.integration('sqs:sendMessage', () => ({ MessageId: '1' }));
  engine.observe(({ id, executionArn }) => {
    if (id >= MOST_EVENTS) engine.execution(executionArn)?.stop({ error: 'Enough' });
  });
  let stateMachineArn: string;
  try {
    ({ stateMachineArn } = engine.createStateMachine({ name: 'fuzz', definition: machine }));
  } catch (error) {
    if (error instanceof InvalidDefinitionError) return undefined;
    throw error;
  }
  const execution = engine.startExecution({ stateMachineArn, name: 'fuzz', input });
  const givenUp = new Promise<void>((resolve) => clock.timer(TEN_YEARS_MS, resolve));
  await Promise.race([execution.finished, givenUp]);
  for (const each of engine.executions()) each.stop();
  return execution.finished;
}
