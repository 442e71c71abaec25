import { syntaxError } from './syntax-error.js';
import type { Syntax } from './syntax.js';
import { isOperator } from './token.js';
import type { Token } from './token.js';
import { Tokenizer } from './tokenizer.js';

/** What starts with an operator. The parser is positioned after it. */
export type PrefixForm = (parser: Parser, operator: Token) => Syntax;

/** What an operator makes of the operand before it. The parser is positioned after the operator. */
export interface InfixForm {
  /** How strongly it binds: it takes the operand before it unless that belongs to something that binds as strongly. */
  readonly power: number;
  readonly parse: (parser: Parser, operator: Token, left: Syntax) => Syntax;
}

export interface Grammar {
  readonly operators: ReadonlySet<string>;
  readonly prefixes: ReadonlyMap<string, PrefixForm>;
  readonly infixes: ReadonlyMap<string, InfixForm>;
}

/** Parses by operator precedence (Pratt): the forms are the grammar's, the order they bind in is found here. */
export class Parser {
  readonly source: string;
  /** The next token that nothing has taken. */
  token: Token;
  readonly #tokenizer: Tokenizer;
  readonly #grammar: Grammar;

  constructor(source: string, grammar: Grammar) {
    this.source = source;
    this.#tokenizer = new Tokenizer(source);
    this.#grammar = grammar;
    this.token = this.#read(false);
  }

  /**
   * Takes the next token.
   *
   * @param slashDivides whether a `/` behind it is the operator; otherwise it starts a regular expression
   * @throws JsonataSyntaxError S0204 when the token behind it is no operator of the language
   */
  take(slashDivides = false): Token {
    const { token } = this;
    this.token = this.#read(slashDivides);
    return token;
  }

  /**
   * Takes the next token, which has to be this operator.
   *
   * @throws JsonataSyntaxError S0202, S0203
   */
  expect(operator: string, slashDivides = false): Token {
    const { token } = this;
    if (isOperator(token, operator)) return this.take(slashDivides);
    const code = token.type === 'end' ? 'S0203' : 'S0202';
    throw syntaxError(code, token.position, { value: operator, token: token.value });
  }

  /** Whether the next token is this operator. */
  sees(operator: string): boolean {
    return isOperator(this.token, operator);
  }

  /**
   * Parses an expression up to the first operator that binds no more than `power`.
   *
   * @throws JsonataSyntaxError S0211
   */
  expression(power = 0): Syntax {
    const first = this.take(true);
    const { type, value, position } = first;
    // Here and not in a method of its own, because texts that nest deeply would need more stack.
    let left: Syntax;
    if (type === 'operator') {
      const form = this.#grammar.prefixes.get(String(value));
      if (form === undefined) throw syntaxError('S0211', position, { token: value });
      left = form(this, first);
    } else left = { type, value, position };
    for (;;) {
      const form = this.token.type === 'operator' ? this.#grammar.infixes.get(String(this.token.value)) : undefined;
      if (form === undefined || form.power <= power) return left;
      left = form.parse(this, this.take(), left);
    }
  }

  #read(slashDivides: boolean): Token {
    const token = this.#tokenizer.next(slashDivides);
    if (token.type === 'operator' && !this.#grammar.operators.has(String(token.value))) {
      throw syntaxError('S0204', token.position, { token: token.value });
    }
    return token;
  }
}
