import { randomUUID } from 'node:crypto';

/** Where a command writes to. */
export interface OutputStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number | undefined;
  /** Lets a control character of the command's own through; all others came with data. @default they all pass */
  own?(control: string): string;
}

/** Precedes control characters of the command's own on their way here: nothing that data can guess. */
const MARK = `\uE000${randomUUID()}\uE000`;

/**
 * Control characters other than tabs and ends of lines, and those that turn the direction of text round. Of a surrogate pair none is
 * one of these.
 */
// oxlint-disable-next-line no-control-regex
const CONTROL = String.raw`[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]`;
const OWN_OR_CONTROL = new RegExp(`${MARK}([^])|${CONTROL}`, 'g');

/**
 * A stream of the process through which everything that commands print goes. Names, causes, answers of models and the like never
 * reach the terminal as commands to it: their control characters are printed as `\u001b`, which in JSON means the same.
 */
export function terminalStream(stream: NodeJS.WriteStream): OutputStream {
  return {
    get isTTY() {
      return Boolean(stream.isTTY);
    },
    get columns() {
      return stream.columns;
    },
    own: (control) => `${MARK}${control}`,
    write: (text) => stream.write(text.replace(OWN_OR_CONTROL, (found, own?: string) => own ?? escaped(found))),
  };
}

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

export const stdout = terminalStream(process.stdout);
export const stderr = terminalStream(process.stderr);

/** What takes the line off a terminal on which the cursor is. */
export function eraseLine({ own = (control) => control }: OutputStream): string {
  return `${own('\r')}${own('\u001B')}[K`;
}
