import { tokenIntegration } from './integration.js';

export interface PublishArguments {
  TopicArn?: string;
  TargetArn?: string;
  PhoneNumber?: string;
  /** Text, or JSON that Step Functions writes as text. */
  Message: unknown;
  Subject?: string;
  MessageStructure?: 'json';
  MessageAttributes?: Record<string, { DataType: string; StringValue?: string; BinaryValue?: string }>;
  /** FIFO topics only. */
  MessageGroupId?: string;
  /** FIFO topics only. */
  MessageDeduplicationId?: string;
}

/** SNS's optimised integrations. */
export const sns = {
  publish: tokenIntegration<PublishArguments, { MessageId: string; SequenceNumber?: string }>('sns:publish'),
} as const;
