import type { ChoiceRule } from '../../asl/index.js';
import { jsonataText } from './jsonata-text.js';

/** A rule of a Choice. */
export type Rule = ChoiceRule<string, Readonly<Record<string, unknown>>>;

/** A rule from its JSONata condition. */
export const rule = (condition: string, next: string, assign?: Readonly<Record<string, unknown>>): Rule => ({
  condition: jsonataText(condition),
  ...(assign && { assign }),
  next,
});
