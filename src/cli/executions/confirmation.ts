import { createInterface } from 'node:readline';
import { OperationError } from '../../operations/operation-error.js';
import type { OperationStreams } from './operation-streams.js';

/**
 * Asks a person at a terminal. Without a terminal, only `--yes` goes on.
 *
 * @throws OperationError without a terminal, and without `--yes`
 */
export async function confirmed(
  question: string,
  yes: boolean | undefined,
  streams: OperationStreams,
): Promise<boolean> {
  if (yes) return true;
  const { stdin, stderr } = streams;
  if (!stdin.isTTY)
    throw new OperationError(
      'NotConfirmed',
      `${question} Nobody can be asked here, since this is not a terminal: add --yes to go on, or --dry-run to see what would be done.`,
    );
  stderr.write(`${question} [y/N] `);
  const lines = createInterface({ input: stdin });
  try {
    for await (const line of lines) return /^y(?:es)?$/i.test(line.trim());
    return false;
  } finally {
    lines.close();
  }
}
