import { skipClock } from './clock/skip-clock.js';
import type { MachineType } from './definition/compile-machine.js';
import { CompiledDefinition } from './definition/compiled-definition.js';
import type { Engine, EngineOptions, ExecutionStart, ObservedEvent } from './engine.js';
import { EngineError } from './engine-error.js';
import { byteSize } from './json/byte-size.js';
import { toPlainJson } from './json/plain-json.js';
import { MapRuns } from './map-runs/map-runs.js';
import { seededRandom } from './random/random-source.js';
import { MAX_PAYLOAD_BYTES } from './run/frame.js';
import { ExecutionRun } from './run/execution-run.js';
import type { Execution } from './run/execution.js';
import { Scheduler } from './run/scheduler.js';
import { failure } from './run/state-failure.js';
import { Handlers } from './tasks/handlers.js';
import { stepFunctionsCalls } from './tasks/step-functions-calls.js';
import { TaskDesk, type ChildOrder, type ChildStarter } from './tasks/task-desk.js';
import type { TaskAttempt } from './tasks/task-attempt.js';

interface StateMachine {
  readonly name: string;
  readonly definition: CompiledDefinition;
  /** What the ARNs of its executions begin with: one text for all of them. */
  readonly executionPrefix: string;
}

/** Makes an embedded Step Functions: no server, no AWS account, and time that can be skipped. */
export function createEngine(options: EngineOptions = {}): Engine {
  const { clock = skipClock(), seed = 0, accountId = '123456789012', region = 'us-east-1' } = options;
  const names = seededRandom(`${seed}/names`);
  const seedPrefix = `${seed}/`;
  const machines = new Map<string, StateMachine>();
  const executions = new Map<string, ExecutionRun>();
  const listeners = new Set<(event: ObservedEvent) => void>();
  const handlers = new Handlers();
  const scheduler = new Scheduler(clock);
  const origin = { roleArn: `arn:aws:iam::${accountId}:role/stepbreaker`, region, accountId };
  let startChild: (order: ChildOrder) => Execution = (order) => startExecution(order);
  const mapRuns = new MapRuns((order, parent) => new ExecutionRun(order, parent.surroundings), options.objectStore);
  const childStarter: ChildStarter = {
    start(order) {
      const { executionArn } = startChild(order);
      const child = executions.get(executionArn);
      if (child !== undefined) return child;
      throw new TypeError(`The execution '${executionArn}' is none of this engine: it cannot be started as a child`);
    },
  };
  const tasks: TaskDesk = new TaskDesk(clock, handlers, childStarter, mapRuns);
  const place = `arn:aws:states:${region}:${accountId}`;
  const executionPrefix = (machineName: string, type: MachineType): string =>
    `${place}:${type === 'EXPRESS' ? 'express' : 'execution'}:${machineName}:`;

  const onEvent = (execution: ExecutionRun, id: number): void => {
    if (listeners.size === 0) return;
    const event = Object.assign(execution.event(id), { executionArn: execution.executionArn });
    for (const listener of listeners) notify(listener, event);
  };

  const surroundings = { clock, scheduler, tasks, origin, onEvent };

  function startExecution(start: ExecutionStart): ExecutionRun {
    const { stateMachineArn, input = {}, roleArn, context, variables, parentArn } = start;
    const machine = machines.get(stateMachineArn);
    const definition = start.definition ?? machine?.definition;
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
    const machineName = machine?.name ?? stateMachineArn.split(':')[6] ?? '';
    const isOfMachine = machine?.definition.type === definition.type;
    const prefix = isOfMachine ? machine.executionPrefix : executionPrefix(machineName, definition.type);
    const executionArn = prefix + (definition.type === 'EXPRESS' ? `${name}:${names.uuid()}` : name);
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
        seedPrefix,
      },
      roleArn === undefined ? surroundings : { ...surroundings, origin: { ...origin, roleArn } },
    );
    executions.set(executionArn, execution);
    execution.start();
    return execution;
  }

  const taskOf = (taskToken: string): TaskAttempt => {
    const task = tasks.tokens.get(taskToken);
    if (task !== undefined) return task;
    // All tokens are UUIDs: that tells those apart that have been given out, without keeping them for ever.
    throw isUuid(taskToken)
      ? new EngineError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'")
      : new EngineError('InvalidToken', "Invalid Token: 'Invalid token'");
  };

  const engine: Engine = {
    clock,
    createStateMachine({ name, definition, type = 'STANDARD' }) {
      checkName(name);
      const stateMachineArn = `${place}:stateMachine:${name}`;
      const compiled =
        definition instanceof CompiledDefinition ? definition : new CompiledDefinition(name, definition, type);
      machines.set(stateMachineArn, {
        name,
        definition: compiled,
        executionPrefix: executionPrefix(name, compiled.type),
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
      if (executions.get(executionArn)?.status === 'RUNNING' || !executions.delete(executionArn)) return false;
      mapRuns.forget(executionArn);
      return true;
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

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
