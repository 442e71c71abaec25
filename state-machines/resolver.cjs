'use strict';

// `${file(state-machines/resolver.cjs)}` in serverless.yml. osls runs CommonJS here and would read a .ts file as plain
// text; tsx, which is one of its own dependencies, loads the TypeScript.
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { resolve } = require('node:path');

/**
 * What serverless.yml takes from the TypeScript sources: the machines and model ARNs of `deployment.ts`, and for AppConfig
 * the configuration with the JSON Schema it is checked with. Throws for a configuration that must not reach AWS.
 */
module.exports = async ({ resolveVariable }) => {
  const tsx = createRequire(require.resolve('osls/package.json'))('tsx/cjs/api');
  const { deployment } = tsx.require('./deployment.ts', __filename);
  const { applicationConfigurationJsonSchema, parseApplicationConfiguration } = tsx.require(
    '../src/resilience/configuration/index.ts',
    __filename,
  );
  const [file, eventBusName] = await Promise.all([
    resolveVariable('param:configuration'),
    resolveVariable('self:custom.prefix'),
  ]);
  const given = JSON.parse(readFileSync(resolve(__dirname, '..', file), 'utf8'));
  const configuration = { ...given, circuit: { eventBusName, ...given.circuit } };
  return {
    ...deployment(parseApplicationConfiguration(configuration, file)),
    configuration: JSON.stringify(configuration),
    configurationSchema: JSON.stringify(applicationConfigurationJsonSchema()),
  };
};
