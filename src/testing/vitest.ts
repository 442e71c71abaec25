/** @module `import 'stepbreaker/vitest'` gives vitest's `expect` the matchers of executions, and everything that tests of machines need. */
import { expect } from 'vitest';
import { matchers } from './matchers/matchers.js';
import type { ExecutionMatchers } from './matchers/matcher-types.js';

export * from './index.js';

expect.extend(matchers);

declare global {
  // vitest's assertions have everything that Chai's have. Its own `Matchers` has other type parameters in vitest 5 than in 4.
  namespace Chai {
    interface Assertion extends ExecutionMatchers<void> {}
  }
}
