import { fileURLToPath } from 'node:url';
import { instancesOf } from '../runtime/instances-of.js';

/** Where a function finds what it works with, as an environment variable names it. */
export type StoreAddress =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 's3'; readonly bucket: string; readonly key: string }
  | { readonly kind: 'dynamodb'; readonly table: string }
  | { readonly kind: 'redis'; readonly url: string }
  /** Lives as long as the process; a name tells several apart. */
  | { readonly kind: 'memory'; readonly name: string };

/** An address that cannot be used. The message names it, and what would be accepted. */
export class StoreAddressError extends Error {
  static override readonly [Symbol.hasInstance] = /* @__PURE__ */ instancesOf<StoreAddressError>('StoreAddressError');
  override readonly name = 'StoreAddressError';
}

const FORMS: Readonly<Record<StoreAddress['kind'], string>> = {
  file: 'a path, file:///path',
  s3: 's3://bucket/key',
  dynamodb: 'dynamodb://table',
  redis: 'redis://host:port, rediss://host:port',
  memory: 'memory:',
};

/**
 * Reads an address: what has no scheme is a path.
 *
 * @param text from a configuration, so that it may be missing, whatever its type says
 * @param accepted the kinds that make sense to the caller
 * @throws StoreAddressError for another kind, and for what is not a text
 */
export function storeAddress<Kind extends StoreAddress['kind']>(
  text: string,
  accepted: readonly Kind[],
): Extract<StoreAddress, { kind: Kind }> {
  const forms = accepted.map((kind) => FORMS[kind]).join(', ');
  requireText(text, `one of: ${forms}`);
  const address = parse(text);
  const isAccepted = (each: StoreAddress): each is Extract<StoreAddress, { kind: Kind }> =>
    accepted.some((kind) => kind === each.kind);
  if (address && isAccepted(address)) return address;
  throw new StoreAddressError(`The address is "${withoutPassword(text)}", expected one of: ${forms}.`);
}

/**
 * Refuses what is not a text, such as the `undefined` of an environment variable that is not set.
 *
 * @param expected what would be accepted
 * @throws StoreAddressError
 */
export function requireText(address: unknown, expected: string): asserts address is string {
  if (typeof address === 'string' && address !== '') return;
  const found = address === '' ? 'empty' : address == null ? String(address) : `of type ${typeof address}`;
  throw new StoreAddressError(`The address is ${found}, expected ${expected}. Is its environment variable set?`);
}

function parse(text: string): StoreAddress | undefined {
  const [, scheme, rest = ''] = /^([a-z][a-z0-9+.-]*):(.*)$/s.exec(text) ?? [];
  if (scheme === undefined) return { kind: 'file', path: text };
  if (scheme === 'file') return { kind: 'file', path: rest.startsWith('//') ? fileURLToPath(text) : rest };
  if (scheme === 'memory') return { kind: 'memory', name: rest };
  const [, authority = '', path = ''] = /^\/\/([^/]+)\/?(.*)$/s.exec(rest) ?? [];
  if (authority === '') return undefined;
  if (scheme === 's3') return path === '' ? undefined : { kind: 's3', bucket: authority, key: path };
  if (scheme === 'dynamodb') return { kind: 'dynamodb', table: authority };
  const isRedis = (scheme === 'redis' || scheme === 'rediss') && URL.canParse(text);
  return isRedis ? { kind: 'redis', url: text } : undefined;
}

/** An address for messages: they end up in logs, and the address of a Redis may hold a password. */
export const withoutPassword = (address: string): string => address.replace(/\/\/.*@/s, '//…@');
