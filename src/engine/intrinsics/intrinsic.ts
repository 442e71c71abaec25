import type { PathScope } from '../jsonpath/path-scope.js';
import { IntrinsicError } from './intrinsic-error.js';
import { IntrinsicFailure } from './intrinsic-failure.js';
import { IntrinsicCall } from './intrinsic-function.js';
import { intrinsicFunctions } from './intrinsic-functions.js';
import { parseIntrinsic } from './parse-intrinsic.js';
import type { IntrinsicArgument, ParsedCall } from './parse-intrinsic.js';

/** A compiled intrinsic, such as `States.Format('{}!', $.name)`. */
export interface Intrinsic {
  readonly text: string;
  /** @throws IntrinsicError when an argument is missing or not accepted */
  call(scope: PathScope): unknown;
}

type Evaluator = (scope: PathScope) => unknown;

/**
 * Compiles an intrinsic of the States Language with all functions nested in it.
 *
 * The number and the kinds of the arguments are checked by each call, as on AWS, not here.
 *
 * @throws PathSyntaxError when the text is malformed, the function unknown, or more than 10 calls are used
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
 */
export function compileIntrinsic(text: string): Intrinsic {
  const evaluate = compileCall(parseIntrinsic(text));
  return {
    text,
    call(scope) {
      try {
        return evaluate(scope);
      } catch (error) {
        if (error instanceof IntrinsicFailure) throw new IntrinsicError(text, error.message, error.detail);
        throw error;
      }
    },
  };
}

function compileCall({ name, arguments: parsed }: ParsedCall): Evaluator {
  const implementation = intrinsicFunctions.get(name)!;
  const [least, most] = implementation.arity;
  const evaluators = parsed.map((argument, at) => compileArgument(argument, name === 'States.Format' && at === 0));
  return (scope) => {
    const call = new IntrinsicCall(
      name,
      evaluators.map((evaluate) => evaluate(scope)),
      () => scope.random(),
    );
    const count = call.values.length;
    if (count < least || count > most) call.fail(`${name} takes ${arityText(least, most)}, but was given ${count}.`);
    return implementation.call(call);
  };
}

function compileArgument(argument: IntrinsicArgument, isTemplate: boolean): Evaluator {
  switch (argument.kind) {
    case 'call':
      return compileCall(argument);
    case 'text': {
      const text = isTemplate ? argument.source : argument.value;
      return () => text;
    }
    case 'constant':
      return () => argument.value;
    case 'path': {
      const { path } = argument;
      return (scope) => {
        const value = path.find(scope);
        return value === undefined ? failMissing(path.text, scope) : value;
      };
    }
  }
}

/** AWS names a context path by its place in the context object, and shows the state's input all the same. */
function failMissing(path: string, scope: PathScope): never {
  const place = path.startsWith('$$') ? path.slice(1) : path;
  throw new IntrinsicFailure(
    `The JsonPath argument for the field '${place}' could not be found in the input '${JSON.stringify(scope.input)}'`,
    `The argument ${path} leads nowhere; give it a value in an earlier state, or test it with IsPresent first.`,
  );
}

function arityText(least: number, most: number): string {
  const count = least === most ? `${least}` : most === Infinity ? `at least ${least}` : `${least} to ${most}`;
  return `${count} ${least === 1 && (most === 1 || most === Infinity) ? 'argument' : 'arguments'}`;
}
