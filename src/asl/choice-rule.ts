import type { Fields } from './asl.js';
import { NotExpressibleError } from './dialect.js';
import type { Node, OperationNode, Operator, ReferenceNode } from './node.js';
import { path } from './render-jsonpath.js';

const COMPARISONS: Partial<Readonly<Record<Operator, string>>> = {
  '=': 'Equals',
  '>': 'GreaterThan',
  '>=': 'GreaterThanEquals',
  '<': 'LessThan',
  '<=': 'LessThanEquals',
};

/** The same comparison with its sides exchanged. */
const MIRRORED: Partial<Readonly<Record<Operator, Operator>>> = {
  '=': '=',
  '!=': '!=',
  '>': '<',
  '>=': '<=',
  '<': '>',
  '<=': '>=',
};

/** A JSONPath choice rule, without its transition. */
export function choiceRule(node: Node): Fields {
  if (node.kind === 'reference') return { Variable: path(node, 'entry'), BooleanEquals: true };
  if (node.kind !== 'operation') throw new NotExpressibleError('a condition that is not made of comparisons');
  const [first, second] = node.operands;
  switch (node.operator) {
    case 'and':
      return { And: node.operands.map(choiceRule) };
    case 'or':
      return { Or: node.operands.map(choiceRule) };
    case 'not':
      return { Not: choiceRule(required(first)) };
    case 'exists':
      return { Variable: path(reference(required(first), node), 'entry'), IsPresent: true };
    case '!=':
      return { Not: choiceRule({ ...node, operator: '=' }) };
    default:
      return comparison(node, required(first), required(second));
  }
}

function comparison(node: OperationNode, left: Node, right: Node): Fields {
  const suffix = COMPARISONS[node.operator];
  if (suffix === undefined) throw new NotExpressibleError(`the operator '${node.operator}' as a condition`);
  const mirrored = MIRRORED[node.operator];
  if (left.kind === 'literal' && right.kind !== 'literal' && mirrored !== undefined) {
    return choiceRule({ ...node, operator: mirrored, operands: [right, left] });
  }
  const variable = reference(left, node);
  return right.kind === 'literal'
    ? compareWithLiteral(variable, suffix, right.value)
    : compareReferences(variable, suffix, reference(right, node));
}

function compareWithLiteral(variable: ReferenceNode, suffix: string, value: unknown): Fields {
  const Variable = path(variable, 'entry');
  if (value === null && suffix === 'Equals') return { Variable, IsNull: true };
  const type = LITERAL_TYPES[typeof value];
  if (type === undefined) throw new NotExpressibleError(`a comparison with ${JSON.stringify(value)}`);
  return { Variable, [`${type}${suffix}`]: value };
}

const LITERAL_TYPES: Readonly<Record<string, string>> = { string: 'String', number: 'Numeric', boolean: 'Boolean' };

/**
 * JSONPath has an operator for each type, and the type of data is known only when the machine runs: so the rule asks for
 * it. Values of different types are neither equal nor ordered, as in JSONata.
 */
function compareReferences(left: ReferenceNode, suffix: string, right: ReferenceNode): Fields {
  const [Variable, other] = [path(left, 'entry'), path(right, 'entry')];
  const types = suffix === 'Equals' ? ['Numeric', 'String', 'Boolean'] : ['Numeric', 'String'];
  return {
    Or: types.map((type) => ({
      And: [
        { Variable, [`Is${type}`]: true },
        { Variable: other, [`Is${type}`]: true },
        { Variable, [`${type}${suffix}Path`]: other },
      ],
    })),
  };
}

function reference(node: Node, { operator }: OperationNode): ReferenceNode {
  if (node.kind === 'reference') return node;
  throw new NotExpressibleError(`'${operator}' on a computed value: a choice rule compares data as they are`);
}

function required(node: Node | undefined): Node {
  if (node === undefined) throw new NotExpressibleError('a condition without operands');
  return node;
}
