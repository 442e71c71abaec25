import type { TaskDescription } from './event-kind.js';
import type { ErrorDetail, EvaluationDetail, EventDetail, HistoryRecord, ScheduleDetail } from './history-record.js';

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
 * Renders one record as AWS shows it. Details, and the JSON texts in them, are made when they are read: an observer of a
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
const taskAnswered: Renderer = (record) => withOutput({ ...taskOf(record) }, record.value);
const taskFailed: Renderer = (record) => ({ ...taskOf(record), ...errorOf(record.detail) });

const workScheduled: Renderer = (record) => {
  const limits = isSchedule(record.detail) ? record.detail.limits : {};
  return withInput({ resource: taskOf(record).resource, ...limits }, record.value);
};
const workSucceeded: Renderer = ({ value }) => withOutput({}, value);

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
  LambdaFunctionFailed: ended,
  LambdaFunctionTimedOut: ended,
  ActivityScheduled: workScheduled,
  ActivityStarted: ({ value }) => (value === undefined ? {} : { workerName: value }),
  ActivitySucceeded: workSucceeded,
  ActivityFailed: ended,
  ActivityTimedOut: ended,
  TaskScheduled: (record, { region }) => {
    const { limits, credentials } = isSchedule(record.detail) ? record.detail : { limits: {}, credentials: undefined };
    const role = credentials === undefined ? {} : { taskCredentials: { roleArn: credentials } };
    const details = { ...taskOf(record), region, ...limits, ...role };
    return lazily(details, 'parameters', () => jsonText(record.value));
  },
  TaskStarted: (record) => ({ ...taskOf(record) }),
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

function errorOf(detail: EventDetail | undefined): Readonly<Record<string, unknown>> {
  if (!isError(detail)) return {};
  const { error, cause } = detail;
  return { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
}

function taskOf({ type, task }: HistoryRecord): TaskDescription {
  if (task !== undefined) return task;
  throw new TypeError(`An event of type ${type} was recorded without its task`);
}

function isError(detail: EventDetail | undefined): detail is ErrorDetail {
  return detail !== undefined && 'error' in detail;
}

function isSchedule(detail: EventDetail | undefined): detail is ScheduleDetail {
  return detail !== undefined && 'limits' in detail;
}

function isEvaluation(detail: EventDetail | undefined): detail is EvaluationDetail {
  return detail !== undefined && 'location' in detail;
}
