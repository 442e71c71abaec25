/** Which AWS account, region or local endpoint an operation talks to. Whatever is missing the AWS SDK finds itself. */
export interface Connection {
  /** Default: that of the ARN at hand, else `AWS_REGION` or the profile's. */
  readonly region?: string;
  /** A profile of the shared AWS configuration files. Default: `AWS_PROFILE`, or the default profile. */
  readonly profile?: string;
  /** In the place of AWS, such as `http://127.0.0.1:8083`. Default: `AWS_ENDPOINT_URL_SFN`, or AWS. */
  readonly endpointUrl?: string;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/**
 * Credentials for an endpoint on this machine, where signatures are not checked and no account should be needed.
 * Undefined wherever the SDK is to find credentials: elsewhere, and when the environment or a profile has some.
 */
export function localCredentials(
  endpoint: string | undefined,
  profile: string | undefined,
  environment: NodeJS.ProcessEnv = process.env,
): { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined {
  if (endpoint === undefined || !URL.canParse(endpoint) || !LOOPBACK.test(new URL(endpoint).hostname)) return undefined;
  if (profile !== undefined || environment['AWS_PROFILE'] || environment['AWS_ACCESS_KEY_ID']) return undefined;
  return { accessKeyId: 'local', secretAccessKey: 'local' };
}

/** The endpoint that replaces one of AWS's, as the AWS SDKs read it from the environment. */
export const endpointIn = (
  environment: NodeJS.ProcessEnv,
  service: 'SFN' | 'BEDROCK_RUNTIME' | 'DYNAMODB',
): string | undefined => environment[`AWS_ENDPOINT_URL_${service}`] ?? environment['AWS_ENDPOINT_URL'];
