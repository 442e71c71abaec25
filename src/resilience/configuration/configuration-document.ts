/** A configuration as text, wherever it is kept. */
export interface ConfigurationDocument {
  /** Names the place, for messages. */
  readonly url: string;
  /** A read that follows the last look within this many milliseconds does not look again. */
  readonly lookEveryMs: number;
  /** Whether a read waits for the look, or is answered with what was known and sees the change later. */
  readonly readsWait: boolean;
  /** The document, or nothing when it is the one that was fetched last. */
  fetch(): Promise<FetchedDocument | undefined>;
}

export interface FetchedDocument {
  /** JSON. */
  readonly text: string;
  /** Names the version in warnings. */
  readonly version: string;
}
