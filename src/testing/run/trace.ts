import type { HistoryEvent } from '../../engine/index.js';
import type { StateEntry } from '../definition/state-index.js';
import { isObject, parseJson, type JsonObject } from '../json-object.js';
import type { Failure, Frame, Visit } from './visit.js';

/** Where an event belongs. */
interface Place {
  readonly frame: Frame;
  readonly visit?: Visit;
}

/**
 * Reads a history, of this engine or of any other that writes AWS's events, and tells which states were visited, where, and what
 * happened in them. Events are put in their places by `previousEventId`, as several iterations and branches are mixed in a
 * history.
 */
export function traceOf(events: readonly HistoryEvent[], states: ReadonlyMap<string, StateEntry>): Frame {
  return new Tracer(states, events[0]?.timestamp.getTime() ?? 0).trace(events);
}

class Tracer {
  readonly #root: Frame = { index: 0, visits: [] };
  readonly #places = new Map<number, Place>();
  readonly #states: ReadonlyMap<string, StateEntry>;
  readonly #startedAt: number;

  constructor(states: ReadonlyMap<string, StateEntry>, startedAt: number) {
    this.#states = states;
    this.#startedAt = startedAt;
  }

  trace(events: readonly HistoryEvent[]): Frame {
    for (const event of events) this.#places.set(event.id, this.#read(event, detailsOf(event)));
    return this.#root;
  }

  #read(event: HistoryEvent, details: JsonObject): Place {
    const { type } = event;
    const at = event.timestamp.getTime() - this.#startedAt;
    const before = this.#places.get(event.previousEventId) ?? { frame: this.#root };
    if (type.endsWith('StateEntered')) return this.#enter(event, details, at, before);
    if (type.endsWith('StateExited')) return leave(event, details, at, before);
    if (type === 'MapIterationStarted') return startIteration(details, before);
    if (type === 'EvaluationFailed') return failEvaluation(details, before);
    const container = /^(Map|Parallel)State(Started|Failed)$/.exec(type);
    if (container !== null) return this.#containerEvent(container[1] ?? '', container[2] ?? '', at, before);
    if (before.visit !== undefined) note(before.visit, type, details, at);
    return before;
  }

  #enter(event: HistoryEvent, details: JsonObject, at: number, before: Place): Place {
    const state = String(details['name']);
    const frame = this.#frameOf(state, before);
    const visit: Visit = {
      state,
      type: event.type.replace('StateEntered', ''),
      frame,
      at,
      enteredEvent: event.id,
      input: parseJson(details['input']),
      attempts: [],
      frames: [],
    };
    if (visit.type === 'Fail') Object.assign(visit, failing(this.#states.get(state)?.fields));
    frame.visits.push(visit);
    return { frame, visit };
  }

  /** The first state of a branch opens its frame: no event marks the beginning of a branch. */
  #frameOf(state: string, { frame, visit }: Place): Frame {
    const container = this.#states.get(state)?.container;
    const isFirstOfBranch =
      visit?.type === 'Parallel' && visit.leftAt === undefined && container?.state === visit.state;
    if (!isFirstOfBranch || container === undefined) return frame;
    const branch: Frame = { owner: visit, index: container.branch, visits: [] };
    visit.frames.push(branch);
    return branch;
  }

  /** These events do not name their state: it is the innermost one of that type which is still going on. */
  #containerEvent(type: string, what: string, at: number, before: Place): Place {
    const visit = innermost(before, (each) => each.type === type && isGoingOn(each));
    if (visit === undefined) return before;
    if (what === 'Started') visit.attempts.push({ at });
    else visit.failure = failureBefore(before) ?? { error: undefined, cause: undefined };
    return { frame: visit.frame, visit };
  }
}

