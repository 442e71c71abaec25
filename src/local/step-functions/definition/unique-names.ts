import type { DefinitionScope } from './definition-scope.js';
import type { Report } from './diagnostic.js';

/** State names are unique in the whole machine, branches and processors included (https://states-language.net/spec.html#states-fields). */
export function checkNames(scopes: readonly DefinitionScope[], report: Report): void {
  const names = new Set<string>();
  for (const { states, location } of scopes) {
    for (const name of states.keys()) {
      if (names.has(name)) {
        report('DUPLICATE_STATE_NAME', `Duplicate State name: ${name}`, `${location}/States/${name}`);
      }
      names.add(name);
    }
  }
}
