import { expect, test } from '@jest/globals';
import { CircuitConfigurationError, type CircuitOptions } from '../../circuit/configuration.js';
import { simulatedMachine } from './simulation.fixture.js';

const refusedFields = (circuit: object): string[] => {
  try {
    simulatedMachine(circuit as CircuitOptions);
  } catch (error) {
    if (error instanceof CircuitConfigurationError) return error.problems.map((problem) => problem.path);
    throw error;
  }
  return [];
};

test('every field that needs a clock or a successor is refused by name, all at once', () => {
  const circuit = {
    whileOpen: 'fallback',
    windowSeconds: 30,
    slowCallMs: 100,
    cooldown: 'callback',
    maxRefusalsInARow: 3,
    maxHistoryEvents: 5000,
    eventBusName: 'default',
  };
  expect(refusedFields(circuit).sort()).toEqual(Object.keys(circuit).sort());
});

test('whileOpen has to be written: its default cannot be kept', () => {
  expect(refusedFields({ whileOpen: undefined })).toEqual(['whileOpen']);
  expect(() => simulatedMachine({ whileOpen: 'fallback' })).toThrow(
    /"simulated": 1 problem.*\n {2}whileOpen: must be "wait" for the JSONPath rendering .*, got "fallback"/,
  );
});

test('what is invalid anywhere is reported first', () => {
  expect(refusedFields({ resetTimerSeconds: 5 })).toEqual(['resetTimerSeconds']);
});

test('everything else is kept', () => {
  const circuit = {
    failureThreshold: 3,
    resetTimerSeconds: 20,
    maxResetSeconds: 100,
    probeTimeoutSeconds: 5,
    callTimeoutSeconds: 6,
    maxOpenings: 2,
    cooldown: 'wait',
    chunkSize: 7,
    concurrency: 2,
    maxTries: 2,
    errors: { counted: ['Busy'] },
  };
  expect(refusedFields(circuit)).toEqual([]);
});
