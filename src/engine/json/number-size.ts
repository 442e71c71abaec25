/** Larger numbers are left to {@link String}: from 1e21 on it writes exponents. */
const LARGE = 1e12;

/**
 * How many characters a number takes as JSON text. Most numbers are whole or have two decimals, such as prices: those are
 * counted without writing them, which is what takes the time. What is no number in JSON is written as null.
 */
export function numberSize(value: number): number {
  if (!Number.isFinite(value)) return 4;
  const magnitude = Math.abs(value);
  const hundredths = Math.round(magnitude * 100);
  // The text that is written is the shortest one that reads as the same number.
  if (magnitude >= LARGE || hundredths / 100 !== magnitude) return String(value).length;
  let size = value < 0 ? 2 : 1;
  for (let power = 10; power <= magnitude; power *= 10) size++;
  if (hundredths % 100 === 0) return size;
  return size + (hundredths % 10 === 0 ? 2 : 3);
}
