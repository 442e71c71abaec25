import type { Fields } from '../definition/definition-scope.js';
import { isFields } from '../definition/definition-scope.js';
import { readContext } from '../test-state/context.js';
import { httpExchange, isHttpTask, type HttpExchange } from '../test-state/http-exchange.js';
import { inspect, type InspectionData } from '../test-state/inspection.js';
import { mapItems, type MapItems } from '../test-state/map-items.js';
import { mapSettings } from '../test-state/map-settings.js';
import { checkErrorSource, readMock, withFailedIterations, type Mock } from '../test-state/mock.js';
import { decideRetry, type RetryDecision } from '../test-state/retry-decision.js';
import type { StateOutcome } from '../test-state/state-runner.js';
import { testedState } from '../test-state/tested-state.js';
import { ApiError, invalid } from '../wire/api-error.js';
import { boolean, integer, required, structure, text } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { arn, cause, definition, errorName, name, payload } from '../wire/request-members.js';
import { parseJsonText } from '../wire/json-text.js';

/** What TestState runs only with a mock. */
const ONLY_MOCKED = /:activity:|\.(?:sync|sync:2|waitForTaskToken)$/;

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html */
export const testState = operation(
  {
    definition: required(definition),
    roleArn: arn,
    input: payload,
    inspectionLevel: text({ values: ['INFO', 'DEBUG', 'TRACE'] }),
    revealSecrets: boolean(),
    variables: payload,
    stateName: name,
    mock: structure({
      result: payload,
      errorOutput: structure({ error: errorName, cause }),
      fieldValidationMode: text({ values: ['STRICT', 'PRESENT', 'NONE'] }),
    }),
    context: text({ max: 262_144, sensitive: true }),
    stateConfiguration: structure({
      retrierRetryCount: integer({ min: 0 }),
      errorCausedByState: name,
      mapIterationFailureCount: integer({ min: 0 }),
      mapItemReaderData: payload,
    }),
  },
  async (request, service) => {
    const { stateConfiguration: configuration, inspectionLevel = 'INFO' } = request;
    const tested = testedState(request.definition, request.stateName);
    const { state } = tested;
    if (request.mock === undefined) checkRunsUnmocked(state, configuration?.mapIterationFailureCount);
    const given = request.mock === undefined ? undefined : readMock(request.mock, state);
    checkErrorSource(state, configuration?.errorCausedByState);
    const input = parse(request.input ?? '{}', 'InvalidExecutionInput', 'input');
    const surroundings = {
      variables: variablesOf(request.variables ?? '{}'),
      context: request.context === undefined ? undefined : readContext(request.context, state),
    };
    const isMap = state['Type'] === 'Map';
    const settings = isMap ? await mapSettings(tested, input, surroundings, service.states) : undefined;
    const items = isMap
      ? await mapItems(service, tested, input, surroundings, configuration?.mapItemReaderData)
      : undefined;
    const counted = given && withFailedIterations(given, settings, configuration?.mapIterationFailureCount);
    const outcome = await service.states.run(tested, input, surroundings, itemsError(items) ?? counted);
    const retry =
      outcome.error === undefined
        ? undefined
        : decideRetry(state, outcome.error, configuration?.retrierRetryCount ?? 0);
    if (inspectionLevel === 'INFO') return answerOf(outcome, retry);
    const stages = await inspect(tested, input, outcome, surroundings, service.states, { items, settings });
    const exchange = inspectionLevel === 'TRACE' && isHttpTask(state) ? exchangeOf(stages) : {};
    return { ...answerOf(outcome, retry), inspectionData: { ...stages, ...exchange, ...errorDetails(outcome, retry) } };
  },
);

/** A Map state that cannot make its items fails, whatever its iterations are said to give. */
function itemsError(items: MapItems | undefined): Mock | undefined {
  if (items?.error === undefined) return undefined;
  const { error, cause: why } = items;
  return why === undefined ? { error } : { error, cause: why };
}

function exchangeOf({ afterArguments, afterParameters, result }: InspectionData): HttpExchange {
  const [args, answer] = [afterArguments ?? afterParameters, result].map((stage): unknown =>
    typeof stage === 'string' ? JSON.parse(stage) : undefined,
  );
  return httpExchange(args, answer);
}

function answerOf(outcome: StateOutcome, retry: RetryDecision | undefined): Readonly<Record<string, unknown>> {
  const { output, error, cause: why, nextState, catchIndex } = outcome;
  if (retry?.retryBackoffIntervalSeconds !== undefined) return { status: 'RETRIABLE', error, cause: why };
  if (error !== undefined && catchIndex === undefined) return { status: 'FAILED', error, cause: why };
  return {
    status: catchIndex === undefined ? 'SUCCEEDED' : 'CAUGHT_ERROR',
    output: JSON.stringify(output),
    error,
    cause: why,
    nextState,
  };
}

function errorDetails({ catchIndex }: StateOutcome, retry: RetryDecision | undefined): Fields {
  const isRetried = retry?.retryBackoffIntervalSeconds !== undefined;
  const details = { ...retry, ...(isRetried || catchIndex === undefined ? {} : { catchIndex }) };
  return Object.keys(details).length === 0 ? {} : { errorDetails: details };
}

function checkRunsUnmocked(state: Fields, mapIterationFailureCount: number | undefined): void {
  if (mapIterationFailureCount !== undefined) {
    throw invalid('TestState does not support MapIterationFailureCount when a mock is not specified.');
  }
  const type = String(state['Type']);
  if (type === 'Map' || type === 'Parallel') {
    throw invalid(`State type '${type}' is not supported when a mock is not specified`);
  }
  if (type === 'Task' && ONLY_MOCKED.test(String(state['Resource']))) {
    throw invalid(`The resource '${String(state['Resource'])}' is not supported when a mock is not specified`);
  }
}

function variablesOf(text: string): Fields {
  const value = parse(text, 'ValidationException', 'variables');
  if (isFields(value)) return value;
  throw invalid('Variables must be a JSON object');
}

function parse(text: string, error: string, what: string): unknown {
  try {
    return parseJsonText(text);
  } catch (thrown) {
    throw new ApiError(
      error,
      `Invalid JSON in ${what}: '${thrown instanceof Error ? thrown.message : String(thrown)}'`,
    );
  }
}
