import { parseDocument, type CollectionTag, type ScalarTag } from 'yaml';

/** CloudFormation's short tags, read as the long form: `!GetAtt A.Arn` becomes `{ 'Fn::GetAtt': ['A', 'Arn'] }`. */
const SHORT_TAGS = [
  'And',
  'Base64',
  'Cidr',
  'Condition',
  'Equals',
  'FindInMap',
  'GetAZs',
  'GetAtt',
  'If',
  'ImportValue',
  'Join',
  'Not',
  'Or',
  'Ref',
  'Select',
  'Split',
  'Sub',
  'Transform',
];

const customTags: (ScalarTag | CollectionTag)[] = SHORT_TAGS.flatMap((name) => {
  const key = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
  const tag = `!${name}`;
  const scalar: ScalarTag = {
    tag,
    resolve: (text) => ({ [key]: name === 'GetAtt' ? splitAttribute(text) : text }),
  };
  const collection = (type: 'seq' | 'map'): CollectionTag => ({
    tag,
    collection: type,
    resolve: (items, onError) => {
      if ('toJSON' in items) return { [key]: items.toJSON() };
      onError(`${tag} cannot be read here`);
      return undefined;
    },
  });
  return [scalar, collection('seq'), collection('map')];
});

/** @throws SyntaxError with the line and what is wrong */
export function parseYaml(text: string, place: string): unknown {
  const document = parseDocument(text, { customTags, merge: true });
  const [error] = document.errors;
  if (error !== undefined) throw new SyntaxError(`${place} is not YAML: ${error.message}`);
  return document.toJS();
}

/** `Function.Arn` → `['Function', 'Arn']`; what follows the first dot is the attribute. */
function splitAttribute(text: string): readonly string[] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}
