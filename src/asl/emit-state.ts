import type { Asl, AslState, Fields } from './asl.js';
import type { MapCallNode, ParallelCallNode, TaskCall } from './call.js';
import type { Dialect, Moment, OutputOf } from './dialect.js';
import { emitMap } from './emit-map.js';
import type { FlowDefinition } from './flow.js';
import type { Problem } from './problem.js';
import { checkResultOrigin } from './result-origin.js';
import type { AnyState, Catcher, ChoiceRule, End, Retrier } from './state.js';

/** What emitting a state needs from around it. */
export interface Emitter {
  readonly dialect: Dialect;
  /** Writes fields; what the query language cannot say becomes a problem at `field`. */
  say<T extends object>(field: string, write: () => T): Partial<T>;
  flow(inner: FlowDefinition): Partial<Asl>;
  report(problem: Omit<Problem, 'severity' | 'state'>): void;
}

type StateOf<K extends AnyState['type']> = Extract<AnyState, { readonly type: K }>;
type Variables = Readonly<Record<string, unknown>>;

/** The ASL of one state, its fields in the order people read them. */
export function emitState(state: AnyState, emitter: Emitter): AslState {
  switch (state.type) {
    case 'Task':
      return { Type: 'Task', ...comment(state), ...task(state, emitter) };
    case 'Map':
      return { Type: 'Map', ...comment(state), ...map(state, emitter) };
    case 'Parallel':
      return { Type: 'Parallel', ...comment(state), ...parallel(state, emitter) };
    case 'Pass':
      return { Type: 'Pass', ...comment(state), ...continues(state, 'Pass', 'entry', emitter) };
    case 'Wait':
      return {
        Type: 'Wait',
        ...comment(state),
        ...wait(state, emitter),
        ...continues(state, 'Wait', 'entry', emitter),
      };
    case 'Choice':
      return { Type: 'Choice', ...comment(state), ...choice(state, emitter) };
    case 'Succeed':
      return { Type: 'Succeed', ...comment(state), ...output(state.output, 'Succeed', 'entry', emitter) };
    case 'Fail':
      return {
        Type: 'Fail',
        ...comment(state),
        ...scalar('Error', state.error, emitter),
        ...scalar('Cause', state.cause, emitter),
      };
    case 'Raw':
      return raw(state, emitter);
  }
}

function task(state: StateOf<'Task'>, emitter: Emitter): Fields {
  const call = state.call as TaskCall;
  const { dialect } = emitter;
  const { credentials } = state;
  const role =
    credentials === undefined
      ? {}
      : emitter.say('Credentials', () => ({
          Credentials: dialect.template({ RoleArn: credentials.roleArn }, 'entry'),
        }));
  return {
    Resource: call.resource,
    ...(call.arguments === undefined ? {} : emitter.say('Arguments', () => dialect.arguments(call.arguments))),
    ...role,
    ...scalar('TimeoutSeconds', state.timeoutSeconds, emitter),
    ...scalar('HeartbeatSeconds', state.heartbeatSeconds, emitter),
    ...works(state, call.pick, emitter),
  };
}

function map(state: StateOf<'Map'>, emitter: Emitter): Fields {
  return { ...emitMap(state.call as MapCallNode, emitter), ...works(state, [], emitter) };
}

function parallel(state: StateOf<'Parallel'>, emitter: Emitter): Fields {
  const call = state.call as ParallelCallNode;
  return {
    ...(call.arguments === undefined ? {} : emitter.say('Arguments', () => emitter.dialect.arguments(call.arguments))),
    Branches: call.branches.map((branch) => emitter.flow(branch.definition)),
    ...works(state, [], emitter),
  };
}

function works(
  state: StateOf<'Task'> | StateOf<'Map'> | StateOf<'Parallel'>,
  pick: readonly string[],
  emitter: Emitter,
): Fields {
  checkResultOrigin(state, emitter.report);
  const written = continues(state, state.type, 'result', emitter);
  const picked = pick.length > 0 && outputOf(state) === undefined ? emitter.dialect.pick(pick) : {};
  return {
    ...(state.retry === undefined ? {} : { Retry: state.retry.map(retrier) }),
    ...(state.catch === undefined ? {} : { Catch: catchers(state.catch, emitter) }),
    ...picked,
    ...written,
  };
}

