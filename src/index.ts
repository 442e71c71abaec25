export type { Asl, AslState } from './asl/index.js';
export type { Call, CallKind, TaskFunction, TokenFunction } from './asl/index.js';
export { checkAsl } from './asl/index.js';
export { cfnRef, getAtt, sub, type CloudFormationValue, type Intrinsic } from './asl/index.js';
export type { Definition, FragmentDefinition, MachineDefinition, QueryLanguage } from './asl/index.js';
export { dynamicStates } from './asl/index.js';
export {
  errorName,
  type CustomError,
  type ErrorName,
  type ErrorNames,
  type LambdaError,
  type StatesError,
} from './asl/index.js';
export type { ExecutionContext } from './asl/index.js';
export type { Expression } from './asl/index.js';
export type { Flow } from './asl/index.js';
export type { Fragment, Placed } from './asl/index.js';
export { awsSdk, type SdkActions } from './asl/index.js';
export { bedrock } from './asl/index.js';
export { dynamodb, type AttributeValue } from './asl/index.js';
export { events } from './asl/index.js';
export { integration, tokenIntegration, type TokenIntegration } from './asl/index.js';
export { sns } from './asl/index.js';
export { sqs } from './asl/index.js';
export { startExecution, type ExecutionFunction } from './asl/index.js';
export type { Json } from './asl/index.js';
export { jsonata } from './asl/index.js';
export { lambda, type LambdaFunction } from './asl/index.js';
export type { Machine, MachineText } from './asl/index.js';
export {
  distributedMap,
  mapItem,
  mapOver,
  type DistributedMapOptions,
  type MapFunction,
  type MapOptions,
} from './asl/index.js';
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
} from './asl/index.js';
export { parallel, type ParallelFunction } from './asl/index.js';
export { PROBLEM_CODES, type ProblemCode } from './asl/index.js';
export type { Problem } from './asl/index.js';
export { at, type Reference } from './asl/index.js';
export type { AnyState, Catcher, ChoiceRule, End, Retrier, State } from './asl/index.js';
export type { JsonataText, JsonTemplate, Templated } from './asl/index.js';
export { WorkflowError } from './asl/index.js';
export { workflow, type Workflow, type WorkflowTypes } from './asl/index.js';
