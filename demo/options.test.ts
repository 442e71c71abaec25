import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { packageRoot } from '../src/cli/package-root.js';
import { UsageError } from '../src/cli/usage-error.js';
import { readDemoOptions, type GivenDemoOptions } from './options.js';
import type { Target } from './outage.js';

const targets: [Target, ...Target[]] = [
  { region: 'us-east-1', modelId: 'model.large' },
  { region: 'us-west-2', modelId: 'model.small' },
];
const aFile = join(packageRoot(), 'package.json');
const files = { users: aFile, catalogue: aFile };

const read = (given: GivenDemoOptions) => readDemoOptions({ ...files, ...given }, targets);

function problemsOf(given: GivenDemoOptions): readonly string[] {
  try {
    read(given);
    return [];
  } catch (error) {
    if (error instanceof UsageError) return error.problems;
    throw error;
  }
}

describe('readDemoOptions', () => {
  test('has a default for everything: the primary model throttles in the middle of the run', () => {
    expect(read({})).toMatchObject({
      limit: undefined,
      outages: [{ error: 'throttled', region: 'us-east-1', model: 'model.large' }],
      chunk: 10,
      concurrency: 5,
      whileOpen: 'fallback',
      clock: 'skip',
      seed: 1,
      input: {},
      port: 0,
      out: 'out',
      strict: false,
      continue: false,
      json: false,
    });
  });

  test('takes what is given', () => {
    const options = read({
      limit: '1000',
      outage: ['10..20', '1m..2m,slow,us-west-2'],
      chunk: '40',
      concurrency: '40',
      whileOpen: 'wait',
      clock: 'real',
      seed: '0',
      input: '{"state":"HALF_OPEN","failure_count":0}',
      port: '8080',
      out: 'elsewhere',
      strict: true,
      continue: true,
      json: true,
    });
    expect(options).toMatchObject({
      limit: 1_000,
      chunk: 40,
      concurrency: 40,
      whileOpen: 'wait',
      clock: 'real',
      seed: 0,
      input: { state: 'HALF_OPEN', failure_count: 0 },
      port: 8_080,
      out: 'elsewhere',
      strict: true,
      continue: true,
      json: true,
    });
    expect(options.outages).toHaveLength(2);
  });

  test('--no-outage leaves the models alone', () => {
    expect(read({ outage: false }).outages).toEqual([]);
  });

  test.each<[GivenDemoOptions, string]>([
    [{ limit: '-1' }, '--limit is "-1", expected a whole number from 0 to 1000000000.'],
    [{ limit: '1.5' }, '--limit is "1.5", expected a whole number from 0 to 1000000000.'],
    [{ chunk: '0' }, '--chunk is "0", expected a whole number from 1 to 40.'],
    [{ chunk: 'ten' }, '--chunk is "ten", expected a whole number from 1 to 40.'],
    [{ concurrency: '41' }, '--concurrency is "41", expected a whole number from 1 to 40.'],
    [{ whileOpen: 'retry' }, '--while-open is "retry", expected fallback or wait.'],
    [{ clock: 'fast' }, '--clock is "fast", expected skip or real.'],
    [{ seed: '' }, '--seed is "", expected a whole number from 0 to 4294967295.'],
    [{ port: '65536' }, '--port is "65536", expected a whole number from 0 to 65535.'],
    [{ input: '[1]' }, '--input is "[1]", expected a JSON object such as {"state":"HALF_OPEN","failure_count":0}.'],
    [{ input: '{' }, '--input is "{", expected a JSON object such as {"state":"HALF_OPEN","failure_count":0}.'],
    [{ input: '{"items":[]}' }, '--input has "items", expected none: the readers come from --users.'],
    [{ outage: ['5..5'] }, '--outage is "5..5", expected a window that ends after it starts.'],
    [{ users: 'no-such.ndjson' }, '--users is "no-such.ndjson", expected a file: there is nothing there.'],
    [{ users: join(aFile, 'x') }, `--users is "${join(aFile, 'x')}", expected a file: there is nothing there.`],
    [{ catalogue: packageRoot() }, `--catalogue is "${packageRoot()}", expected a file: there is a directory there.`],
    [{ out: aFile }, `--out is "${aFile}", expected a directory: there is a file there.`],
  ])('%j: %s', (given, problem) => {
    expect(problemsOf(given)).toEqual([problem]);
  });

  test('reports every problem at once', () => {
    const given = { limit: 'x', chunk: '99', whileOpen: 'no', outage: ['a', 'b'], input: 'null', users: 'nowhere' };
    expect(problemsOf(given)).toHaveLength(7);
  });
});
