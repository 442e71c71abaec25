import { describe, expect, test } from '@jest/globals';
import { machine } from '../index.js';
import { shop } from '../shop.fixture.js';
import { chooseTarget } from './target.js';

describe('chooseTarget', () => {
  test('takes the option, then the environment, then the embedded engine', () => {
    expect(chooseTarget(undefined, {})).toEqual({ kind: 'embedded' });
    expect(chooseTarget(undefined, { STEPBREAKER_TARGET: 'container' })).toEqual({ kind: 'container', options: {} });
    expect(chooseTarget('embedded', { STEPBREAKER_TARGET: 'container' })).toEqual({ kind: 'embedded' });
    expect(chooseTarget('container=localstack/localstack:4', {})).toEqual({
      kind: 'container',
      options: { image: 'localstack/localstack:4' },
    });
    expect(chooseTarget({ container: { port: 4566 } }, {})).toEqual({ kind: 'container', options: { port: 4566 } });
    const environment = { STEPBREAKER_TARGET: 'endpoint=http://127.0.0.1:8083', SFN_MOCK_CONFIG: 'mocks.json' };
    expect(chooseTarget(undefined, environment)).toEqual({
      kind: 'endpoint',
      options: { endpoint: 'http://127.0.0.1:8083', mockConfigFile: 'mocks.json' },
    });
  });

  test.each(['docker', 'endpoint', 'endpoint=somewhere', 'embedded=1'])('refuses %s', (name) => {
    expect(() => chooseTarget(undefined, { STEPBREAKER_TARGET: name })).toThrow(
      `There is no target '${name}': expected embedded, container, container=IMAGE or endpoint=URL in STEPBREAKER_TARGET`,
    );
  });
});

test('only the embedded target can skip time', async () => {
  await expect(machine(shop, { target: 'container' }).start()).rejects.toThrow(
    'The container target cannot skip time: start() is for the embedded target, run() for all',
  );
});
