import { isObject, type JsonObject } from '../json-object.js';
import { nearest } from '../../runtime/nearest.js';

/** A machine in the configuration of the Serverless Framework. */
export interface ServerlessMachine {
  readonly definition: unknown;
  readonly name?: string;
  readonly type?: 'STANDARD' | 'EXPRESS';
}

/**
 * Finds `stepFunctions.stateMachines.<id>` (https://www.serverless.com/plugins/serverless-step-functions).
 *
 * @param readFile reads another file that a `${file(path)}` names, relative to this one
 * @throws TypeError when there is no such machine, or its definition is made by a program
 */
export function serverlessMachine(
  configuration: unknown,
  id: string | undefined,
  place: string,
  readFile: (path: string) => unknown,
): ServerlessMachine {
  const stepFunctions = isObject(configuration) ? included(configuration['stepFunctions'], place, readFile) : undefined;
  const machines = isObject(stepFunctions) ? included(stepFunctions['stateMachines'], place, readFile) : undefined;
  if (!isObject(machines)) throw new TypeError(`${place} has no stepFunctions.stateMachines: is it the right file?`);
  const ids = Object.keys(machines);
  const known = `it has ${ids.map((each) => `'${each}'`).join(', ') || 'none'}`;
  const chosen = id ?? (ids.length === 1 ? ids[0] : undefined);
  if (chosen === undefined) throw new TypeError(`Say which machine of ${place} is meant, as '${place}#id': ${known}`);
  if (!Object.hasOwn(machines, chosen)) {
    const near = nearest(chosen, ids);
    throw new TypeError(
      `${place} has no state machine '${chosen}'${near === undefined ? '' : `: is '${near}' meant?`} (${known})`,
    );
  }
  const machine = included(machines[chosen], place, readFile);
  const fields: JsonObject = isObject(machine) ? machine : {};
  const definition = included(fields['definition'], place, readFile);
  if (!isObject(definition)) {
    throw new TypeError(`${place}: stepFunctions.stateMachines.${chosen}.definition is missing or not a definition`);
  }
  const { name, type } = fields;
  return {
    definition,
    // A name with a variable of the Serverless Framework in it is no name yet.
    ...(typeof name === 'string' && !name.includes('$') ? { name } : {}),
    ...(type === 'EXPRESS' ? { type } : {}),
  };
}

/** Follows `${file(path)}` and `${file(path):key.key}`. */
function included(value: unknown, place: string, readFile: (path: string) => unknown): unknown {
  const [, path, keys] = (typeof value === 'string' && /^\$\{file\(([^)]+)\)(?::([\w.-]+))?\}$/.exec(value)) || [];
  if (path === undefined) return value;
  if (/\.[cm]?[jt]s$/.test(path)) {
    throw new TypeError(
      `${place} takes a machine from ${path}: the kit runs no program to get a definition; import it in the test and pass it to machine() itself`,
    );
  }
  const content = readFile(path);
  return (keys?.split('.') ?? []).reduce<unknown>((part, key) => (isObject(part) ? part[key] : undefined), content);
}
