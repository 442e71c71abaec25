import { jsonataIn } from '../jsonata-text.js';
import { analyseIntrinsic, isIntrinsicCall } from './intrinsics.js';
import { analyseJsonata, type JsonataAnalysis } from './jsonata-analysis.js';
import { JSONATA_FUNCTIONS } from './jsonata-functions.js';
import { analyseJsonPath } from './jsonpath-analysis.js';
import { inState, type Path, type Report } from './report.js';
import { isObject, objectsIn, statesOf, type FlowView, type JsonObject, type StateView } from './view.js';

/** A variable that an expression of a state reads. */
export interface Read {
  readonly state: StateView;
  readonly keys: Path;
  readonly name: string;
  /** The name of a JSONata function too: a variable only if one is called so. */
  readonly maybeFunction: boolean;
}

/** Fields that are never evaluated, or that are looked into elsewhere. */
const SKIPPED = new Set([
  'Type',
  'Comment',
  'QueryLanguage',
  'Next',
  'End',
  'Default',
  'Resource',
  'Branches',
  'ItemProcessor',
  'Iterator',
  'Result',
  'Retry',
  'Catch',
  'Choices',
  'Label',
  'ErrorEquals',
]);

/** Checks every expression of the flow's own states (SB101 to SB113) and lists the variables they read. */
export function checkExpressions(flow: FlowView, report: Report): readonly Read[] {
  const analyses = new Map<string, JsonataAnalysis>();
  return statesOf(flow).flatMap((state) => {
    const scan = new Scan(state, report, analyses);
    scan.state();
    return scan.reads;
  });
}

class Scan {
  readonly reads: Read[] = [];
  readonly #state: StateView;
  readonly #report: Report;
  readonly #analyses: Map<string, JsonataAnalysis>;

  constructor(state: StateView, report: Report, analyses: Map<string, JsonataAnalysis>) {
    this.#state = state;
    this.#report = report;
    this.#analyses = analyses;
  }

  state(): void {
    const { fields, type } = this.#state;
    const worked = type === 'Task' || type === 'Map' || type === 'Parallel';
    this.#holder(fields, [], worked ? 'result' : undefined);
    for (const { index, item } of objectsIn(fields.Choices)) this.#holder(item, ['Choices', index], undefined);
    for (const { index, item } of objectsIn(fields.Catch)) this.#holder(item, ['Catch', index], 'errorOutput');
  }

