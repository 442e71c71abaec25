import { compileReferencePath } from '../jsonpath/index.js';
import { isObject } from '../json/plain-json.js';
import type { StateSource } from '../definition/state-source.js';
import type { EvaluationScope, Stage } from './evaluation-scope.js';
import { compileJsonataTemplate } from './jsonata-template.js';
import { compileDataPath, compileTemplateField, queryFailure } from './jsonpath-field.js';

/** Variables that a state assigns: they take effect when it ends. */
export type Assignments = ReadonlyMap<string, unknown>;

/** What a state's fields make of its input and of the result of its work, in either query language. */
export interface DataFlow {
  /** What the state works on: InputPath and Parameters, or Arguments. */
  readonly work: (scope: EvaluationScope, input: unknown) => unknown;
  /** The state's output for a result: ResultSelector, ResultPath and OutputPath, or Output. */
  readonly output: (scope: EvaluationScope, input: unknown, result: unknown) => Conclusion;
}

export interface Conclusion {
  readonly output: unknown;
  readonly assigned: Assignments | undefined;
}

/** What becomes the output in JSONata when there is no Output field. */
export type DefaultOutput = 'result' | 'input';

export function compileDataFlow(source: StateSource, byDefault: DefaultOutput): DataFlow {
  return source.language === 'JSONata' ? compileJsonataFlow(source, byDefault) : compileJsonPathFlow(source);
}

function compileJsonataFlow(source: StateSource, byDefault: DefaultOutput): DataFlow {
  const { fields } = source;
  const argumentsOf = source.has('Arguments')
    ? compileJsonataTemplate(source, 'Arguments', fields['Arguments'])
    : undefined;
  const outputOf = source.has('Output') ? compileJsonataTemplate(source, 'Output', fields['Output']) : undefined;
  const assign = compileAssign(source, 'Assign', fields['Assign']);
  const hasResult = byDefault === 'result';
  return {
    work: (scope, input) => {
      if (argumentsOf === undefined) return input;
      scope.states = { input };
      return argumentsOf(scope);
    },
    output: (scope, input, result) => {
      scope.states = hasResult ? { input, result } : { input };
      return {
        output: outputOf === undefined ? (hasResult ? result : input) : outputOf(scope),
        assigned: assign?.(scope),
      };
    },
  };
}

function compileJsonPathFlow(source: StateSource): DataFlow {
  const { fields } = source;
  const inputPath = compileDataPath(source, 'InputPath');
  const parameters = source.has('Parameters') && source.type !== 'Map' ? template(source, 'Parameters') : undefined;
  const selector = source.has('ResultSelector') ? template(source, 'ResultSelector') : undefined;
  const assign = compileAssign(source, 'Assign', fields['Assign']);
  const placeResult = compileResultPath(source, 'ResultPath', fields['ResultPath']);
  const outputPath = compileDataPath(source, 'OutputPath');
  return {
    work: (scope, input) => apply(scope, apply(scope, input, inputPath), parameters),
    output: (scope, input, result) => {
      const selected = apply(scope, result, selector);
      scope.input = selected;
      const assigned = assign?.(scope);
      const placed = placeResult === undefined ? selected : placeResult(input, selected);
      return { output: apply(scope, placed, outputPath), assigned };
    },
  };
}

function template(source: StateSource, field: string): Stage {
  return compileTemplateField(source, field, source.fields[field]);
}

function apply(scope: EvaluationScope, value: unknown, stage: Stage | undefined): unknown {
  if (stage === undefined) return value;
  scope.input = value;
  return stage(scope);
}

/** Where ResultPath puts a result inside the state's input; undefined when the result replaces the input. */
export function compileResultPath(
  source: StateSource,
  field: string,
  text: unknown,
): ((input: unknown, result: unknown) => unknown) | undefined {
  if (text === undefined || text === '$') return undefined;
  if (text === null) return (input) => input;
  if (typeof text !== 'string') {
    source.report(field, 'is not a text: expected a path such as $.result, or null');
    return undefined;
  }
  const path = source.compile(field, () => compileReferencePath(text), undefined);
  if (path === undefined) return undefined;
  return (input, result) => {
    try {
      return path.write(input, result);
    } catch (error) {
      throw queryFailure(error);
    }
  };
}

const VARIABLE_NAME = /^[\p{ID_Start}][\p{ID_Continue}]*$/u;

/** Every expression of an Assign sees the variables as they were when the state began; a swap works. */
export function compileAssign(
  source: StateSource,
  field: string,
  value: unknown,
): ((scope: EvaluationScope) => Assignments) | undefined {
  if (value === undefined) return undefined;
  if (!isObject(value)) {
    source.report(field, 'is not an object: expected variable names with their values');
    return undefined;
  }
  for (const name of Object.keys(value)) {
    const bare = source.language === 'JSONPath' ? name.replace(/\.\$$/, '') : name;
    if (!VARIABLE_NAME.test(bare) || bare.length > 80) {
      source.report(
        `${field}.${name}`,
        'is not a variable name: letters, digits and _, not more than 80, a letter first',
      );
    } else if (bare === 'states') {
      source.report(`${field}.${name}`, 'is a reserved name: call the variable something else');
    }
  }
  const stage =
    source.language === 'JSONata'
      ? compileJsonataTemplate(source, field, value)
      : compileTemplateField(source, field, value);
  return (scope) => {
    const assigned = stage(scope);
    return new Map(isObject(assigned) ? Object.entries(assigned) : []);
  };
}
