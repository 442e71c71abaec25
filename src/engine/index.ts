/** @module Step Functions in this process: Amazon States Language in, histories as AWS writes them out, on a clock of your choice. */
export { createEngine } from './create-engine.js';
export type { Engine, EngineOptions, ExecutionStart, ObservedEvent, StateMachineOrder } from './engine.js';
export { EngineError } from './engine-error.js';
export type { EngineErrorName } from './engine-error.js';
export type { Execution, ExecutionStatus } from './run/execution.js';
export type { HistoryEvent } from './history/render-event.js';
export { InvalidDefinitionError } from './definition/problems.js';
export type { DefinitionProblem } from './definition/problems.js';
export { TaskError } from './tasks/task-error.js';
export type { CompiledDefinition } from './definition/compiled-definition.js';
export type { MachineType } from './definition/compile-machine.js';
export type { ChildOrder } from './tasks/task-desk.js';
export type { ActivityPoll, ActivityTask } from './tasks/activity-queues.js';
export type {
  HandlerFallback,
  IntegrationHandler,
  IntegrationTask,
  LambdaContext,
  LambdaHandler,
  RunningTask,
} from './tasks/handlers.js';
export type { InterceptedTask, TaskInterceptor } from './tasks/task-interceptor.js';
export type { MapRun, MapRunCounts, MapRunLimits, MapRunStatus } from './map-runs/map-run.js';
export type { ObjectAddress, ObjectStore, StoredObject } from './object-store/object-store.js';
export { memoryObjectStore } from './object-store/memory-object-store.js';
export type { MemoryObjectStore } from './object-store/memory-object-store.js';
export type { Clock, ClockTimeout } from './clock/clock.js';
export { skipClock } from './clock/skip-clock.js';
export type { SkipClockOptions } from './clock/skip-clock.js';
export { manualClock } from './clock/manual-clock.js';
export type { ManualClock } from './clock/manual-clock.js';
export { realClock, scaledClock } from './clock/real-clock.js';
export type { VirtualClockOptions } from './clock/virtual-clock.js';
