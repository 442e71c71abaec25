import { ApiError, invalid } from './api-error.js';

/** A page of a list, and the token for the next one. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken?: string;
}

export interface PageRequest {
  /** 0 stands for the default. */
  readonly maxResults?: number | undefined;
  readonly nextToken?: string | undefined;
}

/**
 * Cuts a page out of a list. The token says where to go on, and belongs to its list: another list refuses it.
 *
 * @param list names the list and what it was asked for, such as `ListExecutions/arn…`
 * @param defaultSize of a page when the request gives no size
 * @throws ApiError InvalidToken
 */
export function pageOf<Item>(
  items: readonly Item[],
  { maxResults, nextToken }: PageRequest,
  list: string,
  defaultSize = 100,
): Page<Item> {
  const { from, to, ...next } = rangeOf(items.length, { maxResults, nextToken }, list, defaultSize);
  return { items: items.slice(from, to), ...next };
}

/** Where a page begins and ends, for a list that is only made for the page. */
export function rangeOf(
  length: number,
  { maxResults, nextToken }: PageRequest,
  list: string,
  defaultSize = 100,
): { from: number; to: number; nextToken?: string } {
  const from = Math.min(nextToken === undefined ? 0 : startOf(nextToken, list), length);
  const to = Math.min(from + (maxResults || defaultSize), length);
  return to < length ? { from, to, nextToken: tokenOf(to, list) } : { from, to };
}

function tokenOf(start: number, list: string): string {
  return Buffer.from(JSON.stringify([start, list])).toString('base64');
}

function startOf(token: string, list: string): number {
  const refuse = (): ApiError => new ApiError('InvalidToken', `Invalid Token: 'Invalid token'`);
  let read: unknown;
  try {
    read = JSON.parse(Buffer.from(token, 'base64').toString());
  } catch {
    throw refuse();
  }
  if (!Array.isArray(read) || typeof read[0] !== 'number' || read[0] < 0) throw refuse();
  if (read[1] !== list) throw invalid('The nextToken belongs to a different request.');
  return read[0];
}
