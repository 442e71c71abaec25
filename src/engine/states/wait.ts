import type { StateSource } from '../definition/state-source.js';
import { show } from '../definition/state-source.js';
import { compileDataFlow } from '../query/data-flow.js';
import type { Stage } from '../query/evaluation-scope.js';
import { compileJsonataField, isExpression } from '../query/jsonata-template.js';
import { compilePathField } from '../query/jsonpath-field.js';
import { evaluationFailure, runtimeFailure, type StateFailure } from '../run/state-failure.js';
import { parseTimestamp } from '../json/timestamp.js';
import type { BeginState } from './begin-state.js';

/** The longest wait AWS accepts, in seconds: a wait of 24,855 days works, one of 24,856 does not. */
const LONGEST_SECONDS = 2 ** 31 - 1;

/** The field that says how long: exactly one of them. */
const FIELDS = ['Seconds', 'Timestamp', 'SecondsPath', 'TimestampPath'] as const;

/** Wait: a number of seconds, or until a time. */
export function compileWait(source: StateSource): BeginState {
  const flow = compileDataFlow(source, 'input');
  const next = source.next();
  const [field, another] = FIELDS.filter((name) => source.has(name));
  if (field === undefined) source.report('Seconds', `is missing: a Wait state has one of ${FIELDS.join(', ')}`);
  if (another !== undefined)
    source.report(another, `is given together with ${field}: a Wait state has one of ${FIELDS.join(', ')}`);
  const valueOf = field === undefined ? () => 0 : compileValue(source, field);
  const fails = source.language === 'JSONata' ? evaluationFailure : runtimeFailure;
  const delayOf = field?.startsWith('Timestamp') ? delayUntil(fails) : delayFor(fails);
  return (state) => (frame) => {
    const input = frame.stateInput;
    const work = flow.work(frame, input);
    frame.input = work;
    frame.states = { input };
    const delay = delayOf(valueOf(frame), frame.now());
    const leave = (): number => frame.leave(state, flow.output(frame, input, work), next);
    if (delay <= 0) return leave();
    return frame.block({ abort: frame.execution.clock.timer(delay, () => frame.wake(leave)) });
  };
}

function compileValue(source: StateSource, field: (typeof FIELDS)[number]): Stage {
  const value = source.fields[field];
  if (field.endsWith('Path')) return compilePathField(source, field, value);
  if (source.language === 'JSONata' && isExpression(value)) {
    return compileJsonataField(source, field, value, field === 'Seconds' ? 'number' : 'string');
  }
  if (field === 'Seconds' && !isSeconds(value, 99_999_999)) {
    source.report(field, `is ${show(value)}: expected a whole number of seconds, 0 to 99999999`);
  }
  if (field === 'Timestamp' && (typeof value !== 'string' || parseTimestamp(value) === undefined)) {
    source.report(field, `is ${show(value)}: expected a time such as 2026-01-31T12:00:00Z`);
  }
  return () => value;
}

function isSeconds(value: unknown, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
}

type Fails = (cause: string) => StateFailure;

/** Milliseconds for a number of seconds. */
function delayFor(fails: Fails): (value: unknown) => number {
  return (value) => {
    if (!isSeconds(value, Infinity)) {
      throw fails(`The value of the Seconds must be a non-negative whole number but was: ${JSON.stringify(value)}`);
    }
    if (value > LONGEST_SECONDS) throw fails('Wait state delay is too long.');
    return value * 1000;
  };
}

/** Milliseconds from now until a time. */
function delayUntil(fails: Fails): (value: unknown, now: number) => number {
  return (value, now) => {
    const until = typeof value === 'string' ? parseTimestamp(value) : undefined;
    if (until === undefined) {
      throw fails(
        `The value of the Timestamp must be an ISO-8601 time with an offset but was: ${JSON.stringify(value)}`,
      );
    }
    if (until - now > LONGEST_SECONDS * 1000) throw fails('Wait state delay is too long.');
    return until - now;
  };
}
