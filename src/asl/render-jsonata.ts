import { isExpression, nodeOf } from './expression.js';
import { withoutSubstitutions } from './jsonata-text.js';
import type { Node, OperationNode, Operator, ReferenceNode, Root, TextNode } from './node.js';

const ROOTS: Readonly<Record<Exclude<Root, 'variable'>, string>> = {
  execution: '$states.context.Execution.Input',
  input: '$states.input',
  result: '$states.result',
  error: '$states.errorOutput',
  context: '$states.context',
  item: '$states.context.Map.Item',
};

/** How tightly an operator binds in JSONata; operators that are written as calls bind tightest. */
const BINDING: Readonly<Record<Operator, number>> = {
  or: 1,
  and: 2,
  '=': 3,
  '!=': 3,
  '>': 3,
  '>=': 3,
  '<': 3,
  '<=': 3,
  '&': 4,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  not: 9,
  exists: 9,
  coalesce: 9,
};
/** `a - (b - c)` needs its parentheses, `a + (b + c)` does not. */
const GROUPS_RIGHT: ReadonlySet<Operator> = new Set(['-', '/', '=', '!=', '>', '>=', '<', '<=']);

/** JSONata for an expression, safe to use in a CloudFormation template. */
export function renderJsonata(node: Node): string {
  return withoutSubstitutions(write(node));
}

function write(node: Node): string {
  switch (node.kind) {
    case 'literal':
      return writeLiteral(node.value);
    case 'reference':
      return writeReference(node);
    case 'text':
      return writeText(node);
    case 'operation':
      return writeOperation(node);
  }
}

/** What fills a hole of a text is kept together by parentheses, whatever surrounds the hole. */
function writeText({ parts, operands }: TextNode): string {
  return parts
    .map((part, index) => {
      const operand = operands[index];
      if (operand === undefined) return part;
      const text = write(operand);
      return part + (operand.kind === 'text' || isInfix(operand) ? `(${text})` : text);
    })
    .join('')
    .trim();
}

function writeOperation({ operator, operands }: OperationNode): string {
  const [first, second] = operands;
  if (operator === 'not' || operator === 'exists') return `$${operator}(${first ? write(first) : ''})`;
  if (operator === 'coalesce' && first && second) {
    const data = write(first);
    return `($exists(${data}) ? ${data} : ${write(second)})`;
  }
  if (operands.length === 0) return EMPTY[operator] ?? "''";
  return operands
    .map((operand, index) => (needsParentheses(operand, operator, index) ? `(${write(operand)})` : write(operand)))
    .join(` ${operator} `);
}

/** Of no conditions, all are true and none is. */
const EMPTY: Partial<Readonly<Record<Operator, string>>> = { and: 'true', or: 'false' };

function isInfix(node: Node): boolean {
  return node.kind === 'operation' && BINDING[node.operator] < BINDING.not && node.operands.length > 1;
}

function needsParentheses(operand: Node, within: Operator, index: number): boolean {
  if (operand.kind === 'text') return true;
  if (operand.kind !== 'operation' || !isInfix(operand)) return false;
  const difference = BINDING[operand.operator] - BINDING[within];
  if (difference !== 0) return difference < 0;
  if (operand.operator !== within) return index > 0 || operand.operator === '&' || within === '&';
  return index > 0 && GROUPS_RIGHT.has(within);
}

function writeReference({ root, name, path }: ReferenceNode): string {
  const head = root === 'variable' ? `$${name ?? ''}` : ROOTS[root];
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${quotedName(step)}`));
  return head + steps.join('');
}

/** Words that JSONata reads as operators, unless quoted. */
const RESERVED = new Set(['and', 'or', 'in', 'true', 'false', 'null', 'function']);

function quotedName(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) && !RESERVED.has(name) ? name : `\`${name}\``;
}

function writeLiteral(value: unknown): string {
  if (isExpression(value)) return write(nodeOf(value));
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(writeLiteral).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    return `{${fields.map(([name, field]) => `${quoted(name)}: ${writeLiteral(field)}`).join(', ')}}`;
  }
  return JSON.stringify(value);
}

/** Single quotes read better inside JSON; JSON's escapes are JSONata's too, which has none for a single quote. */
function quoted(text: string): string {
  const json = JSON.stringify(text);
  return text.includes("'") ? json : `'${json.slice(1, -1).replace(/\\"/g, '"')}'`;
}
