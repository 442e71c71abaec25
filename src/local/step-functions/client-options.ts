/** Options that an AWS SDK client takes. */
export interface LocalClientOptions {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly disableHostPrefix: boolean;
  readonly maxAttempts: number;
}

/**
 * Options for a client of the AWS SDK that is to talk to a server on this machine: `new SFNClient(localClientOptions(url))`.
 * Plain data, so that this package needs no SDK of its own.
 *
 * The SDK puts `sync-` in front of the host for StartSyncExecution and TestState. The server answers there, but names such as
 * `sync-127.0.0.1` lead nowhere, so the prefix is off. One attempt: a local server does not throttle, and tests should see errors.
 *
 * @param region @default 'us-east-1'
 */
export function localClientOptions(url: string, region = 'us-east-1'): LocalClientOptions {
  return {
    endpoint: url,
    region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    disableHostPrefix: true,
    maxAttempts: 1,
  };
}
