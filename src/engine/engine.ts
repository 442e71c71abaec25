import { skipClock } from './clock/skip-clock.js';
import type { Clock } from './clock/clock.js';
import type { MachineType } from './definition/compile-machine.js';
import { CompiledDefinition } from './definition/compiled-definition.js';
import { EngineError } from './engine-error.js';
import type { HistoryEvent } from './history/render-event.js';
import { byteSize } from './json/byte-size.js';
import { toPlainJson } from './json/plain-json.js';
import type { MapRun } from './map-runs/map-run.js';
import { MapRuns } from './map-runs/map-runs.js';
import type { ObjectStore } from './object-store/object-store.js';
import { seededRandom } from './random/random-source.js';
import { MAX_PAYLOAD_BYTES } from './run/frame.js';
import { ExecutionRun } from './run/execution-run.js';
import type { Execution } from './run/execution.js';
import { Scheduler } from './run/scheduler.js';
import { failure } from './run/state-failure.js';
import type { ActivityPoll, ActivityTask } from './tasks/activity-queues.js';
import { Handlers, type HandlerFallback, type IntegrationHandler, type LambdaHandler } from './tasks/handlers.js';
import { stepFunctionsCalls } from './tasks/step-functions-calls.js';
import { TaskDesk, type ChildOrder, type ChildStarter } from './tasks/task-desk.js';
import type { TaskAttempt } from './tasks/task-attempt.js';
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
  /** Says what stands for a Lambda function, called by its ARN as the Resource, or by `lambda:invoke`. */
  lambda<Payload>(nameOrArn: string, handler: LambdaHandler<Payload>): void;
  /** Says what stands for an integration, such as `events:putEvents`, in all its patterns. */
  integration<Arguments>(resource: string, handler: IntegrationHandler<Arguments>): void;
  /** Says who gives handlers for what nobody registered any, when such a task is to be done. Returns what ends that. */
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
  /** Forgets an execution that has ended, so that a server that runs for long does not keep them all. False when it still runs, or is not there. */
  forget(executionArn: string): boolean;
  /**
   * Ends a `.waitForTaskToken` task well. Waiting for a token does not hold virtual time back: who sends it later than at once
   * should hold the clock until then.
   *
   * @param answer.output a JSON value, not JSON text
   * @throws EngineError `TaskDoesNotExist` when nothing waits for the token
   */
  sendTaskSuccess(answer: { taskToken: string; output?: unknown }): void;
  /** @throws EngineError `TaskDoesNotExist` */
  sendTaskFailure(answer: { taskToken: string; error?: string; cause?: string }): void;
  /** @throws EngineError `TaskDoesNotExist` */
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

interface StateMachine {
  readonly name: string;
  readonly definition: CompiledDefinition;
}

