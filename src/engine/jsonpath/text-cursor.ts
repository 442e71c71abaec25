import { PathSyntaxError } from './path-syntax-error.js';

/** Deeper nesting (brackets in filters, groups in patterns) than any definition needs; keeps parsing off the stack's limit. */
const MAXIMUM_NESTING = 64;

/** A reading position in the text of a path or an intrinsic. The parsers share one cursor, so positions in errors refer to the whole text. */
export class TextCursor {
  readonly text: string;
  position = 0;
  #nesting = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** The character at the position, or '' at the end. */
  get next(): string {
    return this.text.charAt(this.position);
  }

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  startsWith(literal: string): boolean {
    return this.text.startsWith(literal, this.position);
  }

  /** Moves behind `literal` if it comes next. */
  take(literal: string): boolean {
    if (!this.startsWith(literal)) return false;
    this.position += literal.length;
    return true;
  }

  /** Moves behind the longest text that the sticky pattern accepts here; `undefined` if it accepts none. */
  takeMatch(stickyPattern: RegExp): string | undefined {
    stickyPattern.lastIndex = this.position;
    const found = stickyPattern.exec(this.text)?.[0];
    if (found !== undefined) this.position += found.length;
    return found;
  }

  skipSpaces(): void {
    while (this.next === ' ' || this.next === '\t' || this.next === '\n' || this.next === '\r') this.position++;
  }

  expect(literal: string, expected = `'${literal}'`): void {
    if (!this.take(literal)) this.fail(expected);
  }

  expectEnd(expected: string): void {
    if (!this.atEnd) this.fail(expected);
  }

  /** Runs a parser one level deeper. */
  nested<T>(parse: () => T): T {
    if (++this.#nesting > MAXIMUM_NESTING) this.fail(`no more than ${MAXIMUM_NESTING} levels of nesting`);
    const result = parse();
    this.#nesting--;
    return result;
  }

  fail(expected: string, position = this.position): never {
    throw new PathSyntaxError(this.text, position, expected);
  }
}
