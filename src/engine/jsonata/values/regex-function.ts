import { createContext, Script } from 'node:vm';
import { Fault } from '../fault.js';
import type { Run } from '../run.js';
import { FunctionValue } from './function-value.js';
import { writeOwn } from './own-property.js';

/** Matches found one after the other; a second one of no length would never end and is an error when it is reached. */
export interface Matches {
  readonly found: readonly RegExpExecArray[];
  readonly endsInZeroLength: boolean;
}

/**
 * A regular expression of the text. Called as a function it gives the match object that JSONata's matchers give.
 *
 * What is guaranteed about time: JavaScript cannot interrupt a regular expression, except when it runs under a
 * `node:vm` time-out, which costs some 50 µs. Patterns that can backtrack badly on the text at hand (two quantifiers or
 * alternatives, or one on a long text, or a back-reference) run under it and fail with the time limit's error; all others run
 * bare, in time that grows at most with the square of 4,096 characters.
 */
export class RegexFunction extends FunctionValue {
  readonly arity = 2;
  override readonly truthy = false;
  readonly #source: RegExp;
  readonly #position: number | undefined;
  readonly #choices: number;

  constructor(source: RegExp, position: number | undefined) {
    super();
    this.#source = source;
    this.#position = position;
    this.#choices = countChoices(source.source);
  }

  invoke([text, from]: unknown[], _context: unknown, run: Run): unknown {
    return typeof text === 'string'
      ? this.#matchObject(text, typeof from === 'number' ? from : 0, run, false)
      : undefined;
  }

  /** Up to `limit` matches. */
  matchAll(text: string, limit: number, run: Run): Matches {
    return this.#guarded(text, run, () => collect(new RegExp(this.#source), text, limit));
  }

  zeroLengthMatch(): Fault {
    return new Fault('D1004', { value: this.#source.source }, this.#position);
  }

  #matchObject(text: string, from: number, run: Run, again: boolean): Record<string, unknown> | undefined {
    const regex = new RegExp(this.#source);
    regex.lastIndex = from;
    const match = this.#guarded(text, run, () => regex.exec(text));
    if (match === null) return undefined;
    if (again && match[0] === '') throw this.zeroLengthMatch();
    run.mayHoldForeign = true;
    const next = regex.lastIndex;
    const result: Record<string, unknown> = {};
    writeOwn(result, 'match', match[0]);
    writeOwn(result, 'start', match.index);
    writeOwn(result, 'end', match.index + match[0].length);
    writeOwn(result, 'groups', match.slice(1));
    writeOwn(
      result,
      'next',
      new NextMatch(() => (next >= text.length ? undefined : this.#matchObject(text, next, run, true))),
    );
    return result;
  }

  #guarded<T>(text: string, run: Run, work: () => T): T {
    const safe = this.#choices === 0 || (this.#choices === 1 && text.length <= 4096);
    return safe ? work() : interruptible(work, run);
  }
}

class NextMatch extends FunctionValue {
  readonly arity = 0;
  override readonly truthy = false;
  readonly #find: () => unknown;

  constructor(find: () => unknown) {
    super();
    this.#find = find;
  }

  invoke(): unknown {
    return this.#find();
  }
}

/** JSONata looks for one match more than it needs, and so may fail on that one. */
function collect(regex: RegExp, text: string, limit: number): Matches {
  const found: RegExpExecArray[] = [];
  for (let match = regex.exec(text); match !== null; match = regex.exec(text)) {
    if (found.length > 0 && match[0] === '') return { found, endsInZeroLength: true };
    if (found.length >= limit) break;
    found.push(match);
    if (regex.lastIndex >= text.length) break;
  }
  return { found, endsInZeroLength: false };
}

/**
 * Places where matching may go more than one way: quantifiers and alternatives outside character classes. A
 * back-reference counts for two, because it backtracks as badly.
 */
function countChoices(source: string): number {
  const bare = source
    .replace(/\\[1-9k]/g, '++')
    .replace(/\\./g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/\(\?/g, '(');
  return bare.match(/[*+?{|]/g)?.length ?? 0;
}

const sandbox = createContext({ work: undefined as unknown });
const callWork = new Script('work()');

function interruptible<T>(work: () => T, run: Run): T {
  sandbox['work'] = work;
  try {
    return callWork.runInContext(sandbox, { timeout: Math.max(1, Math.ceil(run.limits.milliseconds)) }) as T;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') run.timedOut();
    throw error;
  } finally {
    sandbox['work'] = undefined;
  }
}
