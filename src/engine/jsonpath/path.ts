import { compileDefiniteReader, readStep } from './definite-reader.js';
import { isJsonObject } from './json-value.js';
import { parsePath } from './parse-path.js';
import { PathNotFoundError } from './path-not-found-error.js';
import type { PathScope } from './path-scope.js';
import { isDefinite } from './path-segment.js';
import type { ParsedPath, PathRoot, PathSegment } from './path-segment.js';
import { compileSelector } from './select.js';
import { TextCursor } from './text-cursor.js';

/**
 * A compiled path. Indefinite paths (wildcard, slice, union, filter, `..`) always give a list, empty when nothing
 * is found; definite ones give the value itself.
 */
export interface Path {
  readonly text: string;
  readonly definite: boolean;
  /**
   * Reads the value.
   *
   * An index behind the end of an array, as the last step, gives null as it does on AWS.
   *
   * @param field the payload template field that asks (`name.$`); it only changes the text of the error
   * @throws PathNotFoundError when the path is definite and leads nowhere
   */
  read(scope: PathScope, field?: string): unknown;
  /** Like `read`, but never throws: `undefined` when a definite path leads nowhere. For `IsPresent`, and for intrinsics. */
  find(scope: PathScope): unknown;
}

/**
 * Compiles a path of the JSONPath dialect of Step Functions: `$.a['b'][0]`, `$$.Execution.Id`, `$variable.a`,
 * `$.list[?(@.price < 10 && @.title =~ /a.+/i)]`, `$..name`, `$.list[1:]`. Path functions are not part of it:
 * AWS looks `$.list.length()` up as a property and does not find it.
 *
 * @throws PathSyntaxError when the text is malformed
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html
 */
export function compilePath(text: string): Path {
  const cursor = new TextCursor(text);
  const parsed = parsePath(cursor);
  cursor.expectEnd("'.', '[' or the end of the path");
  return compileParsedPath(text, parsed);
}

/** Compiles a path that was read out of a longer text; `text` is how errors name it. */
export function compileParsedPath(text: string, { root, segments }: ParsedPath): Path {
  const documentOf = compileRoot(root);
  if (!isDefinite(segments)) {
    const select = compileSelector(segments);
    const find = (scope: PathScope): unknown[] => {
      const document = documentOf(scope);
      return select(document, document);
    };
    return { text, definite: false, find, read: find };
  }
  const readDocument = compileDefiniteReader(segments);
  const find = (scope: PathScope): unknown => readDocument(documentOf(scope));
  return {
    text,
    definite: true,
    find,
    read(scope, field) {
      const value = find(scope);
      return value === undefined ? readMissing(text, root, segments, scope, field) : value;
    },
  };
}

function compileRoot(root: PathRoot): (scope: PathScope) => unknown {
  switch (root.kind) {
    case 'context':
      return (scope) => scope.context;
    case 'variable':
      return (scope) => scope.variable(root.name);
    default:
      return (scope) => scope.input;
  }
}

function readMissing(
  path: string,
  root: PathRoot,
  segments: readonly PathSegment[],
  scope: PathScope,
  field: string | undefined,
): null {
  const document = compileRoot(root)(scope);
  const reason =
    root.kind === 'variable' && document === undefined
      ? `Variable '${root.name}' has no value; assign it in an earlier state`
      : whyMissing(document, segments);
  if (reason === undefined) return null;
  throw new PathNotFoundError({ path, field, reason, document: root.kind === 'variable' ? scope.input : document });
}

/** Follows the path to where it ends; `undefined` if that is an index behind the end of an array, which AWS reads as null. */
function whyMissing(document: unknown, segments: readonly PathSegment[]): string | undefined {
  let value = document;
  let place = '$';
  for (const [at, segment] of segments.entries()) {
    const isLast = at === segments.length - 1;
    if (segment.kind === 'index') {
      if (!Array.isArray(value)) {
        return `Filter: [${segment.index}] can only be applied to arrays. Current context is: ${JSON.stringify(value)}`;
      }
      if (isLast) return undefined;
      place += `[${segment.index}]`;
      value = readStep(value, segment);
    } else {
      const names = segment.kind === 'name' ? [segment.name] : segment.kind === 'names' ? segment.names : [];
      const step = `[${names.map((name) => `'${name}'`).join(',')}]`;
      if (!isJsonObject(value)) return `Property ${step} not found in path ${place}`;
      place += step;
      value = readStep(value, { kind: 'name', name: names[0] ?? '' });
      if (value === undefined) return isLast ? `No results for path: ${place}` : `Missing property in path ${place}`;
    }
  }
  return `No results for path: ${place}`;
}
