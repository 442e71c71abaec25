#!/usr/bin/env node
import { nodeTooOld } from '../runtime/node-too-old.js';

/** `engines` of package.json, which the build puts here. */
declare const SUPPORTED_NODE: string;

// The rest is imported once it is known that this Node.js can read it.
const problem = nodeTooOld(process.versions.node, SUPPORTED_NODE);
if (problem === undefined) void import('./command-line.js');
else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