/** No event says what a Fail state fails with, when it is not the execution that fails; the definition does, if it is plain. */
function failing(fields: JsonObject = {}): { readonly failure?: Failure } {
  const { Error: error, Cause: cause } = fields;
  const isPlain = (text: unknown): text is string => typeof text === 'string' && !text.startsWith('{%');
  return isPlain(error) ? { failure: { error, cause: isPlain(cause) ? cause : undefined } } : {};
}

/** What happened to the task of a state, or ended it and the execution. */
function note(visit: Visit, type: string, details: JsonObject, at: number): void {
  if (type === 'ExecutionFailed' && visit.leftAt === undefined) visit.failure = failureOf(details);
  const what = /^(?:LambdaFunction|Task|Activity)([A-Z]\w*)$/.exec(type)?.[1] ?? '';
  if (what === 'Scheduled') {
    visit.attempts.push({ at, arguments: parseJson(details['parameters'] ?? details['input']) });
  }
  const attempt = visit.attempts.at(-1);
  if (attempt === undefined) return;
  if (what === 'Succeeded') attempt.result = parseJson(details['output']);
  if (/(?:Failed|TimedOut)$/.test(what)) {
    attempt.failure = failureOf(details);
    visit.failure = attempt.failure;
  }
}

function leave(event: HistoryEvent, details: JsonObject, at: number, before: Place): Place {
  const visit = innermost(before, ({ state, leftAt }) => state === details['name'] && leftAt === undefined);
  if (visit === undefined) return before;
  visit.leftAt = at;
  visit.exitedEvent = event.id;
  visit.output = parseJson(details['output']);
  const assigned = details['assignedVariables'];
  if (isObject(assigned)) {
    visit.assigned = Object.fromEntries(Object.entries(assigned).map(([name, text]) => [name, parseJson(text)]));
  }
  // An error that a retry got over was not caught.
  const last = visit.attempts.at(-1);
  if (last !== undefined && 'result' in last && last.failure === undefined) delete visit.failure;
  return { frame: visit.frame, visit };
}

function startIteration(details: JsonObject, before: Place): Place {
  const owner = innermost(before, ({ state, leftAt }) => state === details['name'] && leftAt === undefined);
  if (owner === undefined) return before;
  const frame: Frame = { owner, index: Number(details['index']), visits: [] };
  owner.frames.push(frame);
  return { frame };
}

/** Points at what came before its state, and names it. */
function failEvaluation(details: JsonObject, before: Place): Place {
  const isMeant = ({ state, leftAt }: Visit): boolean => state === details['state'] && leftAt === undefined;
  const inside = [before.frame, ...(before.visit?.frames ?? [])].flatMap(({ visits }) => visits);
  const visit = inside.findLast(isMeant) ?? innermost(before, isMeant);
  if (visit === undefined) return before;
  visit.failure = failureOf(details);
  const last = visit.attempts.at(-1);
  if (last !== undefined && 'result' in last) last.failure = visit.failure;
  return { frame: visit.frame, visit };
}

/** Looks at an event's visit, then at the visits around its frame, from the inside out. */
function innermost({ frame, visit }: Place, isMeant: (visit: Visit) => boolean): Visit | undefined {
  for (let each = visit ?? frame.owner; each !== undefined; each = each.frame.owner) if (isMeant(each)) return each;
  return undefined;
}

function isGoingOn({ leftAt, failure }: Visit): boolean {
  return leftAt === undefined && failure === undefined;
}

function failureBefore({ visit, frame }: Place): Failure | undefined {
  return visit?.failure ?? frame.visits.at(-1)?.failure;
}

function failureOf({ error, cause }: JsonObject): Failure {
  return {
    error: error === undefined ? undefined : String(error),
    cause: cause === undefined ? undefined : String(cause),
  };
}

/** The one member of an event that holds its details. */
function detailsOf(event: HistoryEvent): JsonObject {
  for (const [key, value] of Object.entries(event)) if (key.endsWith('EventDetails') && isObject(value)) return value;
  return {};
}
