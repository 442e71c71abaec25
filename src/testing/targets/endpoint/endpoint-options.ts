/** Step Functions somewhere: an emulator, or `stepbreaker local`. */
export interface EndpointOptions {
  /** Such as `http://127.0.0.1:8083`. */
  readonly endpoint: string | URL;
  /**
   * The MockConfigFile that the endpoint reads; the mocks of each run are written into it, so only one test may run at a time.
   * Without one, a machine with mocks cannot run.
   */
  readonly mockConfigFile?: string;
  /** @default 'us-east-1' */
  readonly region?: string;
  /** The role that machines are created with. @default a role of the account 123456789012 */
  readonly roleArn?: string;
}
