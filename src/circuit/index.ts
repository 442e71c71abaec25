/** @module What an execution and the request path share of a circuit: configuration, error classes, record, transitions. */
export { applyTransition, valueOf } from './apply-transition.js';
export {
  admission,
  askStore,
  converse,
  report,
  type Admission,
  type CallOutcome,
  type StoreRequest,
} from './circuit-protocol.js';
export { circuitRules, type CircuitRules } from './circuit-rules.js';
export { attemptOneByOne, checkByReading } from './conditional-writes.js';
export type { CircuitState } from './circuit-state.js';
export type { CircuitStore, ProbeRequest, StoreAnswer } from './circuit-store.js';
export {
  CircuitConfigurationError,
  circuitConfigurationJsonSchema,
  circuitConfigurationSchema,
  MAX_FAILURE_THRESHOLD,
  parseCircuitConfiguration,
  type CircuitConfiguration,
  type CircuitOptions,
} from './configuration.js';
export { checkConfiguration, problemsMessage, type ConfigurationProblem } from './configuration-problem.js';
export { dynamoDbExpression, type PlaceholderValue } from './dynamodb-expression.js';
export {
  classifyError,
  errorClasses,
  errorClassesWith,
  type ErrorClass,
  type ErrorClasses,
} from './error-classification.js';
export { memoryCircuitStore } from './memory-circuit-store.js';
export { circuitKey, type ModelTarget } from './model-target.js';
export { redisArguments, redisScript } from './redis-script.js';
export {
  closedToCallersSince,
  effectiveState,
  TEXT_FIELDS,
  UNTOUCHED,
  type ForcedState,
  type SharedCircuit,
} from './shared-circuit.js';
export type { Condition, Transition, TransitionParameters, Value } from './transition.js';
export { circuitTransitions, type TransitionName } from './transitions.js';
