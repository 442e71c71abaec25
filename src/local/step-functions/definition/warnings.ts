import { isFields, objectsOf, scopesOf, type Fields } from './definition-scope.js';
import type { Diagnostic, DiagnosticCode } from './diagnostic.js';

type Warning = readonly [code: DiagnosticCode, message: string, location: string];

/** Fields whose value is filled in where a name ends with `.$`. */
const TEMPLATES = ['Parameters', 'ResultSelector', 'ItemSelector', 'Assign'];
/** Templates that lie one level deeper. */
const NESTED_TEMPLATES: readonly (readonly [field: string, template: string])[] = [
  ['ItemReader', 'Parameters'],
  ['ItemBatcher', 'BatchInput'],
  ['ResultWriter', 'Parameters'],
];
/** Fields that have a twin with `Path` behind their name, which would read the path. */
const WITH_PATH_TWIN =
  /^(?:Error|Cause|Seconds|Timestamp|TimeoutSeconds|HeartbeatSeconds|MaxConcurrency|ToleratedFailure(?:Count|Percentage))$/;
const COMPARISON_WITH_PATH_TWIN =
  /^(?:BooleanEquals|(?:String|Numeric|Timestamp)(?:Equals|LessThan|GreaterThan|LessThanEquals|GreaterThanEquals))$/;

/**
 * What AWS warns of: texts of JSONPath states that look as if they were to be evaluated, and are not
 * (https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html). AWS
 * publishes the codes and what they mean, not how it comes by them.
 *
 * @param machine a definition; what is not built like one gives no warning
 */
export function findWarnings(machine: unknown): readonly Diagnostic[] {
  const ofMachine = isFields(machine) ? machine['QueryLanguage'] : undefined;
  return scopesOf(machine).flatMap(({ states, location }) =>
    [...states].flatMap(([name, state]) =>
      (state['QueryLanguage'] ?? ofMachine) === 'JSONata'
        ? []
        : [...ofState(state, `${location}/States/${name}`)].map(([code, message, where]) => ({
            severity: 'WARNING' as const,
            code,
            message,
            location: where,
          })),
    ),
  );
}

function* ofState(state: Fields, place: string): Iterable<Warning> {
  yield* withoutPath(state, WITH_PATH_TWIN, place);
  for (const field of TEMPLATES) yield* withoutDollar(state[field], `${place}/${field}`);
  for (const [field, template] of NESTED_TEMPLATES) {
    const nested = state[field];
    if (isFields(nested)) yield* withoutDollar(nested[template], `${place}/${field}/${template}`);
  }
  for (const field of ['Choices', 'Catch']) {
    for (const [index, each] of objectsOf(state[field])) {
      const where = `${place}/${field}[${index}]`;
      yield* withoutDollar(each['Assign'], `${where}/Assign`);
      if (field === 'Choices') yield* ofRule(each, where);
    }
  }
  if (state['Type'] === 'Pass' && holdsPath(state['Result'])) {
    const message = 'The Result of a Pass state is given on as it is written: to fill paths in, use Parameters';
    yield ['PASS_RESULT_IS_STATIC', message, `${place}/Result`];
  }
}

function* ofRule(rule: Fields, place: string): Iterable<Warning> {
  yield* withoutPath(rule, COMPARISON_WITH_PATH_TWIN, place);
  for (const field of ['And', 'Or']) {
    for (const [index, inner] of objectsOf(rule[field])) yield* ofRule(inner, `${place}/${field}[${index}]`);
  }
  if (isFields(rule['Not'])) yield* ofRule(rule['Not'], `${place}/Not`);
}

function* withoutPath(fields: Fields, names: RegExp, place: string): Iterable<Warning> {
  for (const [name, value] of Object.entries(fields)) {
    if (!names.test(name) || !isDynamic(value)) continue;
    yield ['NO_PATH', `The value of '${name}' looks like a path: only '${name}Path' reads one`, `${place}/${name}`];
  }
}

function* withoutDollar(value: unknown, place: string, name = ''): Iterable<Warning> {
  if (isDynamic(value)) {
    const message = `The value of '${name}' looks like a path or an intrinsic function: only '${name}.$' evaluates one`;
    if (name !== '' && !name.endsWith('.$')) yield ['NO_DOLLAR', message, place];
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* withoutDollar(item, `${place}[${index}]`);
  } else if (isFields(value)) {
    for (const [field, inner] of Object.entries(value)) yield* withoutDollar(inner, `${place}/${field}`, field);
  }
}

/** `$`, `$.a`, `$['a']`, `$$.Execution.Id` or `States.Format('{}', $.a)`. */
function isDynamic(value: unknown): boolean {
  return typeof value === 'string' && /^(?:\$\$?(?:$|[.[])|States\.[A-Za-z0-9]+\(.*\)$)/s.test(value);
}

function holdsPath(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsPath);
  if (isFields(value)) return Object.values(value).some(holdsPath);
  return isDynamic(value);
}
