import { afterAll, describe, expect, test } from '@jest/globals';
import { skipClock } from '../../../engine/index.js';
import { startLocalStepFunctions } from '../../../local/index.js';
import { machine } from '../../jest.js';

const local = await startLocalStepFunctions({ clock: skipClock() });
afterAll(() => local.close());

const greeting = {
  StartAt: 'Greet',
  States: {
    Greet: {
      Type: 'Task',
      Resource: 'arn:aws:lambda:us-east-1:123456789012:function:greet',
      Retry: [{ ErrorEquals: ['Error'] }],
      Next: 'Pause',
    },
    Pause: { Type: 'Wait', Seconds: 60, End: true },
  },
};

describe('the endpoint target', () => {
  test('creates the machine, runs it, and gives a run like any other', async () => {
    let calls = 0;
    local.engine.lambda('greet', ({ name }: { name: string }) => {
      if (calls++ === 0) throw new Error('not yet');
      return `hello ${name}`;
    });
    const run = await machine(greeting, { name: 'greeting', target: { endpoint: local.url } }).run({ name: 'Ann' });
    expect(run).toSucceedWith('hello Ann');
    expect(run).toHaveTakenPath(['Greet', 'Pause']);
    expect(run).toHaveRetried('Greet', 1);
    expect(run).toHaveCalled('Greet', { name: 'Ann' });
    expect(run).toHaveTaken({ seconds: 61 });
    expect(run.path()).toBe('Greet (retried once)\nPause\nSUCCEEDED');
  });

  test('tells how an execution failed', async () => {
    const run = await machine(
      { StartAt: 'No', States: { No: { Type: 'Fail', Error: 'Nope', Cause: 'never' } } },
      { target: { endpoint: local.url } },
    ).run();
    expect(run).toFailWith('Nope', 'never');
  });

  test('has to be told where its mocks are', async () => {
    const mocked = machine(greeting, { target: { endpoint: local.url } }).task('Greet', 'hi');
    await expect(mocked.run()).rejects.toThrow('The endpoint target was not told where to put the mocks of this test');
  });

  test('says what it cannot do', async () => {
    const there = machine(greeting, { target: { endpoint: local.url } });
    await expect(there.run({}, { startAt: '2026-03-01T00:00:00Z' })).rejects.toThrow(
      'The endpoint target starts executions now: it cannot do { startAt }',
    );
    await expect(there.run({}, { seed: 1 })).rejects.toThrow('it cannot do { seed }');
    await expect(there.start()).rejects.toThrow('The endpoint target cannot skip time');
  });

  test('says so when nothing answers', async () => {
    const nobody = await startLocalStepFunctions();
    await nobody.close();
    await expect(machine(greeting, { target: { endpoint: nobody.url } }).run()).rejects.toThrow(
      `Nothing answers at ${nobody.url}: start an emulator there, such as 'npx --no stepbreaker local --port 8083'`,
    );
  });
});
