/** A JSONPath of Step Functions, as far as its syntax goes. */
export interface JsonPathAnalysis {
  /** The variable the path begins with: `count` of `$count.total`. */
  readonly variable?: string;
  /** What is wrong with it. */
  readonly problem?: string;
  /** Whether it can name one place only: no wildcards, slices, filters or functions. */
  readonly definite: boolean;
}

/** The root: `$$` is the context object, `$name` a variable, `$` the state's data. */
const ROOT = /^\$(\$|[\p{ID_Start}_][\p{ID_Continue}]*)?/u;
/** One step after another; what is left over is not JSONPath. */
const STEPS: readonly { readonly pattern: RegExp; readonly definite: boolean }[] = [
  { pattern: /^\[\s*-?\d+\s*\]/, definite: true },
  { pattern: /^\[\s*(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*\]/, definite: true },
  { pattern: /^\.\.?[A-Za-z_]\w*\(\)/, definite: false },
  { pattern: /^\.\.(?=\[)/, definite: false },
  { pattern: /^\.\.(?:\*|[^\s.[\]()*'",@?]+)/, definite: false },
  { pattern: /^\.\*/, definite: false },
  { pattern: /^\.[^.[\]()*'",@?]+/, definite: true },
  { pattern: /^\[\s*(?:\*|-?\d*\s*:\s*-?\d*(?:\s*:\s*-?\d*)?)\s*\]/, definite: false },
  { pattern: /^\[\s*(?:-?\d+|'[^']*'|"[^"]*")(?:\s*,\s*(?:-?\d+|'[^']*'|"[^"]*"))+\s*\]/, definite: false },
];

export function analyseJsonPath(text: string): JsonPathAnalysis {
  const root = ROOT.exec(text);
  if (!root) return { problem: `'${text}' does not begin with '$'`, definite: false };
  const variable = root[1] === undefined || root[1] === '$' ? {} : { variable: root[1] };
  let rest = text.slice(root[0].length);
  let definite = true;
  while (rest !== '') {
    const step = STEPS.find(({ pattern }) => pattern.test(rest));
    const length = step?.pattern.exec(rest)?.[0].length ?? filterLength(rest);
    if (length === 0) {
      return {
        ...variable,
        definite: false,
        problem: `'${text}' cannot be read from character ${text.length - rest.length + 1} on: '${rest}'`,
      };
    }
    definite &&= step?.definite ?? false;
    rest = rest.slice(length);
  }
  return { ...variable, definite };
}

/** `[?(…)]`, whatever is inside: brackets of any depth, text in quotes. 0 when it never closes. */
function filterLength(text: string): number {
  if (!/^\[\s*\?/.test(text)) return 0;
  const open: string[] = [];
  for (const match of text.matchAll(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[[\]()]/g)) {
    const [bracket] = match;
    if (bracket === '[' || bracket === '(') open.push(bracket);
    else if (bracket === ']' || bracket === ')') {
      if (open.pop() !== (bracket === ']' ? '[' : '(')) return 0;
      if (open.length === 0) return match.index + 1;
    }
  }
  return 0;
}
