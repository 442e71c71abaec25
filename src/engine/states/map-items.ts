import type { StateSource } from '../definition/state-source.js';
import type { EvaluationScope } from '../query/evaluation-scope.js';
import { compileJsonataField, compileJsonataTemplate } from '../query/jsonata-template.js';
import { compilePathField } from '../query/jsonpath-field.js';
import { evaluationFailure, runtimeFailure } from '../run/state-failure.js';

/**
 * The items of a Map in its input: Items, or ItemsPath.
 *
 * @param read what the items are for a value; undefined for a value that has none
 */
export function compileMapItems<Items>(
  source: StateSource,
  read: (value: unknown) => Items | undefined,
): (scope: EvaluationScope, work: unknown) => Items {
  if (source.language === 'JSONata') {
    const { Items: field } = source.fields;
    const isExpression = field === undefined || typeof field === 'string';
    // An object has items for a distributed Map alone, which says so itself.
    const takesLists = isExpression && read({}) === undefined;
    const stage = takesLists
      ? compileJsonataField(source, 'Items', field, 'array')
      : compileJsonataTemplate(source, 'Items', field);
    return (scope, work) => {
      const value = field === undefined ? work : stage(scope);
      const items = read(value);
      if (items !== undefined) return items;
      throw evaluationFailure(`Map state input must be an array but was: ${JSON.stringify(value)}`);
    };
  }
  const path = source.has('ItemsPath') ? source.fields['ItemsPath'] : '$';
  const stage = compilePathField(source, 'ItemsPath', path);
  return (scope) => {
    const items = read(stage(scope));
    if (items !== undefined) return items;
    throw runtimeFailure(`Reference path "${String(path)}" must point to array.`);
  };
}
