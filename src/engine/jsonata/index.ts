/** @module Synchronous JSONata 2.0.6, as Step Functions runs it. */
export { compileJsonata } from './expression.js';
export type { JsonataExpression } from './expression.js';
export { JsonataEvaluationError, JsonataSyntaxError, limitCode } from './errors.js';
export { awsLimits } from './limits.js';
export type { JsonataLimits } from './limits.js';
export type { JsonataScope } from './run.js';
