/**
 * How much of something a test does: a sample as a rule, all of it under `npm run verify`, which sets
 * `STEPBREAKER_VERIFY=1`. A sample has to find by itself what the test is there for.
 */
export const size = <Size>({ sample, full }: { readonly sample: Size; readonly full: Size }): Size =>
  process.env['STEPBREAKER_VERIFY'] === '1' ? full : sample;
