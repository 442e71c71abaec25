/** The smallest piece of a text that means something. */
export interface Token {
  readonly type: 'name' | 'variable' | 'string' | 'number' | 'value' | 'regex' | 'operator' | 'end';
  readonly value: string | number | boolean | null | RegExp;
  /** Characters from the start of the text to where the token ends. */
  readonly position: number;
}

export function isOperator(token: Token, value: string): boolean {
  return token.type === 'operator' && token.value === value;
}
