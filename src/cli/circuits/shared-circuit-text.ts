import { closedToCallersSince, effectiveState, type SharedCircuit } from '../../circuit/index.js';
import { circuitStyles } from '../executions/circuit-text.js';
import { lengthText, momentText } from '../executions/moment-text.js';
import type { Paint } from '../terminal-style.js';

/** A shared circuit for people: `OPEN for 3 min 5 s, opened 2 times in a row, probe due at …`. */
export function sharedCircuitText(record: SharedCircuit, now: number, paint: Paint): string {
  const state = effectiveState(record);
  const since = closedToCallersSince(record);
  const { forced, forced_at, st, opens = 0, open_until, probe_owner, probe_until } = record;
  const parts = [
    `${paint(circuitStyles[state], state)}${since === undefined ? '' : ` for ${lengthText(now - since)}`}`,
    ...(forced
      ? [`forced by an operator${forced_at === undefined ? '' : ` since ${momentText(forced_at)}`}; by itself ${st}`]
      : []),
    ...(st !== 'CLOSED' && opens > 1 ? [`opened ${opens} times in a row`] : []),
    ...(st === 'OPEN' && open_until !== undefined ? [probeText(open_until, now)] : []),
    ...(st === 'HALF_OPEN' && probe_until !== undefined
      ? [`${probe_owner} probes, until ${momentText(probe_until)} at most`]
      : []),
  ];
  return parts.join(', ');
}

const probeText = (due: number, now: number): string =>
  due <= now ? 'the next caller probes' : `probe due at ${momentText(due)}`;
