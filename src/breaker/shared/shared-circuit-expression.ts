import { circuitVariable } from '../circuit-record.js';

/**
 * JSONata: a target's circuit as the machine keeps it between two reads, from its item in the circuit table. It is a
 * `CircuitRecord` without the failures, which stay in the table, and with `generation`, which every write shows.
 *
 * `openUntil` is when a probe is due: at the end of OPEN, or of the lease of another caller's probe. It is absent while
 * an operator forces the circuit.
 *
 * @param item JSONata for the item's attributes; nothing for a circuit that was never written
 */
export const readExpression = (target: string, item: string): string =>
  [
    `($c := ${item};`,
    `$state := [$c.forced.S, $c.st.S, 'CLOSED'][0];`,
    `{'state': $state, 'failures': [], 'openings': [$number($c.opens.N), 0][0],`,
    `'openedAt': $number($c.opened_at.N),`,
    `'openUntil': $exists($c.forced) or $state = 'CLOSED' ? [][0] : $number($state = 'OPEN' ? $c.open_until.N : $c.probe_until.N),`,
    `'generation': [$number($c.gen.N), 0][0], 'probeOwner': $c.probe_owner.S,`,
    `'announced': $${circuitVariable(target)}.announced})`,
  ].join(' ');

/** JSONata: the circuit while the table cannot be reached. It counts as CLOSED; without a generation nothing is written. */
export const unknownExpression = (target: string, announced = `$${circuitVariable(target)}.announced`): string =>
  `{'state': 'CLOSED', 'failures': [], 'openings': 0, 'announced': ${announced}}`;

/** JSONata condition: the table has told the circuit's state. */
export const knownExpression = (target: string): string => `$exists($${circuitVariable(target)}.generation)`;

/** JSONata condition: the probe is due, and no other caller has it. */
export const sharedProbeDueExpression = (target: string): string => {
  const circuit = `$${circuitVariable(target)}`;
  return `${circuit}.state != 'CLOSED' and ${circuit}.openUntil <= $millis()`;
};

/** JSONata condition: callers are kept out for a time that an operator may cut short. */
export const sharedProbeLaterExpression = (target: string): string => {
  const circuit = `$${circuitVariable(target)}`;
  return `${circuit}.state != 'CLOSED' and ${circuit}.openUntil > $millis()`;
};
