import { absentValue, type CircuitField, type SharedCircuit } from './shared-circuit.js';
import { assignments, type Condition, type Transition, type TransitionParameters, type Value } from './transition.js';

type Fields = Readonly<Partial<Record<CircuitField, string | number>>>;

/**
 * A transition in memory: the record after it, or nothing when its conditions do not hold.
 *
 * @param circuit the record before; absent for an untouched circuit
 * @param now the time of the write, epoch milliseconds
 * @throws TypeError for a parameter that the transition needs and that is missing
 */
export function applyTransition(
  transition: Transition,
  circuit: SharedCircuit | undefined,
  parameters: TransitionParameters,
  now: number,
): SharedCircuit | undefined {
  const before: Fields = { ...circuit };
  const scope = { before, parameters: { ...parameters, gen: parameters.gen ?? circuit?.gen ?? 0 }, now };
  if (!transition.when.every((condition) => holds(condition, scope))) return undefined;
  const after: Partial<Record<CircuitField, string | number>> = { ...before };
  for (const field of transition.remove) delete after[field];
  for (const [field, value] of assignments(transition)) after[field] = valueOf(value, scope);
  // The table sets `st` and `gen` in every transition of an untouched circuit.
  return { st: 'CLOSED', gen: 0, ...after } as SharedCircuit;
}

interface Scope {
  readonly before: Fields;
  readonly parameters: TransitionParameters;
  readonly now: number;
}

function holds(condition: Condition, scope: Scope): boolean {
  if ('anyOf' in condition) return condition.anyOf.some((all) => all.every((one) => holds(one, scope)));
  if ('absent' in condition) return scope.before[condition.absent] === undefined;
  if ('present' in condition) return scope.before[condition.present] !== undefined;
  const found = scope.before[condition.field];
  if (found === undefined) return condition.orAbsent === true;
  const expected = valueOf(condition.value, scope);
  switch (condition.is) {
    case '=':
      return found === expected;
    case '<':
      return found < expected;
    case '<=':
      return found <= expected;
    case '>=':
      return found >= expected;
  }
}

/** The value at the time of the write. */
export function valueOf(value: Value, { before, parameters, now }: Scope): string | number {
  if (typeof value !== 'object') return value;
  if ('parameter' in value) return given(parameters, value.parameter);
  if ('now' in value) return now + offset(parameters, value.plus) - offset(parameters, value.minus);
  const found = before[value.field] ?? absentValue(value.field);
  return value.plus === undefined ? found : Number(found) + value.plus;
}

const offset = (parameters: TransitionParameters, name: keyof TransitionParameters | undefined): number =>
  name === undefined ? 0 : Number(given(parameters, name));

/** @throws TypeError when it is missing */
export function given(parameters: TransitionParameters, name: keyof TransitionParameters): string | number {
  const value = parameters[name];
  if (value === undefined)
    throw new TypeError(`The transition needs the parameter ${name}, which is missing. Give it in the attempt.`);
  return value;
}
