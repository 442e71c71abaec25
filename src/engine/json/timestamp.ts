const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/;

/**
 * Epoch milliseconds of a time as Step Functions takes it: ISO 8601 with a capital T and an offset or Z
 * (https://states-language.net/#timestamps). Undefined for anything else.
 */
export function parseTimestamp(text: string): number | undefined {
  if (!TIMESTAMP.test(text)) return undefined;
  const time = Date.parse(text.replace(',', '.').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(time) ? undefined : time;
}

let latest = Number.NaN;
let latestText = '';

/** Epoch milliseconds as ISO 8601. Virtual time often does not advance: the latest text is remembered. */
export function isoTime(time: number): string {
  if (time !== latest) {
    latestText = new Date(time).toISOString();
    latest = time;
  }
  return latestText;
}
