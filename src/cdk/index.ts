/** @module Machines in stacks of the AWS CDK: placeholders filled in from constructs, permissions derived from the definition. */
export { BreakerMachine, type BreakerMachineProps, INLINE_BYTES } from './breaker-machine.js';
export type { NamedResources } from './named-resources.js';
