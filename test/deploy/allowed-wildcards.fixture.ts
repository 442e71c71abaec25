import type { Wildcard } from './wildcards.fixture.js';

/** A `*` that may be there, and why nothing narrower will do. */
export interface AllowedWildcard {
  /** The logical id of the resource that holds the policy, or what all such ids end with. */
  readonly holder: string;
  /** As {@link Wildcard.text} has it; `OWN` is the holder's name without its ending. */
  readonly text: string;
  readonly why: string;
}

export const allows = ({ holder, text }: AllowedWildcard, found: Wildcard): boolean =>
  found.holder.endsWith(holder) && found.text === text.replace('OWN', found.holder.slice(0, -holder.length));

const xray = 'X-Ray knows no resources for these actions';

export const ALLOWED_WILDCARDS: readonly AllowedWildcard[] = [
  {
    holder: 'StateMachineObservabilityPolicy',
    text: 'Allow logs:CreateLogDelivery, logs:GetLogDelivery, logs:UpdateLogDelivery, logs:DeleteLogDelivery, logs:ListLogDeliveries, logs:PutResourcePolicy, logs:DescribeResourcePolicies, logs:DescribeLogGroups on *',
    why: 'log delivery knows no resources',
  },
  {
    holder: 'StateMachineObservabilityPolicy',
    text: 'Allow xray:PutTraceSegments, xray:PutTelemetryRecords, xray:GetSamplingRules, xray:GetSamplingTargets on *',
    why: xray,
  },
  {
    holder: 'FunctionTracingPolicy',
    text: 'Allow xray:PutTraceSegments, xray:PutTelemetryRecords on *',
    why: xray,
  },
  ...['RecommendationGenerationRole', 'CacheWarmUpRole', 'CircuitWatchdogRole'].map((holder) => ({
    holder,
    text: 'Allow cloudwatch:PutMetricData on *',
    why: 'metrics are no resources; a condition names the namespace',
  })),
  {
    holder: 'ConfigurationMonitorRole',
    text: 'Allow cloudwatch:DescribeAlarms on *',
    why: 'AppConfig looks its alarms up in a list of all',
  },
  {
    holder: 'CacheWarmUpRole',
    text: 'Allow states:DescribeExecution on arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:execution:stepbreaker-dev-cache-warm-up:*',
    why: 'the execution that holds the lease: one of the own machine, whose name is drawn',
  },
  {
    holder: 'Role',
    text: 'Allow logs:CreateLogStream, logs:PutLogEvents on ${OWNLogGroup.Arn}:*',
    why: 'the streams of the own log group, whose names Lambda chooses',
  },
  {
    holder: 'FunctionNetworkPolicy',
    text: 'Allow ec2:CreateNetworkInterface, ec2:DescribeNetworkInterfaces, ec2:DescribeSubnets, ec2:DeleteNetworkInterface, ec2:AssignPrivateIpAddresses, ec2:UnassignPrivateIpAddresses on *',
    why: 'Lambda makes the interfaces of functions in a network, and checks for these actions on everything',
  },
  ...[
    {
      holder: 'ServerlessDeploymentBucketPolicy',
      objects: 'arn:${AWS::Partition}:s3:::${ServerlessDeploymentBucket}/*',
    },
    { holder: 'DataBucketPolicy', objects: '${DataBucket.Arn}/*' },
  ].flatMap(({ holder, objects }) =>
    ['Deny action s3:*', `Deny s3:* on ${objects}`].map((text) => ({
      holder,
      text,
      why: 'denies whatever is not encrypted in transit',
    })),
  ),
];
