/** @module How each contestant prepares a case; what it gives back runs one execution and resolves with its output. */
import { isDeepStrictEqual } from 'node:util';
import { supplyWithResolvers } from './peer.mjs';

/** @param {string} engineUrl of the engine's public module */
export async function stepbreaker(engineUrl) {
  const { createEngine } = await import(engineUrl);
  return ({ definition, handler, forgets }) => {
    const engine = createEngine();
    if (handler !== undefined) engine.lambda('work', handler());
    const { stateMachineArn } = engine.createStateMachine({ name: 'bench', definition });
    return async (input) => {
      const execution = engine.startExecution({ stateMachineArn, input });
      await execution.finished;
      if (forgets) engine.forget(execution.executionArn);
      if (execution.status === 'SUCCEEDED') return execution.output;
      throw new Error(`The execution ended as ${execution.status}: ${execution.error} ${execution.cause}`);
    };
  };
}

/** @param {string} peerUrl of the peer's module */
export async function peer(peerUrl) {
  supplyWithResolvers();
  const { StateMachine } = await import(peerUrl);
  return ({ definition, handler }) => {
    const machine = new StateMachine(definition);
    const overrides =
      handler === undefined
        ? {}
        : { taskResourceLocalHandlers: { Work: handler() }, retryIntervalOverrides: { Work: 0 } };
    return (input) => machine.run(input, { overrides }).result;
  };
}

/** A round lasts at least so long, for fast and slow contestants alike: then what else the machine does meets both the same. */
const ROUND_MILLISECONDS = 250;

/**
 * A round: the executions of a case, over and over. Preparing them is not timed.
 *
 * @returns milliseconds, wall clock and CPU, for all executions of the case once
 */
export async function runRound(prepare, { input, executions, atOnce, ...machine }) {
  let output;
  let [wall, cpu, repetitions] = [0, 0, 0];
  for (; wall < ROUND_MILLISECONDS; repetitions++) {
    const run = prepare(machine);
    const cpuBefore = process.cpuUsage();
    const started = performance.now();
    if (atOnce) [output] = await Promise.all(Array.from({ length: executions }, () => run(input)));
    else for (let count = 0; count < executions; count++) output = await run(input);
    wall += performance.now() - started;
    const { user, system } = process.cpuUsage(cpuBefore);
    cpu += (user + system) / 1000;
  }
  return { milliseconds: wall / repetitions, cpuMilliseconds: cpu / repetitions, output };
}

/** Contestants whose outputs differ do different work, and prove nothing. */
export function checkSameOutput(id, ours, theirs) {
  if (!isDeepStrictEqual(ours, theirs)) {
    throw new Error(`Case ${id}: the outputs differ: ${JSON.stringify(ours)} and ${JSON.stringify(theirs)}`);
  }
}
