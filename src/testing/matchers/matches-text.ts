import type { MatcherTools } from './matcher.js';

/** Equal, matched by a regular expression, or by one of jest's asymmetric matchers. */
export function matchesText(tools: MatcherTools, text: string | undefined, expected: unknown): boolean {
  if (expected instanceof RegExp) return text !== undefined && text.search(expected) >= 0;
  return tools.equals(text, expected);
}
