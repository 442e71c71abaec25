import type { StateEntry } from '../definition/state-index.js';
import { isObject, type JsonObject } from '../json-object.js';
import { describeMock, type Mock } from '../mocks/mock.js';
import { findMock } from '../mocks/mock-book.js';
import { stepOf, type Outcome } from '../mocks/outcome.js';
import { isError } from '../../runtime/is-error.js';
import { TargetLimitError } from './target-limit-error.js';

/** The test case that the kit writes, and starts executions with: `arn#stepbreaker`. */
export const TEST_CASE = 'stepbreaker';

/** The last outcome is used for all that follow: for so many, in a format that needs a number. */
const LAST_USE = 9999;

/**
 * Mocks as a MockConfigFile (https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-mock-cfg-file.html), which Step
 * Functions Local and other emulators read.
 *
 * @throws TargetLimitError for what such a file cannot say: functions, delays and tasks that do not answer
 */
export function mockConfig(
  target: string,
  machineName: string,
  states: ReadonlyMap<string, StateEntry>,
  mocks: readonly Mock[],
): JsonObject {
  const cases: Record<string, string> = {};
  const responses: Record<string, JsonObject> = {};
  for (const { name, type, fields } of states.values()) {
    if (type !== 'Task') continue;
    const resource = String(fields['Resource']);
    const mock = findMock(mocks, name, resource, fields['Arguments'] ?? fields['Parameters']);
    if (mock === undefined) continue;
    const isInvoke = /:lambda:invoke(?:\.|$)/.test(resource);
    cases[name] = name;
    responses[name] = responsesOf(target, mock, isInvoke);
  }
  return { StateMachines: { [machineName]: { TestCases: { [TEST_CASE]: cases } } }, MockedResponses: responses };
}

function responsesOf(target: string, mock: Mock, isInvoke: boolean): JsonObject {
  const last = mock.outcomes.length - 1;
  const entries = mock.outcomes.map((outcome, use) => [
    use === last ? `${use}-${LAST_USE}` : String(use),
    responseOf(target, mock, outcome, isInvoke),
  ]);
  return Object.fromEntries(entries);
}

function responseOf(target: string, mock: Mock, outcome: Outcome, isInvoke: boolean): JsonObject {
  const step = stepOf(outcome);
  if (step.kind === 'value') {
    const isAnswer = isObject(step.value) && 'Payload' in step.value;
    return { Return: isInvoke && !isAnswer ? { StatusCode: 200, Payload: step.value } : step.value };
  }
  if (step.kind === 'error') {
    const { thrown } = step;
    return isError(thrown)
      ? { Throw: { Error: thrown.name, Cause: thrown.message } }
      : { Throw: { Error: thrown.error, Cause: thrown.cause ?? '' } };
  }
  const what = {
    function: 'a function',
    after: 'a delay (time cannot be skipped)',
    pending: 'a task that does not answer',
  };
  throw new TargetLimitError(
    target,
    `cannot do ${what[step.kind]}: ${describeMock(mock)}`,
    'Its mocks are written into a MockConfigFile, which has values and errors only. Run this test on the embedded target.',
  );
}
