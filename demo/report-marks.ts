import type { TextStyle } from '../src/cli/terminal-style.js';
import type { CircuitState, Tier } from './run-record.js';

/** How a circuit's states are drawn. Where several touch one column, the highest rank is seen. */
export const stateMarks: Readonly<Record<CircuitState, { glyph: string; style: TextStyle; rank: number }>> = {
  CLOSED: { glyph: '─', style: 'green', rank: 0 },
  OPEN: { glyph: '█', style: 'red', rank: 1 },
  HALF_OPEN: { glyph: '◆', style: 'yellow', rank: 2 },
};

/** How the tiers are painted. */
export const outcomeStyles: Readonly<Record<Tier | 'rejected', TextStyle>> = {
  primary: 'blue',
  region: 'cyan',
  cheaper: 'magenta',
  cached: 'yellow',
  static: 'gray',
  rejected: 'red',
};
