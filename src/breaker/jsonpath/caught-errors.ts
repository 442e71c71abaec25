import { errorName, type Catcher } from '../../asl/index.js';
import { errorClasses, type ErrorClass, type ErrorClasses } from '../../circuit/error-classification.js';

/** What the States Language itself reports about a task and a Catch can name. */
const STATES_ERRORS = ['Timeout', 'HeartbeatTimeout', 'Permissions', 'DataLimitExceeded'];

/** The service that reports an error is named before it, and a Catch matches whole names only. */
function prefixesOf(name: string): readonly string[] {
  if (STATES_ERRORS.includes(name)) return ['', 'States.'];
  if (name === 'Timedout') return ['', 'Sandbox.'];
  if (errorClasses.transient.includes(name)) return ['', 'Lambda.'];
  return ['', 'Bedrock.', 'BedrockRuntime.'];
}

/** The names under which Step Functions reports errors of a class. */
export const spelled = (names: readonly string[]): string[] =>
  names.flatMap((name) => prefixesOf(name).map((prefix) => prefix + name));

/**
 * Catchers that send a failed call to the state for its error's class. Names that are in no class are `hop`, as
 * everywhere: `States.ALL` is that class. Of a name's message nothing is known here.
 */
export function catchersByClass(classes: ErrorClasses, stateFor: (errorClass: ErrorClass) => string): AnyCatcher[] {
  const named = (Object.keys(classes) as ErrorClass[]).filter((each) => each !== 'hop' && classes[each].length > 0);
  return [
    ...named.map((each) => ({
      errors: spelled(classes[each]).map((name) => errorName(name)),
      next: stateFor(each),
    })),
    { errors: ['States.ALL'], next: stateFor('hop') },
  ];
}

type AnyCatcher = Catcher<string, Readonly<Record<string, unknown>>>;
