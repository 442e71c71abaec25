import { styleText } from 'node:util';
import type { OutputStream } from './terminal-stream.js';

/** Colours and weights as `node:util` names them. */
export type TextStyle = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan' | 'gray';

/** Puts a style on a text, or leaves it plain. */
export type Paint = (style: TextStyle, text: string) => string;

export const plainText: Paint = (_style, text) => text;

/** Colour on a terminal only, and never against https://no-color.org (`NO_COLOR` set to anything but the empty string). */
export function paintFor(
  { isTTY, own = (control) => control }: Pick<OutputStream, 'isTTY' | 'own'>,
  environment: NodeJS.ProcessEnv,
): Paint {
  if (!isTTY || environment['NO_COLOR']) return plainText;
  return (style, text) => {
    // validateStream would look at the real stdout; the decision is made here, from what the caller gave.
    const [begin = '', end = ''] = styleText(style, '|', colourAnyway).replaceAll('\u001B', own('\u001B')).split('|');
    return `${begin}${text}${end}`;
  };
}

const colourAnyway = { validateStream: false } as const;
