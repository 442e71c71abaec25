/** @module stepbreaker: state machines in TypeScript, checked as you type, and circuit breakers made of them. */
export * from './asl/index.js';
export * from './breaker/index.js';
