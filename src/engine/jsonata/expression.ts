import { compileExpression } from './compile.js';
import { JsonataSyntaxError } from './errors.js';
import { isExhausted } from './exhaustion.js';
import { Fault, toFault } from './fault.js';
import { emptySlots, Frame } from './frame.js';
import { functionMayEscape } from './function-escape.js';
import { builtIns } from './built-ins/built-ins.js';
import { boundNames, LexicalScope } from './lexical-scope.js';
import { awsLimits } from './limits.js';
import type { JsonataLimits } from './limits.js';
import { parseJsonata } from './parse.js';
import { Run } from './run.js';
import type { JsonataScope } from './run.js';
import { toPlain } from './values/plain.js';

/** A compiled expression: may be evaluated any number of times, and while another evaluation is under way. */
export interface JsonataExpression {
  readonly source: string;
  /**
   * Evaluates at once. The result is JSON data that may share parts with the data of the scope, which is never
   * changed; undefined when the expression has no value.
   *
   * @throws JsonataEvaluationError when the expression fails or passes a limit
   */
  evaluate(scope: JsonataScope, limits?: JsonataLimits): unknown;
}

/**
 * Compiles JSONata as Step Functions runs it: version 2.0.6 to the letter, without `$eval`, with `$partition`,
 * `$range`, `$hash`, `$random(seed)`, `$uuid` and `$parse`. There is no input document: `$` and `$$` are nothing at
 * the top level, data comes in by variables.
 *
 * Two deliberate differences from the package: keys that objects inherit in JavaScript (`constructor`) are not there,
 * and the items of an array or object constructor are evaluated strictly from left to right, so that `[$x := 1, $x]`
 * sees the assignment.
 *
 * The last texts compiled are remembered: compiling costs more than all else about a machine, and the machines of a
 * test suite are mostly the same.
 *
 * @throws JsonataSyntaxError when the text is not JSONata
 */
export function compileJsonata(source: string): JsonataExpression {
  const known = compiled.get(source);
  if (known !== undefined) return known;
  const expression = compileAnew(source);
  if (source.length <= LONGEST_REMEMBERED) {
    if (compiled.size >= MOST_REMEMBERED) for (const oldest of compiled.keys()) if (compiled.delete(oldest)) break;
    compiled.set(source, expression);
  }
  return expression;
}

const compiled = new Map<string, JsonataExpression>();
const MOST_REMEMBERED = 2_000;
const LONGEST_REMEMBERED = 10_000;

function compileAnew(source: string): JsonataExpression {
  const { code, region, size, mayHoldFunction } = refusingDepth(() => {
    const tree = parseJsonata(source);
    const scope = new LexicalScope(undefined, { binds: boundNames([tree]) });
    const mayHoldFunction = functionMayEscape(tree, (name) => builtIns.has(name));
    const compiled = compileExpression(tree, scope, builtIns);
    return { ...compiled, size: scope.size, mayHoldFunction };
  });
  return {
    source,
    evaluate(variables, limits) {
      const run = new Run(variables, limits === undefined ? awsLimits : { ...awsLimits, ...limits });
      run.mayHoldForeign = mayHoldFunction;
      try {
        run.enter(region.depth);
        const result = code(undefined, new Frame(run, undefined, emptySlots(size)));
        return run.mayHoldForeign ? toPlain(result, run) : result;
      } catch (error) {
        throw asEvaluationError(error, run);
      }
    },
  };
}

/** Reading a text takes JavaScript's stack, the deeper it nests the more. */
function refusingDepth<Result>(compile: () => Result): Result {
  try {
    return compile();
  } catch (error) {
    if (!isExhausted(error)) throw error;
    throw new JsonataSyntaxError('S0206', 0, 'The expression is nested too deeply to be compiled');
  }
}

function asEvaluationError(error: unknown, run: Run): unknown {
  const fault = isExhausted(error) ? stackOverflow(run) : toFault(error);
  return fault instanceof Fault ? fault.toEvaluationError() : fault;
}

/** Data or calls that nest deeper than JavaScript's stack, which a raised depth limit allows. */
function stackOverflow(run: Run): unknown {
  try {
    return run.tooDeep();
  } catch (fault) {
    return fault;
  }
}
