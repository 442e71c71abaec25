import { tokenIntegration } from './integration.js';

export interface EventEntry {
  Source: string;
  DetailType: string;
  /** Any JSON object. */
  Detail: unknown;
  /** Name or ARN. Default: the account's default bus. */
  EventBusName?: string;
  Resources?: string[];
  /** ISO 8601. */
  Time?: string;
  TraceHeader?: string;
}

export interface PutEventsResult {
  FailedEntryCount: number;
  Entries: { EventId?: string; ErrorCode?: string; ErrorMessage?: string }[];
}

/** EventBridge's optimised integrations. An entry that is not accepted fails the state as `EventBridge.FailedEntry`. */
export const events = {
  putEvents: tokenIntegration<{ Entries: EventEntry[] }, PutEventsResult>('events:putEvents'),
} as const;
