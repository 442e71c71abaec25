import { stderr, stdout, type OutputStream } from '../terminal-stream.js';
import { plainText, paintFor, type Paint } from '../terminal-style.js';

/** What the commands on executions and circuits read from and write to. */
export interface OperationStreams {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly environment: NodeJS.ProcessEnv;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export const processStreams: OperationStreams = {
  stdin: process.stdin,
  stdout,
  stderr,
  environment: process.env,
  now: Date.now,
};

/** Colour for what goes to stdout; none in JSON. */
export const stdoutPaint = ({ stdout, environment }: OperationStreams, json: boolean | undefined): Paint =>
  json ? plainText : paintFor(stdout, environment);
