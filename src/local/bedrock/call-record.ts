/** One request that reached the local Bedrock. */
export interface CallRecord {
  /** When it arrived, epoch milliseconds of the server's clock. */
  readonly at: number;
  readonly region: string;
  readonly modelId: string;
  /** The SDK's id of the call; all attempts of a call share it. */
  readonly invocationId: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** HTTP status; 0 for a connection that was dropped or given up by the client before an answer. */
  readonly status: number;
  /** AWS's error name, `Dropped` or `ClientGone`; absent for an answer. */
  readonly error?: string;
}
