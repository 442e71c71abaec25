/**
 * The value that a JSON pointer leads to; undefined when it leads nowhere.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6901
 */
export function readPointer(root: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, token) => {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return undefined;
      return Reflect.get(value, token);
    }, root);
}
