import type { Run } from '../run.js';
import { libraryFunction } from './library.js';
import type { NativeDefinition } from './native-function.js';

const toMillis = libraryFunction('toMillis');
const fromMillis = libraryFunction('fromMillis');

/** What the library's date functions expect as `this`: a picture without a date takes it from here. */
const surroundings = (run: Run): unknown => ({ environment: { timestamp: new Date(run.now()) } });

/** Dates; "now" is the scope's, one instant for the whole evaluation. */
export const timeFunctions: Readonly<Record<string, NativeDefinition>> = {
  now: {
    signature: '<s?s?:s>',
    arity: 2,
    pure: false,
    call: ([picture, timezone], run) => fromMillis.call(surroundings(run), run.now(), picture, timezone),
  },
  millis: { signature: '<:n>', arity: 0, pure: false, call: (_args, run) => run.now() },
  toMillis: {
    signature: '<s-s?:n>',
    arity: 2,
    pure: false,
    call: (args, run) => toMillis.apply(surroundings(run), args),
  },
  fromMillis: {
    signature: '<n-s?s?:s>',
    arity: 3,
    call: (args, run) => fromMillis.apply(surroundings(run), args),
  },
};
