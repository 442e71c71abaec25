import { Fault } from '../fault.js';
import type { Run } from '../run.js';
import { FunctionValue } from './function-value.js';
import { isNumeric } from './numeric.js';

/** `$string` of a value that is there: JSON, numbers to 15 significant digits, functions as empty strings. */
export function toText(value: unknown, run: Run, prettify = false): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || value === null) return String(value);
  if (value instanceof FunctionValue) return '';
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Fault('D3001', { value });
    return JSON.stringify(rounded(value));
  }
  const replace = (_key: string, item: unknown): unknown => {
    run.step();
    if (typeof item === 'number') return isNumeric(item) ? rounded(item) : item;
    return item instanceof FunctionValue ? '' : item;
  };
  const text = JSON.stringify(value, replace, prettify ? 2 : 0);
  run.checkText(text.length);
  return text;
}

function rounded(value: number): number {
  // An integer this small has no digit to lose, and toPrecision is slow.
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? value : Number(value.toPrecision(15));
}