/** Makes an embedded Step Functions: no server, no AWS account, and time that can be skipped. */
export function createEngine(options: EngineOptions = {}): Engine {
  const { clock = skipClock(), seed = 0, accountId = '123456789012', region = 'us-east-1' } = options;
  const names = seededRandom(`${seed}/names`);
  const machines = new Map<string, StateMachine>();
  const executions = new Map<string, ExecutionRun>();
  const listeners = new Set<(event: ObservedEvent) => void>();
  const handlers = new Handlers();
  const scheduler = new Scheduler(clock);
  const origin = { roleArn: `arn:aws:iam::${accountId}:role/stepbreaker`, region, accountId };
  let startChild: (order: ChildOrder) => Execution = (order) => startExecution(order);
  const mapRuns = new MapRuns(
    (order, parent) => new ExecutionRun(order, { clock, scheduler, tasks, origin: parent.origin, onEvent }),
    options.objectStore,
  );
  const childStarter: ChildStarter = {
    start(order) {
      const { executionArn } = startChild(order);
      const child = executions.get(executionArn);
      if (child !== undefined) return child;
      throw new TypeError(`The execution '${executionArn}' is none of this engine: it cannot be started as a child`);
    },
  };
  const tasks: TaskDesk = new TaskDesk(clock, handlers, childStarter, mapRuns);
  const arn = (kind: string, name: string): string => `arn:aws:states:${region}:${accountId}:${kind}:${name}`;

  const onEvent = (execution: ExecutionRun, id: number): void => {
    if (listeners.size === 0) return;
    const event = Object.assign(execution.event(id), { executionArn: execution.executionArn });
    for (const listener of listeners) notify(listener, event);
  };

  function startExecution(start: ExecutionStart): ExecutionRun {
    const { stateMachineArn, input = {}, roleArn, context, variables, parentArn } = start;
    const definition = start.definition ?? machines.get(stateMachineArn)?.definition;
    if (definition === undefined) {
      throw new EngineError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${stateMachineArn}'`);
    }
    if (start.name !== undefined) checkName(start.name);
    const name = start.name ?? names.uuid();
    const value = toPlainJson(input);
    if (byteSize(value) > MAX_PAYLOAD_BYTES) {
      throw new EngineError(
        'InvalidExecutionInput',
        `Invalid Execution Input: ${byteSize(value)} bytes; the most is ${MAX_PAYLOAD_BYTES}`,
      );
    }
    const machineName = machines.get(stateMachineArn)?.name ?? stateMachineArn.split(':')[6] ?? '';
    const isExpress = definition.type === 'EXPRESS';
    const executionArn = isExpress
      ? arn('express', `${machineName}:${name}:${names.uuid()}`)
      : arn('execution', `${machineName}:${name}`);
    const earlier = executions.get(executionArn);
    if (earlier !== undefined) {
      if (earlier.status === 'RUNNING' && JSON.stringify(earlier.input) === JSON.stringify(value)) return earlier;
      throw new EngineError('ExecutionAlreadyExists', `Execution Already Exists: '${executionArn}'`);
    }
    const execution = new ExecutionRun(
      {
        executionArn,
        name,
        stateMachineArn,
        machineName,
        type: definition.type,
        machine: definition.machine,
        input: value,
        context,
        variables,
        parentArn,
        seed: `${seed}/${executionArn}`,
      },
      { clock, scheduler, tasks, origin: roleArn === undefined ? origin : { ...origin, roleArn }, onEvent },
    );
    executions.set(executionArn, execution);
    execution.start();
    return execution;
  }

  const taskOf = (taskToken: string): TaskAttempt => {
    const task = tasks.tokens.get(taskToken);
    if (task !== undefined) return task;
    throw new EngineError('TaskDoesNotExist', `Nothing waits for the task token '${taskToken}'`);
  };

  const engine: Engine = {
    clock,
    createStateMachine({ name, definition, type = 'STANDARD' }) {
      checkName(name);
      const stateMachineArn = arn('stateMachine', name);
      const isCompiled = definition instanceof CompiledDefinition;
      machines.set(stateMachineArn, {
        name,
        definition: isCompiled ? definition : new CompiledDefinition(name, definition, type),
      });
      return { stateMachineArn };
    },
    compile: ({ name = 'unnamed', definition, type = 'STANDARD' }) => new CompiledDefinition(name, definition, type),
    deleteStateMachine: (stateMachineArn) => void machines.delete(stateMachineArn),
    lambda: (nameOrArn, handler) => handlers.setLambda(nameOrArn, handler),
    integration: (resource, handler) => handlers.setIntegration(resource, handler),
    fallBackTo(fallback) {
      handlers.fallbacks.add(fallback);
      return () => handlers.fallbacks.delete(fallback);
    },
    startChildrenWith(start) {
      startChild = start;
    },
    interceptTasks(interceptor) {
      tasks.interceptors.add(interceptor);
      return () => tasks.interceptors.delete(interceptor);
    },
    startExecution,
    execution: (executionArn) => executions.get(executionArn) ?? mapRuns.child(executionArn),
    executions: () => [...executions.values()],
    forget(executionArn) {
      return executions.get(executionArn)?.status !== 'RUNNING' && executions.delete(executionArn);
    },
    sendTaskSuccess({ taskToken, output = null }) {
      const task = taskOf(taskToken);
      const value = toPlainJson(output);
      task.answerToken(() => task.succeed(value));
    },
    sendTaskFailure({ taskToken, error, cause }) {
      const task = taskOf(taskToken);
      task.answerToken(() => task.fail(failure(error, cause)));
    },
    sendTaskHeartbeat: ({ taskToken }) => taskOf(taskToken).heartbeat(),
    pollActivity: (poll) => tasks.activities.poll(poll),
    mapRuns: () => mapRuns.all(),
    mapRun: (mapRunArn) => mapRuns.get(mapRunArn),
    observe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  handlers.builtIn = stepFunctionsCalls(engine);
  return engine;
}

/** What a listener throws is its own affair: it must not end up in the middle of a transition. */
function notify(listener: (event: ObservedEvent) => void, event: ObservedEvent): void {
  try {
    listener(event);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

/** The rules of CreateStateMachine and StartExecution (https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html). */
function checkName(name: string): void {
  if (typeof name === 'string' && /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u.test(name)) return;
  throw new EngineError(
    'InvalidName',
    `Invalid Name: '${name}': expected 1 to 80 characters without spaces, brackets, wildcards or any of "#%\\^|~\`$&,;:/`,
  );
}
