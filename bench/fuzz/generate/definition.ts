import type { Draw } from './draw.js';
import { intrinsicText } from './intrinsic-text.js';
import { jsonataText } from './jsonata-text.js';
import { jsonObject, jsonValue } from './json-value.js';
import { pathText, referencePathText } from './path-text.js';
import { payloadTemplate } from './payload-template.js';

type Fields = Record<string, unknown>;

const ERRORS = ['States.ALL', 'States.TaskFailed', 'States.Timeout', 'States.Runtime', 'Wrong', '__proto__'] as const;
const TYPES = ['Pass', 'Pass', 'Task', 'Task', 'Choice', 'Wait', 'Succeed', 'Fail', 'Parallel', 'Map'] as const;
const RESOURCES = [
  'arn:aws:lambda:us-east-1:123456789012:function:echo',
  'arn:aws:lambda:us-east-1:123456789012:function:fails',
  'arn:aws:states:::lambda:invoke',
  'arn:aws:states:::events:putEvents',
  'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  'arn:aws:states:::states:startExecution.sync:2',
  'arn:aws:states:::aws-sdk:dynamodb:getItem',
  'arn:aws:states:us-east-1:123456789012:activity:work',
] as const;
const RULES = [
  ...'StringEquals StringMatches StringLessThanPath NumericEquals NumericGreaterThanPath BooleanEquals'.split(' '),
  ...'TimestampLessThan IsPresent IsNull IsString IsNumeric IsTimestamp'.split(' '),
] as const;

/** A state machine in either query language, with up to five states a flow; {@link graft} spoils its shape. */
export function definition(draw: Draw): Fields {
  const language = draw.pick(['JSONPath', 'JSONata']);
  const machine: Fields = { QueryLanguage: language, ...flow(draw, new Namer(), language, 2) };
  if (draw.chance(0.05)) machine['TimeoutSeconds'] = fit(draw, [1, 60], [0, -1, 1e9, '1']);
  return machine;
}

/** One state as TestState takes it. */
export function oneState(draw: Draw): Fields {
  const language = draw.pick(['JSONPath', 'JSONata']);
  return { QueryLanguage: language, ...state(draw, new Namer(), language, 1, ['Next']) };
}

/** What fits, but for a mistake. */
function fit<Value>(draw: Draw, right: readonly Value[], wrong: readonly Value[]): Value {
  return draw.pick(draw.mistake() ? wrong : right);
}

/** States of one machine differ in their names, inner ones included. */
class Namer {
  #count = 0;

  next(draw: Draw): string {
    return fit(draw, [`S${this.#count++}`], ['__proto__', 'constructor', '', 'S0']);
  }
}

function flow(draw: Draw, namer: Namer, language: string, depth: number): Fields {
  const names = draw.some(5, () => namer.next(draw));
  const [StartAt] = names;
  return {
    StartAt,
    States: Object.fromEntries(names.map((name) => [name, state(draw, namer, language, depth, names)])),
  };
}

function state(draw: Draw, namer: Namer, language: string, depth: number, names: readonly string[]): Fields {
  const Type = draw.pick(depth > 0 ? TYPES : TYPES.slice(0, -2));
  const isJsonata = language === 'JSONata';
  const value = (): unknown => (isJsonata ? jsonataValue(draw) : payloadTemplate(draw));
  const fields: Fields = { Type };
  const maybe = (probability: number, name: string, make: () => unknown): void => {
    if (draw.chance(probability)) fields[name] = make();
  };
  const isEnd = Type === 'Succeed' || Type === 'Fail';
  if (!isEnd && Type !== 'Choice') Object.assign(fields, draw.chance(0.5) ? { End: true } : { Next: draw.pick(names) });
  if (Type !== 'Fail') {
    if (isJsonata) maybe(0.3, 'Output', value);
    else {
      maybe(0.15, 'InputPath', () => (draw.chance(0.2) ? null : pathText(draw)));
      maybe(0.15, 'OutputPath', () => (draw.chance(0.2) ? null : pathText(draw)));
    }
    if (!isEnd) maybe(0.2, 'Assign', () => ({ variable: value() }));
  }
  Object.assign(fields, fieldsOf[Type](draw, isJsonata, names, value));
  if (Type === 'Parallel') fields['Branches'] = draw.some(3, () => flow(draw, namer, language, depth - 1));
  if (Type === 'Map') fields['ItemProcessor'] = flow(draw, namer, language, depth - 1);
  if (Type === 'Task' || Type === 'Map' || Type === 'Parallel') {
    maybe(0.3, 'Retry', () => [retrier(draw)]);
    maybe(0.3, 'Catch', () => [{ ErrorEquals: [draw.pick(ERRORS)], Next: draw.pick(names) }]);
  }
  return fields;
}

function retrier(draw: Draw): Fields {
  return {
    ErrorEquals: fit<readonly string[]>(draw, [[draw.pick(ERRORS)], ['Wrong', 'States.Timeout']], [[], ERRORS]),
    ...(draw.chance(0.5)
      ? { MaxAttempts: fit(draw, [0, 1, 4], [-1, 1.5]), BackoffRate: fit(draw, [1, 2.5], [0.5]) }
      : {}),
    ...(draw.chance(0.3) ? { JitterStrategy: fit(draw, ['FULL', 'NONE'], ['HALF']), MaxDelaySeconds: 7 } : {}),
  };
}

