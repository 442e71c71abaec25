import { expect, test } from '@jest/globals';
import { end, found, jsonataMachine } from './machine.fixture.js';

test('a name has 80 characters at most', () => {
  const name = 'n'.repeat(81);
  expect(found(jsonataMachine({ [name]: end }))).toEqual([`SB005 ${name}`]);
  expect(found(jsonataMachine({ ['n'.repeat(80)]: end }))).toEqual([]);
});

test('a name is used once in the machine, its maps and its branches', () => {
  const branch = { StartAt: 'Same', States: { Same: end } };
  expect(
    found(jsonataMachine({ P: { Type: 'Parallel', Branches: [branch, branch], Next: 'Done' }, Done: end })),
  ).toEqual(['SB004 Same']);
});
