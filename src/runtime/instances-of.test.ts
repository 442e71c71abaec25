import { expect, test } from '@jest/globals';
import { instancesOf } from './instances-of.js';

/** The class as one copy of the package has it. */
function copy() {
  class OutageError extends Error {
    static override readonly [Symbol.hasInstance] = instancesOf<OutageError>('OutageError');
    readonly region: string;
    constructor(region: string) {
      super(`no answer from ${region}`);
      this.region = region;
    }
  }
  return OutageError;
}

const One = copy();
const Other = copy();

test('an object of one copy is an instance of the class of the other', () => {
  expect(new One('eu-west-1')).toBeInstanceOf(Other);
  expect(new Other('eu-west-1')).toBeInstanceOf(One);
  expect(new One('eu-west-1')).toBeInstanceOf(Error);
});

test('instanceof tells the compiler what it is', () => {
  const error: unknown = new Other('eu-west-1');
  expect(error instanceof One && error.region).toBe('eu-west-1');
});

test('nothing else is', () => {
  class OutageError extends Error {}
  class OtherKind extends Error {
    static override readonly [Symbol.hasInstance] = instancesOf<OtherKind>('OtherKind');
  }
  for (const value of [
    Object.create(null),
    { constructor: undefined },
    new OutageError(),
    new OtherKind(),
    new Error('OutageError'),
    {},
    null,
    undefined,
    'OutageError',
  ])
    expect(value instanceof One).toBe(false);
});

test('a subclass recognises its own instances only, and the class those of the subclass', () => {
  class RegionalOutage extends One {}
  class OtherRegionalOutage extends Other {}
  expect(new RegionalOutage('eu-west-1')).toBeInstanceOf(RegionalOutage);
  expect(new One('eu-west-1')).not.toBeInstanceOf(RegionalOutage);
  expect(new OtherRegionalOutage('eu-west-1')).not.toBeInstanceOf(RegionalOutage);
  expect(new OtherRegionalOutage('eu-west-1')).toBeInstanceOf(One);
});
