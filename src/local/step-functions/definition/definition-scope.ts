/** A JSON object of a definition. */
export type Fields = Readonly<Record<string, unknown>>;

/** A `StartAt` with its `States`: the machine itself, a branch of a Parallel state, or the processor of a Map state. */
export interface DefinitionScope {
  readonly fields: Fields;
  /** JSON pointer; empty for the machine. */
  readonly location: string;
  readonly states: ReadonlyMap<string, Fields>;
}

/** All scopes of a definition, outer ones first. What is not built like a scope is left out. */
export function scopesOf(definition: unknown, location = ''): readonly DefinitionScope[] {
  if (!isFields(definition)) return [];
  const states = new Map(Object.entries(fieldsOf(definition['States'])).filter(isNamedFields));
  const inner = [...states].flatMap(([name, state]) => innerScopes(state, `${location}/States/${name}`));
  return [{ fields: definition, location, states }, ...inner];
}

function innerScopes(state: Fields, location: string): readonly DefinitionScope[] {
  const branches = Array.isArray(state['Branches']) ? state['Branches'] : [];
  return [
    ...branches.flatMap((branch: unknown, index) => scopesOf(branch, `${location}/Branches[${index}]`)),
    ...PROCESSORS.flatMap((field) => scopesOf(state[field], `${location}/${field}`)),
  ];
}

/** The fields that hold the processor of a Map state; the second is the old name. */
export const PROCESSORS = ['ItemProcessor', 'Iterator'] as const;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** The objects of a list, with their places in it. */
export function objectsOf(value: unknown): readonly (readonly [number, Fields])[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown, index) => (isFields(item) ? [[index, item] as const] : []));
}

function isNamedFields(entry: [string, unknown]): entry is [string, Fields] {
  return isFields(entry[1]);
}
