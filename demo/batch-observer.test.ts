import { expect, test } from '@jest/globals';
import type { ObservedEvent } from '../src/engine/index.js';
import { batchObserver } from './batch-observer.js';

const exited = (at: number, type: string, output: unknown, assigned?: Record<string, unknown>): ObservedEvent =>
  ({
    type,
    timestamp: new Date(at),
    stateExitedEventDetails: {
      name: 'any',
      output: JSON.stringify(output),
      ...(assigned && {
        assignedVariables: Object.fromEntries(Object.entries(assigned).map(([k, v]) => [k, JSON.stringify(v)])),
      }),
    },
  }) as Partial<ObservedEvent> as ObservedEvent;

const entered = (name: string): ObservedEvent =>
  ({
    type: 'TaskStateEntered',
    timestamp: new Date(0),
    stateEnteredEventDetails: { name },
  }) as Partial<ObservedEvent> as ObservedEvent;

function observe(events: readonly ObservedEvent[]) {
  const heard: unknown[] = [];
  const listener = batchObserver('primary', {
    onOutcome: ({ item, tier, at }) => heard.push(`${item} ${tier} at ${at}`),
    onProbe: () => heard.push('probe'),
    onCircuit: ({ state, at }) => heard.push(`${state} at ${at}`),
  });
  events.forEach(listener);
  return heard;
}

test('an outcome is reported once, by the state that did the work', () => {
  const outcome = { ok: true, item: 'u1', tier: 'region', value: { titleIds: [1] } };
  const failed = { ok: false, item: 'u2', kind: 'counted' };
  const heard = observe([
    exited(5, 'TaskStateExited', outcome),
    exited(6, 'ChoiceStateExited', outcome),
    exited(7, 'TaskStateExited', failed),
    exited(8, 'PassStateExited', { ok: false, item: 'u3', tier: 'rejected' }),
  ]);
  expect(heard).toEqual(['u1 region at 5', 'u3 rejected at 8']);
});

test('the circuit is reported when its state changes, not whenever it is assigned', () => {
  const circuit = (at: number, state: string) => exited(at, 'MapStateExited', {}, { primaryCircuit: { state } });
  const other = exited(4, 'MapStateExited', {}, { regionCircuit: { state: 'OPEN' } });
  expect(observe([circuit(1, 'CLOSED'), circuit(2, 'CLOSED'), other, circuit(9, 'OPEN')])).toEqual([
    'CLOSED at 1',
    'OPEN at 9',
  ]);
});

test('probes of the first target are told', () => {
  expect(observe([entered('Primary probe'), entered('Region probe'), entered('Primary probe failed')])).toEqual([
    'probe',
  ]);
});
