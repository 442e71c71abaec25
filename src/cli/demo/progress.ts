import { progress } from '@clack/prompts';
import { formatDuration } from './duration.js';
import type { CircuitState } from './run-record.js';

/** A progress bar of readers, with the run's time and the circuit beside it. */
export interface Progress {
  served(at: number): void;
  circuit(state: CircuitState): void;
  end(): void;
}

/** For pipes, files and `--json`. */
export const noProgress: Progress = { served() {}, circuit() {}, end() {} };

/** Real milliseconds between two updates: often enough to see it move, seldom enough to cost nothing. */
const EVERY = 80;

/** Shows a bar on a terminal's standard error. */
export function progressBar(total: number, output: NodeJS.WriteStream): Progress {
  const bar = progress({ max: Math.max(1, total), output });
  let done = 0;
  let shown = 0;
  let state: CircuitState = 'CLOSED';
  let due = 0;
  const text = (at: number) => `${done} of ${total} readers, ${formatDuration(at)} of the batch's time, ${state}`;
  bar.start(text(0));
  return {
    served(at) {
      done += 1;
      if (performance.now() < due) return;
      due = performance.now() + EVERY;
      bar.advance(done - shown, text(at));
      shown = done;
    },
    circuit(next) {
      state = next;
    },
    end: () => bar.clear(),
  };
}
