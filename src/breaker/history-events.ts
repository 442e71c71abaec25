/**
 * How many history events the parts of the machine cost at most, by the event types that Step Functions records.
 * The machine adds them up to hand over before an execution's 25,000 are used.
 */
export const HISTORY_EVENTS = {
  /** ExecutionStarted, Start, Load items with its retries, Prepare. */
  start: 30,
  /** Route, and a Map's Entered, Started, Succeeded, Exited. */
  chunk: 6,
  /** One iteration: Started, a Task's five, Succeeded. */
  call: 7,
  /** The Pass behind a call that failed. */
  failure: 2,
  /** The same with a shared circuit: a Choice, and up to three Tasks that write. */
  sharedFailure: 17,
  /** Read circuits. */
  read: 5,
  /** A retry: Scheduled, Started, Failed. */
  retry: 3,
  /** Route, the probe's Task, and the Pass behind a probe that failed. */
  probe: 9,
  /** Route and one Task. */
  task: 7,
  /** One iteration of the last resort: a Task for each tier, the Pass behind them, Started, Succeeded. */
  lastResort: (tiers: number): number => 5 * tiers + 4,
} as const;
