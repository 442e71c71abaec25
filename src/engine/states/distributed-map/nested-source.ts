import { Problems } from '../../definition/problems.js';
import { StateSource } from '../../definition/state-source.js';

/** An object inside a state, to be read as the state itself is: problems are reported under the name of its field. */
export function nestedSource(
  source: StateSource,
  field: string,
  fields: Readonly<Record<string, unknown>>,
): StateSource {
  return new StateSource(
    source.name,
    source.type,
    source.language,
    fields,
    new NestedProblems(source, field),
    source.target,
  );
}

class NestedProblems extends Problems {
  readonly #source: StateSource;
  readonly #field: string;

  constructor(source: StateSource, field: string) {
    super();
    this.#source = source;
    this.#field = field;
  }

  override add(_state: string | undefined, field: string | undefined, message: string): void {
    this.#source.report(field === undefined ? this.#field : `${this.#field}.${field}`, message);
  }
}

/** Reports fields that do not belong there. */
export function checkFields(source: StateSource, known: readonly string[]): void {
  for (const name of Object.keys(source.fields)) {
    if (!known.includes(name)) source.report(name, `is not known here: expected ${known.join(', ')}`);
  }
}

/** A field that takes one of a few texts; undefined when the state does not give it. */
export function oneOf<Choice extends string>(
  source: StateSource,
  field: string,
  choices: readonly Choice[],
): Choice | undefined {
  const value = source.fields[field];
  if (value === undefined) return undefined;
  const choice = choices.find((each) => each === value);
  if (choice === undefined) source.report(field, `is ${JSON.stringify(value)}: expected ${choices.join(', ')}`);
  return choice;
}
