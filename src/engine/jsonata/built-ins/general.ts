import { Fault } from '../fault.js';
import { FunctionValue } from '../values/function-value.js';
import { isNumeric } from '../values/numeric.js';
import { toText } from '../values/text.js';
import { isTrue } from '../values/truth.js';
import type { NativeDefinition } from './native-function.js';

/** Functions of any value. */
export const generalFunctions: Readonly<Record<string, NativeDefinition>> = {
  boolean: { signature: '<x-:b>', arity: 1, call: ([value]) => (value === undefined ? undefined : isTrue(value)) },
  not: { signature: '<x-:b>', arity: 1, call: ([value]) => (value === undefined ? undefined : !isTrue(value)) },
  exists: { signature: '<x:b>', arity: 1, call: ([value]) => value !== undefined },
  type: { signature: '<x:s>', arity: 1, call: ([value]) => typeName(value) },
  clone: {
    signature: '<(oa)-:o>',
    arity: 1,
    call: ([value], run) => (value === undefined ? undefined : (JSON.parse(toText(value, run)) as unknown)),
  },
  error: {
    signature: '<s?:x>',
    arity: 1,
    pure: false,
    call: ([message]) => {
      throw new Fault('D3137', {
        message: message === undefined || message === '' ? '$error() function evaluated' : message,
      });
    },
  },
  assert: {
    signature: '<bs?:x>',
    arity: 2,
    pure: false,
    call: ([condition, message]) => {
      if (condition === true) return undefined;
      throw new Fault('D3141', {
        message: message === undefined || message === '' ? '$assert() statement failed' : message,
      });
    },
  },
};

function typeName(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (value === null) return 'null';
  if (isNumeric(value)) return 'number';
  if (typeof value === 'string' || typeof value === 'boolean') return typeof value;
  if (Array.isArray(value)) return 'array';
  return value instanceof FunctionValue ? 'function' : 'object';
}
