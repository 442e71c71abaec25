import { type ConfigurationSource, openConfiguration } from '../../src/resilience/configuration/index.js';

/**
 * The value of an environment variable that has to be set.
 *
 * The functions read:
 * - `CATALOGUE_URL`: CSV of all titles; a path, `file:` or `s3://bucket/key`
 * - `READERS_URL`: newline-delimited JSON, one reader a line; a path, `file:` or `s3://bucket/key`
 * - `CACHE_URL`: `redis(s)://host:port`, `dynamodb://table`, or a path or `file:`, made when it is not there
 * - `CIRCUIT_URL`: where circuits, live signals and the turns of the rate limit are shared; `redis(s)://host:port`,
 *   `dynamodb://table`, or `memory:` for one process
 * - `CONFIGURATION_URL` (optional): the static rules; `appconfig://application/environment/profile`, or a path or `file:`
 * - `AWS_ENDPOINT_URL_BEDROCK_RUNTIME` (optional) and the usual AWS settings, read by the AWS SDK
 * - `POWERTOOLS_SERVICE_NAME`, `POWERTOOLS_LOG_LEVEL`, `POWERTOOLS_METRICS_DISABLED` (optional)
 *
 * @throws Error that names the variable
 */
export function environmentVariable(name: 'CATALOGUE_URL' | 'READERS_URL' | 'CACHE_URL' | 'CIRCUIT_URL'): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`The environment variable ${name} is not set. Set it to a path or a URL (functions/handler).`);
}

/** The configuration that `CONFIGURATION_URL` names; undefined when it is not set: then the defaults hold. */
export async function configurationOfEnvironment(): Promise<ConfigurationSource | undefined> {
  const url = process.env['CONFIGURATION_URL'];
  return url ? openConfiguration(url) : undefined;
}
