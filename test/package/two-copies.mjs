/**
 * Works with both copies of the built package at once, as a program does that imports it in one place and requires it in another,
 * and prints what came of it as JSON.
 */
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const entries = JSON.parse(readFileSync('build/entries.json', 'utf8'));
const require = createRequire(import.meta.url);
const specifier = (name) => (name === 'index' ? 'stepbreaker' : `stepbreaker/${name}`);
const copiesOf = async (name) => ({ esm: await import(specifier(name)), cjs: require(specifier(name)) });

/** jest and vitest load their entry in their own way, which the packed consumers do. */
const names = Object.keys(entries).filter((name) => !['jest', 'vitest', 'cdk'].includes(name));
const copies = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await copiesOf(name)])));
const { index, engine, testing, resilience } = copies;

/** Both breaker and builder, with everything that one part hands to another. */
function machinesOf({
  circuitBreakerMachine,
  getAtt,
  cfnRef,
  sub,
  lambda,
  target,
  workflow,
  plus,
  gte,
  mapOver,
  events,
}) {
  const generate = lambda(getAtt('GenerateFunction', 'Arn'));
  const nightly = circuitBreakerMachine({
    circuit: { whileOpen: 'wait' },
    targets: [target('primary', generate, (reader) => ({ reader, model: 'sonnet' }))],
    lastResort: [target('static', lambda(sub('${Static.Arn}:live')), (reader) => ({ reader }))],
  });
  const charge = lambda(getAtt('ChargeFunction', 'Arn'), ['CardDeclined']);
  const { fragment, flow, vars, end } = workflow();
  const each = flow({
    startAt: 'Item',
    states: { Item: { type: 'Pass', output: { tries: vars.tries, stream: cfnRef('Stream') }, next: end() } },
  });
  const retried = fragment({
    exits: ['ok', 'failed'],
    startAt: 'Charge',
    states: {
      Charge: {
        type: 'Task',
        call: charge({ orderId: vars.orderId }),
        catch: [{ errors: [charge.errors.CardDeclined], assign: { tries: plus(vars.tries, 1) }, next: 'Enough' }],
        next: 'Each',
      },
      Each: { type: 'Map', call: mapOver(each)('{% [$tries] %}'), next: 'exit:ok' },
      Enough: { type: 'Choice', choices: [{ condition: gte(vars.tries, 3), next: 'exit:failed' }], default: 'Charge' },
    },
  });
  const shop = workflow();
  const first = retried.as('First', { ok: 'Tell', failed: 'Second-Charge' });
  const second = retried.as('Second', { ok: 'Tell', failed: 'Tell' });
  const checkout = shop.machine({
    startAt: 'Begin',
    states: {
      Begin: {
        type: 'Pass',
        assign: { First_tries: 0, First_orderId: '1', Second_tries: 0, Second_orderId: '2' },
        next: first.startAt,
      },
      ...first.states,
      ...second.states,
      Tell: {
        type: 'Task',
        call: events.putEvents({
          Entries: [
            { EventBusName: cfnRef('Bus'), Source: 'shop', DetailType: 'Paid', Detail: { tries: first.vars.tries } },
          ],
        }),
        next: shop.end({ tries: first.vars.tries }),
      },
    },
  });
  return {
    nightly: nightly.toDefinition(),
    checkout: checkout.toDefinition(),
    asl: [nightly.toAsl(), checkout.toAsl()],
  };
}

/** The machines with one function from the other copy, by that function. */
function mixedMachines(home, guest) {
  const used = [];
  machinesOf(new Proxy(home, { get: (api, name) => (used.push(name), api[name]) }));
  return Object.fromEntries(used.map((name) => [name, machinesOf({ ...home, [name]: guest[name] })]));
}

/** Whether objects of one copy are instances of the class of the other, for every class that an entry exports. */
function classes() {
  const exported = names.flatMap((name) =>
    Object.entries(copies[name].esm).map(([key, esm]) => [`${name} ${key}`, esm, copies[name].cjs[key]]),
  );
  return Object.fromEntries(
    exported
      .filter(([, value]) => typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value)))
      .map(([name, esm, cjs]) => [
        name,
        Object.create(esm.prototype) instanceof cjs &&
          Object.create(cjs.prototype) instanceof esm &&
          !(new Error() instanceof esm),
      ]),
  );
}

const task = {
  StartAt: 'Charge',
  States: { Charge: { Type: 'Task', Resource: 'arn:aws:lambda:eu-west-1:123456789012:function:charge', End: true } },
};

/** JSONata with functions, a Map whose iterations fail and are caught, a Wait: what a compiled machine hands to its engine. */
const looping = {
  QueryLanguage: 'JSONata',
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      Items: '{% $map([1..3], function($n) { $n * 10 }) %}',
      ItemProcessor: {
        StartAt: 'Charge',
        States: {
          Charge: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke',
            Arguments: { FunctionName: 'charge', Payload: { amount: '{% $states.input %}' } },
            Retry: [{ ErrorEquals: ['CardDeclined'], MaxAttempts: 1 }],
            Catch: [{ ErrorEquals: ['CardDeclined'], Output: '{% $states.errorOutput.Cause %}', Next: 'Later' }],
            Output: '{% $states.result.Payload %}',
            End: true,
          },
          Later: { Type: 'Wait', Seconds: 60, End: true },
        },
      },
      End: true,
    },
  },
};

/** An engine, a handler's TaskError and a compiled definition. */
async function execution(home, guest) {
  const engine = home.createEngine({ clock: guest.skipClock() });
  engine.lambda('charge', ({ amount }) => {
    if (amount === 20) throw new guest.TaskError('CardDeclined', 'no money');
    return { charged: amount };
  });
  const definition = guest.createEngine().compile({ definition: looping });
  const { stateMachineArn } = engine.createStateMachine({ name: 'charge', definition });
  const run = engine.startExecution({ stateMachineArn, input: {} });
  const { status, output } = await run.finished;
  return { status, output, events: run.history().map(({ type }) => type) };
}

/** Outcomes of one copy, in a run of the other, before the matchers of the first. */
async function tested(home, guest) {
  const run = await home
    .machine({
      ...task,
      States: {
        Charge: {
          ...task.States.Charge,
          TimeoutSeconds: 600,
          Retry: [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 1 }],
        },
      },
    })
    .task('Charge', guest.pending, guest.after({ minutes: 5 }, guest.returns({ error: 'none' })))
    .run();
  const tools = {
    isNot: false,
    equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
    utils: { matcherHint: String, diff: () => null, stringify: JSON.stringify },
  };
  return {
    status: run.status,
    output: run.output,
    matches: guest.matchers.toSucceedWith.call(tools, run, { error: 'none' }).pass,
  };
}

/** What a tier makes of an open circuit that the other copy reports. */
async function openCircuit(home, guest) {
  const { failures } = await home.executeWithFallback(
    { name: 'model', call: () => Promise.reject(new guest.CircuitOpenError('model', 'OPEN', 1_000)) },
    { name: 'static', call: () => 'bestsellers' },
  );
  return failures.map(({ tier, trouble, reason }) => ({ tier, trouble, reason }));
}

const ways = (work, { esm, cjs }) => Promise.all([work(esm, esm), work(esm, cjs), work(cjs, esm)]);

process.stdout.write(
  JSON.stringify({
    machines: {
      esm: machinesOf(index.esm),
      mixed: [mixedMachines(index.esm, index.cjs), mixedMachines(index.cjs, index.esm)],
    },
    classes: classes(),
    executions: await ways(execution, engine),
    tested: await ways(tested, testing),
    openCircuits: await ways(openCircuit, resilience),
  }),
);
