import { hash } from 'node:crypto';

/** A number in [0, 1) for a purpose; the same purpose always gets the same number. */
export type Draw = (purpose: string) => number;

/**
 * The chances of one attempt. They depend on what was asked, where, and on the attempt's number, and never on when the
 * request arrived: concurrent requests reach the server in no certain order.
 */
export function attemptDraw(parts: readonly (string | number)[]): Draw {
  const identity = Number.parseInt(hash('sha256', JSON.stringify(parts)).slice(0, 8), 16);
  return (purpose) => mixed(identity, purpose) / 2 ** 32;
}

/**
 * FNV-1a with MurmurHash3's finish, as an unsigned 32-bit number: dozens of draws an attempt have to cost next to
 * nothing.
 */
function mixed(identity: number, purpose: string): number {
  let bits = identity;
  for (let at = 0; at < purpose.length; at += 1) bits = Math.imul(bits ^ purpose.charCodeAt(at), 0x01000193);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
