/** @module resilience/circuit: one circuit for all processes and state machines that call a model, and what to do while it is open. */
export {
  CircuitConfigurationError,
  memoryCircuitStore,
  type Admission,
  type CallOutcome,
  type CircuitConfiguration,
  type CircuitOptions,
  type CircuitState,
  type CircuitStore,
  type ConfigurationProblem,
  type ErrorClasses,
  type ForcedState,
  type ProbeRequest,
  type SharedCircuit,
  type StoreAnswer,
  type TransitionName,
  type TransitionParameters,
} from '../../circuit/index.js';
export { callOutcome } from './call-outcome.js';
export {
  type BreakerAdmission,
  type CircuitBreaker,
  type CircuitBreakerOptions,
  createCircuitBreaker,
  type GuardedCall,
  type UnguardedAdmission,
} from './circuit-breaker.js';
export { CircuitOpenError } from './circuit-open-error.js';
export { type CircuitOperator, CircuitOrderError, createCircuitOperator } from './circuit-operator.js';
export { dynamoDbCircuitStore, type DynamoDbCircuitStoreOptions } from './dynamodb-circuit-store.js';
export {
  executeWithFallback,
  type PrimaryTier,
  type Served,
  type Tier,
  TIER_SERVED,
  type TierCall,
} from './execute-with-fallback.js';
export { RedisUnavailableError } from '../redis/fail-fast-redis.js';
export { NoTierAnsweredError, type TierFailure } from './no-tier-answered-error.js';
export { type OpenedCircuitStore, openCircuitStore } from './open-circuit-store.js';
export { redisCircuitStore, type RedisCircuitStore, type RedisCircuitStoreOptions } from './redis-circuit-store.js';
export type { RedisAddress, RedisClient } from '../redis/redis-client.js';
export { CIRCUIT_BREAKER_UNAVAILABLE } from './store-contact.js';
export { QUOTA_TROUBLE, REGION_TROUBLE, type Trouble, troubleOf } from './trouble.js';
