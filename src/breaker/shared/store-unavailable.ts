import { integration } from '../../asl/index.js';
import { TABLE_TIMEOUT_SECONDS } from './circuit-write.js';

const putMetricData = integration<
  { Namespace: string; MetricData: { MetricName: string; Value: number; Unit: string }[] },
  object
>('aws-sdk:cloudwatch:putMetricData');

/** The work of a Task that publishes `CircuitBreakerUnavailable`. */
export const reportUnavailable = {
  type: 'Task',
  call: putMetricData({
    Namespace: 'Stepbreaker',
    MetricData: [{ MetricName: 'CircuitBreakerUnavailable', Value: 1, Unit: 'Count' }],
  }),
  timeoutSeconds: TABLE_TIMEOUT_SECONDS,
} as const;
