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
 * @param defaultSize of a page whose size nobody gave
 * @throws ApiError InvalidToken
 */
export function pageOf<Item>(
  items: readonly Item[],
  { maxResults, nextToken }: PageRequest,
  list: string,
  defaultSize = 100,
): Page<Item> {
  const start = nextToken === undefined ? 0 : startOf(nextToken, list);
  const end = start + (maxResults || defaultSize);
  const page = items.slice(start, end);
  return end < items.length ? { items: page, nextToken: tokenOf(end, list) } : { items: page };
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
