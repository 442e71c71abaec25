import type { CompiledMachine } from '../run/compiled-state.js';
import { compileMachine, type MachineType } from './compile-machine.js';
import { instancesOf } from '../../runtime/instances-of.js';

/** A definition that has been checked and compiled: made once, for any number of machines and executions. */
export class CompiledDefinition {
  static readonly [Symbol.hasInstance] = /* @__PURE__ */ instancesOf<CompiledDefinition>('CompiledDefinition');
  readonly type: MachineType;
  readonly machine: CompiledMachine;

  /**
   * @param name of the machine, for messages
   * @throws InvalidDefinitionError with everything that is wrong
   */
  constructor(name: string, definition: object | string, type: MachineType) {
    this.type = type;
    this.machine = compileMachine(name, definition, type);
  }
}
