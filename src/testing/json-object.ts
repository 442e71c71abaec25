export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is an object with members: neither a list nor null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of JSON text, or the text itself when it is none, as histories of cut payloads have it. */
export function parseJson(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A value on one line, cut in the middle when it is longer than `width` characters. */
export function brief(value: unknown, width = 200): string {
  const text = JSON.stringify(value) ?? 'nothing';
  if (text.length <= width) return text;
  const half = Math.floor((width - 20) / 2);
  return `${text.slice(0, half)} …(${text.length - 2 * half} more)… ${text.slice(-half)}`;
}
