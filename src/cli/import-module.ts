import { existsSync, readFileSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPathsMatcher, getTsconfig } from 'get-tsconfig';
import { createJiti } from 'jiti';
import { relativeToHere } from '../asl/source-line.js';
import { isError } from '../runtime/is-error.js';
import { importInto } from './module-namespace.js';
import { packageRoot } from './package-root.js';

/** What a module exports, by name. */
export type Exports = Readonly<Record<string, unknown>>;

/**
 * A module of the user's that cannot be loaded: it is not written correctly, something that it imports is not there, or its code
 * throws. The message begins with the place, `FILE:LINE`, and is all that has to be printed. `cause` is what was thrown.
 */
export class ModuleError extends Error {
  override readonly name = 'ModuleError';
}

/**
 * Imports a module of the user's, whatever `type` its project has. jiti reads TypeScript and JavaScript alike: it knows `enum`, finds
 * `./other.ts` behind `./other.js` on every version of Node, and keeps the lines.
 *
 * @param file an absolute path
 * @throws ModuleError
 */
export function importModule(file: string): Promise<Exports> {
  return inModule(file, async () => {
    // Nothing is written into the user's node_modules. What two modules import is loaded once: it is compared by identity.
    const options = {
      fsCache: false,
      moduleCache: true,
      interopDefault: false,
      // The user's: a package may bring one whose "extends" is not there.
      tsconfigPaths: nearestTsconfig(file)?.path ?? false,
    };
    const compiler = createJiti(file, options);
    const jiti = createJiti(file, {
      ...options,
      virtualModules: { [IMPORT_INTO]: importInto },
      transform: (module) => ({ code: withImports(compiler.transform({ ...module, interopDefault: true })) }),
    });
    return (await importInto((path) => jiti.import(path), {}, file)(file)) as Exports;
  });
}

const IMPORT_INTO = 'stepbreaker:import-into';

/** Makes a compiled module import by {@link importInto}: in the line of the directive, so that lines stay what they are. */
const withImports = (code: string): string =>
  code.replace(
    /^(?:\s|\/\/.*|\/\*[^]*?\*\/|#!.*)*"use strict";/,
    (head) => `${head}jitiImport = require('${IMPORT_INTO}')(jitiImport, exports, __filename);`,
  );

/**
 * Runs code of a user's module.
 *
 * @throws ModuleError for whatever it throws
 */
export async function inModule<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new ModuleError(explain(error, file), { cause: error });
  }
}

function explain(error: unknown, file: string): string {
  if (!isError(error)) return `${relativeToHere(file)}: the module throws ${String(error)}`;
  return notWritten(error) ?? notThere(error) ?? report(error, file);
}

/** jiti says `ParseError: TEXT\n FILE:LINE:COLUMN`. */
function notWritten({ message }: Error): string | undefined {
  const [, text, file, line, column] = /^ParseError: (.*?)\s*\n\s*(.+):(\d+):(\d+)/s.exec(message) ?? [];
  // Babel counts columns from 0.
  return file === undefined
    ? undefined
    : `${relativeToHere(file)}:${line}:${Number(column) + 1}: syntax error: ${text}`;
}

/** A package or a file that is imported and not there. */
function notThere(error: Error): string | undefined {
  const { code, requireStack } = error as { readonly code?: string; readonly requireStack?: readonly string[] };
  if (code !== 'MODULE_NOT_FOUND' && code !== 'ERR_MODULE_NOT_FOUND') return undefined;
  const [, wanted = ''] = /'([^']+)'/.exec(error.message) ?? [];
  const importer = requireStack?.[0] ?? /imported from (.+?)(?:\n|$)/.exec(error.message)?.[1];
  const place = importer === undefined ? '' : `${importLine(pathOf(importer), wanted)}: `;
  if (isPath(wanted)) return `${place}there is no ${wanted.startsWith('.') ? wanted : relativeToHere(pathOf(wanted))}`;
  const aliased = importer === undefined ? [] : aliasedPaths(pathOf(importer), wanted);
  if (aliased.length > 0)
    return `${place}there is no ${aliased.join(' or ')}, where the paths of tsconfig.json lead ${wanted}`;
  const [name] = /^(?:@[^/]+\/)?[^/]+/.exec(wanted) ?? [wanted];
  return `${place}the package ${name} is not installed: npm i ${name}`;
}

