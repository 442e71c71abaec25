import { instancesOf } from '../../runtime/instances-of.js';

/** One thing that is wrong with a definition, and where. */
export interface DefinitionProblem {
  /** The state, by name; absent for the top level of the machine. */
  readonly state?: string;
  /** The field inside the state (or machine), such as `Catch[0].Next`. */
  readonly field?: string;
  /** What was found, what was expected, and the fix where there is one to name. */
  readonly message: string;
}

/** Collects everything that is wrong, so that users need not fix a machine one message at a time. */
export class Problems {
  readonly found: DefinitionProblem[] = [];

  add(state: string | undefined, field: string | undefined, message: string): void {
    this.found.push({ ...(state === undefined ? {} : { state }), ...(field === undefined ? {} : { field }), message });
  }
}

/**
 * A definition that cannot be run: thrown by `createStateMachine` with all {@link problems} at once. AWS names the same
 * condition `InvalidDefinition`.
 */
export class InvalidDefinitionError extends Error {
  static override readonly [Symbol.hasInstance] =
    /* @__PURE__ */ instancesOf<InvalidDefinitionError>('InvalidDefinitionError');
  override readonly name = 'InvalidDefinitionError';

  /** The name of the state machine. */
  readonly machine: string;
  readonly problems: readonly DefinitionProblem[];

  constructor(machine: string, problems: readonly DefinitionProblem[]) {
    const lines = problems.map(
      ({ state, field, message }) => `  ${[state, field].filter(Boolean).join(' › ') || 'machine'}: ${message}`,
    );
    super(`State machine '${machine}' cannot be created, ${count(problems.length)}:\n${lines.join('\n')}`);
    this.machine = machine;
    this.problems = problems;
  }
}

function count(problems: number): string {
  return problems === 1 ? '1 problem' : `${problems} problems`;
}
