import { fieldsOf, objectsOf, type DefinitionScope, type Fields } from './definition-scope.js';
import { schemaFailure, type Report } from './diagnostic.js';

const TYPES = ['Task', 'Wait', 'Pass', 'Succeed', 'Fail', 'Choice', 'Parallel', 'Map'] as const;
type StateType = (typeof TYPES)[number];

const REQUIRED: Readonly<Record<StateType, readonly string[]>> = {
  Task: ['Resource'],
  Wait: [],
  Pass: [],
  Succeed: [],
  Fail: [],
  Choice: ['Choices'],
  Parallel: ['Branches'],
  Map: [],
};

/** Fields that only some types of state support. */
const ONLY_FOR: readonly (readonly [field: string, types: readonly StateType[]])[] = [
  ['TimeoutSeconds', ['Task']],
  ['TimeoutSecondsPath', ['Task']],
  ['HeartbeatSeconds', ['Task']],
  ['HeartbeatSecondsPath', ['Task']],
  ['Resource', ['Task']],
  ['Credentials', ['Task']],
  ['Retry', ['Task', 'Parallel', 'Map']],
  ['Catch', ['Task', 'Parallel', 'Map']],
  ['Choices', ['Choice']],
  ['Default', ['Choice']],
  ['Branches', ['Parallel']],
  ['ItemProcessor', ['Map']],
  ['Iterator', ['Map']],
];

/** Holds scopes and states against AWS's schema: fields that must be there, and fields that cannot. */
export function checkSchema(
  scopes: readonly DefinitionScope[],
  machineType: 'STANDARD' | 'EXPRESS',
  report: Report,
): void {
  const ofMachine = scopes[0]?.fields['QueryLanguage'];
  for (const { fields, location, states } of scopes) {
    requireFields(fields, ['StartAt', 'States'], location === '' ? '/' : location, report);
    for (const [name, state] of states) {
      const place = `${location}/States/${name}`;
      const type = TYPES.find((one) => one === state['Type']);
      if (type === undefined) {
        if ('Type' in state)
          report(
            schemaFailure,
            `The field 'Type' should have one of these values: [${TYPES.join(', ')}]`,
            `${place}/Type`,
          );
        else requireFields(state, ['Type'], place, report);
        continue;
      }
      requireFields(state, REQUIRED[type], place, report);
      for (const [field, types] of ONLY_FOR) {
        if (field in state && !types.includes(type)) report(schemaFailure, `Field '${field}' is not supported`, place);
      }
      const isJsonata = (state['QueryLanguage'] ?? ofMachine) === 'JSONata';
      CHECKS[type]?.({ state, place, machineType, isJsonata, report });
    }
  }
}

function requireFields(fields: Fields, names: readonly string[], location: string, report: Report): void {
  const missing = names.filter((name) => !(name in fields));
  if (missing.length > 0) report(schemaFailure, `These fields are required: [${missing.join(', ')}]`, location);
}

type Check = (checked: {
  readonly state: Fields;
  readonly place: string;
  readonly machineType: 'STANDARD' | 'EXPRESS';
  readonly isJsonata: boolean;
  readonly report: Report;
}) => void;

const CHECKS: Readonly<Partial<Record<StateType, Check>>> = {
  Task({ state, place, machineType, report }) {
    const resource = state['Resource'];
    const pattern =
      typeof resource === 'string' ? /\.(?:sync|waitForTaskToken)(?=$|:2$)/.exec(resource)?.[0] : undefined;
    if (machineType === 'EXPRESS' && pattern !== undefined) {
      report(
        schemaFailure,
        `Express state machine does not support '${pattern}' service integration`,
        `${place}/Resource`,
      );
    }
    const credentials = state['Credentials'];
    if (credentials === undefined || typeof credentials === 'string') return;
    if (!('RoleArn' in fieldsOf(credentials) || 'RoleArn.$' in fieldsOf(credentials))) {
      report(schemaFailure, "The field 'RoleArn' is required but was missing", `${place}/Credentials`);
    }
  },
  Wait({ state, place, isJsonata, report }) {
    const timestamp = state['Timestamp'];
    if (typeof timestamp !== 'string' || isTimestamp(timestamp) || (isJsonata && timestamp.startsWith('{%'))) return;
    report(schemaFailure, 'String does not match RFC3339 timestamp', `${place}/Timestamp`);
  },
  Choice({ state, place, report }) {
    for (const [index, rule] of objectsOf(state['Choices']))
      requireFields(rule, ['Next'], `${place}/Choices[${index}]`, report);
  },
  Parallel({ state, place, report }) {
    const branches = state['Branches'];
    if (Array.isArray(branches) && branches.length === 0)
      report(schemaFailure, 'Value cannot be empty', `${place}/Branches`);
  },
};

function isTimestamp(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text))
  );
}
