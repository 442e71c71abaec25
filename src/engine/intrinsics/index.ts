/** @module Intrinsic functions of the States Language (`States.Format(…)` and 17 more). */
export { compileIntrinsic } from './intrinsic.js';
export type { Intrinsic } from './intrinsic.js';
export { IntrinsicError } from './intrinsic-error.js';
