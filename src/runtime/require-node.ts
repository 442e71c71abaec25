/** @module Imported first by every entry of the built package. */
import { nodeTooOld } from './node-too-old.js';

/** `engines` of package.json, which the build puts here. */
declare const SUPPORTED_NODE: string;

const problem = nodeTooOld(process.versions.node, SUPPORTED_NODE);
if (problem !== undefined) throw new Error(problem);
