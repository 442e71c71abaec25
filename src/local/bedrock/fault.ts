/**
 * What a fault does to a call:
 *
 * | fault | the client sees |
 * | --- | --- |
 * | `throttled` | 429 ThrottlingException |
 * | `unavailable` | 503 ServiceUnavailableException |
 * | `internal` | 500 InternalServerException |
 * | `timeout` | 408 ModelTimeoutException, after 15 s |
 * | `validation` | 400 ValidationException |
 * | `slow` | a good answer, after 60 s |
 * | `dropped` | a connection that breaks |
 * | `invalid` | 200 with a text that is no answer |
 * | `partial` | ThrottlingException on one call in ten |
 */
export const FAULTS = [
  'throttled',
  'unavailable',
  'internal',
  'timeout',
  'slow',
  'dropped',
  'invalid',
  'partial',
  'validation',
] as const;

export type FaultKind = (typeof FAULTS)[number];

/** A fault for a while, everywhere or for one region or some models. */
export interface Fault {
  /** Milliseconds after the server's start, in its clock's time; the fault is there from this instant on. */
  readonly from: number;
  /** Milliseconds after the server's start; at this instant the fault is over. */
  readonly to: number;
  readonly error: FaultKind;
  /** @default all regions */
  readonly region?: string;
  /** Part of the model ids concerned. @default all models */
  readonly model?: string;
}

/** The fault that a call runs into, `elapsed` milliseconds after the server's start. Of several the last one counts. */
export function faultAt(
  faults: readonly Fault[],
  elapsed: number,
  { region, modelId }: { region: string; modelId: string },
): FaultKind | undefined {
  return faults.findLast(
    (fault) =>
      fault.from <= elapsed &&
      elapsed < fault.to &&
      (fault.region === undefined || fault.region === region) &&
      (fault.model === undefined || modelId.includes(fault.model)),
  )?.error;
}
