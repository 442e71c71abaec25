import { expect, test } from '@jest/globals';
import { intrinsicFunctions } from './intrinsic-functions.js';

test('the 18 functions that Step Functions documents', () => {
  const names =
    'Array ArrayContains ArrayGetItem ArrayLength ArrayPartition ArrayRange ArrayUnique Base64Decode Base64Encode ' +
    'Format Hash JsonMerge JsonToString MathAdd MathRandom StringSplit StringToJson UUID';
  expect([...intrinsicFunctions.keys()].sort()).toEqual(names.split(' ').map((name) => `States.${name}`));
});
