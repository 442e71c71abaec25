import { type CollectionTag, type ScalarTag } from 'yaml';

/** The functions that CloudFormation templates write as YAML tags: `!GetAtt Charge.Arn`. */
const FUNCTIONS = [
  'Base64',
  'Cidr',
  'FindInMap',
  'GetAtt',
  'GetAZs',
  'If',
  'ImportValue',
  'Join',
  'Select',
  'Split',
  'Sub',
];

/** Reads CloudFormation's tags as the intrinsics they stand for. */
export const CLOUDFORMATION_TAGS: readonly (ScalarTag | CollectionTag)[] = [
  ...['Ref', 'Condition'].flatMap((name) => tags(name, name)),
  ...FUNCTIONS.flatMap((name) => tags(name, `Fn::${name}`)),
];

function tags(name: string, intrinsic: string): (ScalarTag | CollectionTag)[] {
  const tag = `!${name}`;
  return [
    { tag, resolve: (text) => ({ [intrinsic]: text }) },
    { tag, collection: 'seq', resolve: (list) => ({ [intrinsic]: list.toJSON() }) },
  ];
}
