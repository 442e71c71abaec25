import { mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { MockConfig, MockConfigError, responseTo } from './mock-config.js';

const CONFIG = {
  StateMachines: { pay: { TestCases: { Retries: { Charge: 'ChargeTwice' }, Lost: { Charge: 'None' } } } },
  MockedResponses: {
    ChargeTwice: { '0-1': { Throw: { Error: 'Busy', Cause: 'too much' } }, '2-9999999': { Return: { id: 7 } } },
    WrongRange: { one: { Return: 1 } },
    Nothing: { '0': {} },
  },
};

function fileOf(config: unknown): string {
  const file = join(mkdtempSync(join(tmpdir(), 'mock-config-')), 'MockConfigFile.json');
  writeFileSync(file, typeof config === 'string' ? config : JSON.stringify(config));
  return file;
}

describe('MockConfig', () => {
  test('gives responses by invocation; ranges are not spelled out', () => {
    const ranges = new MockConfig(fileOf(CONFIG)).testCase('pay', 'Retries')?.get('Charge') ?? [];
    expect(ranges).toHaveLength(2);
    expect(responseTo(ranges, 1)).toEqual({ error: 'Busy', cause: 'too much' });
    expect(responseTo(ranges, 2)).toEqual({ result: { id: 7 } });
    expect(responseTo(ranges, 10_000_000)).toBeUndefined();
  });

  test('has no test cases that are not there', () => {
    const config = new MockConfig(fileOf(CONFIG));
    expect(config.testCase('pay', 'constructor')).toBeUndefined();
    expect(config.testCase('other', 'Retries')).toBeUndefined();
    expect(new MockConfig('/nowhere/MockConfigFile.json').testCase('pay', 'Retries')).toBeUndefined();
  });

  test('is read again when the file has changed', () => {
    const file = fileOf({});
    const config = new MockConfig(file);
    expect(config.testCase('pay', 'Retries')).toBeUndefined();
    writeFileSync(file, JSON.stringify(CONFIG));
    utimesSync(file, 1, 1);
    expect(config.testCase('pay', 'Retries')?.has('Charge')).toBe(true);
  });

  test.each<[string, unknown, string]>([
    ['no JSON', '{', 'cannot be used: '],
    ['no object', '[]', 'it is not a JSON object with StateMachines and MockedResponses.'],
    [
      'a response that is missing',
      CONFIG,
      "pay.Lost.Charge names the response 'None', which is not under MockedResponses.",
    ],
    [
      'a wrong range',
      { ...CONFIG, StateMachines: { pay: { TestCases: { Lost: { Charge: 'WrongRange' } } } } },
      `'one' in the response 'WrongRange' is no number such as "0" and no range such as "1-2".`,
    ],
    [
      'nothing to answer',
      { ...CONFIG, StateMachines: { pay: { TestCases: { Lost: { Charge: 'Nothing' } } } } },
      'the response Nothing.0 has neither Return nor Throw.',
    ],
  ])('says where it is wrong: %s', (_name, config, message) => {
    const file = fileOf(config);
    expect(() => new MockConfig(file).testCase('pay', 'Lost')).toThrow(message);
    expect(() => new MockConfig(file).check()).toThrow(message);
  });

  test('can be looked at as a whole', () => {
    expect(() => new MockConfig('/nowhere/MockConfigFile.json').check()).toThrow(
      new MockConfigError('/nowhere/MockConfigFile.json', 'there is no such file'),
    );
    expect(() => new MockConfig(fileOf({})).check()).toThrow('StateMachines and MockedResponses');
    const TestCases = { Retries: { Charge: 'ChargeTwice' } };
    expect(() => new MockConfig(fileOf({ ...CONFIG, StateMachines: { pay: { TestCases } } })).check()).not.toThrow();
  });
});
