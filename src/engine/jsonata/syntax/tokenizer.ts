import { readQuoted } from './quoted-text.js';
import { readRegex } from './regex-literal.js';
import { syntaxError } from './syntax-error.js';
import type { Token } from './token.js';

const SPACE = /[ \t\n\r\v]*/y;
const OPERATOR = /\.\.|:=|!=|>=|<=|\*\*|~>|[.[\]{}(),@#;:?+\-*/%|=<>^&!~]/y;
const NUMBER = /(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][-+]?\d+)?/y;
const NAME = /[^ \t\n\r\v.[\]{}(),@#;:?+\-*/%|=<>^&!~]+/y;

/** Names that have another meaning unless they are in backticks. */
const KEYWORDS: ReadonlyMap<string, Pick<Token, 'type' | 'value'>> = new Map<string, Pick<Token, 'type' | 'value'>>([
  ['and', { type: 'operator', value: 'and' }],
  ['or', { type: 'operator', value: 'or' }],
  ['in', { type: 'operator', value: 'in' }],
  ['true', { type: 'value', value: true }],
  ['false', { type: 'value', value: false }],
  ['null', { type: 'value', value: null }],
]);

/** Cuts a text into tokens, each when it is asked for: what a slash is depends on what came before it. */
export class Tokenizer {
  readonly source: string;
  #at = 0;

  constructor(source: string) {
    this.source = source;
  }

  /**
   * @param slashDivides whether `/` is the operator here; otherwise a regular expression starts with it
   * @throws JsonataSyntaxError S0101 … S0106, S0301, S0302
   * @throws SyntaxError when JavaScript refuses a regular expression
   */
  next(slashDivides: boolean): Token {
    this.#skipSpaceAndComments();
    const { source } = this;
    if (this.#at >= source.length) return { type: 'end', value: '(end)', position: source.length };
    const character = source.charAt(this.#at);
    if (character === '/' && !slashDivides) return this.#moveTo(readRegex(source, this.#at));
    const operator = this.#match(OPERATOR);
    if (operator !== '') return { type: 'operator', value: operator, position: this.#at };
    if (character === '"' || character === "'") return this.#moveTo(readQuoted(source, this.#at));
    if (character === '`') return this.#quotedName();
    return this.#number() ?? this.#nameOrKeyword();
  }

  #skipSpaceAndComments(): void {
    this.#match(SPACE);
    while (this.source.startsWith('/*', this.#at)) {
      const end = this.source.indexOf('*/', this.#at + 2);
      if (end < 0) throw syntaxError('S0106', this.#at);
      this.#at = end + 2;
      this.#match(SPACE);
    }
  }

  #quotedName(): Token {
    const end = this.source.indexOf('`', this.#at + 1);
    if (end < 0) throw syntaxError('S0105', this.source.length);
    return this.#moveTo({ type: 'name', value: this.source.slice(this.#at + 1, end), position: end + 1 });
  }

  #number(): Token | undefined {
    const start = this.#at;
    const text = this.#match(NUMBER);
    if (text === '') return undefined;
    const value = Number(text);
    if (!Number.isFinite(value)) throw syntaxError('S0102', start, { token: text });
    return { type: 'number', value, position: this.#at };
  }

  #nameOrKeyword(): Token {
    const text = this.#match(NAME);
    const position = this.#at;
    if (text.startsWith('$')) return { type: 'variable', value: text.slice(1), position };
    const keyword = KEYWORDS.get(text);
    if (keyword !== undefined) return { ...keyword, position };
    return { type: 'name', value: text, position };
  }

  #moveTo(token: Token): Token {
    this.#at = token.position;
    return token;
  }

  /** What the pattern matches here, which is passed over. */
  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const text = pattern.exec(this.source)?.[0] ?? '';
    this.#at += text.length;
    return text;
  }
}
