import jsonata from 'jsonata';
import { JsonataSyntaxError } from './errors.js';
import { parseJsonata } from './parse.js';

/** What a parser made of a text: a tree as plain data, or the error. */
export type Outcome =
  | { readonly tree: unknown }
  | { readonly code: string; readonly position: number; readonly message: string };

/** What the npm package makes of a text, the oracle. */
export function packageOutcome(source: string): Outcome {
  // The package takes the stack of every error it makes, which costs more than the parsing where stacks are mapped.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return { tree: plain(jsonata(source).ast()) };
  } catch (error) {
    const { code, position, message } = error as { code?: string; position?: number; message: string };
    // A regular expression that JavaScript refuses comes without a code, one in a signature with the position NaN.
    return { code: code ?? 'S0201', position: position || 0, message };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** What this parser makes of it. */
export function ownOutcome(source: string): Outcome {
  try {
    return { tree: plain(parseJsonata(source)) };
  } catch (error) {
    if (!(error instanceof JsonataSyntaxError)) throw error;
    const { code, position, message } = error;
    return { code, position, message };
  }
}

/** What the package notes on nodes for its own use: how it found parents, and what follows a call. */
const NOTES = new Set(['seekingParent', 'level', 'nextFunction']);
/** Types of nodes whose `value` is just the operator that the type tells. */
const TOLD_BY_TYPE = new Set<unknown>(['bind', 'apply', 'function', 'partial']);

function plain(value: unknown): unknown {
  if (value instanceof RegExp) return String(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  // A signature is the package's own in either tree.
  if ('validate' in value && 'definition' in value) return value.definition;
  const { type } = value as { readonly type?: unknown };
  const fields: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(value)) {
    if (field === undefined || NOTES.has(key)) continue;
    if (key === 'value' && TOLD_BY_TYPE.has(type)) continue;
    if (type === 'index' && key === 'position') continue;
    if (key === 'index' && typeof field === 'number') continue;
    fields[key] = plain(field);
  }
  return fields;
}
