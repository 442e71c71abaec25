import { arrayFunctions } from './arrays.js';
import { generalFunctions } from './general.js';
import { higherOrderFunctions } from './higher-order.js';
import { matchingFunctions } from './matching.js';
import { NativeFunction } from './native-function.js';
import { numberFunctions } from './numbers.js';
import { objectFunctions } from './objects.js';
import { stepFunctionsFunctions } from './step-functions.js';
import { stringFunctions } from './strings.js';
import { timeFunctions } from './times.js';

const definitions = {
  ...numberFunctions,
  ...stringFunctions,
  ...matchingFunctions,
  ...arrayFunctions,
  ...objectFunctions,
  ...higherOrderFunctions,
  ...generalFunctions,
  ...timeFunctions,
  ...stepFunctionsFunctions,
};

/** Every function a Step Functions expression may call, by name without the dollar sign: JSONata's without $eval, and AWS's. */
export const builtIns: ReadonlyMap<string, NativeFunction> = new Map(
  Object.entries(definitions).map(([name, definition]) => [name, new NativeFunction(name, definition)]),
);
