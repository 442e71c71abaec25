import { ApiError } from '../wire/api-error.js';

const NAME = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\u{FFFE}\u{FFFF}]+$/u;

/**
 * The rule for names of state machines, executions and activities
 * (https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html). Length is the request's matter.
 *
 * @throws ApiError InvalidName
 */
export function checkResourceName(name: string): string {
  if (NAME.test(name)) return name;
  throw new ApiError('InvalidName', `Invalid Name: '${name}'`);
}
