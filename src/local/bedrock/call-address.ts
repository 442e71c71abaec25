import type { IncomingMessage } from 'node:http';
import type { ModelOperation } from './model-request.js';

/** Where a request goes. */
export interface ModelPath {
  readonly modelId: string;
  readonly operation: ModelOperation;
}

const OPERATIONS: Readonly<Record<string, ModelOperation>> = {
  converse: 'converse',
  'converse-stream': 'converseStream',
  invoke: 'invoke',
};

/** Reads `/model/{modelId}/converse` and the like; the model's id or ARN is one escaped path segment. */
export function parseModelPath(url: string): ModelPath | undefined {
  const [, escaped, name = ''] = /^\/model\/([^/?]+)\/([a-z-]+)(?:\?.*)?$/.exec(url) ?? [];
  const operation = OPERATIONS[name];
  if (escaped === undefined || operation === undefined) return undefined;
  try {
    return { modelId: decodeURIComponent(escaped), operation };
  } catch {
    return undefined;
  }
}

/** Who calls, as the AWS SDK's headers tell it. */
export interface CallOrigin {
  /** From the signature's credential scope, `Credential=KEY/20260101/us-east-1/bedrock/aws4_request`. */
  readonly region: string;
  readonly invocationId: string;
  readonly attempt: number;
}

/** Reads the caller off the headers, undefined for an unsigned request. The signature itself is not checked. */
export function parseOrigin({ headers }: IncomingMessage): CallOrigin | undefined {
  const [, region] =
    /Credential=[^/\s]+\/\d{8}\/([a-z0-9-]+)\/bedrock\/aws4_request/.exec(headers.authorization ?? '') ?? [];
  if (region === undefined) return undefined;
  const [, attempt] = /\battempt=(\d+)/.exec(String(headers['amz-sdk-request'] ?? '')) ?? [];
  return { region, invocationId: String(headers['amz-sdk-invocation-id'] ?? ''), attempt: Number(attempt ?? 1) };
}
