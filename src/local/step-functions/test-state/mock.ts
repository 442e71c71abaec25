import type { Fields } from '../definition/definition-scope.js';
import { isFields, scopesOf } from '../definition/definition-scope.js';
import { invalid } from '../wire/api-error.js';
import type { MapSettings } from './map-settings.js';
import { checkMockedResult } from './mock-schema.js';
import { parseJsonText } from '../wire/json-text.js';

/** The outcome that replaces the work of a Task, Map or Parallel state. */
export type Mock = { readonly result: unknown } | { readonly error: string; readonly cause?: string };

/** A mock as TestState is given it. */
export interface MockInput {
  readonly result?: string | undefined;
  readonly errorOutput?: { readonly error?: string | undefined; readonly cause?: string | undefined } | undefined;
  readonly fieldValidationMode?: string | undefined;
}

const MOCKABLE = ['Task', 'Map', 'Parallel'];

/**
 * Reads a mock for a state.
 *
 * @throws ApiError ValidationException
 */
export function readMock(input: MockInput, state: Fields): Mock {
  const { result, errorOutput, fieldValidationMode = 'STRICT' } = input;
  if (result !== undefined && errorOutput !== undefined) {
    throw invalid('A test mock should have only one of the following fields: [result, errorOutput].');
  }
  const type = String(state['Type']);
  if (!MOCKABLE.includes(type)) throw invalid(`State type '${type}' is not supported when a mock is specified`);
  if (errorOutput !== undefined) {
    const { error = '', cause } = errorOutput;
    return cause === undefined ? { error } : { error, cause };
  }
  if (result === undefined) {
    throw invalid('A test mock should have one of the following fields: [result, errorOutput].');
  }
  const value = parseResult(result);
  const isList = type === 'Parallel' || (type === 'Map' && !('ResultWriter' in state));
  if (isList && !Array.isArray(value)) throw invalid('Mocked result must be an array.');
  if (type === 'Map' && !isList && !isFields(value)) throw invalid('Mocked result must be a JSON object.');
  if (type === 'Task' && fieldValidationMode !== 'NONE') checkMockedResult(String(state['Resource']), value);
  return { result: value };
}

/**
 * Holds that an error can come from where it is said to: a state inside the Map or Parallel state.
 *
 * @throws ApiError ValidationException
 */
export function checkErrorSource(state: Fields, name: string | undefined): void {
  if (name === undefined) return;
  // A machine of that state alone: its own scope is the first one, those inside of it follow.
  const [, ...inner] = scopesOf({ States: { State: state } });
  if (inner.some(({ states }) => states.has(name))) return;
  throw invalid(`The state '${name}' in errorCausedByState was not found inside of the Map or Parallel state`);
}

function parseResult(result: string): unknown {
  try {
    return parseJsonText(result);
  } catch {
    throw invalid('Mocked result must be valid JSON');
  }
}

/** The mocked iterations of a Map state that failed, held against what the state tolerates. */
export function withFailedIterations(
  mock: Mock,
  settings: MapSettings | undefined,
  failures: number | undefined,
): Mock {
  if (failures === undefined || 'error' in mock || !Array.isArray(mock.result)) return mock;
  const { toleratedFailureCount: count, toleratedFailurePercentage: percentage } = settings ?? {};
  const exceeds =
    (count !== undefined && failures > count) ||
    (percentage !== undefined && (failures / mock.result.length) * 100 > percentage);
  if (!exceeds) return mock;
  return {
    error: 'States.ExceedToleratedFailureThreshold',
    cause: 'The specified tolerated failure threshold was exceeded',
  };
}
