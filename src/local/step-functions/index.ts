/** @module local/step-functions: the Step Functions API over HTTP, on the embedded engine. */
export {
  type LocalStepFunctions,
  type LocalStepFunctionsOptions,
  startLocalStepFunctions,
} from './local-step-functions.js';
export type { CallLog } from './endpoint.js';
export { localClientOptions, type LocalClientOptions } from './client-options.js';
