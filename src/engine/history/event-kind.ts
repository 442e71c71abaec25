/** How the task of a state appears in events. */
export interface TaskDescription {
  /** For Lambda by ARN the ARN, else the action, such as `putItem.waitForTaskToken`. */
  readonly resource: string;
  /** Such as `dynamodb`. */
  readonly resourceType: string;
}

/** What is known of an event before it happens: made once, with its state, and shared by all events of the kind. */
export interface EventKind {
  /** As AWS has it, such as `TaskStateEntered`. */
  readonly type: string;
  /** Of the state; of a map run the ARN. */
  readonly name?: string;
  readonly task?: TaskDescription;
}
