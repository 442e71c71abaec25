/**
 * @module Tests of state machines: mocks, virtual time, and what an execution did, for any test runner. `jest.ts` and `vitest.ts`
 * add the matchers to `expect`; `assertRun(run)` has them where there is none, as in node:test.
 */
export { machine, type MachineOptions, type TestedMachine } from './machine.js';
export type { MachineSource, BuiltMachine } from './definition/load-definition.js';
export type { Substitutions } from './definition/substitutions.js';
export type { Duration, DurationParts } from './duration.js';
export { after, pending, returns, type MockedCall, type Outcome, type OutcomeFunction } from './mocks/outcome.js';
export type { ResourcePattern } from './mocks/resource-pattern.js';
export { UnmatchedTaskError } from './mocks/unmatched-task-error.js';
export { UnusedMockError } from './mocks/unused-mock-error.js';
export type { RunOptions } from './run-order.js';
export type { Run } from './run/run.js';
export type { RunRecord } from './run/run-record.js';
export type { TaskCall } from './run/task-call.js';
export type { Attempt, Failure, Frame, Visit } from './run/visit.js';
export type { EmbeddedExecution } from './targets/embedded/embedded-execution.js';
export type { WaitingTask } from './targets/embedded/token-desk.js';
export { HungMockError } from './targets/embedded/running-mocks.js';
export { WaitsForeverError } from './targets/embedded/waits-forever-error.js';
export { assertRun, type RunAssertions } from './assert-run.js';
export { matchers } from './matchers/matchers.js';
export type { ExecutionMatchers } from './matchers/matcher-types.js';
export type { Quotas } from './explain/quotas.js';
export type { ExpectedDuration } from './matchers/to-have-taken.js';
export type { TargetChoice } from './targets/target.js';
export { TargetLimitError } from './targets/target-limit-error.js';
export type { EndpointOptions } from './targets/endpoint/endpoint-options.js';
export type { ContainerOptions } from './targets/container/container-options.js';
export { stopEmulator } from './targets/container/emulator.js';
export { MissingPackageError } from '../runtime/optional-package.js';
