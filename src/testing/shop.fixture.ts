const lambda = (name: string): string => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;

/** A machine with a bit of everything, in JSONPath: a Choice, a token, a retry, a catch and a Map. */
export const shop = {
  StartAt: 'Quote',
  States: {
    Quote: { Type: 'Task', Resource: lambda('quote'), ResultPath: '$.quote', Next: 'IsLarge' },
    IsLarge: {
      Type: 'Choice',
      Choices: [
        { Variable: '$.quote.total', NumericGreaterThan: 100, Next: 'Approve' },
        {
          And: [
            { Variable: '$.quote.total', NumericGreaterThanPath: '$.limit' },
            { Variable: '$.vip', BooleanEquals: false },
          ],
          Next: 'Approve',
        },
      ],
      Default: 'Charge',
    },
    Approve: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: { QueueUrl: 'approvals', MessageBody: { 'token.$': '$$.Task.Token' } },
      TimeoutSeconds: 3600,
      ResultPath: '$.approval',
      Next: 'Charge',
    },
    Charge: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: '${ChargeFunction.Arn}', 'Payload.$': '$.quote' },
      ResultSelector: { 'receipt.$': '$.Payload.receipt' },
      ResultPath: '$.charge',
      Retry: [{ ErrorEquals: ['Throttled'], IntervalSeconds: 1, MaxAttempts: 2, BackoffRate: 2 }],
      Catch: [{ ErrorEquals: ['Declined'], Next: 'Refuse' }],
      Next: 'Each',
    },
    Each: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemProcessor: {
        StartAt: 'Pack',
        States: {
          Pack: { Type: 'Task', Resource: lambda('pack'), Next: 'Label' },
          Label: { Type: 'Pass', End: true },
        },
      },
      ResultPath: '$.parcels',
      OutputPath: '$.parcels',
      End: true,
    },
    Refuse: { Type: 'Fail', Error: 'Refused', Cause: 'the card was declined' },
  },
};

export const cart = { items: ['book', 'pen', 'lamp'], limit: 90, vip: false };
