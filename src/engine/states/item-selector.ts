import type { StateSource } from '../definition/state-source.js';
import type { EvaluationScope, Stage } from '../query/evaluation-scope.js';
import { compileJsonataTemplate } from '../query/jsonata-template.js';
import { compileTemplateField } from '../query/jsonpath-field.js';

/** What an iteration gets instead of the bare item: made of the Map's input, and of the item in the context of `scope`. */
export type SelectItem = (scope: EvaluationScope, work: unknown, input: unknown) => unknown;

/** ItemSelector reads the Map's own input and the item from the context; Parameters is its old name. */
export function compileItemSelector(source: StateSource): SelectItem | undefined {
  const field = source.has('ItemSelector') ? 'ItemSelector' : 'Parameters';
  if (!source.has(field)) return undefined;
  const stage = compileTemplate(source, field, source.fields[field]);
  return (scope, work, input) => {
    scope.input = work;
    scope.states = { input };
    return stage(scope);
  };
}

/** A template in the state's own query language. */
export function compileTemplate(source: StateSource, field: string, value: unknown): Stage {
  return source.language === 'JSONata'
    ? compileJsonataTemplate(source, field, value)
    : compileTemplateField(source, field, value);
}
