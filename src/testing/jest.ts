/** @module `import 'stepbreaker/jest'` gives jest's `expect` the matchers of executions, and everything that tests of machines need. */
import { expect } from '@jest/globals';
import { matchers } from './matchers/matchers.js';
import type { ExecutionMatchers } from './matchers/matcher-types.js';

export * from './index.js';

expect.extend(matchers);

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends ExecutionMatchers<R> {}
}

declare global {
  // The types of the global `expect`, where a project has @types/jest.
  namespace jest {
    interface Matchers<R, T> extends ExecutionMatchers<R> {}
  }
}
