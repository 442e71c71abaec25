import { describe, expect, test } from '@jest/globals';
import { matchesError } from './error-matching.js';
import { dataLimitFailure, failure, runtimeFailure, timeoutFailure } from './state-failure.js';

describe('matchesError', () => {
  test.each([
    ['its own name', ['A', 'B'], failure('B', ''), true],
    ['another name', ['A'], failure('B', ''), false],
    ['States.ALL', ['States.ALL'], failure(undefined, undefined), true],
    ['States.TaskFailed', ['States.TaskFailed'], failure('B', ''), true],
    ['States.TaskFailed, for a timeout', ['States.TaskFailed'], timeoutFailure(false), false],
    ['States.Timeout', ['States.Timeout'], timeoutFailure(false), true],
    ['States.HeartbeatTimeout, for a timeout', ['States.HeartbeatTimeout'], timeoutFailure(false), false],
    ['States.HeartbeatTimeout, for a heartbeat', ['States.HeartbeatTimeout'], timeoutFailure(true), true],
    ['States.Timeout, for a heartbeat', ['States.Timeout'], timeoutFailure(true), true],
    ['States.ALL, for an oversized task result', ['States.ALL'], dataLimitFailure('t', true), true],
    ['States.ALL, for an oversized state output', ['States.ALL'], dataLimitFailure('s', false), false],
    ['States.Runtime, by its own name', ['States.Runtime'], runtimeFailure('x'), false],
  ])('%s', (_, names, thrown, expected) => {
    expect(matchesError(names, thrown)).toBe(expected);
  });
});
