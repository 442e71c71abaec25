import { applyTransition } from './apply-transition.js';
import {
  admission,
  report,
  type Admission,
  type CallOutcome,
  type Protocol,
  type StoreRequest,
} from './circuit-protocol.js';
import type { CircuitRules } from './circuit-rules.js';
import type { StoreAnswer } from './circuit-store.js';
import { byConditionalWrites } from './conditional-writes.js';
import { effectiveState, UNTOUCHED, type SharedCircuit } from './shared-circuit.js';
import { circuitTransitions, type TransitionName } from './transitions.js';

/**
 * Every interleaving of a few callers with one circuit: all store requests, all outcomes, crashes at any step, store
 * outages before and after the effect of a write, results of any age, an operator, and time. The callers run the
 * protocol of production; the store applies the transitions of production. Times are small numbers, and states are
 * told apart by what is relative to the present only, so that the search ends although calls and time do not.
 */
export interface Exploration {
  readonly rules: CircuitRules;
  /** `script`: a request is one atomic step, as in Redis. `conditional writes`: reads and single writes, as in DynamoDB. */
  readonly store: 'script' | 'conditional writes';
  /** How far each caller's clock is ahead; one caller for each. Only clocks of conditional writes differ. */
  readonly clocks: readonly number[];
  /** The longest a probe's call takes. */
  readonly probeTime: number;
  readonly operator: boolean;
  readonly outages: boolean;
}

type Admitted = Extract<Admission, { admitted: true }>;

type Caller =
  | { readonly phase: 'idle' }
  | { readonly phase: 'checking'; readonly answers: readonly StoreAnswer[] }
  | { readonly phase: 'calling'; readonly admitted?: Admitted; readonly until: number; readonly disowned?: true }
  | {
      readonly phase: 'reporting';
      readonly admitted: Admitted;
      readonly outcome: CallOutcome;
      readonly answers: readonly StoreAnswer[];
    };

/** One state of everything. */
export interface World {
  readonly now: number;
  readonly record?: SharedCircuit;
  /** The last counted failures that this generation stored, oldest first; kept apart from the record, to check it. */
  readonly failures: readonly number[];
  readonly callers: readonly Caller[];
}

/** One step from a world to the next. */
export interface Move {
  readonly name: string;
  readonly after: World;
  /** The write it made, if it wrote. */
  readonly write?: {
    readonly transition: TransitionName;
    readonly at: number;
    readonly shownGeneration: number;
    readonly caller?: number;
    readonly outcome?: CallOutcome;
  };
  /** A guarded call was let in, on this record. */
  readonly admitted?: { readonly probe: boolean; readonly on: SharedCircuit };
  /** A report ended without a word to the store, though the store answered. */
  readonly dropped?: { readonly outcome: CallOutcome; readonly admitted: Admitted; readonly on: SharedCircuit };
}

const IDLE: Caller = { phase: 'idle' };
const OUTCOMES: readonly CallOutcome[] = ['succeeded', 'counted', 'exhausted', 'uncounted'];

export const start = ({ clocks }: Exploration): World => ({ now: 100, failures: [], callers: clocks.map(() => IDLE) });

/** All that can happen next. */
export function moves(setting: Exploration, world: World): Move[] {
  return [
    ...tick(world),
    ...operatorMoves(setting, world),
    ...world.callers.flatMap((_, i) => callerMoves(setting, world, i)),
  ];
}

/** Time passes, unless a probe is at the end of its time limit. */
function tick(world: World): Move[] {
  const late = world.callers.some(
    (caller) => caller.phase === 'calling' && caller.admitted?.probe === true && caller.until <= world.now,
  );
  return late ? [] : [{ name: 'tick', after: { ...world, now: world.now + 1 } }];
}

