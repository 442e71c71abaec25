import { CALLERS_FAULT, DAILY_QUOTA, errorClasses, type ErrorClasses } from '../circuit/error-classification.js';

/** JSONata text that yields the class of `$states.errorOutput`; for use inside a Catch. */
export function errorClassExpression(classes: ErrorClasses = errorClasses): string {
  const list = (names: readonly string[]) => `[${names.map((n) => JSON.stringify(n)).join(', ')}]`;
  const rules = Object.entries(classes).flatMap(([errorClass, names]) =>
    errorClass === 'hop' || names.length === 0 ? [] : [`$name in ${list(names)} ? '${errorClass}'`],
  );
  return [
    `($name := $split($states.errorOutput.Error, '.')[-1];`,
    `$cause := $string($states.errorOutput.Cause);`,
    `$name = 'ThrottlingException' and $contains($lowercase($cause), '${DAILY_QUOTA}') ? 'exhausted' :`,
    `$name = 'ModelErrorException' and $contains($cause, /${CALLERS_FAULT}/) ? 'hop' :`,
    `${rules.join(' : ')} : 'hop')`,
  ].join(' ');
}
