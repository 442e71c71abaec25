import type { Clock } from './clock/clock.js';
import type { MachineType } from './definition/compile-machine.js';
import type { CompiledDefinition } from './definition/compiled-definition.js';
import type { HistoryEvent } from './history/render-event.js';
import type { MapRun } from './map-runs/map-run.js';
import type { ObjectStore } from './object-store/object-store.js';
import type { Execution } from './run/execution.js';
import type { ActivityPoll, ActivityTask } from './tasks/activity-queues.js';
import type { HandlerFallback, IntegrationHandler, LambdaHandler } from './tasks/handlers.js';
import type { ChildOrder } from './tasks/task-desk.js';
import type { TaskInterceptor } from './tasks/task-interceptor.js';

export interface EngineOptions {
  /** Whose time the executions live in. @default a skip clock from 2026-01-01T00:00:00Z */
  clock?: Clock;
  /** Where all that is random comes from: names, tokens, jitter, `$random()`, `$uuid()`. @default 0 */
  seed?: number | string;
  /** @default '123456789012' */
  accountId?: string;
  /** @default 'us-east-1' */
  region?: string;
  /** Where distributed Map states read items from and write results to: Amazon S3 to them. @default none */
  objectStore?: ObjectStore;
}

export interface StateMachineOrder {
  name: string;
  /** Amazon States Language, as an object, as JSON text, or compiled already. */
  definition: object | string | CompiledDefinition;
  /** Of a compiled definition, its own. @default 'STANDARD' */
  type?: MachineType;
}

export interface ExecutionStart {
  stateMachineArn: string;
  /** 1 to 80 characters. @default a UUID from the engine's seed */
  name?: string;
  /** A JSON value, not JSON text. @default {} */
  input?: unknown;
  /** Runs this instead of the machine's current definition; the machine need not even exist any more. */
  definition?: CompiledDefinition;
  /** What ExecutionStarted and the context object show. @default one of the engine's account */
  roleArn?: string;
  /** Takes the place of the whole context object in all expressions: to test a machine under circumstances of your own. */
  context?: Readonly<Record<string, unknown>>;
  /** Variables that are assigned already when the execution starts. @default none */
  variables?: Readonly<Record<string, unknown>>;
  /** The execution that starts this one. */
  parentArn?: string;
}

/** A history event as it happens, with the execution it belongs to. */
export type ObservedEvent = HistoryEvent & { readonly executionArn: string };

/** Step Functions in this process. */
export interface Engine {
  readonly clock: Clock;
  /**
   * Checks and compiles a definition. A machine of the same name is replaced; its executions go on as they began.
   *
   * @throws InvalidDefinitionError with everything that is wrong
   */
  createStateMachine(order: StateMachineOrder): { stateMachineArn: string };
  /**
   * Checks and compiles a definition without making a machine of it: for several versions of one machine.
   *
   * @throws InvalidDefinitionError with everything that is wrong
   */
  compile(order: { name?: string; definition: object | string; type?: MachineType }): CompiledDefinition;
  /** Forgets a machine; its executions go on. Nothing happens when there is none. */
  deleteStateMachine(stateMachineArn: string): void;
  /** Registers the handler of a Lambda function, called by its ARN as the Resource, or by `lambda:invoke`. */
  lambda<Payload>(nameOrArn: string, handler: LambdaHandler<Payload>): void;
  /** Registers the handler of an integration, such as `events:putEvents`, in all its patterns. */
  integration<Arguments>(resource: string, handler: IntegrationHandler<Arguments>): void;
  /** Registers a function that gives handlers for calls without a registered one, when such a task is to be done. Returns a function that removes it. */
  fallBackTo(fallback: HandlerFallback): () => void;
  /**
   * Says how `states:startExecution` starts executions, in the place of {@link Engine.startExecution}: for machine ARNs that mean
   * something else than a machine, such as versions and aliases. What it throws fails the task as `StepFunctions.<name>Exception`.
   */
  startChildrenWith(start: (order: ChildOrder) => Execution): void;
  /** Lets a function stand in for the work of tasks, whatever their kind; see {@link TaskInterceptor}. Returns what ends that. */
  interceptTasks(interceptor: TaskInterceptor): () => void;
  /**
   * Starts an execution, and runs it at once up to where it has to wait.
   *
   * @throws EngineError `StateMachineDoesNotExist`, `InvalidName`, `InvalidExecutionInput` (above 256 KiB), or `ExecutionAlreadyExists` unless an execution of that name
   *   is running with the same input: then that one is given back
   */
  startExecution(start: ExecutionStart): Execution;
  /** An execution, or a child of a map run. Undefined when there is none with that ARN. */
  execution(executionArn: string): Execution | undefined;
  /** All executions, oldest first; the children of map runs are to be found with these. */
  executions(): readonly Execution[];
  /**
   * Forgets an execution that has ended, and its map runs with their children, so that a server that runs for long does not keep
   * them all. False when it still runs, or is not there.
   */
  forget(executionArn: string): boolean;
  /**
   * Ends a `.waitForTaskToken` task well. Waiting for a token does not hold virtual time back: who sends it later than at once
   * should hold the clock until then.
   *
   * @param answer.output a JSON value, not JSON text
   * @throws EngineError `TaskTimedOut` when the task is over, `InvalidToken` for what never was a token
   */
  sendTaskSuccess(answer: { taskToken: string; output?: unknown }): void;
  /** @throws EngineError `TaskTimedOut`, `InvalidToken` */
  sendTaskFailure(answer: { taskToken: string; error?: string; cause?: string }): void;
  /** @throws EngineError `TaskTimedOut`, `InvalidToken` */
  sendTaskHeartbeat(answer: { taskToken: string }): void;
  /**
   * Waits for the next task of an activity; undefined when the signal aborts first. Activities need not be registered. Waiting for
   * a task does not hold virtual time back, nor does work on it: a worker in virtual time holds the clock until it answers.
   */
  pollActivity(poll: ActivityPoll): Promise<ActivityTask | undefined>;
  /** The runs of distributed Map states, oldest first. */
  mapRuns(): readonly MapRun[];
  /** Undefined when there is none with that ARN. */
  mapRun(mapRunArn: string): MapRun | undefined;
  /** Calls `listener` with every event of every execution as it happens; returns what ends that. */
  observe(listener: (event: ObservedEvent) => void): () => void;
}