function callerMoves(setting: Exploration, world: World, i: number): Move[] {
  const caller = world.callers[i]!;
  const become = (next: Caller, changes: Partial<World> = {}): World => ({
    ...world,
    ...changes,
    callers: world.callers.map((other, j) => (j === i ? next : other)),
  });
  const named = (what: string) => `caller ${i}: ${what}`;

  if (caller.phase === 'calling') {
    const crash = { name: named('crashes'), after: become(IDLE) };
    const { admitted } = caller;
    if (!admitted) return [crash];
    const ended = OUTCOMES.map((outcome): Move => {
      const silent = conversation(setting, { admitted, outcome }).next().done;
      const next: Caller = silent ? IDLE : { phase: 'reporting', admitted, outcome, answers: [] };
      return { name: named(outcome), after: become(next) };
    });
    return [crash, ...ended];
  }

  const talk = caller.phase === 'idle' ? { phase: 'checking' as const, answers: [] } : caller;
  const reporting = talk.phase === 'reporting' ? talk : undefined;
  const request = pending(setting, talk);
  const { answer, record, transition } = askStore(request, world.record, world.now + setting.clocks[i]!);
  const answers = [...talk.answers, answer];
  const stored = [...world.failures, answer.now].slice(-setting.rules.failureThreshold);
  const failures = transition === undefined ? world.failures : transition === 'recordFailure' ? stored : [];
  const effect: Partial<World> = record ? { record, failures } : {};
  const write = transition && {
    transition,
    at: answer.now,
    shownGeneration:
      request.kind === 'attempt' ? (request.parameters.gen ?? answer.record.gen - 1) : answer.record.gen - 1,
    caller: i,
    ...(reporting && { outcome: reporting.outcome }),
  };

  const result = replay(setting, { ...talk, answers });
  const answered = ((): Move => {
    const move = { name: named(`${talk.phase} → ${transition ?? 'nothing'}`), ...(write && { write }) };
    if (!result.done) return { ...move, after: become({ ...talk, answers }, effect) };
    if (reporting) {
      const dropped = transition
        ? {}
        : { dropped: { outcome: reporting.outcome, admitted: reporting.admitted, on: answer.record } };
      return { ...move, ...dropped, after: become(IDLE, effect) };
    }
    const given = result.value as Admission;
    if (!given.admitted) return { ...move, after: become(IDLE, effect) };
    const until = world.now + setting.probeTime;
    return {
      ...move,
      admitted: { probe: given.probe, on: answer.record },
      after: become({ phase: 'calling', admitted: given, until }, effect),
    };
  })();

  // Without an answer a check behaves as CLOSED and its call reports nothing; a report is lost.
  const unanswered: Caller = reporting ? IDLE : { phase: 'calling', until: world.now };
  const outages: Move[] = setting.outages
    ? [
        { name: named(`${talk.phase}, store unreachable`), after: become(unanswered) },
        ...(write ? [{ name: named(`${talk.phase}, answer lost`), write, after: become(unanswered, effect) }] : []),
      ]
    : [];
  const crash = caller.phase === 'idle' ? [] : [{ name: named('crashes'), after: become(IDLE) }];
  return [answered, ...outages, ...crash];
}

function operatorMoves({ operator, rules }: Exploration, world: World): Move[] {
  if (!operator) return [];
  const { failureThreshold } = rules;
  const gen = (world.record ?? UNTOUCHED).gen;
  const wishes = [
    ['probeNow', {}],
    ['force', { forced: 'OPEN' }],
    ['force', { forced: 'CLOSED' }],
    ['release', {}],
  ] as const;
  return wishes.flatMap(([transition, parameters]) => {
    const record = applyTransition(
      circuitTransitions(failureThreshold)[transition],
      world.record,
      { failureThreshold, gen, ...parameters },
      world.now,
    );
    if (!record) return [];
    // The operator takes the circuit away from the caller that probes.
    const callers = world.callers.map((caller) =>
      caller.phase === 'calling' && caller.admitted?.probe ? { ...caller, disowned: true as const } : caller,
    );
    const write = { transition, at: world.now, shownGeneration: gen };
    return [{ name: `operator: ${transition}`, write, after: { ...world, record, failures: [], callers } }];
  });
}

type Talk = { readonly admitted: Admitted; readonly outcome: CallOutcome } | undefined;

function conversation({ rules, store }: Exploration, talk: Talk): Protocol<Admission | TransitionName | undefined> {
  const protocol: Protocol<Admission | TransitionName | undefined> = talk
    ? report(rules, talk.admitted, talk.outcome)
    : admission(rules, 'caller');
  return store === 'script' ? protocol : byConditionalWrites(protocol);
}

type Talking = Exclude<Caller, { phase: 'idle' } | { phase: 'calling' }>;

function replay(setting: Exploration, talk: Talking) {
  const protocol = conversation(setting, talk.phase === 'reporting' ? talk : undefined);
  let step = protocol.next();
  for (const answer of talk.answers) step = protocol.next(answer);
  return step;
}

/** What conversations ask next: worlds share those that a move leaves alone. */
const asked = new WeakMap<Talking, StoreRequest>();

function pending(setting: Exploration, talk: Talking): StoreRequest {
  const known = asked.get(talk);
  if (known) return known;
  const step = replay(setting, talk);
  if (step.done) throw new Error(`A conversation that has ended was left in ${talk.phase}.`);
  asked.set(talk, step.value);
  return step.value;
}

