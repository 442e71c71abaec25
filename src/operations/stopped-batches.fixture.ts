import type { CircuitOptions } from '../breaker/index.js';
import type { Answer, Call, CircuitsIn } from './batch-world.fixture.js';

/** A batch with faults, during which it is stopped. */
export interface Situation {
  readonly name: string;
  readonly circuit: CircuitOptions;
  readonly circuitsIn?: CircuitsIn;
  readonly items: number;
  readonly input?: object;
  /** The first target's shared circuit is open before the batch begins. */
  readonly open?: boolean;
  /** When the circuit table cannot be reached, in milliseconds after the start. */
  readonly tableOutages?: readonly { readonly from: number; readonly to: number; readonly only?: 'writes' }[];
  /** Started without items: the machine lists them. */
  readonly loads?: boolean;
  /** Whether events can be published. Default true. */
  readonly publishes?: boolean;
  /** How calls are answered; `probes` counts those of the same function so far. */
  readonly behaviour: (at: number, call: Call, probes: number) => Answer;
  /** What ended the batch is fixed before the restart. */
  readonly fixed?: boolean;
}

const number = (item: string): number => Number(item.slice(-3));
const latency = (item: string): number => 400 + ((number(item) * 7919) % 900);
/** An answer without an error. */
export const well = (item: string): Answer => ({ milliseconds: latency(item) });
const fails = (error: string, milliseconds = 50): Answer => ({ milliseconds, error });
const waiting = { whileOpen: 'wait', chunkSize: 4, concurrency: 3, maxRefusalsInARow: 3 } as const;

const own: readonly Situation[] = [
  {
    name: 'the first model is down for a while, and the work waits for it',
    circuit: { ...waiting, cooldown: 'callback' },
    items: 14,
    loads: true,
    behaviour: (at, { function: name, item }) =>
      name === 'primary' && at >= 2_000 && at < 60_000 ? fails('ThrottlingException', 300) : well(item),
  },
  {
    name: 'the same, and events cannot be published',
    circuit: { ...waiting, cooldown: 'callback' },
    items: 9,
    publishes: false,
    behaviour: (at, { function: name, item }) =>
      name === 'primary' && at < 60_000 ? fails('ServiceUnavailableException', 300) : well(item),
  },
  {
    name: 'all models are down, the cache knows some, and the static list is not always there',
    circuit: { ...waiting, whileOpen: 'fallback', resetTimerSeconds: 10 },
    items: 26,
    behaviour: (at, { function: name, item }) => {
      if (name === 'primary' || name === 'region')
        return at < (name === 'primary' ? 200_000 : 24_000) ? fails('ModelTimeoutException', 200) : well(item);
      const misses = name === 'cached' ? number(item) % 2 === 0 : number(item) % 4 === 0;
      return misses ? fails('NotFound', 2_000) : well(item);
    },
  },
  {
    name: 'the role is wrong',
    circuit: waiting,
    items: 9,
    fixed: true,
    behaviour: (_at, { function: name, item }) =>
      name === 'primary' && number(item) > 4 ? fails('States.Permissions') : well(item),
  },
  {
    name: 'the input is poisoned',
    circuit: waiting,
    items: 12,
    fixed: true,
    behaviour: (_at, { item }) => (number(item) > 4 ? fails('ValidationException') : well(item)),
  },
  {
    name: 'the history fills up',
    circuit: { ...waiting, maxHistoryEvents: 500 },
    items: 80,
    behaviour: (_at, { item }) => well(item),
  },
  {
    name: 'circuits of its own are shown in the table, and one is still open at the end',
    circuit: { ...waiting, whileOpen: 'fallback' },
    circuitsIn: 'variables and table',
    items: 9,
    behaviour: (_at, { function: name, item }) => (name === 'primary' ? fails('ThrottlingException', 300) : well(item)),
  },
];

/** A model with every fault in turn: slow, then failing, a probe that proves nothing, and at last without a quota. */
const failing = (at: number, { item, probe }: Call, probes: number): Answer => {
  if (probe && probes < 3) return fails(probes === 1 ? 'ThrottlingException' : 'SomethingNew', 300);
  if (!probe && probes === 3) return fails('ServiceQuotaExceededException', 300);
  if (probes > 0) return well(item);
  return at < 3_000 ? { milliseconds: 1_500 } : fails('ThrottlingException', 300);
};

const sharing: readonly Situation[] = [
  {
    name: 'the first model fails, and an operator asks for a probe',
    circuit: { ...waiting, cooldown: 'callback', resetTimerSeconds: 10, slowCallMs: 1_000 },
    items: 14,
    input: { state: 'HALF_OPEN' },
    open: true,
    behaviour: (at, call, probes) =>
      // The first probe is the operator's.
      call.function === 'primary' && !(call.probe && probes === 1)
        ? failing(at, call, Math.max(0, probes - 1))
        : well(call.item),
  },
  {
    name: 'the first model has no quota, and the second one fails',
    circuit: { ...waiting, whileOpen: 'fallback', resetTimerSeconds: 10, slowCallMs: 1_000 },
    items: 24,
    behaviour: (at, call, probes) => {
      if (call.function === 'primary') return fails('ServiceQuotaExceededException', 300);
      return call.function === 'region' ? failing(at, call, probes) : { milliseconds: 9_000 };
    },
  },
  {
    name: 'the table is down for a while',
    circuit: { ...waiting, whileOpen: 'fallback', slowCallMs: 1_000, maxTries: 1 },
    items: 20,
    tableOutages: [
      { from: 0, to: 700 },
      { from: 2_000, to: 20_000, only: 'writes' },
    ],
    behaviour: (_at, { function: name, item }) =>
      name !== 'cached' && number(item) % (name === 'primary' ? 3 : 6) === 0
        ? fails('ThrottlingException', 300)
        : { milliseconds: 1_200 },
  },
  ...own.slice(0, 6),
];

/** Together they lead through every state of the machines with circuits of their own, and with shared ones. */
export const situations: readonly Situation[] = [
  ...own,
  ...sharing.map((each) => ({ ...each, name: `shared circuits: ${each.name}`, circuitsIn: 'table' as const })),
];
