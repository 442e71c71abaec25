import type { Machine } from '../asl/index.js';

/** What synthesis needs of a machine, whatever its executions take and give. */
export type AnyMachine = Pick<Machine<never, never>, 'toAsl' | 'toDefinition' | 'warnings'>;

/** Machines by the names of their files. */
export type NamedMachines = Readonly<Record<string, AnyMachine>>;

/** By its looks, not by its class: a user's module brings its own copy of the builder. */
export function isMachine(value: unknown): value is AnyMachine {
  return (
    typeof value === 'object' && value !== null && 'toDefinition' in value && typeof value.toDefinition === 'function'
  );
}

/** `nightlyBatch` → `nightly-batch`, for file names. */
export function kebabCase(name: string): string {
  return name
    .replaceAll(/([a-z0-9])(?=[A-Z])/g, '$1-')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase();
}

/** `nightly-batch` → `nightlyBatch`, for variables. */
export function camelCase(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9]+(.)/g, (_, letter: string) => letter.toUpperCase());
}
