/** @module Circuit breakers as state machines: configuration, error classification, the generated machine. */
export type { BatchInput, BatchOutput } from './batch.js';
export type { CircuitState } from '../circuit/circuit-state.js';
export { circuitVariable, type CircuitRecord } from './circuit-record.js';
export {
  CircuitConfigurationError,
  circuitConfigurationJsonSchema,
  parseCircuitConfiguration,
  type CircuitConfiguration,
  type CircuitOptions,
} from '../circuit/configuration.js';
export type { ConfigurationProblem } from '../circuit/configuration-problem.js';
export { classifyError, errorClasses, type ErrorClass, type ErrorClasses } from '../circuit/error-classification.js';
export {
  circuitBreakerMachineJsonPath,
  type JsonPathBatchInput,
  type JsonPathBatchOutput,
} from './jsonpath/circuit-breaker-machine-json-path.js';
export type { CircuitBreakerOptions } from './machine/blueprint.js';
export type { Served } from './machine/call-outcome.js';
export {
  circuitBreakerMachine,
  circuitBreakerStates,
  type CircuitBreakerStates,
} from './machine/circuit-breaker-machine.js';
export { target, type Target, type TargetOptions } from './target.js';
export type { WaitingItem } from './work-queue.js';
