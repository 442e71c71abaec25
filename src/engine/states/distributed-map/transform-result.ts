import { executionResult } from '../../map-runs/execution-result.js';
import type { Execution } from '../../run/execution.js';

/** What WriterConfig may ask for: results with their executions, bare outputs, or outputs with their lists opened. */
export type Transformation = 'NONE' | 'COMPACT' | 'FLATTEN';

/**
 * The results that a child gives. As documented, what did not succeed keeps its whole result, whatever the transformation
 * (https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html).
 */
export function transformResult(child: Execution, transformation: Transformation): readonly unknown[] {
  if (child.status !== 'SUCCEEDED' || transformation === 'NONE') return [executionResult(child)];
  const { output } = child;
  return transformation === 'FLATTEN' && Array.isArray(output) ? output : [output];
}
