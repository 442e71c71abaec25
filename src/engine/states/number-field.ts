import { show, type StateSource } from '../definition/state-source.js';
import type { EvaluationScope } from '../query/evaluation-scope.js';
import { compileJsonataField, isExpression } from '../query/jsonata-template.js';
import { compilePathField } from '../query/jsonpath-field.js';
import { evaluationFailure, runtimeFailure } from '../run/state-failure.js';

interface Range {
  readonly from: number;
  readonly to: number;
  /** Whether only whole numbers will do. @default true */
  readonly whole?: boolean;
}

/**
 * A field that takes a number: a constant, an expression in JSONata, or in JSONPath the path in `<field>Path`.
 * Undefined when the state has neither.
 */
export function compileNumber(
  source: StateSource,
  field: string,
  { from, to, whole = true }: Range,
): ((scope: EvaluationScope) => number) | undefined {
  const isFit = (value: unknown): value is number =>
    typeof value === 'number' && (!whole || Number.isInteger(value)) && value >= from && value <= to;
  const expected = `a ${whole ? 'whole ' : ''}number`;
  const pathField = `${field}Path`;
  if (source.has(pathField)) {
    if (source.has(field)) source.report(pathField, `is given together with ${field}: give one of the two`);
    const stage = compilePathField(source, pathField, source.fields[pathField]);
    return (scope) => {
      const value = stage(scope);
      // AWS takes a number in a text as well.
      const number = typeof value === 'string' && value !== '' ? Number(value) : value;
      if (isFit(number)) return number;
      throw runtimeFailure(
        `The ${pathField} parameter must reference ${expected} from ${from} to ${to} but was: ${JSON.stringify(value)}`,
      );
    };
  }
  if (!source.has(field)) return undefined;
  const constant = source.fields[field];
  if (source.language === 'JSONata' && isExpression(constant)) {
    const stage = compileJsonataField(source, field, constant, 'number');
    return (scope) => {
      const value = stage(scope);
      if (isFit(value)) return value;
      throw evaluationFailure(
        `The field '${field}' must be ${expected} from ${from} to ${to} but was: ${JSON.stringify(value)}`,
        field,
      );
    };
  }
  if (isFit(constant)) return () => constant;
  source.report(field, `is ${show(constant)}: expected ${expected}, ${from} to ${to}`);
  return undefined;
}
