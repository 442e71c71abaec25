import { instancesOf } from '../runtime/instances-of.js';

/** The names AWS gives to what can be wrong with a call. */
export type EngineErrorName =
  | 'StateMachineDoesNotExist'
  | 'ExecutionAlreadyExists'
  | 'InvalidName'
  | 'ExecutionNotRedrivable'
  | 'InvalidExecutionInput'
  | 'InvalidToken'
  | 'TaskTimedOut';

/** A call of the engine was wrong; `name` says how, in AWS's words. */
export class EngineError extends Error {
  static override readonly [Symbol.hasInstance] = /* @__PURE__ */ instancesOf<EngineError>('EngineError');
  override readonly name: EngineErrorName;

  constructor(name: EngineErrorName, message: string) {
    super(message);
    this.name = name;
  }
}
