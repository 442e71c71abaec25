import { setTimeout as sleep } from 'node:timers/promises';

/** Tries until it succeeds: for what a real server does in its own time. The test's time limit ends it. */
export async function eventually<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await attempt();
    } catch {
      await sleep(10);
    }
  }
}
