import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { UsageError } from '../usage-error.js';
import { importModule, type Exports } from './import-module.js';
import { isMachine, kebabCase, type AnyMachine, type NamedMachines } from './machine-value.js';
import { SynthesisError } from './synthesis-error.js';

/** Errors whose message is a report by itself: of a circuit's configuration, and of the builder. */
const REPORTS = new Set(['CircuitConfigurationError', 'WorkflowError']);

/**
 * The machines that a module exports: `export const nightlyBatch = machine({…})` is `nightly-batch`, a default export has the
 * name of the file. A default export that is a function is called with `{ stage }` and returns a machine, or machines by name.
 *
 * @throws UsageError when there is no such file or no machine in it
 * @throws SynthesisError when the module throws
 */
export async function moduleMachines(file: string, stage: string): Promise<NamedMachines> {
  if (!existsSync(file))
    throw new UsageError([`${file}: there is no such file; expected a module that exports state machines.`]);
  const machines = named(await built(file, stage), basename(file).replace(/\.[cm]?[jt]s$/, ''));
  if (Object.keys(machines).length > 0) return machines;
  throw new UsageError([
    `${file} exports no state machine: expected an export such as "export const nightly = circuitBreakerMachine({…})", or a default export ({ stage }) => ({ nightly: … }).`,
  ]);
}

async function built(file: string, stage: string): Promise<Exports> {
  try {
    const { default: main, ...others } = await importModule(resolve(file));
    const made: unknown = typeof main === 'function' ? await main({ stage }) : main;
    return isMachine(made) || typeof made !== 'object' ? { ...others, default: made } : { ...others, ...made };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new SynthesisError(`${file}: ${reason(error)}`, { cause: error });
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return `the module throws ${String(error)}`;
  return REPORTS.has(error.name) ? error.message : `the module cannot be loaded: ${error.name}: ${error.message}`;
}

function named(exports: Exports, fileName: string): NamedMachines {
  const machines: Record<string, AnyMachine> = {};
  for (const [name, value] of Object.entries(exports))
    if (isMachine(value)) machines[kebabCase(name === 'default' ? fileName : name)] = value;
  return machines;
}
