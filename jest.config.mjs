export default {
  // By default one core is left idle, which on a machine with two is half of it.
  maxWorkers: '100%',
  workerIdleMemoryLimit: '2GB',
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/make-run-folder.mjs',
  globalTeardown: '<rootDir>/test/remove-run-folder.mjs',
  // A net for what hangs, however busy the machine is: no test has a limit of its own.
  testTimeout: 600_000,
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/esbuild-transform.mjs' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  reporters: ['default', '<rootDir>/test/closing-line-reporter.mjs'],
};
