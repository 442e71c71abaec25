/** A field that an object of a JSON text has twice; counted from 1. */
export interface DuplicateField {
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

const TOKEN = /"(?:\\.|[^"\\])*"|[{}[\],]/gs;

/**
 * Finds the first field that is written a second time in the same object, of which `JSON.parse` would silently keep the last: two
 * states of one name, most of all.
 *
 * @param text JSON, known to be well-formed
 */
export function findDuplicateField(text: string): DuplicateField | undefined {
  // Undefined stands for an array, whose texts are no fields.
  const open: (Set<string> | undefined)[] = [];
  let isField = false;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') open.push(token === '{' ? new Set() : undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (token !== ',' && isField) {
      const name: string = JSON.parse(token);
      const names = open.at(-1);
      if (names?.has(name)) return { name, ...placeOf(text, index) };
      names?.add(name);
    }
    isField = token === '{' || (token === ',' && open.at(-1) !== undefined);
  }
  return undefined;
}

function placeOf(text: string, index: number): { line: number; column: number } {
  const before = text.slice(0, index);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: index - lineStart + 1 };
}
