import type { QueryLanguage } from '../definition.js';
import { jsonataIn } from '../jsonata-text.js';
import { isIntrinsic, isObject } from './view.js';

/** What a field may hold: `undefined` when the value will do, otherwise what was expected. */
export type ValueKind = (value: unknown, language: QueryLanguage) => string | undefined;

/** CloudFormation may fill in any value, by an intrinsic or by a `${Name}` in its place. */
export const isFilledIn = (value: unknown): boolean =>
  isIntrinsic(value) || (typeof value === 'string' && /^\$\{[^}]*\}$/.test(value));

const kind =
  (wanted: string, fits: (value: unknown) => boolean): ValueKind =>
  (value) =>
    fits(value) || isFilledIn(value) ? undefined : wanted;

export const anything: ValueKind = () => undefined;
export const text = kind('text', (value) => typeof value === 'string');
export const flag = kind('true or false', (value) => typeof value === 'boolean');
export const object = kind('an object', isObject);
export const list = kind('a list', Array.isArray);
export const textOrNull = kind('a path or null', (value) => typeof value === 'string' || value === null);

export const oneOf = (...words: readonly string[]): ValueKind =>
  kind(words.map((word) => `'${word}'`).join(' or '), (value) => typeof value === 'string' && words.includes(value));

export const textUpTo = (length: number): ValueKind =>
  kind(`text of at most ${length} characters`, (value) => typeof value === 'string' && value.length <= length);

export const wholeNumber = (least: number, most: number): ValueKind =>
  kind(
    `a whole number from ${least} to ${most}`,
    (value) => typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most,
  );

export const numberBetween = (least: number, most: number): ValueKind =>
  kind(
    most === Infinity ? `a number of at least ${least}` : `a number from ${least} to ${most}`,
    (value) => typeof value === 'number' && value >= least && value <= most,
  );

/** ISO 8601 as RFC 3339 narrows it: with `T` and an offset. */
export const timestamp = kind(
  "a point in time such as '2030-01-31T12:00:00Z'",
  (value) =>
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value) &&
    !Number.isNaN(Date.parse(value)),
);

/** In JSONata a field may hold `{% … %}` in place of its value. */
export const orExpression =
  (plain: ValueKind): ValueKind =>
  (value, language) =>
    language === 'JSONata' && typeof value === 'string' && jsonataIn(value) !== undefined
      ? undefined
      : withExpression(plain(value, language), language);

function withExpression(wanted: string | undefined, language: QueryLanguage): string | undefined {
  return wanted === undefined || language === 'JSONPath' ? wanted : `${wanted}, or an expression '{% … %}'`;
}

/** A template that must give an object. */
export const templateObject = orExpression(object);
