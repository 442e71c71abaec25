import type { ConfigurationProblem } from '../../circuit/configuration-problem.js';
import { CircuitConfigurationError, type CircuitOptions } from '../../circuit/configuration.js';

/** Why JSONPath cannot keep a field. */
const REFUSED: Partial<Readonly<Record<keyof CircuitOptions, string>>> = {
  windowSeconds: 'JSONPath cannot compute with times: failures are counted over the chunks in a row that have some',
  slowCallMs: 'JSONPath cannot compute with times, so no call is known to be slow',
  cooldown: 'the cool-down is always a plain Wait',
  maxRefusalsInARow: 'refused items take the last resort, however many',
  maxHistoryEvents: 'there is no hand-over to a successor: one execution must hold the batch',
  eventBusName: 'changes of the circuit are not announced',
};

/**
 * Refuses what would silently mean something else than in the JSONata machine. `whileOpen` has to be written, because its
 * default cannot be kept: whether a probe is due is a question of time.
 *
 * @param circuit the circuit as the user wrote it, valid by itself
 * @param name the machine's name, for the message
 * @throws CircuitConfigurationError naming every such field and why
 */
export function refuseWhatNeedsTime(circuit: CircuitOptions = {}, name: string): void {
  const problems: ConfigurationProblem[] = Object.entries(REFUSED)
    .map(([field, reason]) => ({ path: field, value: circuit[field as keyof CircuitOptions], reason }))
    .filter(({ path, value }) => value !== undefined && !(path === 'cooldown' && value === 'wait'))
    .map(({ path, value, reason }) => ({
      path,
      value,
      expected: `must not be set for the JSONPath rendering (${reason})`,
    }));
  if (circuit.whileOpen !== 'wait')
    problems.unshift({
      path: 'whileOpen',
      value: circuit.whileOpen,
      expected: `must be "wait" for the JSONPath rendering (without a clock nothing can serve elsewhere until the probe is due)`,
    });
  if (problems.length > 0) throw new CircuitConfigurationError(name, problems);
}
