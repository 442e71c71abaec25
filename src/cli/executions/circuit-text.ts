import type { CircuitRecord, CircuitState } from '../../breaker/index.js';
import type { Paint } from '../terminal-style.js';
import { lengthText, momentText } from './moment-text.js';

/** The colours of circuits, everywhere. */
export const circuitStyles = { CLOSED: 'green', OPEN: 'red', HALF_OPEN: 'yellow' } as const satisfies Record<
  CircuitState,
  string
>;

/** `OPEN for 3 min 5 s, opened 2 times in a row, probe due at …` */
export function circuitText(
  { state, failures, openings, openedAt, openUntil }: CircuitRecord,
  now: number,
  paint: Paint,
) {
  const parts = [
    paint(circuitStyles[state], state) + (openedAt === undefined ? '' : ` for ${lengthText(now - openedAt)}`),
    ...(failures.length > 0 ? [`${failures.length} counted ${failures.length === 1 ? 'failure' : 'failures'}`] : []),
    ...(openings > 1 ? [`opened ${openings} times in a row`] : []),
    ...(openUntil === undefined ? [] : [`probe due ${openUntil <= now ? 'since' : 'at'} ${momentText(openUntil)}`]),
    ...(state === 'HALF_OPEN' ? ['the next call is the probe'] : []),
  ];
  return parts.join(', ');
}
