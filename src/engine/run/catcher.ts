import { compileAssign, compileResultPath, type Conclusion } from '../query/data-flow.js';
import type { EvaluationScope } from '../query/evaluation-scope.js';
import { compileJsonataTemplate } from '../query/jsonata-template.js';
import type { StateSource } from '../definition/state-source.js';
import { compileErrorEquals } from './retry-policy.js';

/** What a Catch entry hands on: the error's name and cause. */
export interface ErrorOutput {
  readonly Error: string;
  readonly Cause: string;
}

/** One entry of Catch. */
export interface Catcher {
  readonly errors: readonly string[];
  readonly next: number;
  readonly output: (scope: EvaluationScope, input: unknown, error: ErrorOutput) => Conclusion;
}

export function compileCatchers(source: StateSource): readonly Catcher[] {
  return source.objects('Catch').map((entry, index) => {
    const at = `Catch[${index}]`;
    return {
      errors: compileErrorEquals(source, 'Catch', index, entry['ErrorEquals']),
      next: source.target(`${at}.Next`, entry['Next']),
      output: source.language === 'JSONata' ? jsonataOutput(source, at, entry) : jsonPathOutput(source, at, entry),
    };
  });
}

function jsonataOutput(source: StateSource, at: string, entry: Readonly<Record<string, unknown>>): Catcher['output'] {
  const outputOf =
    entry['Output'] === undefined ? undefined : compileJsonataTemplate(source, `${at}/Output`, entry['Output']);
  const assign = compileAssign(source, `${at}/Assign`, entry['Assign']);
  return (scope, input, error) => {
    scope.states = { input, errorOutput: error };
    return { output: outputOf === undefined ? error : outputOf(scope), assigned: assign?.(scope) };
  };
}

/** ResultPath works on the state's raw input: what InputPath and Parameters made of it does not count here. */
function jsonPathOutput(source: StateSource, at: string, entry: Readonly<Record<string, unknown>>): Catcher['output'] {
  const place = compileResultPath(source, `${at}.ResultPath`, entry['ResultPath']);
  const assign = compileAssign(source, `${at}.Assign`, entry['Assign']);
  return (scope, input, error) => {
    scope.input = error;
    return { assigned: assign?.(scope), output: place === undefined ? error : place(input, error) };
  };
}
