import { expect, test } from '@jest/globals';
import { batchTrace, emptyTrace, joinTraces } from './batch-trace.js';
import { continuation, continuationInput, type ContinuationEvent } from './continuation.js';

const closed = { state: 'CLOSED', failures: [], openings: 0, announced: 'CLOSED' };
const served = { primary: 2, region: 0, rejected: 0 };
const entry = (item: string, tries = 0) => ({ item, tries, target: 0 });

const started: ContinuationEvent = {
  type: 'ExecutionStarted',
  executionStartedEventDetails: { input: '{"items":["a","b","c","d","e"]}' },
};
const exited = (
  type: string,
  assigned: Record<string, unknown> | undefined,
  output: unknown = {},
): ContinuationEvent => ({
  type,
  stateExitedEventDetails: {
    name: 'any',
    output: JSON.stringify(output),
    ...(assigned && {
      assignedVariables: Object.fromEntries(Object.entries(assigned).map(([k, v]) => [k, JSON.stringify(v)])),
    }),
  },
});
const prepared = exited('PassStateExited', {
  primaryCircuit: closed,
  regionCircuit: closed,
  pages: [['a', 'b'], ['c', 'd'], ['e']],
  page: 0,
  waiting: [],
  chunk: [],
  served,
  total: 5,
  batch: 'nightly',
  continuation: 0,
});
const routed = exited('ChoiceStateExited', { chunk: [entry('c'), entry('d', 2)], waiting: [entry('w', 1)], page: 2 });

test('what is in flight and has no outcome waits again, with the tries it had', () => {
  const history = [started, prepared, routed, exited('TaskStateExited', undefined, { item: 'c', tier: 'region' })];
  expect(continuationInput(history, ['primary', 'region'])).toEqual({
    items: ['e'],
    waiting: [entry('w', 1), entry('d', 2)],
    circuits: { primary: closed, region: closed },
    served: { primary: 2, region: 1, rejected: 0 },
    total: 5,
    batch: 'nightly',
    continuation: 1,
  });
});

test('a history is read in stretches, from either end, as it is read at once', () => {
  const outcome = (item: string) => exited('TaskStateExited', undefined, { item, tier: 'region' });
  const history = [started, prepared, routed, outcome('c'), exited('MapStateExited', { chunk: [], served }), routed];
  history.push(outcome('c'), outcome('d'));
  const whole = continuationInput(history, ['primary', 'region']);
  for (let size = 1; size <= history.length; size++) {
    const stretches = Array.from({ length: Math.ceil(history.length / size) }, (_, n) =>
      batchTrace(history.slice(n * size, (n + 1) * size)),
    );
    const forwards = stretches.reduce((older, newer) => joinTraces(older, newer), emptyTrace);
    const backwards = stretches.reduceRight((newer, older) => joinTraces(older, newer), emptyTrace);
    expect(continuation(forwards, ['primary', 'region'])).toEqual(whole);
    expect(continuation(backwards, ['primary', 'region'])).toEqual(whole);
  }
});

test('of an item that the batch holds twice, one outcome settles one', () => {
  const twice = exited('ChoiceStateExited', { chunk: [entry('c'), entry('c')], waiting: [], page: 3 });
  const history = [started, prepared, twice, exited('TaskStateExited', undefined, { item: 'c', tier: 'primary' })];
  expect(continuationInput(history, ['primary'])).toMatchObject({
    waiting: [entry('c')],
    served: { ...served, primary: 3 },
  });
});

test('an outcome that a Choice only hands on is not counted again', () => {
  const outcome = { item: 'a', tier: 'primary' };
  const probed = exited('TaskStateExited', { chunk: [], served: { ...served, primary: 3 } }, outcome);
  const history = [started, prepared, routed, probed, exited('ChoiceStateExited', undefined, outcome)];
  expect(continuationInput(history, ['primary']).served).toEqual({ ...served, primary: 3 });
});

test('an execution that had not begun its work starts with its own input', () => {
  expect(continuationInput([started], ['primary'])).toEqual({ items: ['a', 'b', 'c', 'd', 'e'] });
});

test('a history without its beginning is refused', () => {
  expect(() => continuationInput([prepared], ['primary'])).toThrow('read it from its first event');
});
