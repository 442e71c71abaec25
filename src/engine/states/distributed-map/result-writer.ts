import type { StateSource } from '../../definition/state-source.js';
import { memberOf } from '../../json/plain-json.js';
import type { ResultPlan } from '../../map-runs/map-run-plan.js';
import type { ObjectStore } from '../../object-store/object-store.js';
import type { EvaluationScope } from '../../query/evaluation-scope.js';
import { runtimeFailure } from '../../run/state-failure.js';
import { compileTemplate } from '../item-selector.js';
import { checkFields, nestedSource, oneOf } from './nested-source.js';
import { transformResult, type Transformation } from './transform-result.js';
import { writeResults, type OutputType } from './write-results.js';

const RESOURCE = /^arn:[\w-]+:states:[\w-]*:\d*:s3:putObject$/;

/** What becomes of the results of the children, once the arguments of ResultWriter are known. */
export type CompiledResultWriter = (scope: EvaluationScope, store: ObjectStore | undefined) => ResultPlan;

/**
 * ResultWriter: what the results look like, and the bucket they are written to
 * (https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html).
 */
export function compileResultWriter(source: StateSource): CompiledResultWriter {
  const fields = source.object('ResultWriter');
  if (fields === undefined) return () => stateResult('COMPACT', 'JSON');
  const writer = nestedSource(source, 'ResultWriter', fields);
  const argumentsField = source.language === 'JSONata' ? 'Arguments' : 'Parameters';
  checkFields(writer, ['Resource', 'WriterConfig', argumentsField]);
  const config = nestedSource(writer, 'WriterConfig', writer.object('WriterConfig') ?? {});
  checkFields(config, ['Transformation', 'OutputType']);
  const transformation = oneOf(config, 'Transformation', ['NONE', 'COMPACT', 'FLATTEN']);
  const outputType = oneOf(config, 'OutputType', ['JSON', 'JSONL']) ?? 'JSON';
  if (!writer.has('Resource')) {
    if (!writer.has('WriterConfig')) {
      source.report('ResultWriter', 'is empty: give Resource and where to write to, or WriterConfig, or all of them');
    }
    const plan = stateResult(transformation ?? 'COMPACT', outputType);
    return () => plan;
  }
  if (!RESOURCE.test(writer.text('Resource'))) {
    writer.report('Resource', 'is not one that results are written with: expected arn:aws:states:::s3:putObject');
  }
  const order = compileTemplate(source, `ResultWriter.${argumentsField}`, writer.object(argumentsField) ?? {});
  return (scope, store) => {
    const args = order(scope);
    if (store === undefined) {
      throw runtimeFailure(
        'The ResultWriter writes to Amazon S3, and the engine has no object store: give createEngine({ objectStore }).',
      );
    }
    const bucket = memberOf(args, 'Bucket');
    const prefix = memberOf(args, 'Prefix');
    const place = {
      bucket: typeof bucket === 'string' ? bucket : '',
      folder: typeof prefix === 'string' && prefix !== '' ? prefix.replace(/\/?$/, '/') : '',
    };
    return {
      // As text, results take the least room until they are written.
      keep: (child) => transformResult(child, transformation ?? 'NONE').map((value) => JSON.stringify(value)),
      write: (end) => writeResults(store, place, end, outputType),
    };
  };
}

/** Results that become the result of the state. */
function stateResult(transformation: Transformation, outputType: OutputType): ResultPlan {
  return {
    keep: (child) => transformResult(child, transformation),
    collect: ({ results }) => {
      const values = results.flatMap((result) => result?.values ?? []);
      return outputType === 'JSON' ? values : values.map((value) => JSON.stringify(value)).join('\n');
    },
  };
}
