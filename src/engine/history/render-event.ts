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

/**
 * Renders one record as AWS shows it. Details, and the JSON texts in them, are made when they are read: whoever observes a
 * machine with large values pays for what is looked at only.
 */
export function renderEvent(record: HistoryRecord, id: number, origin: EventOrigin): HistoryEvent {
  const event = { id, previousEventId: record.previous, timestamp: new Date(record.at), type: record.type };
  const renderer = rendererOf(record.type);
  if (renderer === undefined) return event;
  const { key, details } = renderer;
  return lazily(event, key, () => details(record, origin));
}

/** Adds a member that is computed when it is read, and looks like any other. */
function lazily<Target extends object>(target: Target, key: string, get: () => unknown): Target {
  return Object.defineProperty(target, key, { get, enumerable: true, configurable: true });
}

function rendererOf(type: string): { key: string; details: Renderer } | undefined {
  if (type.endsWith('StateEntered')) return { key: 'stateEnteredEventDetails', details: entered };
  if (type.endsWith('StateExited')) return { key: 'stateExitedEventDetails', details: exited };
  const details = DETAILS[type];
  return details === undefined
    ? undefined
    : { key: `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`, details };
}

const entered: Renderer = ({ name, value }) => withInput({ name }, value);

const exited: Renderer = ({ name, value, detail }) =>
  withOutput(detail instanceof Map ? withVariables({ name }, detail) : { name }, value);

const iteration: Renderer = ({ name, value }) => ({ name, index: value });
const ended: Renderer = ({ detail }) => errorOf(detail);
const taskAnswered: Renderer = ({ value, detail }) => withOutput({ ...taskOf(detail).task }, value);
const taskFailed: Renderer = ({ detail }) => ({ ...taskOf(detail).task, ...errorOf(taskOf(detail).failure) });

const workScheduled: Renderer = ({ value, detail }) => {
  const { task, limits } = taskOf(detail);
  return withInput({ resource: task.resource, ...limits }, value);
};
const workSucceeded: Renderer = ({ value }) => withOutput({}, value);
const workFailed: Renderer = ({ detail }) => errorOf(taskOf(detail).failure);

/** Types that are missing here have no details. */
const DETAILS: Readonly<Record<string, Renderer>> = {
  ExecutionStarted: ({ value }, { roleArn }) => withInput({ roleArn }, value),
  ExecutionSucceeded: ({ value }) => withOutput({}, value),
  ExecutionFailed: ended,
  ExecutionRedriven: ({ value }) => ({ redriveCount: value }),
  ExecutionAborted: ended,
  ExecutionTimedOut: ended,
  LambdaFunctionScheduled: workScheduled,
  LambdaFunctionSucceeded: workSucceeded,
  LambdaFunctionFailed: workFailed,
  LambdaFunctionTimedOut: workFailed,
  ActivityScheduled: workScheduled,
  ActivityStarted: ({ value }) => (value === undefined ? {} : { workerName: value }),
  ActivitySucceeded: workSucceeded,
  ActivityFailed: workFailed,
  ActivityTimedOut: workFailed,
  TaskScheduled: ({ value, detail }, { region }) => {
    const { task, limits, credentials } = taskOf(detail);
    const role = credentials === undefined ? {} : { taskCredentials: { roleArn: credentials } };
    return lazily({ ...task, region, ...limits, ...role }, 'parameters', () => jsonText(value));
  },
  TaskStarted: ({ detail }) => ({ ...taskOf(detail).task }),
  TaskSubmitted: taskAnswered,
  TaskSucceeded: taskAnswered,
  TaskFailed: taskFailed,
  TaskTimedOut: taskFailed,
  MapStateStarted: ({ value }) => ({ length: value }),
  MapRunStarted: ({ name }) => ({ mapRunArn: name }),
  MapRunRedriven: ({ name, value }) => ({ mapRunArn: name, redriveCount: value }),
  MapRunFailed: ended,
  MapIterationStarted: iteration,
  MapIterationSucceeded: iteration,
  MapIterationFailed: iteration,
  MapIterationAborted: iteration,
  EvaluationFailed: ({ name, detail }) => {
    const location = isEvaluation(detail) ? detail.location : undefined;
    return { ...errorOf(detail), ...(location === undefined ? {} : { location }), state: name };
  },
};

type Details = Readonly<Record<string, unknown>>;

function withInput(details: Details, value: unknown): Details {
  return lazily({ ...details, inputDetails: NOT_TRUNCATED }, 'input', () => jsonText(value));
}

function withOutput(details: Details, value: unknown): Details {
  return lazily({ ...details, outputDetails: NOT_TRUNCATED }, 'output', () => jsonText(value));
}

function withVariables(details: Details, variables: ReadonlyMap<string, unknown>): Details {
  const assignedVariables = {};
  for (const [name, value] of variables) lazily(assignedVariables, name, () => jsonText(value));
  return { ...details, assignedVariables, assignedVariablesDetails: NOT_TRUNCATED };
}

let latest: unknown;
let latestText: string | undefined;

/** One state's output is the next one's input: the latest text is remembered. */
function jsonText(value: unknown): string | undefined {
  if (typeof value !== 'object') return JSON.stringify(value);
  if (value !== latest) {
    latestText = JSON.stringify(value);
    latest = value;
  }
  return latestText;
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
