import { diagnose } from '../definition/diagnose.js';
import { invalidDefinition } from '../definition/invalid-definition.js';
import { isFields, objectsOf, scopesOf, type Fields } from '../definition/definition-scope.js';
import { parseDefinition } from '../definition/parse-definition.js';
import { ApiError, invalid } from '../wire/api-error.js';

/** A state to be tested on its own. */
export interface TestedState {
  readonly name: string;
  readonly state: Fields;
  readonly language: 'JSONPath' | 'JSONata';
}

/** The name of a state that is given without one, in AWS's messages too. */
const DEFAULT_NAME = 'StateName';

/**
 * Finds the state to test: the definition itself, or one of the states of a machine.
 *
 * @throws ApiError InvalidDefinition, ValidationException
 */
export function testedState(definition: string, stateName: string | undefined): TestedState {
  const given = parse(definition);
  const state = stateName === undefined ? given : stateOf(given, stateName);
  const name = stateName ?? DEFAULT_NAME;
  const ofMachine = stateName === undefined ? undefined : given['QueryLanguage'];
  const machine = { ...(ofMachine === undefined ? {} : { QueryLanguage: ofMachine }), ...isolated(name, state) };
  // What the state goes on to is made up here: it may well have the name of an inner state.
  const diagnostics = diagnose(JSON.stringify(machine)).filter(({ code }) => code !== 'DUPLICATE_STATE_NAME');
  if (diagnostics.length > 0) throw invalidDefinition(definition, diagnostics);
  return { name, state, language: (state['QueryLanguage'] ?? ofMachine) === 'JSONata' ? 'JSONata' : 'JSONPath' };
}

/** A machine of one state, in which everything it may go on to just ends. */
export function isolated(name: string, state: Fields): { StartAt: string; States: Record<string, Fields> } {
  const targets = [
    state['Next'],
    state['Default'],
    ...['Choices', 'Catch'].flatMap((field) => objectsOf(state[field]).map(([, each]) => each['Next'])),
  ].filter((target) => typeof target === 'string');
  const ends = targets.map((target): [string, Fields] => [target, { Type: 'Succeed' }]);
  return { StartAt: name, States: { ...Object.fromEntries(ends), [name]: state } };
}

function parse(definition: string): Fields {
  let parsed: unknown;
  try {
    parsed = parseDefinition(definition);
  } catch (error) {
    throw new ApiError(
      'InvalidDefinition',
      `Invalid State Machine Definition: 'INVALID_JSON_DESCRIPTION: ${error instanceof Error ? error.message : String(error)} at null'`,
    );
  }
  if (isFields(parsed)) return parsed;
  throw new ApiError(
    'InvalidDefinition',
    "Invalid State Machine Definition: 'INVALID_JSON_DESCRIPTION: A state must be a JSON object at null'",
  );
}

function stateOf(machine: Fields, name: string): Fields {
  for (const { states } of scopesOf(machine)) {
    const state = states.get(name);
    if (state !== undefined) return state;
  }
  throw invalid('State not found in definition');
}
