/** A `redis-server` or `valkey-server` that can be run. */
export interface RedisBinary {
  readonly path: string;
  /** What its process needs in its environment besides ours: where the libraries of a fetched copy are. */
  readonly environment: Readonly<Record<string, string>>;
}
