import type { AnyState, End } from '../../asl/index.js';
import { circuitRules } from '../../circuit/circuit-rules.js';
import { circuitVariable } from '../circuit-record.js';
import { capitalised, type Blueprint } from '../machine/blueprint.js';
import { jsonataText } from '../machine/jsonata-text.js';
import { circuitWrite, REFUSED, TABLE_TIMEOUT_SECONDS } from './circuit-write.js';
import { countFailureStates } from './count-failure.js';
import { knownExpression } from './shared-circuit-expression.js';

/**
 * What an iteration of a chunk does about a call that failed: `… failed` decides by the error's class. A counted
 * failure is written at once, so that every caller that shares the circuit stops at the fifth and not at the end of a chunk.
 */
export function failedCallStates(blueprint: Blueprint, target: string, end: End): Readonly<Record<string, AnyState>> {
  const name = capitalised(target);
  const { maxResetMs } = circuitRules(blueprint.circuit);
  const generation = `$${circuitVariable(target)}.generation`;
  const known = knownExpression(target);
  const input = jsonataText('$states.input');
  return {
    [`${name} failed`]: {
      type: 'Choice',
      choices: [
        { condition: jsonataText(`$states.input.kind = 'counted' and ${known}`), next: `${name} count failure` },
        { condition: jsonataText(`$states.input.kind = 'exhausted' and ${known}`), next: `${name} quota exhausted` },
      ],
      default: `${name} settled`,
    },
    [`${name} quota exhausted`]: {
      type: 'Task',
      call: circuitWrite(blueprint, target, 'tripAtOnce', {
        now: '$states.input.at',
        parameters: { gen: generation, resetMs: String(maxResetMs) },
      }),
      timeoutSeconds: TABLE_TIMEOUT_SECONDS,
      catch: [
        { errors: REFUSED, output: input, next: `${name} settled` },
        { errors: ['States.ALL'], output: input, next: `${name} circuit unavailable` },
      ],
      output: input,
      next: end,
    },
    ...countFailureStates(blueprint, { target, name, generation, end }),
  };
}
