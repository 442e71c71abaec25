import { eraseLine, type OutputStream } from '../src/cli/terminal-stream.js';
import type { Paint } from '../src/cli/terminal-style.js';
import { formatDuration } from '../src/cli/duration.js';
import type { CircuitChange, CircuitState } from './run-record.js';
import { bar } from '../src/cli/text-chart.js';

/** A progress bar of readers, with the run's time and the circuit beside it. */
export interface Progress {
  /** One more reader has an answer, at this moment of the run (milliseconds). */
  served(at: number): void;
  circuit(change: CircuitChange): void;
  /** Takes the bar off the screen. */
  end(): void;
}

/** For pipes, files and `--json`. */
export const noProgress: Progress = { served() {}, circuit() {}, end() {} };

/** Real milliseconds between two updates: often enough to see it move, seldom enough to cost nothing. */
const EVERY = 80;

const circuitStyles = { CLOSED: 'green', OPEN: 'red', HALF_OPEN: 'yellow' } as const;

/**
 * Keeps one line of a terminal up to date. It only writes: a bar that reads the keyboard would take Ctrl-C for itself, and the run could
 * not finish cleanly.
 */
export function progressBar(
  total: number,
  output: OutputStream,
  paint: Paint,
  now: () => number = () => performance.now(),
): Progress {
  let done = 0;
  let at = 0;
  let state: CircuitState = 'CLOSED';
  let due = Number.NEGATIVE_INFINITY;

  const draw = (): void => {
    if (now() < due) return;
    due = now() + EVERY;
    const text = `${done} of ${total} readers  ${formatDuration(at)}  `;
    // A line as wide as the terminal would wrap, and the next one could not replace it.
    const columns = Math.min(30, (output.columns || 80) - total.toString().length * 2 - 40);
    const drawn = columns < 5 ? '' : `${paint('blue', bar(done, Math.max(1, total), columns).padEnd(columns, '·'))}  `;
    output.write(`${eraseLine(output)} ${drawn}${text}${paint(circuitStyles[state], state)}`);
  };

  return {
    served(moment) {
      done += 1;
      at = moment;
      draw();
    },
    circuit(change) {
      ({ state, at } = change);
      draw();
    },
    end: () => void output.write(eraseLine(output)),
  };
}