function continues(
  state: { readonly assign?: Variables; readonly output?: unknown; readonly next: string | End },
  type: OutputOf,
  moment: Moment,
  emitter: Emitter,
): Fields {
  checkOneOutput(state, emitter);
  return {
    ...assign(state.assign, moment, emitter, '', outputOf(state)),
    ...output(outputOf(state), type, moment, emitter),
    ...(typeof state.next === 'string' ? { Next: state.next } : { End: true }),
  };
}

function outputOf({ next, output: own }: { readonly output?: unknown; readonly next: string | End }): unknown {
  return own === undefined && typeof next === 'object' ? next.output : own;
}

/** `output` and `end(output)` say the same thing: with both, one of them would be lost. */
function checkOneOutput(
  { next, output: own }: { readonly output?: unknown; readonly next: string | End },
  emitter: Emitter,
): void {
  if (own === undefined || typeof next !== 'object' || next.output === undefined) return;
  emitter.report({
    code: 'SB015',
    field: 'Output',
    message: 'output and end(output) both say what leaves the state',
    fix: 'keep the one in end(…): it is checked against the declared output',
  });
}

function wait(state: StateOf<'Wait'>, emitter: Emitter): Fields {
  return state.seconds === undefined
    ? scalar('Timestamp', state.timestamp, emitter)
    : scalar('Seconds', state.seconds, emitter);
}

function choice(state: StateOf<'Choice'>, emitter: Emitter): Fields {
  return {
    Choices: state.choices.map((rule, index) => choiceRule(rule, `Choices[${index}]`, emitter)),
    Default: state.default,
    ...assign(state.assign, 'entry', emitter),
    ...output(state.output, 'Choice', 'entry', emitter),
  };
}

function choiceRule(rule: ChoiceRule<string, Variables>, field: string, emitter: Emitter): Fields {
  return {
    ...comment(rule),
    ...emitter.say(field, () => emitter.dialect.condition(rule.condition)),
    ...assign(rule.assign, 'entry', emitter, `${field}.`),
    ...output(rule.output, 'Choice', 'entry', emitter, `${field}.`),
    Next: rule.next,
  };
}

function catchers(list: readonly Catcher<string, Variables>[], emitter: Emitter): Fields[] {
  return list.map((catcher, index) => ({
    ErrorEquals: [...catcher.errors],
    ...comment(catcher),
    ...assign(catcher.assign, 'error', emitter, `Catch[${index}].`),
    ...output(catcher.output, 'Catch', 'error', emitter, `Catch[${index}].`),
    Next: catcher.next,
  }));
}

function retrier(rule: Retrier): Fields {
  return present({
    ErrorEquals: [...rule.errors],
    Comment: rule.comment,
    IntervalSeconds: rule.intervalSeconds,
    BackoffRate: rule.backoffRate,
    MaxAttempts: rule.maxAttempts,
    MaxDelaySeconds: rule.maxDelaySeconds,
    JitterStrategy: rule.jitterStrategy,
  });
}

/** `end(output)` after raw ASL cannot know its query language, so only the transition is written. */
function raw(state: StateOf<'Raw'>, emitter: Emitter): AslState {
  const { Type, ...fields } = structuredClone(state.asl);
  return {
    Type: typeof Type === 'string' ? Type : '',
    ...comment(state),
    ...fields,
    ...(state.catch === undefined ? {} : { Catch: catchers(state.catch, emitter) }),
    ...(state.next === undefined ? {} : typeof state.next === 'string' ? { Next: state.next } : { End: true }),
  };
}

function scalar(field: string, value: unknown, emitter: Emitter): Fields {
  return value === undefined ? {} : emitter.say(field, () => emitter.dialect.scalar(field, value));
}

function assign(
  values: Variables | undefined,
  moment: Moment,
  emitter: Emitter,
  within = '',
  output?: unknown,
): Fields {
  return values === undefined
    ? {}
    : emitter.say(`${within}Assign`, () => emitter.dialect.assign(values, moment, output));
}

function output(value: unknown, of: OutputOf, moment: Moment, emitter: Emitter, within = ''): Fields {
  return value === undefined ? {} : emitter.say(`${within}Output`, () => emitter.dialect.output(of, value, moment));
}

function comment({ comment: text }: { readonly comment?: string }): { Comment?: string } {
  return text === undefined ? {} : { Comment: text };
}

function present(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
