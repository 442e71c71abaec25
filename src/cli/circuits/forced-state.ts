import type { ForcedState } from '../../circuit/index.js';
import { UsageError } from '../usage-error.js';

/** @throws UsageError for what a circuit cannot be held at */
export function forcedState(text: string): ForcedState {
  if (text === 'OPEN' || text === 'CLOSED') return text;
  throw new UsageError([
    `A circuit cannot be forced ${text}: expected OPEN (nobody calls) or CLOSED (everybody calls).`,
  ]);
}
