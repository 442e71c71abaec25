/** The machine of the README's test. */
export const order = {
  StartAt: 'IsLarge',
  States: {
    IsLarge: {
      Type: 'Choice',
      Choices: [{ Variable: '$.total', NumericGreaterThan: 100, Next: 'Approve' }],
      Default: 'Charge',
    },
    Approve: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: { QueueUrl: '${ApprovalQueue}', MessageBody: { 'token.$': '$$.Task.Token', 'order.$': '$' } },
      ResultPath: '$.approval',
      Next: 'Charge',
    },
    Charge: {
      Type: 'Task',
      Resource: '${ChargeFunction.Arn}',
      Retry: [{ ErrorEquals: ['Throttled'], IntervalSeconds: 2 }],
      End: true,
    },
  },
};
