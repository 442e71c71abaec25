import type { IntrinsicCall } from './intrinsic-function.js';
import { IntrinsicFailure } from './intrinsic-failure.js';
import { javaText } from './java-value.js';

/**
 * `States.Format`: replaces each `{}` of the template by the next argument, printed as Java does. In the template a
 * backslash takes the special meaning from `'`, `{`, `}` and itself.
 */
export function formatText(call: IntrinsicCall): string {
  const template = call.text(0);
  let text = '';
  let used = 0;
  for (let at = 0; at < template.length; at++) {
    const character = template[at]!;
    const following = template[at + 1] ?? '';
    if (character === '\\' && isEscapable(following)) {
      text += following;
      at++;
    } else if (character === '{') {
      if (following !== '}') throw unbalanced('}', '{');
      used++;
      text += used < call.values.length ? javaText(call.values[used]) : '';
      at++;
    } else if (character === '}') throw unbalanced('{', '}');
    else text += character;
  }
  if (used !== call.values.length - 1) {
    throw new IntrinsicFailure(
      'Invalid arguments in States.Format: number of arguments do not match the occurrences of {}.',
      `The template has ${used} places {} and there are ${call.values.length - 1} values for them.`,
    );
  }
  return text;
}

/** The characters that a backslash protects in a text of an intrinsic. */
export function isEscapable(character: string): boolean {
  return character === "'" || character === '{' || character === '}' || character === '\\';
}

function unbalanced(missing: string, found: string): IntrinsicFailure {
  return new IntrinsicFailure(
    `Invalid template in States.Format: matching '${missing}' not found for '${found}'.`,
    `Write \\${found} for the character itself.`,
  );
}
