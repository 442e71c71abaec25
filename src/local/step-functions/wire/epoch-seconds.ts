/** A time as the API's JSON has it: seconds since 1970 with milliseconds as fraction. */
export function epochSeconds(at: Date | number): number {
  return Number(at) / 1000;
}
