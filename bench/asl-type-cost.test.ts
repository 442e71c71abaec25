import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

interface Cost {
  readonly states: number;
  readonly instantiations: number;
  readonly budget: number;
}

test('a state costs the compiler at most 250 instantiations, and a machine 2,500', async () => {
  const script = resolve(import.meta.dirname, 'asl-type-cost.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script, '--json']);
  const { results } = JSON.parse(stdout) as { readonly results: readonly Cost[] };
  expect(results.map(({ states }) => states)).toEqual([10, 50, 200, 500]);
  for (const { instantiations, budget } of results) {
    expect(instantiations).toBeGreaterThan(0);
    expect(instantiations).toBeLessThanOrEqual(budget);
  }
});
