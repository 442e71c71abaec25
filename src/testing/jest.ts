/** @module `import 'stepbreaker/jest'` gives jest's `expect` the matchers of executions, and everything that tests of machines need. */
import { createRequire } from 'node:module';
import { explainMissing } from '../runtime/optional-package.js';
import { matchers } from './matchers/matchers.js';
import type { ExecutionMatchers } from './matchers/matcher-types.js';

export * from './index.js';

const { expect } = jestGlobals();
expect.extend(matchers);

/** Required rather than imported, which could not tell what is missing. Inside jest it is always there. */
function jestGlobals(): typeof import('@jest/globals') {
  try {
    return createRequire(import.meta.url)('@jest/globals');
  } catch (error) {
    throw explainMissing(error, '@jest/globals', 'stepbreaker/jest');
  }
}

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends ExecutionMatchers<R> {}
}

declare global {
  // The types of the global `expect`, where a project has @types/jest.
  namespace jest {
    interface Matchers<R, T> extends ExecutionMatchers<R> {}
  }
}
