import { createHash } from 'node:crypto';

/** A number in [0, 1) for a purpose; the same purpose always gets the same number. */
export type Draw = (purpose: string) => number;

/**
 * The chances of one attempt. They depend on what was asked, where, and on the attempt's number, and never on when the
 * request arrived: concurrent requests reach the server in no certain order.
 */
export function attemptDraw(parts: readonly (string | number)[]): Draw {
  const identity = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  // 48 bits are exact in a double, so that the number stays below 1.
  return (purpose) => createHash('sha256').update(`${identity}${purpose}`).digest().readUIntBE(0, 6) / 2 ** 48;
}
