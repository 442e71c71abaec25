import { FunctionValue } from './function-value.js';
import { isNumeric } from './numeric.js';

/** JSONata's effective boolean value, with nothing counted as false. */
export function isTrue(value: unknown): boolean {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'string':
      return value.length > 0;
    case 'number':
      return isNumeric(value) && value !== 0;
    case 'object':
      if (value === null) return false;
      // An array is true when any member is; a single member decides alone, which is the same.
      if (Array.isArray(value)) return value.length === 1 ? isTrue(value[0]) : value.filter(isTrue).length > 0;
      if (value instanceof FunctionValue) return value.truthy;
      for (const key in value) if (Object.hasOwn(value, key)) return true;
      return false;
    default:
      return false;
  }
}
