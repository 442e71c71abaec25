import type { ProblemCode } from '../problem-code.js';
import { analyseJsonPath } from './jsonpath-analysis.js';
import { didYouMean } from '../../runtime/nearest.js';

/** The intrinsic functions of the States Language, and how many arguments they take. */
const ARGUMENTS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  'States.Format': [1, Infinity],
  'States.StringToJson': [1, 1],
  'States.JsonToString': [1, 1],
  'States.Array': [0, Infinity],
  'States.ArrayPartition': [2, 2],
  'States.ArrayContains': [2, 2],
  'States.ArrayRange': [3, 3],
  'States.ArrayGetItem': [2, 2],
  'States.ArrayLength': [1, 1],
  'States.ArrayUnique': [1, 1],
  'States.Base64Encode': [1, 1],
  'States.Base64Decode': [1, 1],
  'States.Hash': [2, 2],
  'States.JsonMerge': [3, 3],
  'States.MathRandom': [2, 3],
  'States.MathAdd': [2, 2],
  'States.StringSplit': [2, 2],
  'States.UUID': [0, 0],
};

export interface IntrinsicAnalysis {
  readonly variables: ReadonlySet<string>;
  readonly findings: readonly { readonly code: ProblemCode; readonly message: string; readonly fix: string }[];
}

export function isIntrinsicCall(text: string): boolean {
  return /^\s*[A-Za-z_][\w.]*\s*\(/.test(text);
}

/** Reads a call such as `States.Format('{}', $.name)` with everything inside it. */
export function analyseIntrinsic(text: string): IntrinsicAnalysis {
  const reader = new Reader(text);
  try {
    reader.call();
    reader.end();
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    reader.findings.push({
      code: 'SB111',
      message: `'${text}' is not an intrinsic function call: ${error.message}`,
      fix: "correct it; put text in single quotes, and write a quote in it as \\'",
    });
  }
  return reader;
}

class UnreadableError extends Error {}

class Reader implements IntrinsicAnalysis {
  readonly variables = new Set<string>();
  readonly findings: { readonly code: ProblemCode; readonly message: string; readonly fix: string }[] = [];
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  call(): void {
    const name = this.#take(/[A-Za-z_][\w.]*/y) ?? this.#fail('the name of a function');
    if (this.#take(/\(/y) === undefined) this.#fail("'('");
    let count = 0;
    if (this.#take(/\)/y) === undefined) {
      do {
        this.#argument();
        count++;
      } while (this.#take(/,/y) !== undefined);
      if (this.#take(/\)/y) === undefined) this.#fail("',' or ')'");
    }
    this.#checkCall(name, count);
  }

  end(): void {
    if (this.#take(/[\s\S]/y) !== undefined) this.#fail('its end');
  }

  #argument(): void {
    if (this.#take(/'(?:[^'\\]|\\[\s\S])*'/y) !== undefined) return;
    if (this.#take(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|(?:true|false|null)\b/y) !== undefined) return;
    const path = this.#take(/\$(?:\[[^\]]*\([^)]*\)[^\]]*\]|\['(?:[^'\\]|\\.)*'\]|\[[^\]]*\]|[^\s,()[\]])*/y);
    if (path === undefined) return this.call();
    const { problem, variable } = analyseJsonPath(path);
    if (problem !== undefined) this.findings.push({ code: 'SB111', message: problem, fix: 'correct the path' });
    if (variable !== undefined) this.variables.add(variable);
  }

  #checkCall(name: string, count: number): void {
    const limits = Object.hasOwn(ARGUMENTS, name) ? ARGUMENTS[name] : undefined;
    if (limits === undefined) {
      const known = Object.keys(ARGUMENTS);
      this.findings.push({
        code: 'SB112',
        message: `${name} is not an intrinsic function`,
        fix: didYouMean(name, known, `the functions are ${known.join(', ')}`),
      });
      return;
    }
    const [least, most] = limits;
    if (count >= least && count <= most) return;
    const wanted = most === Infinity ? `at least ${least}` : least === most ? `${least}` : `${least} to ${most}`;
    this.findings.push({
      code: 'SB112',
      message: `${name} takes ${wanted} arguments, not ${count}`,
      fix: 'give it what it takes',
    });
  }

  /** Matches at the position, after white space, and moves on. */
  #take(pattern: RegExp): string | undefined {
    this.#position += /^\s*/.exec(this.#text.slice(this.#position))?.[0].length ?? 0;
    pattern.lastIndex = this.#position;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#position += found.length;
    return found;
  }

  #fail(wanted: string): never {
    throw new UnreadableError(`expected ${wanted} at character ${this.#position + 1}`);
  }
}
