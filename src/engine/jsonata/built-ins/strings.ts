import { Buffer } from 'node:buffer';
import type { Run } from '../run.js';
import { toText } from '../values/text.js';
import { libraryFunction } from './library.js';
import type { NativeDefinition } from './native-function.js';

function borrowed(name: string, signature: string): NativeDefinition {
  const implementation = libraryFunction(name);
  return {
    signature,
    arity: implementation.length,
    call: (args, run) => limited(implementation.apply(undefined, args), run),
  };
}

function limited(text: unknown, run: Run): unknown {
  if (typeof text === 'string') run.checkText(text.length);
  return text;
}

/** A function from text to anything; nothing stays nothing. */
const ofText = (signature: string, call: (text: string, run: Run) => unknown): NativeDefinition => ({
  signature,
  arity: 1,
  call: ([text], run) => (typeof text === 'string' ? call(text, run) : undefined),
});

/** Text that needs no pattern to be taken apart or put together. */
export const stringFunctions: Readonly<Record<string, NativeDefinition>> = {
  string: {
    signature: '<x-b?:s>',
    arity: 1,
    call: ([value, prettify], run) => (value === undefined ? undefined : toText(value, run, prettify === true)),
  },
  length: ofText('<s-:n>', (text) => [...text].length),
  lowercase: ofText('<s-:s>', (text) => text.toLowerCase()),
  uppercase: ofText('<s-:s>', (text) => text.toUpperCase()),
  trim: borrowed('trim', '<s-:s>'),
  substring: borrowed('substring', '<s-nn?:s>'),
  substringBefore: borrowed('substringBefore', '<s-s:s>'),
  substringAfter: borrowed('substringAfter', '<s-s:s>'),
  pad: {
    ...borrowed('pad', '<s-ns?:s>'),
    call: ([text, width, filling], run) => {
      // The padding is built before it is known to be too long.
      if (typeof width === 'number') run.checkText(Math.abs(width) * Math.max(1, String(filling ?? ' ').length));
      return libraryFunction('pad').call(undefined, text, width, filling);
    },
  },
  join: {
    signature: '<a<s>s?:s>',
    arity: 2,
    call: ([texts, separator], run) => {
      if (texts === undefined) return undefined;
      const parts = texts as string[];
      const glue = typeof separator === 'string' ? separator : '';
      run.checkText(parts.reduce((sum, part) => sum + part.length + glue.length, 0));
      return parts.join(glue);
    },
  },
  base64encode: ofText('<s-:s>', (text) => Buffer.from(text, 'latin1').toString('base64')),
  base64decode: ofText('<s-:s>', (text) => Buffer.from(text, 'base64').toString('latin1')),
  encodeUrlComponent: borrowed('encodeUrlComponent', '<s-:s>'),
  encodeUrl: borrowed('encodeUrl', '<s-:s>'),
  decodeUrlComponent: borrowed('decodeUrlComponent', '<s-:s>'),
  decodeUrl: borrowed('decodeUrl', '<s-:s>'),
};
