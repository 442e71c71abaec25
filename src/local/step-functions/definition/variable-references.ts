import { isFields, scopesOf, type Fields } from './definition-scope.js';

/** The variables that states read, by state: sorted names. */
export type VariableReferences = Readonly<Record<string, readonly string[]>>;

/**
 * Finds which variables the states of a definition read, as DescribeStateMachine tells. Undefined when none does.
 *
 * A variable has to be assigned somewhere before it can be read, so a name counts when some Assign of the machine has it:
 * that keeps the functions and local variables of expressions apart from it.
 */
export function variableReferences(definition: string): VariableReferences | undefined {
  const scopes = scopesOf(JSON.parse(definition));
  const states = scopes.flatMap((scope) => [...scope.states]);
  const assigned = new Set(states.flatMap(([, state]) => [...assignedNames(state)]));
  const references = states
    .map(([name, state]): [string, string[]] => [
      name,
      [...new Set(namesRead(state))].filter((each) => assigned.has(each)).toSorted(),
    ])
    .filter(([, names]) => names.length > 0);
  return references.length === 0 ? undefined : Object.fromEntries(references);
}

function* assignedNames(value: unknown): Iterable<string> {
  if (Array.isArray(value)) for (const item of value) yield* assignedNames(item);
  if (!isFields(value)) return;
  for (const [field, inner] of Object.entries(value)) {
    if (field === 'Assign' && isFields(inner)) yield* Object.keys(inner).map((name) => name.replace(/\.\$$/, ''));
    else if (!isScope(inner)) yield* assignedNames(inner);
  }
}

/** Reads all texts that can hold an expression or a path; inner scopes have states of their own. */
function* namesRead(value: unknown, field = ''): Iterable<string> {
  if (typeof value === 'string') yield* namesIn(value, field);
  if (Array.isArray(value)) for (const item of value) yield* namesRead(item, field);
  if (!isFields(value)) return;
  for (const [name, inner] of Object.entries(value)) if (!isScope(inner)) yield* namesRead(inner, name);
}

function namesIn(text: string, field: string): readonly string[] {
  const isJsonata = text.startsWith('{%') && text.endsWith('%}');
  const isPath = field.endsWith('Path') || field.endsWith('.$') || field === 'Variable';
  if (!isJsonata && !isPath) return [];
  const withoutTexts = text.replaceAll(isJsonata ? /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g : /'(?:\\.|[^'\\])*'/g, '');
  return [...withoutTexts.matchAll(/(?<!\$)\$([\p{ID_Start}_][\p{ID_Continue}_]*)/gu)].flatMap(
    ([, name]) => name ?? [],
  );
}

function isScope(value: unknown): value is Fields {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return isFields(one) && 'StartAt' in one && 'States' in one;
}
