/** `{% … %}` with nothing around it: the only form in which Step Functions evaluates text. */
const WHOLE = /^\{%([\s\S]*)%\}$/;

/** The text between `{%` and `%}`; `undefined` for text that is not JSONata. */
export function jsonataIn(text: string): string | undefined {
  return WHOLE.exec(text)?.[1];
}

/** A quoted name, string or comment of JSONata, or the text between them. */
const PIECES = /'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*"|`[^`]*`|\/\*[\s\S]*?\*\/|[^'"`/]+|[\s\S]/g;

export type Piece = 'code' | 'string' | 'name' | 'comment';

/** Rewrites JSONata piece by piece: what looks like code inside a string is not code. */
export function mapPieces(source: string, rewrite: (text: string, piece: Piece) => string): string {
  return source.replace(PIECES, (text) => rewrite(text, pieceOf(text)));
}

function pieceOf(text: string): Piece {
  if (text.length > 1 && (text[0] === "'" || text[0] === '"')) return 'string';
  if (text.length > 1 && text[0] === '`') return 'name';
  return text.startsWith('/*') ? 'comment' : 'code';
}

/** Renames variables; strings and quoted names stay as they are. */
export function renameVariables(source: string, rename: (name: string) => string): string {
  return mapPieces(source, (text, piece) =>
    piece === 'code' ? text.replace(/\$([A-Za-z_]\w*)/g, (_all, name: string) => `$${rename(name)}`) : text,
  );
}

/**
 * CloudFormation takes every `${` of a definition for a substitution, and the Serverless plugin every `#{` too. Between
 * tokens a space says the same to JSONata (`$ {`), in a string an escape does. A quoted name can say neither.
 * @throws {SubstitutionTrapError} for a quoted name.
 */
export function withoutSubstitutions(source: string): string {
  if (!/[$#]\{/.test(source)) return source;
  return mapPieces(source, (text, piece) => {
    if (!/[$#]\{/.test(text)) return text;
    if (piece === 'name') throw new SubstitutionTrapError(text);
    return text.replace(/([$#])\{/g, piece === 'string' ? '$1\\u007b' : '$1 {');
  });
}

/** Text that CloudFormation would change and that cannot be written in another way. */
export class SubstitutionTrapError extends Error {
  override readonly name = 'SubstitutionTrapError';
  readonly text: string;
  constructor(text: string) {
    super(`the name ${text} would be taken for a CloudFormation substitution`);
    this.text = text;
  }
}
