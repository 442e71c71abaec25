import { MissingPackageError } from '../../runtime/optional-package.js';
import { OperationError } from '../../operations/operation-error.js';
import type { OperationStreams } from './operation-streams.js';

/** 0: done, and well. 1: what was asked about is bad, or failed. 2: wrong use, or it cannot be done. */
export type OperationExitCode = 0 | 1 | 2;

/** Runs what a command does; what cannot be done is reported in one paragraph, or as JSON, on stderr. */
export async function runOperation(
  { stderr }: OperationStreams,
  { json = false }: { readonly json?: boolean },
  operation: () => Promise<OperationExitCode>,
): Promise<OperationExitCode> {
  try {
    return await operation();
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    const { message } = error as Error;
    stderr.write(json ? `${JSON.stringify({ error: code, message })}\n` : `${message}\n`);
    return 2;
  }
}

/** The word for an error that an operator can do something about. */
function codeOf(error: unknown): string | undefined {
  if (error instanceof OperationError) return error.code;
  return error instanceof MissingPackageError ? 'PackageNotInstalled' : undefined;
}
