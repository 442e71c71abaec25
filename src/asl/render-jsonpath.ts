import type { Moment } from './dialect.js';
import { NotExpressibleError } from './dialect.js';
import { isExpression, nodeOf } from './expression.js';
import type { Node, OperationNode, ReferenceNode, Root } from './node.js';

/** Roots that mean the same at every moment. */
const ROOTS: Readonly<Partial<Record<Root, string>>> = {
  execution: '$$.Execution.Input',
  context: '$$',
  item: '$$.Map.Item',
};

/** `$` is the input, the result or the error, depending on the moment: only one of them can be read. */
export const DOLLAR: Readonly<Record<Moment, Root>> = {
  entry: 'input',
  item: 'input',
  result: 'result',
  error: 'error',
};

const DATA_NAMES: Partial<Readonly<Record<Root, string>>> = {
  input: "the state's input",
  result: 'the result',
  error: 'the error',
};

/** The path of a reference, or a call of an intrinsic function. */
export function renderJsonPath(node: Node, moment: Moment): string {
  switch (node.kind) {
    case 'reference':
      return path(node, moment);
    case 'operation':
      return intrinsic(node, moment);
    case 'text':
      throw new NotExpressibleError(`JSONata text ('${node.parts.join('…').trim()}')`);
    case 'literal':
      throw new NotExpressibleError('a computed literal');
  }
}

/** Whether the text for a node will be a path. */
export function isPath(node: Node): node is ReferenceNode {
  return node.kind === 'reference';
}

export function path({ root, name, path: steps }: ReferenceNode, moment: Moment): string {
  return steps.reduce<string>((text, step) => text + pathStep(step), head(root, name, moment));
}

function head(root: Root, name: string | undefined, moment: Moment): string {
  if (root === 'variable') return `$${name ?? ''}`;
  const fixed = ROOTS[root];
  if (fixed !== undefined) return fixed;
  if (DOLLAR[moment] !== root) {
    throw new NotExpressibleError(
      `${DATA_NAMES[root] ?? root} where '$' is ${DATA_NAMES[DOLLAR[moment]] ?? DOLLAR[moment]}`,
    );
  }
  return '$';
}

function pathStep(step: string | number): string {
  if (typeof step === 'number') return `[${step}]`;
  return /^[A-Za-z_]\w*$/.test(step) ? `.${step}` : `['${step.replace(/[\\']/g, '\\$&')}']`;
}

function intrinsic({ operator, operands }: OperationNode, moment: Moment): string {
  if (operator === '+') return add(operands, moment);
  if (operator === '-') return subtract(operands, moment);
  if (operator === '&') return format(operands, moment);
  throw new NotExpressibleError(`the operator '${operator}'`);
}

/** `States.MathAdd` takes two and rounds to whole numbers. */
function add(operands: readonly Node[], moment: Moment): string {
  const [left, right] = operands;
  if (!left || !right) throw new NotExpressibleError('a sum of less than two numbers');
  return `States.MathAdd(${wholeNumber(left, moment)}, ${wholeNumber(right, moment)})`;
}

function subtract([left, right]: readonly Node[], moment: Moment): string {
  if (!left || right?.kind !== 'literal' || typeof right.value !== 'number') {
    throw new NotExpressibleError("the operator '-' with a right side that is computed");
  }
  return add([left, { kind: 'literal', value: -right.value }], moment);
}

function wholeNumber(node: Node, moment: Moment): string {
  if (node.kind === 'literal' && !Number.isInteger(node.value)) {
    throw new NotExpressibleError(`adding ${JSON.stringify(node.value)}: States.MathAdd rounds to whole numbers`);
  }
  return argument(node, moment);
}

/** Literal text goes into the template, the rest into its holes: `States.Format('s3://{}', $.bucket)`. */
function format(operands: readonly Node[], moment: Moment): string {
  const holes: string[] = [];
  const template = operands.map((operand) => {
    if (operand.kind === 'literal') return escaped(String(operand.value));
    holes.push(argument(operand, moment));
    return '{}';
  });
  return `States.Format('${template.join('')}'${holes.map((hole) => `, ${hole}`).join('')})`;
}

/** A path, a literal or another intrinsic, as an argument of an intrinsic. */
export function argument(node: Node, moment: Moment): string {
  if (node.kind !== 'literal') return renderJsonPath(node, moment);
  const { value } = node;
  if (isExpression(value)) return argument(nodeOf(value), moment);
  if (typeof value === 'string') return `'${escaped(value)}'`;
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new NotExpressibleError('a list or object with computed parts inside a list');
}

function escaped(text: string): string {
  return text.replace(/[\\'{}]/g, '\\$&');
}
