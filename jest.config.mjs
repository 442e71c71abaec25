import { availableParallelism } from 'node:os';
import { suites } from './test/suites.mjs';

/** What every suite is run with. */
const shared = {
  testEnvironment: 'node',
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/esbuild-transform.mjs' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  globalSetup: '<rootDir>/test/make-run-folder.mjs',
  globalTeardown: '<rootDir>/test/remove-run-folder.mjs',
};

export default {
  // One more than there are cores: many tests wait for a process or a socket.
  maxWorkers: availableParallelism() + 1,
  workerIdleMemoryLimit: '2GB',
  // A net for what hangs, however busy the machine is: no test has a limit of its own.
  testTimeout: 600_000,
  testSequencer: './test/longest-first-sequencer.mjs',
  reporters: ['default', './test/closing-line-reporter.mjs'],
  projects: suites.map(({ name, testMatch }) => ({ ...shared, displayName: name, testMatch })),
};