  /** A state, choice rule or catcher. `extra` is what $states has beside input and context in its Assign and Output. */
  #holder(holder: JsonObject, keys: Path, extra: 'result' | 'errorOutput' | undefined): void {
    for (const [field, value] of Object.entries(holder)) {
      if (SKIPPED.has(field)) continue;
      const after = field === 'Assign' || field === 'Output';
      this.#value(
        value,
        [...keys, field],
        after && extra !== undefined ? ['input', 'context', extra] : ['input', 'context'],
      );
    }
  }

  #value(value: unknown, keys: Path, available: readonly string[]): void {
    if (typeof value === 'string') {
      if (this.#state.language === 'JSONata') this.#jsonata(value, keys, available);
      else this.#jsonPathField(value, keys);
    } else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) this.#value(item, [...keys, index], available);
    } else if (isObject(value)) {
      for (const [field, item] of Object.entries(value)) this.#value(item, [...keys, field], available);
    }
  }

  #jsonata(text: string, keys: Path, available: readonly string[]): void {
    const source = jsonataIn(text);
    if (source === undefined) {
      if (text.includes('{%')) this.#partlyJsonata(keys);
      return;
    }
    const analysis = this.#analyses.get(source) ?? analyseJsonata(source);
    this.#analyses.set(source, analysis);
    for (const finding of analysis.findings) this.#report(inState(this.#state, keys, finding));
    for (const part of analysis.states) if (!available.includes(part)) this.#unavailable(part, keys, available);
    for (const name of analysis.variables) this.#read(name, keys, JSONATA_FUNCTIONS.has(name));
    if (/[$#]\{/.test(source)) this.#substitution(keys);
  }

  #partlyJsonata(keys: Path): void {
    this.#report(
      inState(this.#state, keys, {
        code: 'SB107',
        severity: 'warning',
        message: 'has JSONata inside other text, which Step Functions does not evaluate',
        fix: "make the whole text an expression: {% 'text ' & $value %}",
      }),
    );
  }

  #unavailable(part: string, keys: Path, available: readonly string[]): void {
    this.#report(
      inState(this.#state, keys, {
        code: 'SB105',
        message: `$states.${part} does not exist here${PLACES[part] ?? ''}`,
        fix: `here there is ${available.map((name) => `$states.${name}`).join(', ')}`,
      }),
    );
  }

  #substitution(keys: Path): void {
    this.#report(
      inState(this.#state, keys, {
        code: 'SB106',
        severity: 'warning',
        message: "has '${' or '#{' in JSONata, which CloudFormation and the Serverless plugin take for a substitution",
        fix: "write a space between the two ('$ {')",
      }),
    );
  }

  /** `name.$` is evaluated, and so are the fields that hold a path; any other text is text. */
  #jsonPathField(text: string, keys: Path): void {
    const field = keys.findLast((key) => typeof key === 'string') ?? '';
    const inPayload = keys.slice(0, -1).some((key) => PAYLOADS.has(String(key)));
    const computed = inPayload && field.endsWith('.$');
    const comparison = keys[0] === 'Choices' && /(Equals|Than)Path$/.test(field);
    if (!computed && (inPayload || !(PATH_FIELDS.has(field) || comparison))) return;
    if (isIntrinsicCall(text)) {
      if (computed || INTRINSIC_FIELDS.has(field)) this.#intrinsic(text, keys);
      else
        this.#report(
          inState(this.#state, keys, {
            code: 'SB111',
            message: `${field} takes a path, not '${text}'`,
            fix: 'compute the value in a Pass before, and name its path here',
          }),
        );
      return;
    }
    const { problem, variable, definite } = analyseJsonPath(text);
    if (problem !== undefined)
      this.#report(
        inState(this.#state, keys, {
          code: 'SB111',
          message: problem,
          fix: "write a path such as '$.order.id', '$$.Execution.Id' or '$variable'",
        }),
      );
    else if (field === 'ResultPath' && (!definite || text.startsWith('$$') || variable !== undefined))
      this.#notReference(text, keys);
    if (variable !== undefined) this.#read(variable, keys, false);
  }

  #intrinsic(text: string, keys: Path): void {
    const { findings, variables } = analyseIntrinsic(text);
    for (const finding of findings) this.#report(inState(this.#state, keys, finding));
    for (const name of variables) this.#read(name, keys, false);
  }

  #notReference(text: string, keys: Path): void {
    this.#report(
      inState(this.#state, keys, {
        code: 'SB113',
        message: `'${text}' does not name one place in the state's data`,
        fix: "name one place to write to, such as '$.result'",
      }),
    );
  }

  #read(name: string, keys: Path, maybeFunction: boolean): void {
    this.reads.push({ state: this.#state, keys, name, maybeFunction });
  }
}

/** Where the parts of $states exist that do not exist everywhere. */
const PLACES: Readonly<Record<string, string>> = {
  result: ': the result is there after the work, in the Assign and Output of a Task, Map or Parallel',
  errorOutput: ': the error is there in the Assign and Output of a Catch',
};

/** Templates: data in which only `name.$` is computed. */
const PAYLOADS = new Set(['Parameters', 'ResultSelector', 'ItemSelector', 'Assign', 'BatchInput', 'Credentials']);

/** Fields whose text is a path, in states and the objects inside them. */
const PATH_FIELDS = new Set([
  'InputPath',
  'OutputPath',
  'ResultPath',
  'ItemsPath',
  'SecondsPath',
  'TimestampPath',
  'TimeoutSecondsPath',
  'HeartbeatSecondsPath',
  'MaxConcurrencyPath',
  'ToleratedFailureCountPath',
  'ToleratedFailurePercentagePath',
  'ErrorPath',
  'CausePath',
  'Variable',
  'MaxItemsPath',
  'MaxItemsPerBatchPath',
  'MaxInputBytesPerBatchPath',
]);
/** Path fields that take an intrinsic function as well. */
const INTRINSIC_FIELDS = new Set(['ErrorPath', 'CausePath']);
