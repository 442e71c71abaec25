/* oxlint-disable unicorn/no-thenable -- handlers may well return such things */
import { describe, expect, test } from '@jest/globals';
import { createEngine, skipClock, type Execution } from '../../src/engine/index.js';

type Handler = () => unknown;

const DEFINITION = {
  StartAt: 'Call',
  States: {
    Call: {
      Type: 'Task',
      Resource: 'arn:aws:lambda:us-east-1:123456789012:function:call',
      TimeoutSeconds: 1,
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
      End: true,
    },
    Caught: { Type: 'Pass', End: true },
  },
};

/** The same as an integration, which turns what is thrown into an error in its own way. */
const INTEGRATION = {
  ...DEFINITION,
  States: { ...DEFINITION.States, Call: { ...DEFINITION.States.Call, Resource: 'arn:aws:states:::events:putEvents' } },
};

async function run(handler: Handler, definition: object = DEFINITION): Promise<Execution> {
  const clock = skipClock({ patience: 20 });
  const engine = createEngine({ clock });
  engine.lambda('call', handler);
  engine.integration('events:putEvents', handler);
  const machine = engine.createStateMachine({ name: 'm', definition });
  const execution = await engine.startExecution({ ...machine, name: 'run' }).finished;
  // The engine is as good as new afterwards.
  engine.lambda('call', () => 'next');
  engine.integration('events:putEvents', () => 'next');
  expect((await engine.startExecution(machine).finished).output).toBe('next');
  return execution;
}

const throws = (): never => {
  throw new Error('touched');
};

/** An error that throws when its properties are read. */
const untouchable = new Proxy(new Error('hidden'), {
  get: throws,
  has: throws,
  ownKeys: throws,
  getPrototypeOf: throws,
});

const THROWN: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['undefined', undefined],
  ['a text', 'boom'],
  ['a number', 7],
  ['a BigInt', 7n],
  ['a symbol', Symbol('boom')],
  ['a function', () => 'boom'],
  ['an object', { code: 7 }],
  ['an object without a prototype', Object.create(null)],
  ['an object that contains itself', Object.assign([], [[]]).map((_, __, all: unknown[]) => all)],
  ['an object whose toString is no function', { toString: 1, valueOf: 1, [Symbol.toPrimitive]: 1 }],
  ['an object with throwing getters', Object.defineProperty({}, 'name', { get: throws, enumerable: true })],
  ['an error with throwing getters', Object.defineProperty(new Error('x'), 'message', { get: throws })],
  ['an error whose name is no text', Object.assign(new Error('x'), { name: { first: 'E' } })],
  ['an error whose message is no text', Object.assign(new Error('x'), { message: 7n })],
  ['an error with a throwing toJSON', Object.assign(new Error('x'), { toJSON: throws })],
  ['an object that looks like a failure of the engine', { failure: true, error: {}, cause: 7, catchable: 1 }],
  ['an object that looks like a promise', { then: throws }],
  ['a proxy that refuses everything', untouchable],
  ['a revoked proxy', revokedProxy()],
];

function revokedProxy(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

describe.each([
  ['a Lambda function', DEFINITION],
  ['an integration', INTEGRATION],
])('%s that fails with', (_, definition) => {
  test.each(THROWN)('%s fails its task, which is caught', async (__, thrown) => {
    const now = await run(() => {
      throw thrown;
    }, definition);
    const later = await run(() => Promise.reject(thrown), definition);
    for (const execution of [now, later]) {
      expect(execution.status).toBe('SUCCEEDED');
      expect(execution.output).toEqual({ Error: expect.any(String), Cause: expect.any(String) });
      expect(JSON.stringify(execution.history())).not.toContain('Internal error');
    }
    expect(now.output).toEqual(later.output);
  });

  test('a huge message ends within the limits of Step Functions', async () => {
    const message = 'x'.repeat(50_000_000);
    const { status, error, cause } = await run(() => {
      throw Object.assign(new Error(message), { name: 'E'.repeat(1_000_000) });
    }, definition);
    expect(status).not.toBe('RUNNING');
    expect((error ?? '').length + (cause ?? '').length).toBeLessThanOrEqual(256 * 1024);
  });
});

const RESULTS: readonly (readonly [string, unknown])[] = [
  ['a BigInt', { a: 7n }],
  ['a value with throwing getters', Object.defineProperty({}, 'a', { get: throws, enumerable: true })],
  [
    'a value that contains itself',
    (() => {
      const value: Record<string, unknown> = {};
      value['self'] = value;
      return value;
    })(),
  ],
  ['a value with a throwing toJSON', { toJSON: throws }],
  ['a proxy that refuses everything', untouchable],
  ['a revoked proxy', revokedProxy()],
  ['a thenable whose then throws', { then: throws }],
  ['an object whose then is a throwing getter', Object.defineProperty({}, 'then', { get: throws })],
  ['300 kB', 'x'.repeat(300_000)],
];

test.each(RESULTS)('a handler that returns %s fails its task, which is caught', async (_, result) => {
  for (const handler of [() => result, async () => [result]]) {
    const execution = await run(handler);
    expect(execution.status).toBe('SUCCEEDED');
    if (Array.isArray(execution.output)) continue;
    expect(execution.output).toEqual({ Error: expect.any(String), Cause: expect.any(String) });
  }
});

test('a handler that never settles ends with the timeout of its task', async () => {
  const execution = await run(() => new Promise(() => {}));
  expect(execution.output).toEqual({ Error: 'States.Timeout', Cause: '' });
  expect(execution.stopDate).toEqual(new Date('2026-01-01T00:00:01Z'));
});

test('of a handler that settles twice, or late, the first answer counts', async () => {
  const twice =
    (first: 'resolve' | 'reject'): Handler =>
    () => ({
      then(resolve: (value: unknown) => void, reject: (reason: unknown) => void) {
        if (first === 'reject') reject(new Error('first'));
        resolve('first');
        resolve('second');
        reject(new Error('third'));
      },
    });
  expect((await run(twice('resolve'))).output).toBe('first');
  expect((await run(twice('reject'))).output).toMatchObject({ Error: 'Error' });
});

test('a handler that goes on after its time is up changes nothing any more', async () => {
  const clock = skipClock();
  const engine = createEngine({ clock });
  engine.lambda('call', async () => {
    await clock.sleep(20_000);
    throw new Error('too late');
  });
  const machine = engine.createStateMachine({ name: 'm', definition: DEFINITION });
  const execution = await engine.startExecution({ ...machine, name: 'run' }).finished;
  const history = JSON.stringify(execution.history());
  await new Promise<void>((resolve) => clock.timer(60_000, resolve));
  expect(JSON.stringify(execution.history())).toBe(history);
});
