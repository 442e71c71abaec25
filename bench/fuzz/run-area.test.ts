import { expect, test } from '@jest/globals';
import type { Area } from './area.js';
import { areas } from './areas.js';
import { runArea } from './run-area.js';

/** A sample: `npm run verify` runs the fuzzer itself. */
const INPUTS = 4_000;

/** How long an input takes is a matter of the machine. One that does not end is ended by the test's time limit. */
const timeStandsStill = () => 0;

test.each(areas)('$name: random inputs neither crash nor hang, and fail with documented errors only', async (area) => {
  const result = await runArea(area, { seed: 'test', inputs: (INPUTS * area.share) / 100, now: timeStandsStill });
  expect(result.findings).toEqual([]);
  expect(result.accepted).toBeGreaterThan(0);
  expect(result.accepted).toBeLessThan(result.inputs);
});

test('the shares of all areas make a hundred', () => {
  expect(areas.reduce((sum, { share }) => sum + share, 0)).toBe(100);
});

function areaOf(run: (input: number) => boolean | Promise<boolean>): Area {
  const attempt: Area['attempt'] = (draw) => {
    const input = draw.below(10);
    return { show: () => String(input), run: () => run(input) };
  };
  return { name: 'trial', share: 100, mistakes: 0, patience: 200, attempt };
}

test('what is thrown, takes too long or changes what all objects inherit is a finding, with what makes it again', async () => {
  const tried: number[] = [];
  let time = 0;
  const trial = areaOf((input) => {
    tried.push(input);
    if (tried.length === 2) throw new TypeError('of no use');
    if (tried.length === 3) Reflect.set(Object.prototype, 'stray', true);
    if (tried.length === 4) time += 201;
    return input % 2 === 0;
  });
  const { findings, inputs } = await runArea(trial, { seed: '1', from: 7, inputs: 5, now: () => time });
  expect(inputs).toBe(5);
  expect(findings.map(({ index, input, problem }) => [index, input, problem.split('\n')[0]])).toEqual([
    [8, String(tried[1]), 'TypeError: of no use'],
    [9, String(tried[2]), 'left stray behind in Object.prototype or Array.prototype'],
    [10, String(tried[3]), 'took 201 ms, more than 200 ms'],
  ]);
  expect('stray' in {}).toBe(false);
});

test('an input is the same for the same seed, wherever the run begins', async () => {
  const inputsOf = async (seed: string, from: number): Promise<number[]> => {
    const tried: number[] = [];
    const trial = areaOf(async (input) => tried.push(input) > 0);
    await runArea(trial, { seed, from, inputs: 20 - from });
    return tried;
  };
  const all = await inputsOf('1', 0);
  expect(await inputsOf('1', 8)).toEqual(all.slice(8));
  expect(await inputsOf('2', 0)).not.toEqual(all);
});
