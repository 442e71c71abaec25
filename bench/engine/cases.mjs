/** @module The machines whose speed is compared, with what the executions of each cost in state transitions. */

const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:work';

/** Ten Pass states one after the other, each with the same fields. */
function chain(fields) {
  const names = Array.from({ length: 10 }, (_, index) => `Step${index}`);
  const States = Object.fromEntries(
    names.map((name, index) => [
      name,
      { Type: 'Pass', ...fields, ...(index < 9 ? { Next: names[index + 1] } : { End: true }) },
    ]),
  );
  return { StartAt: names[0], States };
}

const loop = {
  StartAt: 'Add',
  States: {
    Add: { Type: 'Pass', Parameters: { 'count.$': 'States.MathAdd($.count, 1)' }, Next: 'Enough' },
    Enough: {
      Type: 'Choice',
      Choices: [{ Variable: '$.count', NumericLessThan: 100, Next: 'Add' }],
      Default: 'Done',
    },
    Done: { Type: 'Succeed' },
  },
};

const jsonataLoop = {
  QueryLanguage: 'JSONata',
  StartAt: 'Begin',
  States: {
    Begin: { Type: 'Pass', Assign: { count: '{% $states.input.count %}' }, Next: 'Add' },
    Add: { Type: 'Pass', Assign: { count: '{% $count + 1 %}' }, Next: 'Enough' },
    Enough: {
      Type: 'Choice',
      Choices: [{ Condition: '{% $count < 100 %}', Next: 'Add' }],
      Default: 'Done',
    },
    Done: { Type: 'Succeed', Output: { count: '{% $count %}' } },
  },
};

const retries = {
  StartAt: 'Work',
  States: {
    Work: {
      Type: 'Task',
      Resource: ARN,
      Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1, BackoffRate: 1, MaxAttempts: 99 }],
      End: true,
    },
  },
};

const map = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemsPath: '$.items',
      MaxConcurrency: 40,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'INLINE' },
        StartAt: 'Work',
        States: { Work: { Type: 'Task', Resource: ARN, End: true } },
      },
      End: true,
    },
  },
};

/** About 100 kB of JSON: a list of a thousand orders. */
const orders = {
  orders: Array.from({ length: 1000 }, (_, index) => ({
    orderId: `order-${String(index).padStart(6, '0')}`,
    customer: 'Ada Lovelace',
    total: index * 1.25,
    lines: [{ sku: 'AB-1', count: index % 7 }],
  })),
};

/** Answers, but not at once. */
const doubled = () => async (item) => item * 2;

/** Fails 99 times, and then answers. */
function failsAtFirst() {
  let calls = 0;
  return async () => {
    calls++;
    if (calls % 100 !== 0) throw new Error('not yet');
    return calls;
  };
}

/**
 * @typedef {object} Case
 * @property {string} id
 * @property {string} title
 * @property {object} definition
 * @property {unknown} input
 * @property {number} executions how many are run and timed together
 * @property {boolean} [atOnce] whether they are started at once; otherwise one after the other
 * @property {boolean} [forgets] whether the engine forgets an execution that has ended; otherwise it keeps its history
 * @property {number} transitions state transitions of one execution, retries included
 * @property {boolean} hasPeer whether the peer can run it
 * @property {(() => (input: unknown) => unknown)} [handler] makes the handler of the function of the state `Work`
 */

/** @type {readonly Case[]} */
export const CASES = [
  {
    id: 'a',
    title: 'chain of 10 Pass states, 2,000 executions started at once',
    definition: chain({}),
    input: { reader: 'Ada' },
    executions: 2000,
    transitions: 10,
    hasPeer: true,
    atOnce: true,
  },
  {
    id: 'a*',
    title: 'the same, one after the other, forgotten at their end: the peer keeps none',
    definition: chain({}),
    input: { reader: 'Ada' },
    executions: 2000,
    transitions: 10,
    hasPeer: true,
    forgets: true,
  },
  {
    id: 'a′',
    title: 'the chain with Parameters, States.Format and ResultPath',
    definition: chain({
      Parameters: { 'greeting.$': "States.Format('Hello {}, {}', $.reader, $.place.city)", fixed: 1 },
      ResultPath: '$.made',
    }),
    input: { reader: 'Ada', place: { city: 'London' } },
    executions: 2000,
    transitions: 10,
    hasPeer: true,
  },
  {
    id: 'a″',
    title: 'chain of 10 Pass states, 100 kB input',
    definition: chain({}),
    input: orders,
    executions: 100,
    transitions: 10,
    hasPeer: true,
  },
  {
    id: 'b',
    title: 'loop to 100 with States.MathAdd',
    definition: loop,
    input: { count: 0 },
    executions: 100,
    transitions: 201,
    hasPeer: true,
  },
  {
    id: 'b′',
    title: 'loop to 100 in JSONata, with variables',
    definition: jsonataLoop,
    input: { count: 0 },
    executions: 100,
    transitions: 202,
    hasPeer: false,
  },
  {
    id: 'b″',
    title: '99 retries of a Task',
    definition: retries,
    input: {},
    executions: 10,
    transitions: 100,
    hasPeer: true,
    handler: failsAtFirst,
  },
  {
    id: 'c',
    title: 'Map of 1,000 items, 40 at a time, an async handler each',
    definition: map,
    input: { items: Array.from({ length: 1000 }, (_, index) => index) },
    executions: 5,
    transitions: 1001,
    hasPeer: true,
    handler: doubled,
  },
];
