import type { Problem } from '../problem.js';
import { checkChoiceRules } from './choice-rules.js';
import { checkErrorHandlers } from './error-handlers.js';
import { checkExpressions, type Read } from './expressions.js';
import { checkGraph } from './graph.js';
import { checkNames } from './names.js';
import type { Report } from './report.js';
import { checkResources } from './resources.js';
import { checkShape, describe } from './shape.js';
import { checkSize } from './size.js';
import { checkVariables } from './variables.js';
import { allFlows, isObject, viewMachine, type FlowView } from './view.js';

/** What looks at one flow at a time. */
const FLOW_CHECKS: readonly ((flow: FlowView, report: Report) => void)[] = [
  checkShape,
  checkGraph,
  checkErrorHandlers,
  checkChoiceRules,
  checkResources,
];

/**
 * Checks a definition in the Amazon States Language, from any tool, in JSONata, JSONPath or both. Gives every problem
 * at once, and none for a machine that Step Functions accepts and that does what it says; never throws, whatever JSON it
 * is given.
 */
export function checkAsl(definition: unknown): Problem[] {
  if (!isObject(definition)) {
    return [
      {
        code: 'SB010',
        severity: 'error',
        path: [],
        message: `expected a state machine, an object with StartAt and States, found ${describe(definition)}`,
        fix: 'give it the definition itself, not text or a list of definitions',
      },
    ];
  }
  const problems: Problem[] = [];
  const report: Report = (problem) => problems.push(problem);
  const machine = viewMachine(definition);
  const flows = allFlows(machine);
  for (const flow of flows) for (const check of FLOW_CHECKS) check(flow, report);
  const reads = new Map<FlowView, readonly Read[]>(flows.map((flow) => [flow, checkExpressions(flow, report)]));
  checkVariables(machine, (flow) => reads.get(flow) ?? [], report);
  checkNames(machine, report);
  checkSize(machine, report);
  return problems;
}
