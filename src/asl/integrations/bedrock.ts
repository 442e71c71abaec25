import { integration } from './integration.js';

export interface InvokeModelArguments {
  /** The ID or ARN of a model or inference profile. */
  ModelId: string;
  /** The model's own request, as JSON. Either this or `Input`. */
  Body?: unknown;
  /** Where the request is in S3. */
  Input?: { S3Uri: string };
  /** Where the answer is to be written in S3. */
  Output?: { S3Uri: string };
  /** MIME type of the request. Default `application/json`. */
  ContentType?: string;
  /** MIME type of the answer. Default `application/json`. */
  Accept?: string;
  GuardrailIdentifier?: string;
  GuardrailVersion?: string;
  Trace?: 'DISABLED' | 'ENABLED';
}

/** Bedrock's optimised integrations. Its errors are named `Bedrock.…`. */
export const bedrock = {
  invokeModel: integration<InvokeModelArguments, { Body: unknown; ContentType: string }>('bedrock:invokeModel'),
} as const;
