'use strict';

// `${file(state-machines/resolver.cjs)}` in serverless.yml. osls runs CommonJS here and would read a .ts file as plain
// text; tsx, which is one of its own dependencies, loads the TypeScript.
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { resolve } = require('node:path');

/** What serverless.yml takes from the TypeScript sources. Throws for a configuration that must not reach AWS. */
module.exports = async ({ resolveVariable }) => {
  const tsx = createRequire(require.resolve('osls/package.json'))('tsx/cjs/api');
  const { deployment } = tsx.require('./deployment.ts', __filename);
  const [stage, file] = await Promise.all([resolveVariable('sls:stage'), resolveVariable('param:configuration')]);
  return deployment({ stage, file, text: readFileSync(resolve(__dirname, '..', file), 'utf8') });
};
