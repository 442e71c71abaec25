import { tokenIntegration } from './integration.js';

export interface SendMessageArguments {
  QueueUrl: string;
  /** Text, or JSON that Step Functions writes as text. */
  MessageBody: unknown;
  /** Seconds, 0 to 900. */
  DelaySeconds?: number;
  MessageAttributes?: Record<string, { DataType: string; StringValue?: string; BinaryValue?: string }>;
  /** FIFO queues only. */
  MessageGroupId?: string;
  /** FIFO queues only. */
  MessageDeduplicationId?: string;
}

export interface SendMessageResult {
  MessageId: string;
  MD5OfMessageBody: string;
  MD5OfMessageAttributes?: string;
  SequenceNumber?: string;
}

/** SQS's optimised integrations. */
export const sqs = {
  sendMessage: tokenIntegration<SendMessageArguments, SendMessageResult>('sqs:sendMessage'),
} as const;
