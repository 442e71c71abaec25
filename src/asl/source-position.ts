/** A line of a source file. */
export interface SourcePosition {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** Where `calledFunction` is being called from. `undefined` when the runtime keeps no stack. */
export function sourcePosition(calledFunction: (...parameters: never[]) => unknown): SourcePosition | undefined {
  const trace: { stack?: string } = {};
  Error.captureStackTrace?.(trace, calledFunction);
  const frame = trace.stack?.split('\n')[1];
  const found = /(?:file:\/\/)?((?:\/|[A-Za-z]:[\\/])[^():]+):(\d+):(\d+)\)?$/.exec(frame ?? '');
  if (!found) return undefined;
  return { file: decodeURI(found[1] ?? ''), line: Number(found[2]), column: Number(found[3]) };
}
