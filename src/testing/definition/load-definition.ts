import { reasonOf } from '../reason.js';
import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isObject, type JsonObject } from '../json-object.js';
import { serverlessMachine } from './serverless-file.js';
import { resolveSubstitutions, substituteText, type Substitutions } from './substitutions.js';
import { parseYaml } from './yaml-text.js';

/**
 * A state machine: a definition, a machine of the builder, the path or URL of a JSON or YAML file with a definition, or that of
 * a `serverless.yml`, with `#id` behind it when there are several machines in it. Paths are relative to the working directory;
 * `new URL('order.asl.json', import.meta.url)` is relative to the test.
 */
export type MachineSource = string | URL | BuiltMachine | object;

/** What the kit needs of the builder's machines. */
export interface BuiltMachine {
  toDefinition(): { readonly definition: object; readonly substitutions: object };
}

export interface LoadedDefinition {
  readonly definition: JsonObject;
  /** Of a built machine: what the `${Name}` in it stand for. */
  readonly placeholders?: object;
  readonly name?: string;
  readonly type?: 'STANDARD' | 'EXPRESS';
}

/** @throws TypeError or SyntaxError that names the file and what is wrong with it */
export function loadDefinition(source: MachineSource, substitutions: Substitutions = {}): LoadedDefinition {
  const loaded =
    typeof source === 'string' || source instanceof URL ? loadFile(source, substitutions) : definitionOf(source);
  const definition = resolveSubstitutions(loaded.definition, substitutions);
  if (isObject(definition) && isObject(definition['States'])) return { ...loaded, definition };
  const what = typeof source === 'string' || source instanceof URL ? String(source) : 'The object given to machine()';
  throw new TypeError(`${what} is no state machine: expected a definition with StartAt and States`);
}

function definitionOf(source: object): { readonly definition: object; readonly placeholders?: object } {
  if (!isBuilt(source)) return { definition: source };
  const { definition, substitutions } = source.toDefinition();
  return { definition, placeholders: substitutions };
}

function isBuilt(source: object): source is BuiltMachine {
  return 'toDefinition' in source && typeof source.toDefinition === 'function';
}

function loadFile(source: string | URL, substitutions: Substitutions): LoadedDefinition | { definition: unknown } {
  const [path = '', id] =
    typeof source === 'string' ? source.split('#') : [fileURLToPath(source), source.hash.slice(1) || undefined];
  const content = readDefinitionFile(path, substitutions);
  if (id === undefined && isObject(content) && 'States' in content) {
    return {
      definition: content,
      name: basename(path)
        .replace(/(?:\.asl)?\.\w+$/, '')
        .replaceAll(/[^\w-]/g, '-'),
    };
  }
  if (id === undefined && !(isObject(content) && 'stepFunctions' in content)) return { definition: content };
  const readFile = (other: string): unknown => readDefinitionFile(resolve(dirname(path), other), substitutions);
  const machine = serverlessMachine(content, id, path, readFile);
  return { name: id ?? 'machine', ...machine, definition: machine.definition };
}

function readDefinitionFile(path: string, substitutions: Substitutions): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new TypeError(`${path} cannot be read: ${reasonOf(error)}`, {
      cause: error,
    });
  }
  const complete = substituteText(text, substitutions);
  if (/\.ya?ml$/.test(path)) return parseYaml(complete, path);
  try {
    return JSON.parse(complete);
  } catch (error) {
    const [bare] = /:\s*\$\{[^{}]+\}/.exec(complete) ?? [];
    const hint = bare === undefined ? '' : `; give a value for${bare.slice(1)} in { substitutions }`;
    throw new SyntaxError(`${path} is not JSON: ${reasonOf(error)}${hint}`, {
      cause: error,
    });
  }
}
