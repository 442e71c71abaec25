import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { isAlias, isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import { CLOUDFORMATION_TAGS } from './cloudformation-tags.js';

/** A definition as it was read, and where its parts stand. */
export interface DefinitionFile {
  readonly definition: unknown;
  /** The line of a part, from 1; of what is around it, when the part itself is not there. */
  lineOf(path: readonly (string | number)[]): number;
}

/** A file that is not there, or that is neither JSON nor YAML. The message begins with the file, and the line where it is known. */
export class UnreadableDefinitionError extends Error {
  override readonly name = 'UnreadableDefinitionError';
}

/** Reads JSON or YAML from a file, or from `stdin` when the name is `-`. */
export async function readDefinition(file: string, stdin: NodeJS.ReadableStream): Promise<DefinitionFile> {
  const source = await readSource(file, stdin);
  if (source.trim() === '')
    throw new UnreadableDefinitionError(`${file} is empty: expected a state machine in JSON or YAML`);
  return parseDefinition(source, file);
}

async function readSource(file: string, stdin: NodeJS.ReadableStream): Promise<string> {
  try {
    return file === '-' ? await readAll(stdin) : await readFile(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = REASONS[code ?? ''] ?? message;
    throw new UnreadableDefinitionError(`${file} cannot be read: ${reason}`);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory; name the files in it',
  EACCES: 'permission denied',
};

/** JSON is YAML too, so one parser knows the lines of both; whether JSON is JSON is for JSON.parse to say. */
export function parseDefinition(source: string, file: string): DefinitionFile {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, customTags: [...CLOUDFORMATION_TAGS] });
  if (isJson(source, file)) refuseBadJson(source, file);
  const [error] = document.errors;
  if (error) {
    const place = `${file}:${lines.linePos(error.pos[0]).line}`;
    if (error.code === 'DUPLICATE_KEY')
      throw new UnreadableDefinitionError(`${place} gives a key a second time: only the last one would count`);
    throw new UnreadableDefinitionError(`${place} is not YAML: ${error.message.split('\n')[0]}`);
  }
  return {
    definition: document.toJS(),
    lineOf: (path) => lines.linePos(offsetOf(document, path)).line,
  };
}

function isJson(source: string, file: string): boolean {
  return file.endsWith('.json') || (!/\.ya?ml$/.test(file) && source.trimStart().startsWith('{'));
}

function refuseBadJson(source: string, file: string): void {
  try {
    JSON.parse(source);
  } catch (error) {
    const { message } = error as Error;
    const offset = Number(/position (\d+)/.exec(message)?.[1] ?? Number.NaN);
    const line = Number.isNaN(offset) ? '' : `:${source.slice(0, offset).split('\n').length}`;
    throw new UnreadableDefinitionError(`${file}${line} is not JSON: ${message}`);
  }
}

/** Where the deepest part of the path begins that exists. */
function offsetOf(document: Document, path: readonly (string | number)[]): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const key of path) {
    if (isAlias(node)) node = node.resolve(document);
    const next = childOf(node, key);
    if (next === undefined) break;
    offset = next.offset;
    node = next.node;
  }
  return offset;
}

function childOf(node: unknown, key: string | number): { readonly offset: number; readonly node: unknown } | undefined {
  if (isSeq(node)) {
    const item = typeof key === 'number' ? node.items[key] : undefined;
    return isNode(item) ? { offset: item.range?.[0] ?? 0, node: item } : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(key));
  return pair && isNode(pair.key) ? { offset: pair.key.range?.[0] ?? 0, node: pair.value } : undefined;
}
