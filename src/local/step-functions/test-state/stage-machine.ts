import { isFields, type Fields } from '../definition/definition-scope.js';

/** The values that a state under test sees beside its input. */
export interface Surroundings {
  readonly variables: Fields;
  /** Undefined: the context object of the execution that runs the test. */
  readonly context: Fields | undefined;
}

/** The variable that holds a given context object; the machines of tests are the only ones with such a name. */
const CONTEXT_VARIABLE = 'StepbreakerContextObject';
const PROLOGUE = 'Set variables';

/**
 * Puts a state before which variables are assigned in front of a machine, and lets a given context object take the place of the
 * execution's own.
 *
 * @returns the machine, and the input it has to be started with
 */
export function withSurroundings(
  machine: { StartAt: string; States: Record<string, Fields> },
  language: 'JSONPath' | 'JSONata',
  input: unknown,
  { variables, context }: Surroundings,
): { machine: Fields; input: unknown } {
  const assigned = context === undefined ? variables : { ...variables, [CONTEXT_VARIABLE]: context };
  const names = Object.keys(assigned);
  if (names.length === 0) return { machine: withLanguage(machine, language), input };
  const prologue = {
    Type: 'Pass',
    QueryLanguage: 'JSONata',
    Assign: Object.fromEntries(names.map((name) => [name, `{% $states.input.variables.${name} %}`])),
    Output: '{% $states.input.input %}',
    Next: machine.StartAt,
  };
  const states = context === undefined ? machine.States : withContextVariable(machine.States);
  return {
    machine: {
      StartAt: PROLOGUE,
      States: { [PROLOGUE]: prologue, ...withLanguage({ ...machine, States: states }, language).States },
    },
    input: { input, variables: assigned },
  };
}

/** States say their own language, so that a machine's states may differ. */
function withLanguage(
  { StartAt, States }: { StartAt: string; States: Record<string, Fields> },
  language: 'JSONPath' | 'JSONata',
): { StartAt: string; States: Record<string, Fields> } {
  if (language === 'JSONPath') return { StartAt, States };
  const states = Object.entries(States).map(([name, state]) => [name, { ...state, QueryLanguage: language }]);
  return { StartAt, States: Object.fromEntries(states) };
}

function withContextVariable(value: Record<string, Fields>): Record<string, Fields> {
  return Object.fromEntries(Object.entries(value).map(([name, state]) => [name, Object(replaceContext(state))]));
}

function replaceContext(value: unknown): unknown {
  if (typeof value === 'string') return replaceInText(value);
  if (Array.isArray(value)) return value.map(replaceContext);
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replaceContext(inner)]));
}

function replaceInText(text: string): string {
  if (text.startsWith('{%')) return text.replaceAll('$states.context', `$${CONTEXT_VARIABLE}`);
  return /^(?:\$\$|States\.)/.test(text) ? text.replaceAll('$$', () => `$${CONTEXT_VARIABLE}`) : text;
}
