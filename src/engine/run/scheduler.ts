import type { Clock } from '../clock/clock.js';
import { BLOCKED, END } from './compiled-state.js';
import type { Frame } from './frame.js';
import { enterState, failFrame, failState } from './state-transition.js';
import { toStateFailure } from './state-failure.js';

/** After so many transitions at one go, everybody else gets a turn, the event loop included: a machine may loop for ever. */
const TRANSITIONS_AT_A_STRETCH = 50_000;

/** The same for frames: a machine may start another one for ever, too. */
const FRAMES_AT_A_STRETCH = 10_000;

/** Runs the frames of all executions: synchronously, one after the other, each until it blocks. */
export class Scheduler {
  readonly #clock: Clock;
  #queue: Frame[] = [];
  #isRunning = false;
  #isTimeForABreak = false;
  #afterwards: (() => void)[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Puts a frame in the queue, and works the queue off unless that is going on already. */
  ready(frame: Frame): void {
    this.#queue.push(frame);
    if (!this.#isRunning) this.#run();
  }

  /** Calls `then` when no frame runs or waits for its turn: now, unless a listener asks half way through a state. */
  afterwards(then: () => void): void {
    if (this.#isRunning || this.#queue.length > 0) this.#afterwards.push(then);
    else then();
  }

  #run(): void {
    this.#isRunning = true;
    this.#isTimeForABreak = false;
    let frames = 0;
    try {
      while (this.#queue.length > 0 && !this.#isTimeForABreak) {
        const batch = this.#queue;
        this.#queue = [];
        for (const frame of batch) this.#runFrame(frame);
        frames += batch.length;
        if (frames > FRAMES_AT_A_STRETCH) this.#isTimeForABreak = true;
      }
    } finally {
      this.#isRunning = false;
    }
    if (this.#queue.length > 0) this.#runLater();
    else for (const then of this.#afterwards.splice(0)) then();
  }

  #runLater(): void {
    const release = this.#clock.hold();
    setImmediate(() => {
      release();
      if (!this.#isRunning) this.#run();
    });
  }

  #runFrame(frame: Frame): void {
    const { execution, program } = frame;
    for (let transitions = 0; !frame.isDead; transitions++) {
      if (transitions === TRANSITIONS_AT_A_STRETCH) {
        this.#isTimeForABreak = true;
        this.#queue.push(frame);
        return;
      }
      const { resume } = frame;
      let outcome: number;
      try {
        if (resume === undefined) {
          const state = program.states[frame.position];
          if (state === undefined) throw new RangeError(`there is no state number ${frame.position}`);
          enterState(frame, state);
          outcome = state.begin(frame);
        } else {
          frame.resume = undefined;
          outcome = resume();
        }
      } catch (thrown) {
        outcome = failState(frame, toStateFailure(thrown));
      }
      if (execution.log.overflowed) {
        execution.exceedHistory();
        return;
      }
      if (outcome === BLOCKED) return;
      if (frame.isDead) {
        // The execution was ended while this state was left: a redrive goes on after it.
        frame.state = undefined;
        frame.position = outcome;
        return;
      }
      if (outcome === END) {
        endFrame(frame);
        return;
      }
      frame.position = outcome;
    }
  }
}

function endFrame(frame: Frame): void {
  frame.isDead = true;
  try {
    if (frame.fork === undefined) frame.execution.succeed(frame);
    else frame.fork.childEnded(frame);
  } catch (thrown) {
    failFrame(frame, toStateFailure(thrown));
  }
}