function importLine(importer: string, wanted: string): string {
  const name = (isPath(wanted) ? basename(wanted) : wanted).replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const lines = existsSync(importer) ? readFileSync(importer, 'utf8').split('\n') : [];
  const index = lines.findIndex((line) => new RegExp(`['"\`/]${name}['"\`/]`).test(line));
  return index === -1 ? relativeToHere(importer) : `${relativeToHere(importer)}:${index + 1}`;
}

/** The files that `paths` of the nearest tsconfig.json names for a specifier, besides those of `baseUrl` and of a pattern for all. */
function aliasedPaths(importer: string, specifier: string): readonly string[] {
  const found = nearestTsconfig(importer);
  if (found === null) return [];
  const { paths = {} } = found.config.compilerOptions ?? {};
  const isNamed = Object.keys(paths).some((pattern) => {
    const [before = '', after] = pattern.split('*');
    if (after === undefined) return specifier === pattern;
    return pattern !== '*' && specifier.startsWith(before) && specifier.endsWith(after);
  });
  return isNamed ? (createPathsMatcher(found)?.(specifier) ?? []).map(relativeToHere) : [];
}

/** Modules that need no `paths` are imported although a part of tsconfig.json is not there, such as one that a tool generates. */
function nearestTsconfig(file: string): ReturnType<typeof getTsconfig> {
  try {
    return getTsconfig(file);
  } catch {
    return null;
  }
}

const isPath = (specifier: string): boolean => /^(?:\.|\/|file:|[A-Za-z]:\\)/.test(specifier);

function report(error: Error, file: string): string {
  // Says itself where the machine was built, when it knows.
  if (error.name === 'WorkflowError' && error.message.includes(' built at ')) return error.message;
  const place = userFrame(error) ?? relativeToHere(file);
  const report = error.name === 'WorkflowError' || error.name === 'CircuitConfigurationError';
  return report
    ? `${place}: ${named(error.message, place)}`
    : `${place}: the module throws ${error.name}: ${sentence(error.message)}`;
}

/** A breaker without a name is called by the variable or the field that it becomes, where the line of its call says which. */
function named(message: string, place: string): string {
  const [, file, line] = /^(.*):(\d+)$/.exec(place) ?? [];
  if (file === undefined || !existsSync(file)) return message;
  const source = readFileSync(file, 'utf8').split('\n')[Number(line) - 1] ?? '';
  const [, name] = /([\w$]+) *[:=] *circuitBreakerMachine/.exec(source) ?? [];
  return name === undefined ? message : message.replace(/^circuit "circuit breaker":/, `circuit "${name}":`);
}

/** A call of an imported function reads `(0 , _other.name)` in what jiti makes of a module. */
const sentence = (message: string): string => message.replaceAll(/\(0 , _\w+\.(\w+)\)/g, '$1');

/** The innermost line of the stack that is the user's: not of Node, of a package, nor of stepbreaker. */
function userFrame({ stack = '' }: Error): string | undefined {
  for (const [, path = '', line] of stack.matchAll(
    /^ +at (?:async )?(?:.*\()?((?:file:|\/|[A-Za-z]:\\).*?):(\d+):\d+\)?$/gm,
  )) {
    const file = pathOf(path);
    if (!file.includes(`${sep}node_modules${sep}`) && !own().some((folder) => file.startsWith(folder)))
      return `${relativeToHere(file)}:${line}`;
  }
  return undefined;
}

const own = (): readonly string[] => ['dist', 'src'].map((folder) => join(packageRoot(), folder, sep));

const pathOf = (place: string): string => (place.startsWith('file:') ? fileURLToPath(place) : place);
