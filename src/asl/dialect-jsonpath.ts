import type { Fields } from './asl.js';
import { choiceRule } from './choice-rule.js';
import { isCloudFormationValue, type ReferenceWriter } from './cloudformation.js';
import { NotExpressibleError, type Dialect, type Moment, type OutputOf } from './dialect.js';
import { isExpression, nodeOf } from './expression.js';
import { jsonataIn } from './jsonata-text.js';
import type { Root } from './node.js';
import { argument, DOLLAR, isPath, path, renderJsonPath } from './render-jsonpath.js';
import { visitExpressions } from './visit-expressions.js';

/** JSONPath: computed fields are called `name.$`, and several things have a field of their own (`SecondsPath`). */
export function jsonPathDialect(writer: ReferenceWriter): Dialect {
  const template = (value: unknown, moment: Moment) => payload(value, moment, writer);
  return {
    template,
    scalar: (field, value) =>
      isExpression(value) ? { [`${field}Path`]: scalarPath(field, value) } : { [field]: template(value, 'entry') },
    arguments: (value) => ({ Parameters: object(value, 'the arguments', 'entry', writer) }),
    assign: (values, moment, output) => {
      if (reshapes(output, moment) && reads(values, DOLLAR[moment])) {
        throw new NotExpressibleError("variables from the state's data beside an output: '$' may be either of them");
      }
      return { Assign: template(values, moment) };
    },
    output: (of, value, moment) => OUTPUTS[of](value, moment, writer),
    items: (value) => ({ ItemsPath: itemsPath(value) }),
    itemSelector: (value) => ({ ItemSelector: object(value, 'an item selector', 'item', writer) }),
    pick: (steps) => ({ OutputPath: ['$', ...steps].join('.') }),
    condition: (value) => {
      if (!isExpression(value)) throw new NotExpressibleError(`JSONata text ('${String(value)}')`);
      return choiceRule(nodeOf(value));
    },
  };
}

type Output = (value: unknown, moment: Moment, writer: ReferenceWriter) => Fields;

/** Where each kind of state puts what it hands on. */
const OUTPUTS: Readonly<Record<OutputOf, Output>> = {
  Task: resultOutput,
  Map: resultOutput,
  Parallel: resultOutput,
  Pass: passOutput,
  Wait: pathOnly('a Wait'),
  Choice: () => {
    throw new NotExpressibleError('the output of a choice');
  },
  Succeed: pathOnly('a Succeed'),
  Catch: () => {
    throw new NotExpressibleError('the output of a catcher (keep what is needed in variables)');
  },
};

function resultOutput(value: unknown, moment: Moment, writer: ReferenceWriter): Fields {
  if (isExpression(value) && isPath(nodeOf(value))) return { OutputPath: renderJsonPath(nodeOf(value), moment) };
  return { ResultSelector: object(value, 'the output of a task', moment, writer) };
}

function passOutput(value: unknown, moment: Moment, writer: ReferenceWriter): Fields {
  if (isExpression(value)) {
    const node = nodeOf(value);
    if (isPath(node)) return { InputPath: path(node, moment) };
    throw new NotExpressibleError('a computed value as the whole output of a Pass (put it in an object)');
  }
  return isComputed(value)
    ? { Parameters: payload(value, moment, writer) }
    : { Result: payload(value, moment, writer) };
}

function pathOnly(state: string): Output {
  return (value, moment) => {
    if (isExpression(value) && isPath(nodeOf(value))) return { OutputPath: renderJsonPath(nodeOf(value), moment) };
    throw new NotExpressibleError(`a template as the output of ${state} (use a Pass before it, or instead of it)`);
  };
}

function scalarPath(field: string, value: unknown): string {
  const node = nodeOf(value);
  if (!isPath(node) && !(field === 'Error' || field === 'Cause'))
    throw new NotExpressibleError(`a computed ${field} (assign it to a variable first)`);
  return renderJsonPath(node, 'entry');
}

function itemsPath(value: unknown): string {
  const node = nodeOf(value);
  if (!isPath(node))
    throw new NotExpressibleError('items that are not data of the execution (assign them to a variable first)');
  return path(node, 'entry');
}

/** Fields that take an object only. */
function object(value: unknown, what: string, moment: Moment, writer: ReferenceWriter): unknown {
  if (isExpression(value) || typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new NotExpressibleError(`${what} as anything but an object`);
  }
  return payload(value, moment, writer);
}

function payload(value: unknown, moment: Moment, writer: ReferenceWriter): unknown {
  if (isCloudFormationValue(value)) return writer.write(value);
  if (isExpression(value)) throw new NotExpressibleError('a computed value outside a field');
  if (typeof value === 'string' && jsonataIn(value) !== undefined)
    throw new NotExpressibleError(`JSONata text ('${value}')`);
  if (Array.isArray(value)) return value.map((element) => payload(element, moment, writer));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(fields.map(([name, field]) => payloadField(name, field, moment, writer)));
}

function payloadField(name: string, value: unknown, moment: Moment, writer: ReferenceWriter): [string, unknown] {
  if (isExpression(value)) return [`${name}.$`, renderJsonPath(nodeOf(value), moment)];
  if (Array.isArray(value) && value.some(isExpression)) {
    return [`${name}.$`, `States.Array(${value.map((element) => argument(nodeOf(element), moment)).join(', ')})`];
  }
  return [name, payload(value, moment, writer)];
}

/**
 * Whether an output changes what `$` is in Assign. `Parameters`, `Result` and `InputPath` of a Pass do; of
 * `ResultSelector` it is not documented, so nothing relies on it. `OutputPath` comes last and changes nothing.
 */
function reshapes(output: unknown, moment: Moment): boolean {
  if (output === undefined) return false;
  return !(moment === 'result' && isExpression(output) && isPath(nodeOf(output)));
}

function reads(value: unknown, wanted: Root): boolean {
  let found = false;
  visitExpressions(value, { reference: ({ root }) => (found ||= root === wanted) });
  return found;
}

function isComputed(value: unknown): boolean {
  let found = false;
  visitExpressions(value, { reference: () => (found = true) });
  return found;
}
