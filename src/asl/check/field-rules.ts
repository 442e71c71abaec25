import type { QueryLanguage } from '../definition.js';
import {
  anything,
  flag,
  list,
  numberBetween,
  object,
  oneOf,
  orExpression,
  templateObject,
  text,
  textOrNull,
  textUpTo,
  timestamp,
  wholeNumber,
  type ValueKind,
} from './value-kinds.js';

/** What the States Language says about a field. */
export interface FieldRule {
  readonly kind: ValueKind;
  /** The only query language that has it. Default: both. */
  readonly only?: QueryLanguage;
  readonly required?: true;
}
export type FieldRules = Readonly<Record<string, FieldRule>>;

/** The longest wait and timeout, in seconds: about three years. */
const MAXIMUM_SECONDS = 99_999_999;

const rule = (kind: ValueKind): FieldRule => ({ kind });
const required = (kind: ValueKind): FieldRule => ({ kind, required: true });
const jsonPath = (kind: ValueKind): FieldRule => ({ kind, only: 'JSONPath' });
const jsonata = (kind: ValueKind): FieldRule => ({ kind, only: 'JSONata' });
const path = jsonPath(textOrNull);

const COMMON: FieldRules = {
  Type: required(text),
  Comment: rule(text),
  QueryLanguage: rule(oneOf('JSONata', 'JSONPath')),
};
const TRANSITION: FieldRules = { Next: rule(text), End: rule(flag) };
const ASSIGN: FieldRules = { Assign: rule(object) };
const OUTPUT: FieldRules = { InputPath: path, OutputPath: path, Output: jsonata(anything) };
const RESULT: FieldRules = { ResultPath: path, Parameters: jsonPath(anything) };
const WORK: FieldRules = { ResultSelector: jsonPath(object), Retry: rule(list), Catch: rule(list) };

const seconds = (name: string, least: number): FieldRules => ({
  [name]: rule(orExpression(wholeNumber(least, MAXIMUM_SECONDS))),
  [`${name}Path`]: jsonPath(text),
});
const number = (name: string, kind: ValueKind): FieldRules => ({
  [name]: rule(orExpression(kind)),
  [`${name}Path`]: jsonPath(text),
});

const count = wholeNumber(0, Number.MAX_SAFE_INTEGER);

/** The fields of each type of state. */
export const STATE_FIELDS: Readonly<Record<string, FieldRules>> = {
  Task: {
    ...COMMON,
    ...TRANSITION,
    ...ASSIGN,
    ...OUTPUT,
    ...RESULT,
    ...WORK,
    Resource: required(text),
    Arguments: jsonata(anything),
    ...seconds('TimeoutSeconds', 1),
    ...seconds('HeartbeatSeconds', 1),
    Credentials: rule(templateObject),
  },
  Pass: { ...COMMON, ...TRANSITION, ...ASSIGN, ...OUTPUT, ...RESULT, Result: jsonPath(anything) },
  Wait: {
    ...COMMON,
    ...TRANSITION,
    ...ASSIGN,
    ...OUTPUT,
    ...seconds('Seconds', 0),
    Timestamp: rule(orExpression(timestamp)),
    TimestampPath: jsonPath(text),
  },
  Choice: { ...COMMON, ...ASSIGN, ...OUTPUT, Choices: required(list), Default: rule(text) },
  Succeed: { ...COMMON, ...OUTPUT },
  Fail: { ...COMMON, Error: rule(text), ErrorPath: jsonPath(text), Cause: rule(text), CausePath: jsonPath(text) },
  Parallel: {
    ...COMMON,
    ...TRANSITION,
    ...ASSIGN,
    ...OUTPUT,
    ...RESULT,
    ...WORK,
    Arguments: jsonata(anything),
    Branches: required(list),
  },
  Map: {
    ...COMMON,
    ...TRANSITION,
    ...ASSIGN,
    ...OUTPUT,
    ...RESULT,
    ...WORK,
    ItemProcessor: rule(object),
    Iterator: rule(object),
    Items: jsonata(orExpression(list)),
    ItemsPath: jsonPath(text),
    ItemSelector: rule(templateObject),
    ItemReader: rule(object),
    ItemBatcher: rule(object),
    ResultWriter: rule(object),
    ...number('MaxConcurrency', count),
    ...number('ToleratedFailureCount', count),
    ...number('ToleratedFailurePercentage', numberBetween(0, 100)),
    Label: rule(textUpTo(40)),
  },
};

/** Pairs of which a state may have one: the second is written for the first when data decide. */
export const EXCLUSIVE: readonly (readonly string[])[] = [
  ['Next', 'End'],
  ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'],
  ['TimeoutSeconds', 'TimeoutSecondsPath'],
  ['HeartbeatSeconds', 'HeartbeatSecondsPath'],
  ['Error', 'ErrorPath'],
  ['Cause', 'CausePath'],
  ['ItemProcessor', 'Iterator'],
  ['ItemSelector', 'Parameters'],
  ['MaxConcurrency', 'MaxConcurrencyPath'],
  ['ToleratedFailureCount', 'ToleratedFailureCountPath'],
  ['ToleratedFailurePercentage', 'ToleratedFailurePercentagePath'],
];

/** Fields of which a state must have one. */
export const ALTERNATIVES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  Wait: [['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath']],
  Map: [['ItemProcessor', 'Iterator']],
};

const FLOW: FieldRules = { Comment: rule(text), StartAt: required(text), States: required(object) };
const PROCESSOR: FieldRules = { ...FLOW, QueryLanguage: rule(oneOf('JSONata', 'JSONPath')) };

/** The fields of machines, processors and branches. */
export const FLOW_FIELDS: Readonly<Record<'machine' | 'processor' | 'branch', FieldRules>> = {
  machine: {
    ...PROCESSOR,
    Version: rule(oneOf('1.0')),
    TimeoutSeconds: rule(wholeNumber(1, MAXIMUM_SECONDS)),
  },
  processor: { ...PROCESSOR, ProcessorConfig: rule(object) },
  branch: PROCESSOR,
};

const SERVICE_CALL: FieldRules = {
  Resource: required(text),
  Arguments: jsonata(templateObject),
  Parameters: jsonPath(object),
};

/** The fields of objects that a state's fields hold. */
export const PART_FIELDS: Readonly<Record<string, FieldRules>> = {
  ProcessorConfig: { Mode: rule(oneOf('INLINE', 'DISTRIBUTED')), ExecutionType: rule(oneOf('STANDARD', 'EXPRESS')) },
  ItemReader: { ...SERVICE_CALL, ReaderConfig: rule(object) },
  ResultWriter: { ...SERVICE_CALL, Resource: rule(text), WriterConfig: rule(object) },
  ItemBatcher: {
    BatchInput: rule(anything),
    ...number('MaxItemsPerBatch', wholeNumber(1, Number.MAX_SAFE_INTEGER)),
    ...number('MaxInputBytesPerBatch', wholeNumber(1, 262_144)),
  },
  Retry: {
    ErrorEquals: required(list),
    Comment: rule(text),
    IntervalSeconds: rule(wholeNumber(1, MAXIMUM_SECONDS)),
    BackoffRate: rule(numberBetween(1, Infinity)),
    MaxAttempts: rule(wholeNumber(0, MAXIMUM_SECONDS)),
    MaxDelaySeconds: rule(wholeNumber(1, 31_622_400)),
    JitterStrategy: rule(oneOf('FULL', 'NONE')),
  },
  Catch: {
    ErrorEquals: required(list),
    Comment: rule(text),
    Next: required(text),
    ResultPath: path,
    Assign: rule(object),
    Output: jsonata(anything),
  },
};
