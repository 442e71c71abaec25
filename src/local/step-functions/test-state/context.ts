import type { Fields } from '../definition/definition-scope.js';
import { isFields } from '../definition/definition-scope.js';
import { ApiError, invalid } from '../wire/api-error.js';
import { parseJsonText } from '../wire/json-text.js';

/**
 * Reads the context object a state is to be tested with.
 *
 * @throws ApiError ValidationException
 */
export function readContext(context: string, state: Fields): Fields {
  const value = parse(context);
  const waits = state['Type'] === 'Task' && /\.(?:sync|sync:2|waitForTaskToken)$/.test(String(state['Resource']));
  if ('Task' in value && !waits) {
    throw refuse(
      "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern",
    );
  }
  if ('Map' in value && state['Type'] !== 'Map') {
    throw refuse("Context object contains 'Map' when state is not a Map state");
  }
  return value;
}

function parse(context: string): Fields {
  try {
    const value: unknown = parseJsonText(context);
    if (isFields(value)) return value;
  } catch {
    // Said below, the same for what is no JSON and for what is no object.
  }
  throw refuse('Context object must be a JSON object');
}

function refuse(why: string): ApiError {
  return invalid(`Invalid Context object provided: ${why}`);
}
