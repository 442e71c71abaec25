/**
 * The text of a path, a reference path or an intrinsic is malformed. Thrown while a definition is compiled,
 * never while an execution runs, so that a typo is found when the state machine is created.
 */
export class PathSyntaxError extends Error {
  override readonly name = 'PathSyntaxError';
  /** The whole text as written in the definition. */
  readonly text: string;
  /** Where reading stopped, counted from 0 in UTF-16 units. */
  readonly position: number;
  /** What would have been accepted there, and the fix where one is known. */
  readonly expected: string;

  constructor(text: string, position: number, expected: string) {
    const found = position < text.length ? `'${text.slice(position, position + 12)}'` : 'the end';
    super(`Cannot read '${text}' at position ${position}: found ${found}, expected ${expected}.`);
    this.text = text;
    this.position = position;
    this.expected = expected;
  }
}
