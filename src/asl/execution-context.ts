/** The context object of a running state, as Step Functions fills it. */
export interface ExecutionContext {
  readonly Execution: {
    /** The execution's ARN. */
    readonly Id: string;
    readonly Name: string;
    readonly RoleArn: string;
    /** ISO 8601. */
    readonly StartTime: string;
    readonly RedriveCount: number;
    readonly RedriveTime?: string;
  };
  readonly State: {
    readonly Name: string;
    /** ISO 8601; the start of the state, not of the attempt. */
    readonly EnteredTime: string;
    /** 0 at the first attempt. */
    readonly RetryCount: number;
  };
  readonly StateMachine: { readonly Id: string; readonly Name: string };
  readonly Task: {
    /** In the arguments of a `.waitForToken` call only. */
    readonly Token: string;
  };
}
