import { dirname, join } from 'node:path';

/**
 * The parts of the tests, as jest's report names them, each with the files that belong to it: the first part that matches
 * has the file. They run in this order, the longest first, so that no core is left with a long file at the end; `unit`
 * is all the rest, for which nothing has to be built or started.
 */
const PARTS = [
  ['runbooks', ['test/runbooks/**']],
  ['deploy', ['test/deploy/**', 'build/**', 'examples/**', 'src/cdk/**']],
  ['package', ['test/package/**']],
  // Whole machines in the embedded Step Functions, and every interleaving of a circuit's callers.
  [
    'machines',
    [
      'src/{breaker,operations}/**',
      'src/circuit/circuit-invariants.test.ts',
      'state-machines/**',
      'demo/run-batch.test.ts',
      'demo/shared/**',
    ],
  ],
  // The built command line, and other programs.
  [
    'cli',
    [
      'test/*.test.ts',
      'test/cli/**',
      'src/cli/**',
      'src/testing/{readme-example,vitest,assert-run}.test.ts',
      'bench/**',
    ],
  ],
  // Real Redis, DynamoDB's protocol, HTTP over sockets.
  [
    'servers',
    [
      'test/{robustness,shared-circuit}/**',
      'src/local/**',
      'src/testing/targets/**',
      '{src/resilience,src/bedrock}/**/*{redis,dynamodb,store,live-signals}*.test.ts',
      'functions/recommendation/recommendation-cache.test.ts',
    ],
  ],
  ['unit', ['**']],
];

// jest fills in <rootDir> at the beginning of a pattern only, which leaves out those that begin with an exclamation mark.
const root = dirname(import.meta.dirname).replaceAll(/[!()*+?@[\\\]{|}]/g, '\\$&');

/** The test files in a folder, or the files of a pattern. */
const testsIn = (pattern) => join(root, pattern.endsWith('**') ? `${pattern}/*.test.ts` : pattern);

/** @type {readonly { readonly name: string, readonly testMatch: readonly string[] }[]} */
export const suites = PARTS.map(([name, patterns], index) => ({
  name,
  testMatch: [
    ...patterns.map(testsIn),
    ...PARTS.slice(0, index).flatMap(([, earlier]) => earlier.map((pattern) => `!${testsIn(pattern)}`)),
  ],
}));
