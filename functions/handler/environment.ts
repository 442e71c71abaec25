/**
 * The value of an environment variable that has to be set.
 *
 * The functions read:
 * - `CATALOGUE_FILE`: CSV of all titles
 * - `READERS_FILE`: newline-delimited JSON, one reader a line
 * - `CACHE_FILE`: newline-delimited JSON, made when it is not there
 * - `AWS_ENDPOINT_URL_BEDROCK_RUNTIME` (optional) and the usual AWS settings, read by the AWS SDK
 * - `POWERTOOLS_SERVICE_NAME`, `POWERTOOLS_LOG_LEVEL`, `POWERTOOLS_METRICS_DISABLED` (optional)
 *
 * @throws Error that names the variable
 */
export function environmentVariable(name: 'CATALOGUE_FILE' | 'READERS_FILE' | 'CACHE_FILE'): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`The environment variable ${name} is not set. Set it to the path of a file.`);
}