type MakeFields = (draw: Draw, isJsonata: boolean, names: readonly string[], value: () => unknown) => Fields;

const fieldsOf: Readonly<Record<(typeof TYPES)[number], MakeFields>> = {
  Pass: (draw, isJsonata, _names, value) =>
    isJsonata
      ? {}
      : {
          ...(draw.chance(0.4) ? { Parameters: value() } : {}),
          ...(draw.chance(0.4) ? { Result: jsonValue(draw) } : {}),
          ...(draw.chance(0.4) ? { ResultPath: referencePathText(draw) } : {}),
        },
  Task: (draw, isJsonata, _names, value) => ({
    Resource: draw.pick(RESOURCES),
    ...(draw.chance(0.6) ? { [isJsonata ? 'Arguments' : 'Parameters']: withFunctionName(draw, value()) } : {}),
    ...(draw.chance(0.2) ? { TimeoutSeconds: draw.pick([1, 5, 99_999_999]) } : {}),
    ...(draw.chance(0.1) ? { HeartbeatSeconds: 1 } : {}),
    ...(!isJsonata && draw.chance(0.3) ? { ResultSelector: value(), ResultPath: referencePathText(draw) } : {}),
  }),
  Choice: (draw, isJsonata, names) => ({
    Choices: draw.some(3, () => ({ ...rule(draw, isJsonata, 2), Next: draw.pick(names) })),
    ...(draw.chance(0.8) ? { Default: draw.pick(names) } : {}),
  }),
  Wait: (draw, isJsonata) => {
    if (isJsonata)
      return draw.pick([{ Seconds: 5 }, { Seconds: `{% ${jsonataText(draw)} %}` }, { Timestamp: '{% $now() %}' }]);
    return draw.pick<Fields>([{ Seconds: 5 }, { SecondsPath: pathText(draw) }, { TimestampPath: pathText(draw) }]);
  },
  Succeed: () => ({}),
  Fail: (draw, isJsonata) => {
    if (isJsonata) return { Error: `{% ${jsonataText(draw)} %}`, Cause: 'because' };
    return draw.pick<Fields>([
      {},
      { Error: 'Wrong' },
      { CausePath: pathText(draw) },
      { ErrorPath: intrinsicText(draw) },
    ]);
  },
  Parallel: () => ({}),
  Map: (draw, isJsonata, _names, value) => ({
    ...(isJsonata ? { Items: draw.chance(0.7) ? [1, 2, 3] : jsonataValue(draw) } : { ItemsPath: pathText(draw) }),
    ...(draw.chance(0.3) ? { ItemSelector: value() } : {}),
    ...(draw.chance(0.3) ? { MaxConcurrency: draw.below(4) } : {}),
    ...(draw.chance(0.2) ? { ToleratedFailurePercentage: fit(draw, [0, 50, 100], [101]) } : {}),
  }),
};

function withFunctionName(draw: Draw, value: unknown): unknown {
  return draw.chance(0.7) ? { FunctionName: draw.pick(['echo', 'fails', 'unknown']), Payload: value } : value;
}

function rule(draw: Draw, isJsonata: boolean, depth: number): Fields {
  if (isJsonata) return { Condition: draw.chance(0.4) ? '{% true %}' : `{% ${jsonataText(draw)} %}` };
  if (depth > 0 && draw.chance(0.3)) {
    const inner = (): Fields => rule(draw, false, depth - 1);
    return draw.pick<Fields>([{ Not: inner() }, { And: [inner(), inner()] }, { Or: [inner()] }]);
  }
  const operator = draw.pick(RULES);
  return { Variable: pathText(draw), [operator]: operator.endsWith('Path') ? pathText(draw) : operand(draw, operator) };
}

function operand(draw: Draw, operator: string): unknown {
  if (draw.mistake()) return jsonValue(draw, 1);
  if (operator.startsWith('Is') || operator.startsWith('Boolean')) return draw.chance(0.5);
  if (operator.startsWith('Numeric')) return draw.below(4);
  return draw.pick(['a', '*a*\\*', '2026-01-01T00:00:00Z']);
}

function jsonataValue(draw: Draw): unknown {
  if (draw.chance(0.7)) return `{% ${jsonataText(draw)} %}`;
  return draw.chance(0.5) ? jsonValue(draw, 2) : { ...jsonObject(draw, 1), text: `{% ${jsonataText(draw)} %}` };
}

/** Puts any JSON value in the place of one of the machine's own, at any depth. */
export function graft(draw: Draw, value: unknown): Fields {
  const copy: Fields = structuredClone(value) as Fields;
  let container: Fields = copy;
  for (;;) {
    const keys = Object.keys(container);
    if (keys.length === 0) return copy;
    const key = draw.pick(keys);
    const child = container[key];
    if (typeof child === 'object' && child !== null && draw.chance(0.75)) {
      container = child as Fields;
      continue;
    }
    if (draw.chance(0.3)) delete container[key];
    else container[key] = jsonValue(draw);
    return copy;
  }
}
