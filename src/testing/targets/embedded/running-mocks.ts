import { instancesOf } from '../../../runtime/instances-of.js';

/** Real time after which a mock function counts as hung: before a test of jest times out and says less. */
const PATIENCE_MS = 4000;

/** A mock function gave a promise that does not settle. */
export class HungMockError extends Error {
  static override readonly [Symbol.hasInstance] = /* @__PURE__ */ instancesOf<HungMockError>('HungMockError');
  override readonly name = 'HungMockError';

  constructor(state: string) {
    super(
      `The mock function of state '${state}' has given a promise that has not settled for ${PATIENCE_MS / 1000} s of real time. ` +
        'For a task that takes long or never answers, use after(duration, outcome) or pending: they take virtual time.',
    );
  }
}

/** The asynchronous mock functions that have not settled yet: virtual time does not advance for them. */
export class RunningMocks {
  readonly #states = new Map<Promise<unknown>, string>();

  add(state: string, running: Promise<unknown>): void {
    this.#states.set(running, state);
    const settled = (): void => {
      this.#states.delete(running);
    };
    running.then(settled, settled);
  }

  /** What `work` gives, unless a function hangs: @throws HungMockError */
  async watch<Result>(work: Promise<Result>): Promise<Result> {
    let alarm: NodeJS.Timeout | undefined;
    let before = new Set<Promise<unknown>>();
    const hung = new Promise<never>((_, reject) => {
      alarm = setInterval(() => {
        const [running] = [...this.#states].filter(([promise]) => before.has(promise));
        if (running !== undefined) reject(new HungMockError(running[1]));
        before = new Set(this.#states.keys());
      }, PATIENCE_MS / 2);
    });
    try {
      return await Promise.race([work, hung]);
    } finally {
      clearInterval(alarm);
    }
  }
}
