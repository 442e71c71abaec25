import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { size } from '../test/size.js';

interface Cost {
  readonly states: number;
  readonly instantiations: number;
  readonly budget: number;
}

/** How many states the machines have: each size is a compilation. */
const SIZES = size({ sample: [10, 200], full: [10, 50, 200, 500] });

test('a state costs the compiler at most 250 instantiations, and a machine 2,500', async () => {
  const script = resolve(import.meta.dirname, 'asl-type-cost.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script, '--json', ...SIZES.map(String)]);
  const { results } = JSON.parse(stdout) as { readonly results: readonly Cost[] };
  expect(results.map(({ states }) => states)).toEqual(SIZES);
  for (const { instantiations, budget } of results) {
    expect(instantiations).toBeGreaterThan(0);
    expect(instantiations).toBeLessThanOrEqual(budget);
  }
});
