import type { DefinitionScope } from './definition-scope.js';
import type { Report } from './diagnostic.js';

const MAX_LENGTH = 40;
const INVALID = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]/u;

/**
 * The rules for the Label of a distributed Map, which becomes a part of the map run's ARN
 * (https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html).
 */
export function checkLabels(scopes: readonly DefinitionScope[], report: Report): void {
  for (const { states, location } of scopes) {
    for (const [name, { Type: type, Label: label }] of states) {
      if (type !== 'Map' || typeof label !== 'string') continue;
      const invalid = INVALID.exec(label)?.[0];
      const problem =
        label.length > MAX_LENGTH
          ? `Label cannot exceed ${MAX_LENGTH} characters`
          : invalid === undefined
            ? undefined
            : `Label contains invalid character: ${quoted(invalid)}`;
      if (problem !== undefined) report('INVALID_LABEL_NAME', problem, `${location}/States/${name}/Label`);
    }
  }
}

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };

/** A text in quotes as recorded messages about labels have it: with escapes, and in double quotes when it holds single ones. */
export function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replaceAll(/[\n\r\t\\\p{Cc}]/gu, (character) => ESCAPES[character] ?? hexadecimal(character));
  return `${quote}${quote === "'" ? escaped.replaceAll("'", "\\'") : escaped}${quote}`;
}

function hexadecimal(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
