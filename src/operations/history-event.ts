import type { BatchEvent } from '../breaker/batch-trace.js';

interface Scheduled {
  readonly resource?: string | undefined;
  readonly timeoutInSeconds?: number | undefined;
}

/** An event of an execution's history as GetExecutionHistory gives it, as far as operations read it. */
export interface HistoryEvent extends BatchEvent {
  readonly id?: number | undefined;
  readonly previousEventId?: number | undefined;
  readonly timestamp?: Date | undefined;
  readonly stateEnteredEventDetails?: { readonly name?: string | undefined } | undefined;
  readonly taskScheduledEventDetails?: (Scheduled & { readonly resourceType?: string | undefined }) | undefined;
  readonly taskSubmittedEventDetails?: { readonly resource?: string | undefined } | undefined;
  readonly lambdaFunctionScheduledEventDetails?: Scheduled | undefined;
  readonly activityScheduledEventDetails?: Scheduled | undefined;
}
