import { endpointIn, localCredentials } from './connection.js';
import { explainAwsError } from './explain-aws-error.js';
import { optionalPackage } from '../runtime/optional-package.js';
import type { ModelAddress } from './machine-shape.js';

/** What a smoke check found. */
export interface SmokeCheck {
  readonly healthy: boolean;
  /** One sentence: what was called, how long it took, or how it failed. */
  readonly detail: string;
}

export interface SmokeCheckOptions {
  /** In which region the model is called when its address names none. */
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
  /** How long the model may take. Default 20 000 ms. */
  readonly timeoutMs?: number;
}

/**
 * Asks a model for one token, with a single attempt: whether it answers, not what. It costs next to nothing and runs
 * under the operator's own identity, which needs `bedrock:InvokeModel`.
 *
 * @throws MissingPackageError when `@aws-sdk/client-bedrock-runtime` or `@smithy/node-http-handler` is not installed
 */
export async function smokeCheck(model: ModelAddress, options: SmokeCheckOptions = {}): Promise<SmokeCheck> {
  const { timeoutMs = 20_000, profile } = options;
  const region = model.region ?? options.region;
  const { BedrockRuntime } = await optionalPackage(
    '@aws-sdk/client-bedrock-runtime',
    'Asking a model',
    () => import('@aws-sdk/client-bedrock-runtime'),
  );
  const { NodeHttpHandler } = await optionalPackage(
    '@smithy/node-http-handler',
    'Asking a model',
    () => import('@smithy/node-http-handler'),
  );
  const endpoint = endpointIn(process.env, 'BEDROCK_RUNTIME');
  const credentials = localCredentials(endpoint, profile);
  const client = new BedrockRuntime({
    ...(region !== undefined && { region }),
    ...(profile !== undefined && { profile }),
    ...(credentials && { credentials }),
    maxAttempts: 1,
    // The client would use HTTP/2, which an emulator on this machine may not support.
    requestHandler: new NodeHttpHandler(),
  });
  const began = performance.now();
  try {
    await client.converse(
      {
        modelId: model.modelId,
        messages: [{ role: 'user', content: [{ text: 'ping' }] }],
        inferenceConfig: { maxTokens: 1 },
      },
      { abortSignal: AbortSignal.timeout(timeoutMs) },
    );
    const milliseconds = Math.round(performance.now() - began);
    const where = region ?? (await client.config.region());
    return { healthy: true, detail: `${model.modelId} in ${where} answered within ${milliseconds} ms` };
  } catch (error) {
    const { message } = explainAwsError(error, {
      service: 'bedrock',
      operation: 'InvokeModel',
      arn: model.modelId,
      region: region ?? 'unknown',
      profile,
      endpoint,
    });
    return { healthy: false, detail: message };
  } finally {
    client.destroy();
  }
}
