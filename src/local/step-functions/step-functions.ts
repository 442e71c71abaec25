import {
  EngineError,
  InvalidDefinitionError,
  type Clock,
  type CompiledDefinition,
  type Engine,
  type MachineType,
  type MapRun,
} from '../../engine/index.js';
import { engineDiagnostics } from './definition/check-definition.js';
import { diagnose } from './definition/diagnose.js';
import { invalidDefinition } from './definition/invalid-definition.js';
import { parseArn } from './names/arn.js';
import type { Activity } from './records/activity.js';
import { KEPT_EXECUTIONS } from './records/closed-executions.js';
import { Executions } from './records/executions.js';
import { drawRoute } from './records/routing.js';
import { StateMachines, type StateMachineTarget } from './records/state-machines.js';
import { Tags } from './records/tags.js';
import { StateRunner } from './test-state/state-runner.js';
import { ApiError } from './wire/api-error.js';

/** The form of the engine's task tokens. */
const TOKEN = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Source of values that only have to differ, and of the choice between the routes of an alias. */
export interface ServiceRandom {
  uuid(): string;
  /** In [0, 1). */
  next(): number;
}

/** What a service is made of beside its engine. */
export interface ServiceOptions {
  readonly region: string;
  readonly accountId: string;
  readonly random: ServiceRandom;
  /** How many Standard executions that have ended stay known. @default 10,000 */
  readonly keep?: number | undefined;
}

/** The service behind the API: everything that operations share. */
export class StepFunctions {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly region: string;
  readonly accountId: string;
  readonly random: ServiceRandom;
  readonly stateMachines = new StateMachines();
  readonly executions: Executions;
  readonly activities = new Map<string, Activity>();
  readonly tags = new Tags();
  /** Runs the states of TestState. */
  readonly states: StateRunner;
  readonly #closing = new AbortController();

  constructor(engine: Engine, { region, accountId, random, keep = KEPT_EXECUTIONS }: ServiceOptions) {
    this.engine = engine;
    this.clock = engine.clock;
    this.region = region;
    this.accountId = accountId;
    this.random = random;
    this.executions = new Executions(engine, this.stateMachines, () => random.uuid(), keep);
    this.states = new StateRunner(this);
    engine.startChildrenWith((order) => {
      const { stateMachineArn, name, input = {}, parentArn } = order;
      // Machines that were made with the engine, past the API, have no versions or aliases.
      const [machineArn = ''] = /^(?:[^:]*:){6}[^:]*/.exec(stateMachineArn) ?? [];
      if (this.stateMachines.find(machineArn) === undefined) return engine.startExecution(order);
      return this.executions.start(this.target(stateMachineArn), { name, input: JSON.stringify(input), parentArn })
        .execution;
    });
  }

  /** Aborts when the service is closed, so that no request waits any longer. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  close(): void {
    this.#closing.abort();
  }

  arn(type: string, name: string): string {
    return `arn:aws:states:${this.region}:${this.accountId}:${type}:${name}`;
  }

  /**
   * Checks and compiles the definition of a machine.
   *
   * @throws ApiError InvalidDefinition
   */
  compile(name: string, definition: string, type: MachineType): CompiledDefinition {
    const diagnostics = diagnose(definition, type);
    if (diagnostics.length > 0) throw invalidDefinition(definition, diagnostics);
    try {
      return this.engine.compile({ name, definition, type });
    } catch (error) {
      throw error instanceof InvalidDefinitionError ? invalidDefinition(definition, engineDiagnostics(error)) : error;
    }
  }

  /**
   * What an ARN to start leads to; an alias with two routes draws one of them.
   *
   * @throws ApiError InvalidArn, StateMachineDoesNotExist
   */
  target(stateMachineArn: string): StateMachineTarget {
    const target = this.stateMachines.resolve(stateMachineArn);
    const { alias, machine } = target;
    if (alias === undefined || alias.routes.length < 2) return target;
    const version = machine.version(drawRoute(alias, this.random.next()));
    return version === undefined ? target : { ...target, version, revision: version.revision };
  }

  /** @throws ApiError InvalidArn, ActivityDoesNotExist */
  activity(activityArn: string): Activity {
    parseArn(activityArn, 'activity');
    const activity = this.activities.get(activityArn);
    if (activity !== undefined) return activity;
    throw new ApiError('ActivityDoesNotExist', `Activity Does Not Exist: '${activityArn}'`);
  }

  /** @throws ApiError InvalidArn, ResourceNotFound */
  mapRun(mapRunArn: string): MapRun {
    parseArn(mapRunArn, 'mapRun');
    const run = this.engine.mapRun(mapRunArn);
    if (run !== undefined) return run;
    throw new ApiError('ResourceNotFound', `Resource not found: '${mapRunArn}'`, 400, { resourceName: mapRunArn });
  }

  /**
   * Hands an answer over to the task that waits for it.
   *
   * @throws ApiError TaskTimedOut for a task that is over, InvalidToken for what never was a token
   */
  answerTask(taskToken: string, answer: () => void): void {
    try {
      answer();
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      // The form tells those apart that have been given out, without keeping them for ever.
      if (!TOKEN.test(taskToken)) throw new ApiError('InvalidToken', "Invalid Token: 'Invalid token'");
      throw new ApiError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
    }
  }

  /**
   * Holds that a resource exists which can have tags.
   *
   * @throws ApiError InvalidArn, ResourceNotFound
   */
  taggable(resourceArn: string): string {
    parseArn(resourceArn, 'stateMachine', 'activity');
    if (this.activities.has(resourceArn) || this.stateMachines.find(resourceArn) !== undefined) return resourceArn;
    throw new ApiError('ResourceNotFound', `Resource not found: '${resourceArn}'`, 400, { resourceName: resourceArn });
  }
}
