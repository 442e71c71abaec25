import { isObject, type JsonObject } from '../json-object.js';

/** A state of a definition, with its place. State names are unique in a machine, so a name is enough to find it. */
export interface StateEntry {
  readonly name: string;
  readonly type: string;
  readonly fields: JsonObject;
  readonly language: 'JSONPath' | 'JSONata';
  /** The Map or Parallel state around it, and for Parallel which branch. */
  readonly container?: { readonly state: string; readonly branch: number };
}

/** All states of a definition, those inside of Map and Parallel states too, in the order in which they are written. */
export function indexStates(definition: JsonObject): ReadonlyMap<string, StateEntry> {
  const index = new Map<string, StateEntry>();
  collect(definition, undefined, languageOf(definition, 'JSONPath'), index);
  return index;
}

function collect(
  flow: JsonObject,
  container: StateEntry['container'],
  language: StateEntry['language'],
  index: Map<string, StateEntry>,
): void {
  const states = isObject(flow['States']) ? flow['States'] : {};
  for (const [name, fields] of Object.entries(states)) {
    if (!isObject(fields)) continue;
    const own = languageOf(fields, language);
    const entry = { name, type: String(fields['Type']), fields, language: own };
    index.set(name, container === undefined ? entry : { ...entry, container });
    const branches = Array.isArray(fields['Branches']) ? fields['Branches'] : [];
    for (const [branch, inner] of [fields['ItemProcessor'] ?? fields['Iterator'], ...branches].entries()) {
      // A language of its own is for the state itself: the states inside have the machine's.
      if (isObject(inner))
        collect(inner, { state: name, branch: Math.max(0, branch - 1) }, languageOf(inner, language), index);
    }
  }
}

function languageOf(fields: JsonObject, byDefault: StateEntry['language']): StateEntry['language'] {
  const { QueryLanguage: language } = fields;
  return language === 'JSONata' || language === 'JSONPath' ? language : byDefault;
}
