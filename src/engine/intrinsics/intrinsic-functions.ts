import { arrayFunctions } from './array-functions.js';
import { encodingFunctions } from './encoding-functions.js';
import type { IntrinsicFunction } from './intrinsic-function.js';
import { jsonFunctions } from './json-functions.js';
import { mathFunctions } from './math-functions.js';
import { stringFunctions } from './string-functions.js';

/** All 18 intrinsic functions by name. */
export const intrinsicFunctions: ReadonlyMap<string, IntrinsicFunction> = new Map(
  [arrayFunctions, encodingFunctions, jsonFunctions, mathFunctions, stringFunctions].flatMap((family) =>
    Object.entries(family),
  ),
);
