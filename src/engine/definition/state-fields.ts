/** The eight types of state (https://states-language.net/#state-type-table). */
export const STATE_TYPES = ['Pass', 'Task', 'Choice', 'Wait', 'Succeed', 'Fail', 'Parallel', 'Map'] as const;
export type StateType = (typeof STATE_TYPES)[number];

export const QUERY_LANGUAGES = ['JSONPath', 'JSONata'] as const;
export type QueryLanguage = (typeof QUERY_LANGUAGES)[number];

interface FieldTable {
  readonly both: readonly string[];
  readonly JSONPath: readonly string[];
  readonly JSONata: readonly string[];
  readonly required: readonly string[];
}

const EVERY_STATE = ['Type', 'Comment', 'QueryLanguage'];
const TRANSITION = ['Next', 'End'];
const PATHS = ['InputPath', 'OutputPath'];
const RESULT = ['Parameters', 'ResultSelector', 'ResultPath'];

/** Which fields a state of each type may have in each query language (states-language.net, "Table of State Types and Fields"). */
const FIELDS: Readonly<Record<StateType, FieldTable>> = {
  Pass: {
    both: [...TRANSITION, 'Assign'],
    JSONPath: [...PATHS, 'Parameters', 'Result', 'ResultPath'],
    JSONata: ['Output'],
    required: [],
  },
  Task: {
    both: [...TRANSITION, 'Assign', 'Resource', 'Retry', 'Catch', 'TimeoutSeconds', 'HeartbeatSeconds', 'Credentials'],
    JSONPath: [...PATHS, ...RESULT, 'TimeoutSecondsPath', 'HeartbeatSecondsPath'],
    JSONata: ['Arguments', 'Output'],
    required: ['Resource'],
  },
  Choice: { both: ['Choices', 'Default', 'Assign'], JSONPath: PATHS, JSONata: ['Output'], required: ['Choices'] },
  Wait: {
    both: [...TRANSITION, 'Assign', 'Seconds', 'Timestamp'],
    JSONPath: [...PATHS, 'SecondsPath', 'TimestampPath'],
    JSONata: ['Output'],
    required: [],
  },
  Succeed: { both: [], JSONPath: PATHS, JSONata: ['Output'], required: [] },
  Fail: { both: ['Error', 'Cause'], JSONPath: ['ErrorPath', 'CausePath'], JSONata: [], required: [] },
  Parallel: {
    both: [...TRANSITION, 'Assign', 'Branches', 'Retry', 'Catch'],
    JSONPath: [...PATHS, ...RESULT],
    JSONata: ['Arguments', 'Output'],
    required: ['Branches'],
  },
  Map: {
    both: [
      ...TRANSITION,
      'Assign',
      'ItemProcessor',
      'Iterator',
      'ItemSelector',
      'MaxConcurrency',
      'Retry',
      'Catch',
      'ToleratedFailureCount',
      'ToleratedFailurePercentage',
      'ItemReader',
      'ItemBatcher',
      'ResultWriter',
      'Label',
    ],
    JSONPath: [
      ...PATHS,
      ...RESULT,
      'ItemsPath',
      'MaxConcurrencyPath',
      'ToleratedFailureCountPath',
      'ToleratedFailurePercentagePath',
    ],
    JSONata: ['Items', 'Output'],
    required: [],
  },
};

export function isStateType(value: unknown): value is StateType {
  return STATE_TYPES.some((type) => type === value);
}

export function isQueryLanguage(value: unknown): value is QueryLanguage {
  return QUERY_LANGUAGES.some((language) => language === value);
}

/** Says what is wrong with the names of a state's fields: unknown ones, ones of the other query language, missing ones. */
export function checkFieldNames(
  type: StateType,
  language: QueryLanguage,
  fields: Readonly<Record<string, unknown>>,
  report: (field: string, message: string) => void,
): void {
  const table = FIELDS[type];
  const other = language === 'JSONata' ? 'JSONPath' : 'JSONata';
  for (const name of Object.keys(fields)) {
    if (EVERY_STATE.includes(name) || table.both.includes(name) || table[language].includes(name)) continue;
    if (table[other].includes(name)) {
      report(
        name,
        `is a field of ${other}, but this state's query language is ${language}: set "QueryLanguage": "${other}"`,
      );
    } else {
      report(name, `is not a field of a ${type} state in ${language}`);
    }
  }
  for (const name of table.required) {
    if (!(name in fields)) report(name, `is missing: a ${type} state must have it`);
  }
  if (table.both.includes('Next')) checkTransition(fields, report);
}

function checkTransition(
  fields: Readonly<Record<string, unknown>>,
  report: (field: string, message: string) => void,
): void {
  if ('Next' in fields && 'End' in fields) report('End', 'is given together with Next: a state has one of the two');
  else if (!('Next' in fields) && fields['End'] !== true) report('Next', 'is missing: give a Next, or "End": true');
}