/** One atomic step of the store; `record` is there when it wrote. */
function askStore(request: StoreRequest, before: SharedCircuit | undefined, now: number) {
  const names =
    request.kind === 'read' ? [] : request.kind === 'check' ? (['acquireProbe'] as const) : request.transitions;
  const parameters =
    request.kind === 'read' ? { failureThreshold: 1 } : request.kind === 'check' ? request.probe : request.parameters;
  for (const name of names) {
    const record = applyTransition(circuitTransitions(parameters.failureThreshold)[name], before, parameters, now);
    if (record) return { record, transition: name, answer: { record, now, applied: name } satisfies StoreAnswer };
  }
  return { answer: { record: before ?? UNTOUCHED, now } satisfies StoreAnswer };
}

/** Two worlds with the same text behave alike for ever. */
export function fingerprint(setting: Exploration, world: World): string {
  const { rules } = setting;
  const gen = (world.record ?? UNTOUCHED).gen;
  const age = (time: number | undefined) =>
    time === undefined ? '-' : Math.max(time - world.now, -rules.windowMs - 2);
  const due = (time: number | undefined) => (time === undefined ? '-' : Math.max(time - world.now, -2));
  // A report of an older generation is refused however old it is.
  const isCurrent = (generation: number | undefined) => (generation === gen ? 'now' : 'old');
  const { st, forced, open_until, probe_until, opens = 0, ...rest } = world.record ?? UNTOUCHED;
  const ring = Array.from({ length: rules.failureThreshold - 1 }, (_, i) => age(rest[`r${i + 1}`]));
  const highest = Math.ceil(Math.log2(rules.maxResetMs / rules.resetMs)) + 1;
  const record = [
    st,
    forced ?? '-',
    st === 'OPEN' ? due(open_until) : st === 'HALF_OPEN' ? due(probe_until) : '-',
    Math.min(opens, highest),
    ...ring,
  ];
  const callers = world.callers.map((caller) => {
    if (caller.phase === 'idle') return 'idle';
    if (caller.phase === 'calling') {
      const { admitted } = caller;
      if (!admitted) return 'unguarded';
      const probe = admitted.probe ? [due(caller.until), admitted.nextResetMs, caller.disowned ?? ''].join(' ') : '';
      return ['calling', isCurrent(admitted.generation), probe].join(' ');
    }
    const request = pending(setting, caller);
    const attempt =
      request.kind === 'attempt'
        ? [...request.transitions, isCurrent(request.parameters.gen), request.parameters.resetMs ?? ''].join(' ')
        : request.kind;
    const reported = caller.phase === 'reporting' ? `${caller.outcome} ${isCurrent(caller.admitted.generation)}` : '';
    return [caller.phase, attempt, reported].join(' ');
  });
  // Callers with the same clock are alike.
  const alike = setting.clocks.every((clock) => clock === setting.clocks[0]) ? callers.sort() : callers;
  return [record.join(' '), world.failures.map(age).join(' '), ...alike].join('|');
}

/** What the search found. */
export interface Findings {
  readonly states: number;
  readonly moves: number;
  /** The first violation of each invariant, with the way that leads to it. */
  readonly violations: ReadonlyMap<string, string>;
}

/**
 * Walks through every reachable state.
 *
 * @param check names the invariants that a move breaks
 * @param most states at most; a search that meets more of them throws
 */
export function explore(
  setting: Exploration,
  check: (before: World, move: Move) => readonly string[],
  most = 2_000_000,
): Findings {
  interface Visit {
    readonly world: World;
    readonly by?: string;
    readonly from?: Visit;
  }
  const way = (visit: Visit): string[] => (visit.from ? [...way(visit.from), visit.by!] : []);
  const violations = new Map<string, string>();
  const first: Visit = { world: start(setting) };
  const seen = new Set([fingerprint(setting, first.world)]);
  let frontier = [first];
  let count = 0;
  while (frontier.length > 0) {
    const next: Visit[] = [];
    for (const visit of frontier)
      for (const move of moves(setting, visit.world)) {
        count += 1;
        for (const broken of check(visit.world, move))
          if (!violations.has(broken)) violations.set(broken, [...way(visit), move.name].join('\n'));
        const key = fingerprint(setting, move.after);
        if (seen.has(key)) continue;
        if (seen.add(key).size > most) throw new Error(`More than ${most} states: give the search smaller numbers.`);
        next.push({ world: move.after, by: move.name, from: visit });
      }
    frontier = next;
  }
  return { states: seen.size, moves: count, violations };
}

/** The state that a record shows, for invariants. */
export const stateOf = (record: SharedCircuit | undefined) => effectiveState(record ?? UNTOUCHED);
