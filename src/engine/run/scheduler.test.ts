import { expect, test } from '@jest/globals';
import { createEngine } from '../index.js';

test('a machine that loops for ever does not keep others from running, and can be stopped', async () => {
  const engine = createEngine();
  const loop = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } } };
  const pause = {
    StartAt: 'W',
    States: { W: { Type: 'Wait', Seconds: 1, Next: 'P' }, P: { Type: 'Pass', End: true } },
  };
  const endless = engine.startExecution(engine.createStateMachine({ name: 'loop', definition: loop, type: 'EXPRESS' }));
  const other = engine.startExecution(engine.createStateMachine({ name: 'other', definition: pause }));
  await new Promise((resolve) => setImmediate(resolve));
  expect([endless.status, other.eventCount]).toEqual(['RUNNING', 2]);
  endless.stop();
  expect((await other.finished).status).toBe('SUCCEEDED');
  const left = engine.startExecution({ stateMachineArn: endless.stateMachineArn });
  expect((await left.finished).status).toBe('TIMED_OUT');
});
