import { existsSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { importModule, inModule, ModuleError, type Exports } from './import-module.js';
import { camelCase, isMachine, kebabCase, type AnyMachine, type NamedMachines } from './machine-value.js';
import { UsageError } from './usage-error.js';

/** The folder of machines where none is named. */
export const DEFAULT_FOLDER = 'state-machines';

const MODULE = /\.[cm]?[jt]s$/;

/**
 * The machines that a module exports, or the modules of a folder. See {@link exportedMachines} for their names.
 *
 * @param path a module, or a folder whose modules are read, tests and fixtures (`x.test.ts`) left out
 * @param stage what a default export that is a function is called with
 * @throws UsageError when there is no such file or no machine in it
 * @throws ModuleError when a module cannot be loaded, naming all that cannot
 */
export async function moduleMachines(path: string, stage: string): Promise<NamedMachines> {
  if (!existsSync(path))
    throw new UsageError([
      `${path}: there is no such file; expected a module that exports state machines, or a folder of them.`,
    ]);
  if (statSync(path).isDirectory()) return folderMachines(path, stage);
  if (!MODULE.test(path))
    throw new UsageError([`${path}: expected a module (.ts or .js) that exports state machines.`]);
  const machines = await importMachines(path, stage);
  if (Object.keys(machines).length > 0) return machines;
  throw new UsageError([
    `${path} exports no state machine: expected an export such as "export const nightly = circuitBreakerMachine({…})", or a default export ({ stage }) => ({ nightly: … }).`,
  ]);
}

async function folderMachines(folder: string, stage: string): Promise<NamedMachines> {
  const machines: Record<string, AnyMachine> = {};
  const places = new Map<string, string>();
  const failures: ModuleError[] = [];
  const twice: string[] = [];
  for (const file of moduleFiles(await readdir(folder))) {
    try {
      for (const [name, machine] of Object.entries(await importMachines(join(folder, file), stage))) {
        // A module that passes on what others export adds nothing.
        if (machines[name] !== undefined && !isSame(machines[name], machine))
          twice.push(
            `${folder}: ${places.get(name)} and ${file} both export a machine ${name}; give one another name.`,
          );
        machines[name] = machine;
        places.set(name, file);
      }
    } catch (error) {
      if (!(error instanceof ModuleError)) throw error;
      failures.push(error);
    }
  }
  if (failures.length > 0)
    throw new ModuleError([...new Set(failures.map(({ message }) => message))].join('\n'), {
      cause: new AggregateError(failures),
    });
  if (twice.length > 0) throw new UsageError(twice);
  if (places.size > 0) return machines;
  throw new UsageError([`${folder}: no module in this folder exports a state machine.`]);
}

/** `x.ts`, `x.js` and their ES module forms; not `x.test.ts` or `x.d.ts`, and not the compiled form beside its source. */
export function moduleFiles(files: readonly string[]): string[] {
  const modules = files.filter((file) => /^[^.]+\.m?[jt]s$/.test(file));
  const sources = new Set(modules.filter((file) => file.endsWith('ts')));
  return modules.filter((file) => file.endsWith('ts') || !sources.has(file.replace(/js$/, 'ts'))).sort();
}

const isSame = (one: AnyMachine, other: AnyMachine): boolean =>
  one === other || JSON.stringify(one.toDefinition()) === JSON.stringify(other.toDefinition());

async function importMachines(file: string, stage: string): Promise<NamedMachines> {
  const exports = await importModule(resolve(file));
  return exportedMachines(basename(file).replace(MODULE, ''), exports, stage, file);
}

/**
 * The machines among a module's exports, by the names of their files:
 *
 * - `export const nightlyBatch = machine({…})` is `nightly-batch`; a default export has the name of the module.
 * - A default export that is a function is called with `{ stage }` and returns a machine, or machines by name.
 * - A function with the name of its module that needs no argument, `cacheWarmUp()` of `cache-warm-up.ts`, is called for the machine
 *   with its defaults.
 *
 * @throws ModuleError when one of these functions throws
 */
export async function exportedMachines(
  module: string,
  { default: main, ...others }: Exports,
  stage: string,
  file = module,
): Promise<NamedMachines> {
  const build = others[camelCase(module)];
  const [made, own] = await inModule(file, async () => [
    typeof main === 'function' ? await main({ stage }) : main,
    typeof build === 'function' && build.length === 0 ? await build() : undefined,
  ]);
  const exported = { ...others, ...(isMachine(made) ? { [module]: made } : (made as object | undefined)) };
  const machines = Object.entries(exported).flatMap(([name, value]) =>
    isMachine(value) ? [[kebabCase(name), value]] : [],
  );
  return { ...Object.fromEntries(machines), ...(isMachine(own) && { [kebabCase(module)]: own }) };
}
