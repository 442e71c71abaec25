import { compileIntrinsic } from '../intrinsics/intrinsic.js';
import { isJsonObject, setOwnProperty } from './json-value.js';
import type { JsonObject } from './json-value.js';
import { compilePath } from './path.js';
import type { PathScope } from './path-scope.js';
import { PathSyntaxError } from './path-syntax-error.js';
import { PayloadTemplateError } from './payload-template-error.js';

/** A compiled Parameters, ResultSelector, ItemSelector or Assign field. */
export interface PayloadTemplate {
  /**
   * Fills the template in. Parts without any `.$` field are handed out as they are, not copied.
   *
   * @throws PathNotFoundError when a path leads nowhere, IntrinsicError when an intrinsic fails
   */
  render(scope: PathScope): unknown;
}

/**
 * Compiles a payload template: a field `"name.$"` becomes `name` with the value of its path (`$`, `$$`, `$variable`)
 * or intrinsic (`States.…`); everything else, at any depth, stays as written.
 *
 * @throws PayloadTemplateError when a `.$` field holds neither
 * @see https://states-language.net/spec.html#payload-template
 */
export function compilePayloadTemplate(template: unknown): PayloadTemplate {
  return { render: compileNode(template, '') ?? (() => template) };
}

type Renderer = (scope: PathScope) => unknown;

/** `undefined` for a part that is constant. */
function compileNode(node: unknown, pointer: string): Renderer | undefined {
  if (Array.isArray(node)) return compileArray(node, pointer);
  return isJsonObject(node) ? compileObject(node, pointer) : undefined;
}

function compileArray(items: readonly unknown[], pointer: string): Renderer | undefined {
  const renderers = items.map((item, at) => compileNode(item, `${pointer}[${at}]`));
  if (renderers.every((render) => render === undefined)) return undefined;
  return (scope) => renderers.map((render, at) => (render === undefined ? items[at] : render(scope)));
}

function compileObject(object: JsonObject, pointer: string): Renderer | undefined {
  const fields = Object.entries(object).map(([field, value]) => {
    const render = field.endsWith('.$')
      ? compileField(field, value, pointer)
      : compileNode(value, `${pointer}/${field}`);
    return { name: field.endsWith('.$') ? field.slice(0, -2) : field, value, render };
  });
  if (fields.every(({ render }) => render === undefined)) return undefined;
  return (scope) => {
    const rendered: Record<string, unknown> = {};
    for (const { name, value, render } of fields) {
      setOwnProperty(rendered, name, render === undefined ? value : render(scope));
    }
    return rendered;
  };
}

function compileField(field: string, value: unknown, pointer: string): Renderer {
  if (typeof value !== 'string') {
    const problem = `The value for the field '${field}' must be a STRING that contains a JSONPath but was ${kindOf(value)}`;
    throw new PayloadTemplateError(problem, pointer, field);
  }
  try {
    if (value.startsWith('States.')) {
      const intrinsic = compileIntrinsic(value);
      return (scope) => intrinsic.call(scope);
    }
    const path = compilePath(value);
    return (scope) => path.read(scope, field);
  } catch (error) {
    if (!(error instanceof PathSyntaxError)) throw error;
    const problem = `The value for the field '${field}' must be a valid JSONPath or a valid intrinsic function call`;
    throw new PayloadTemplateError(problem, pointer, field, error.message);
  }
}

/** The kind of a JSON value in AWS's words. */
function kindOf(value: unknown): string {
  if (value === null) return 'a NULL';
  if (Array.isArray(value)) return 'an ARRAY';
  return typeof value === 'object' ? 'an OBJECT' : `a ${(typeof value).toUpperCase()}`;
}
