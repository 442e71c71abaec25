import { compileJsonata, JsonataEvaluationError } from '../jsonata/index.js';
import { isObject, setMember } from '../json/plain-json.js';
import { evaluationFailure } from '../run/state-failure.js';
import type { StateSource } from '../definition/state-source.js';
import type { EvaluationScope, Stage } from './evaluation-scope.js';

const EXPRESSION = /^\{%([\s\S]*)%\}$/;

/** `$states.context`, or `$states` as a whole: then the context object has to be there. */
const MENTIONS_CONTEXT = /context|\$states(?!\s*\.\s*(?:input|result|errorOutput)\b)/;

/** What a field takes, for AWS's texts about values of the wrong type. */
export type ExpectedType = 'array' | 'number' | 'boolean' | 'string';

/** Whether a value of the definition is a JSONata expression: a whole text `{% … %}`; there is no interpolation. */
export function isExpression(value: unknown): value is string {
  return typeof value === 'string' && EXPRESSION.test(value);
}

/** Compiles a value in which any text may be an expression; a value without expressions is returned as it is. */
export function compileJsonataTemplate(source: StateSource, field: string, value: unknown): Stage {
  const compiled = compileNode(source, field, value);
  return compiled ?? (() => value);
}

/** Compiles a field that is one expression, or one constant, of a certain type. */
export function compileJsonataField(source: StateSource, field: string, value: unknown, expected: ExpectedType): Stage {
  if (!isExpression(value)) return () => value;
  const text = expressionText(value);
  const evaluate = compileExpression(source, field, text);
  return (scope) => {
    const result = evaluate(scope);
    if (typeOf(result) === expected) return result;
    throw evaluationFailure(
      `The JSONata expression '${text}' specified for the field '${field}' returned an unexpected result type. ` +
        `Expected '${expected}', but was '${typeOf(result)}' for value: ${JSON.stringify(result)}`,
      field,
    );
  };
}

/** Undefined when there is no expression inside, so that constant parts are shared and never rebuilt. */
function compileNode(source: StateSource, field: string, value: unknown): Stage | undefined {
  if (isExpression(value)) return compileExpression(source, field, expressionText(value));
  if (Array.isArray(value)) {
    const items = value.map((item: unknown, index) => compileNode(source, `${field}[${index}]`, item));
    if (items.every((item) => item === undefined)) return undefined;
    return (scope) => items.map((item, index): unknown => (item === undefined ? value[index] : item(scope)));
  }
  if (!isObject(value)) return undefined;
  const members = Object.entries(value).map(
    ([name, member]) => [name, member, compileNode(source, `${field}/${name}`, member)] as const,
  );
  if (members.every(([, , stage]) => stage === undefined)) return undefined;
  return (scope) => {
    const result: Record<string, unknown> = {};
    for (const [name, constant, stage] of members)
      setMember(result, name, stage === undefined ? constant : stage(scope));
    return result;
  };
}

function compileExpression(source: StateSource, field: string, text: string): Stage {
  const expression = source.compile(field, () => compileJsonata(text), undefined);
  if (expression === undefined) return () => undefined;
  const needsContext = MENTIONS_CONTEXT.test(text);
  return (scope) => {
    if (needsContext) giveContext(scope);
    let value: unknown;
    try {
      value = expression.evaluate(scope);
    } catch (error) {
      throw evaluationFailure(
        `The JSONata expression '${text}' specified for the field '${field}' threw an error during evaluation. ${describe(error)}`,
        field,
      );
    }
    if (value !== undefined) return value;
    throw evaluationFailure(
      `The JSONata expression '${text}' specified for the field '${field}' returned nothing (undefined).`,
      field,
    );
  };
}

function giveContext(scope: EvaluationScope): void {
  if (scope.states.context === undefined) scope.states = { ...scope.states, context: scope.context };
}

function describe(error: unknown): string {
  if (error instanceof JsonataEvaluationError) {
    return error.message.startsWith(error.code) ? error.message : `${error.code}: ${error.message}`;
  }
  return error instanceof Error ? error.message : String(error);
}

function expressionText(value: string): string {
  return value.slice(2, -2).trim();
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
