import { compileIntrinsic } from '../intrinsics/index.js';
import { compilePath, compilePayloadTemplate } from '../jsonpath/index.js';
import { isStateFailure, runtimeFailure, type StateFailure } from '../run/state-failure.js';
import type { StateSource } from '../definition/state-source.js';
import type { Stage } from './evaluation-scope.js';

/** `InputPath`, `OutputPath` and the like: `null` gives an empty object, an absent field the whole. */
export function compileDataPath(source: StateSource, field: string): Stage | undefined {
  const text = source.fields[field];
  if (text === undefined || text === '$') return undefined;
  if (text === null) return () => ({});
  return compilePathField(source, field, text);
}

/** A field that is a path. */
export function compilePathField(source: StateSource, field: string, text: unknown): Stage {
  if (typeof text !== 'string') {
    source.report(field, 'is not a text: expected a path such as $.name');
    return () => undefined;
  }
  const path = source.compile(field, () => compilePath(text), undefined);
  if (path === undefined) return () => undefined;
  return (scope) => {
    try {
      return path.read(scope);
    } catch (error) {
      throw queryFailure(error);
    }
  };
}

/** A field such as ErrorPath, which takes a path or an intrinsic function. */
export function compilePathOrIntrinsic(source: StateSource, field: string, text: unknown): Stage {
  if (typeof text !== 'string' || !text.startsWith('States.')) return compilePathField(source, field, text);
  const intrinsic = source.compile(field, () => compileIntrinsic(text), undefined);
  if (intrinsic === undefined) return () => undefined;
  return (scope) => {
    try {
      return intrinsic.call(scope);
    } catch (error) {
      throw queryFailure(error);
    }
  };
}

/** A payload template: members whose name ends in `.$` are paths or intrinsic functions. */
export function compileTemplateField(source: StateSource, field: string, value: unknown): Stage {
  const template = source.compile(field, () => compilePayloadTemplate(value), undefined);
  if (template === undefined) return () => undefined;
  return (scope) => {
    try {
      return template.render(scope);
    } catch (error) {
      throw queryFailure(error);
    }
  };
}

/** What a failed path or intrinsic means for the state: the error says itself which of AWS's names it has. */
export function queryFailure(error: unknown): StateFailure {
  if (isStateFailure(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  const name = error instanceof Error && 'errorName' in error ? error.errorName : undefined;
  if (typeof name === 'string')
    return { ...runtimeFailure(message), error: name, catchable: name !== 'States.Runtime' };
  return runtimeFailure(message);
}
