import { styleText } from 'node:util';

/** Colours and weights as `node:util` names them. */
export type TextStyle = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan' | 'gray';

/** Puts a style on a text, or leaves it plain. */
export type Paint = (style: TextStyle, text: string) => string;

export const plainText: Paint = (_style, text) => text;

/** Colour on a terminal only, and never against https://no-color.org (`NO_COLOR` set to anything but the empty string). */
export function paintFor(stream: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv): Paint {
  // validateStream would look at the real stdout; the decision is made here, from what the caller gave.
  return stream.isTTY && !environment['NO_COLOR'] ? (style, text) => styleText(style, text, colourAnyway) : plainText;
}

const colourAnyway = { validateStream: false } as const;
