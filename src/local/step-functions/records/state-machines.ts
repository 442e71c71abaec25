import { parseArn } from '../names/arn.js';
import { ApiError } from '../wire/api-error.js';
import type { Alias, Revision, StateMachine, Version } from './state-machine.js';

/** What the ARN of a state machine leads to: the machine itself, one of its versions, or one of its aliases. */
export interface StateMachineTarget {
  readonly machine: StateMachine;
  readonly alias?: Alias;
  readonly version?: Version;
  readonly revision: Revision;
}

/** All state machines by ARN. */
export class StateMachines {
  readonly #machines = new Map<string, StateMachine>();

  add(machine: StateMachine): void {
    this.#machines.set(machine.arn, machine);
  }

  delete(machine: StateMachine): void {
    this.#machines.delete(machine.arn);
  }

  /** Oldest first. */
  all(): readonly StateMachine[] {
    return [...this.#machines.values()];
  }

  find(arn: string): StateMachine | undefined {
    return this.#machines.get(arn);
  }

  /**
   * The machine of that very ARN.
   *
   * @throws ApiError InvalidArn, StateMachineDoesNotExist
   */
  get(arn: string): StateMachine {
    parseArn(arn, 'stateMachine');
    return this.#machines.get(arn) ?? missing(arn);
  }

  /**
   * What the ARN of a machine, version or alias leads to. An alias with two routes is not decided here.
   *
   * @throws ApiError InvalidArn, StateMachineDoesNotExist
   */
  resolve(arn: string): StateMachineTarget {
    const { parts } = parseArn(arn, 'stateMachine');
    const [, qualifier] = parts;
    if (qualifier === undefined) {
      const machine = this.get(arn);
      return { machine, revision: machine.current };
    }
    const machine = this.#machines.get(arn.slice(0, -qualifier.length - 1)) ?? missing(arn);
    const alias = machine.aliases.get(qualifier);
    const version = machine.version(alias?.routes[0]?.stateMachineVersionArn ?? arn) ?? missing(arn);
    return { machine, version, revision: version.revision, ...(alias === undefined ? {} : { alias }) };
  }
}

function missing(arn: string): never {
  throw new ApiError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
}
