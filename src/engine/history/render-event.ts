import type { ErrorDetail, EvaluationDetail, HistoryRecord, TaskDetail } from './history-record.js';

/** A history event as GetExecutionHistory gives it; inputs and outputs are JSON text. */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestamp: Date;
  /** Such as `TaskStateEntered`. */
  readonly type: string;
  /** The details of the type, such as `stateEnteredEventDetails`. */
  readonly [details: `${string}EventDetails`]: Readonly<Record<string, unknown>> | undefined;
}

/** What all events of an execution share. */
export interface EventOrigin {
  readonly roleArn: string;
  readonly region: string;
  readonly accountId: string;
}

type Renderer = (record: HistoryRecord, origin: EventOrigin) => Readonly<Record<string, unknown>>;

const NOT_TRUNCATED = { truncated: false };

/** Renders one record as AWS shows it. */
export function renderEvent(record: HistoryRecord, id: number, origin: EventOrigin): HistoryEvent {
  const event = { id, previousEventId: record.previous, timestamp: new Date(record.at), type: record.type };
  const renderer = rendererOf(record.type);
  return renderer === undefined ? event : { ...event, [renderer.key]: renderer.details(record, origin) };
}

function rendererOf(type: string): { key: string; details: Renderer } | undefined {
  if (type.endsWith('StateEntered')) return { key: 'stateEnteredEventDetails', details: entered };
  if (type.endsWith('StateExited')) return { key: 'stateExitedEventDetails', details: exited };
  const details = DETAILS[type];
  return details === undefined
    ? undefined
    : { key: `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`, details };
}

const entered: Renderer = ({ name, value }) => ({ name, ...input(value) });

const exited: Renderer = ({ name, value, detail }) => ({
  name,
  ...output(value),
  ...(detail instanceof Map ? assigned(detail) : {}),
});

const iteration: Renderer = ({ name, value }) => ({ name, index: value });
const ended: Renderer = ({ detail }) => errorOf(detail);
const taskAnswered: Renderer = ({ value, detail }) => ({ ...taskOf(detail).task, ...output(value) });
const taskFailed: Renderer = ({ detail }) => ({ ...taskOf(detail).task, ...errorOf(taskOf(detail).failure) });

/** Types that are missing here have no details. */
const DETAILS: Readonly<Record<string, Renderer>> = {
  ExecutionStarted: ({ value }, { roleArn }) => ({ ...input(value), roleArn }),
  ExecutionSucceeded: ({ value }) => output(value),
  ExecutionFailed: ended,
  ExecutionAborted: ended,
  ExecutionTimedOut: ended,
  LambdaFunctionScheduled: ({ value, detail }) => {
    const { task, limits } = taskOf(detail);
    return { resource: task.resource, ...input(value), ...limits };
  },
  LambdaFunctionSucceeded: ({ value }) => output(value),
  LambdaFunctionFailed: ({ detail }) => errorOf(taskOf(detail).failure),
  LambdaFunctionTimedOut: ({ detail }) => errorOf(taskOf(detail).failure),
  TaskScheduled: ({ value, detail }, { region }) => {
    const { task, limits, credentials } = taskOf(detail);
    const role = credentials === undefined ? {} : { taskCredentials: { roleArn: credentials } };
    return { ...task, region, parameters: JSON.stringify(value), ...limits, ...role };
  },
  TaskStarted: ({ detail }) => ({ ...taskOf(detail).task }),
  TaskSubmitted: taskAnswered,
  TaskSucceeded: taskAnswered,
  TaskFailed: taskFailed,
  TaskTimedOut: taskFailed,
  MapStateStarted: ({ value }) => ({ length: value }),
  MapIterationStarted: iteration,
  MapIterationSucceeded: iteration,
  MapIterationFailed: iteration,
  MapIterationAborted: iteration,
  EvaluationFailed: ({ name, detail }) => {
    const location = isEvaluation(detail) ? detail.location : undefined;
    return { ...errorOf(detail), ...(location === undefined ? {} : { location }), state: name };
  },
};

function input(value: unknown): Readonly<Record<string, unknown>> {
  return { input: JSON.stringify(value), inputDetails: NOT_TRUNCATED };
}

function output(value: unknown): Readonly<Record<string, unknown>> {
  return { output: JSON.stringify(value), outputDetails: NOT_TRUNCATED };
}

function assigned(variables: ReadonlyMap<string, unknown>): Readonly<Record<string, unknown>> {
  const texts = [...variables].map(([name, value]) => [name, JSON.stringify(value)]);
  return { assignedVariables: Object.fromEntries(texts), assignedVariablesDetails: NOT_TRUNCATED };
}

function errorOf(detail: HistoryRecord['detail']): Readonly<Record<string, unknown>> {
  if (!isError(detail)) return {};
  const { error, cause } = detail;
  return { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
}

function taskOf(detail: HistoryRecord['detail']): TaskDetail {
  if (detail !== undefined && 'task' in detail) return detail;
  throw new TypeError('An event of a task was recorded without the task');
}

function isError(detail: HistoryRecord['detail']): detail is ErrorDetail {
  return detail !== undefined && 'error' in detail;
}

function isEvaluation(detail: HistoryRecord['detail']): detail is EvaluationDetail {
  return detail !== undefined && 'location' in detail;
}
