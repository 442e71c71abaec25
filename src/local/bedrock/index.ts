/** @module local/bedrock: Bedrock Runtime at the network edge, with faults on schedule. */
export type { CallRecord } from './call-record.js';
export type { Draw } from './draw.js';
export { type Fault, type FaultKind, FAULTS } from './fault.js';
export type { Latency } from './latency.js';
export { type LocalBedrock, type LocalBedrockOptions, startLocalBedrock } from './local-bedrock.js';
export type { ModelQuestion, ModelText } from './model-text.js';
