import type { VariableNode } from '../ast.js';
import type { Draft } from './draft.js';
import { syntaxError } from './syntax-error.js';
import type {
  CallSyntax,
  ConditionSyntax,
  InfixSyntax,
  LambdaSyntax,
  LeafSyntax,
  ListSyntax,
  NegationSyntax,
  ObjectSyntax,
  TransformSyntax,
} from './syntax.js';
import { withTailCalls } from './tail-calls.js';
import { buildAll, buildPairs } from './tree-builder.js';
import type { TreeBuilder } from './tree-builder.js';

export function name(leaf: LeafSyntax): Draft {
  const step: Draft = { type: 'name', value: String(leaf.value), position: leaf.position };
  if (!leaf.keepArray) return { type: 'path', steps: [step] };
  step.keepArray = true;
  return { type: 'path', steps: [step], keepSingletonArray: true };
}

/** A token that stands for itself. */
export function literal({ type, value, position }: LeafSyntax): Draft {
  // The types do not tell which values go with which types of tokens.
  return { type, value, position } as Draft;
}

export function parent(_leaf: LeafSyntax, builder: TreeBuilder): Draft {
  return builder.ancestry.parent();
}

/** `and`, `or` and `in` where an operand is due are names; what else is an operator there is a placeholder. */
export function operator(leaf: LeafSyntax): Draft {
  return leaf.value === '?' ? literal(leaf) : name(leaf);
}

/** @throws JsonataSyntaxError S0207 always: an operand is missing at the end of the text */
export function end({ position, value }: LeafSyntax): never {
  throw syntaxError('S0207', position, { token: value });
}

export function binary({ value, position, lhs, rhs }: InfixSyntax, builder: TreeBuilder): Draft {
  const left = builder.build(lhs);
  const right = builder.build(rhs);
  const node: Draft = { type: 'binary', value: String(value), position, lhs: left, rhs: right };
  builder.ancestry.inherit(node, left);
  builder.ancestry.inherit(node, right);
  return node;
}

export function bind({ position, lhs, rhs }: InfixSyntax, builder: TreeBuilder): Draft {
  const variable = builder.build(lhs) as VariableNode;
  const value = builder.build(rhs);
  const node: Draft = { type: 'bind', position, lhs: variable, rhs: value };
  builder.ancestry.inherit(node, value);
  return node;
}

export function apply({ position, lhs, rhs }: InfixSyntax, builder: TreeBuilder): Draft {
  const argument = builder.build(lhs);
  const applied = builder.build(rhs);
  const node: Draft = { type: 'apply', position, lhs: argument, rhs: applied };
  if (argument.keepArray || applied.keepArray) node.keepArray = true;
  return node;
}

export function negation({ position, expression }: NegationSyntax, builder: TreeBuilder): Draft {
  const operand = builder.build(expression);
  if (operand.type === 'number') return Object.assign(operand, { value: -Number(operand.value) });
  const node: Draft = { type: 'unary', value: '-', position, expression: operand };
  builder.ancestry.inherit(node, operand);
  return node;
}

export function array({ position, expressions }: ListSyntax, builder: TreeBuilder): Draft {
  const items = buildAll(expressions, builder);
  const node: Draft = { type: 'unary', value: '[', position, expressions: items };
  for (const item of items) builder.ancestry.inherit(node, item);
  return node;
}

export function object({ position, pairs }: ObjectSyntax, builder: TreeBuilder): Draft {
  const lhs = buildPairs(pairs, builder);
  const node: Draft = { type: 'unary', value: '{', position, lhs };
  for (const part of lhs.flat()) builder.ancestry.inherit(node, part);
  return node;
}

export function block({ position, expressions }: ListSyntax, builder: TreeBuilder): Draft {
  const parts = buildAll(expressions, builder);
  const node: Draft = { type: 'block', position, expressions: parts };
  for (const part of parts) {
    builder.ancestry.inherit(node, part);
    if (part.consarray || (part.type === 'path' && part.steps[0]?.consarray)) node.consarray = true;
  }
  return node;
}

export function call(syntax: CallSyntax, builder: TreeBuilder): Draft {
  const { type, position } = syntax;
  const args = buildAll(syntax.arguments, builder);
  const node: Draft = { type, position, arguments: args, procedure: builder.build(syntax.procedure) };
  for (const argument of args) builder.ancestry.inherit(node, argument);
  return node;
}

export function lambda({ parameters, signature, body, position }: LambdaSyntax, builder: TreeBuilder): Draft {
  return {
    type: 'lambda',
    position,
    arguments: buildAll(parameters, builder) as VariableNode[],
    ...(signature && { signature }),
    body: withTailCalls(builder.build(body)),
  };
}

export function condition(syntax: ConditionSyntax, builder: TreeBuilder): Draft {
  const tested = builder.build(syntax.condition);
  const whenTrue = builder.build(syntax.whenTrue);
  const whenFalse = syntax.whenFalse && builder.build(syntax.whenFalse);
  const node = conditionNode(syntax.position, tested, whenTrue, whenFalse);
  builder.ancestry.inherit(node, tested);
  builder.ancestry.inherit(node, whenTrue);
  if (whenFalse !== undefined) builder.ancestry.inherit(node, whenFalse);
  return node;
}

function conditionNode(position: number, tested: Draft, whenTrue: Draft, whenFalse: Draft | undefined): Draft {
  // oxlint-disable-next-line unicorn/no-thenable -- the name of the field in JSONata's tree; nodes are never awaited
  return { type: 'condition', position, condition: tested, then: whenTrue, ...(whenFalse && { else: whenFalse }) };
}

export function transform(syntax: TransformSyntax, builder: TreeBuilder): Draft {
  const { position } = syntax;
  const pattern = builder.build(syntax.pattern);
  const update = builder.build(syntax.update);
  const deleted = syntax.delete && builder.build(syntax.delete);
  return { type: 'transform', position, pattern, update, ...(deleted && { delete: deleted }) };
}
