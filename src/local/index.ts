/** @module stepbreaker/local: AWS services on this machine, in virtual or real time. */
export * from './bedrock/index.js';
export * from './integrations/index.js';
export * from './redis/index.js';
export * from './step-functions/index.js';
