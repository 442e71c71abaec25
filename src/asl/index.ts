/** @module The typed builder of state machines in the Amazon States Language, and the checker of anybody's. */
export type { Asl, AslState } from './asl.js';
export type { Call, CallKind, TaskFunction, TokenFunction } from './call.js';
export { checkAsl } from './check/check-asl.js';
export { cfnRef, getAtt, sub, type CloudFormationValue, type Intrinsic } from './cloudformation.js';
export type { Definition, FragmentDefinition, MachineDefinition, QueryLanguage } from './definition.js';
export { dynamicStates } from './dynamic-states.js';
export {
  errorName,
  type CustomError,
  type ErrorName,
  type ErrorNames,
  type LambdaError,
  type StatesError,
} from './error-name.js';
export type { ExecutionContext } from './execution-context.js';
export type { Expression } from './expression.js';
export type { Flow } from './flow.js';
export type { Fragment, Placed } from './fragment.js';
export { awsSdk, type SdkActions } from './integrations/aws-sdk.js';
export { bedrock } from './integrations/bedrock.js';
export { dynamodb, type AttributeValue } from './integrations/dynamodb.js';
export { events } from './integrations/events.js';
export { integration, tokenIntegration, type TokenIntegration } from './integrations/integration.js';
export { sns } from './integrations/sns.js';
export { sqs } from './integrations/sqs.js';
export { startExecution, type ExecutionFunction } from './integrations/start-execution.js';
export type { Json } from './json.js';
export { jsonata } from './jsonata.js';
export { lambda, type LambdaFunction } from './lambda.js';
export type { Machine, MachineText } from './machine.js';
export {
  distributedMap,
  mapItem,
  mapOver,
  type DistributedMapOptions,
  type MapFunction,
  type MapOptions,
} from './map.js';
export {
  and,
  coalesce,
  concat,
  divide,
  eq,
  exists,
  gt,
  gte,
  lt,
  lte,
  minus,
  ne,
  not,
  or,
  plus,
  times,
} from './operators.js';
export { parallel, type ParallelFunction } from './parallel.js';
export { PROBLEM_CODES, type ProblemCode } from './problem-code.js';
export type { Problem } from './problem.js';
export { at, type Reference } from './reference.js';
export type { AnyState, Catcher, ChoiceRule, End, Retrier, State } from './state.js';
export type { JsonataText, JsonTemplate, Templated } from './template.js';
export { WorkflowError } from './workflow-error.js';
export { workflow, type Workflow, type WorkflowTypes } from './workflow.js';
