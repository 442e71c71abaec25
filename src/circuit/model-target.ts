/** A model and where it is called: what a circuit guards, since Bedrock's quotas are per account, region and model. */
export interface ModelTarget {
  readonly region: string;
  /** A model id, or the id or ARN of an inference profile: newer models accept profiles only. */
  readonly modelId: string;
}

/**
 * The key of a model's circuit: `us-east-1/us.anthropic.claude-sonnet-4-5-20250929-v1:0`. State machines and the request
 * path meet at one circuit because both take its key from here.
 */
export const circuitKey = ({ region, modelId }: ModelTarget): string => `${region}/${modelId}`;
