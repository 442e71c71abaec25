import { afterEach, expect, test } from '@jest/globals';
import { createEngine, type Execution } from '../../src/engine/index.js';

/** Names that every object of JavaScript inherits, and `then`, which would make a promise of a value. */
const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  'valueOf',
  'toJSON',
  'then',
] as const;

const inherited = [Object.prototype, Array.prototype, Function.prototype, String.prototype].map(
  (prototype) => [prototype, Reflect.ownKeys(prototype)] as const,
);

afterEach(() => {
  for (const [prototype, names] of inherited) expect(Reflect.ownKeys(prototype)).toEqual(names);
  expect('polluted' in {}).toBe(false);
});

/** The definitions are JSON text: in an object literal `__proto__` would not be a member. */
async function run(definition: string, input: string): Promise<Execution> {
  const engine = createEngine();
  engine.lambda('echo', (payload) => payload);
  const machine = engine.createStateMachine({ name: 'm', definition });
  const execution = await engine.startExecution({ ...machine, input: JSON.parse(input) }).finished;
  expect(JSON.stringify(execution.history())).not.toContain('Internal error');
  return execution;
}

async function outputOf(definition: string, input: string): Promise<string> {
  const { status, output, cause } = await run(definition, input);
  expect([status, cause]).toEqual(['SUCCEEDED', undefined]);
  return JSON.stringify(output);
}

const chain = (language: string, ...states: readonly string[]): string => {
  const named = states.map((state, index) => {
    const next = index === states.length - 1 ? '"End":true' : `"Next":"S${index + 1}"`;
    return `"S${index}":{${state},${next}}`;
  });
  return `{"QueryLanguage":"${language}","StartAt":"S0","States":{${named.join(',')}}}`;
};

const ECHO = '"Resource":"arn:aws:lambda:us-east-1:123456789012:function:echo"';

test.each(NAMES)('JSONPath: %s is a name like any other, in every place', async (name) => {
  const inner = `{"${name}":{"polluted":true}}`;
  const machine = chain(
    'JSONPath',
    `"Type":"Task",${ECHO},"ResultSelector":{"${name}.$":"$.${name}"},"ResultPath":"$.${name}.${name}"`,
    `"Type":"Pass","Assign":{"variable":{"${name}.$":"$.${name}"}}`,
    `"Type":"Pass","Parameters":{"${name}":{"${name}.$":"$variable['${name}'].${name}","b.$":"States.JsonMerge($, $, false)"}}`,
    `"Type":"Pass","Result":${inner},"ResultPath":"$.${name}.c"`,
    `"Type":"Map","ItemsPath":"$.${name}.list","ResultPath":"$.${name}.list","ItemProcessor":{"StartAt":"I","States":{"I":{"Type":"Pass","End":true}}}`,
  );
  // The list that the Map goes over comes in with the template.
  const withList = machine.replace('"b.$":', `"list":[${inner}],"b.$":`);
  const data = `{"${name}":${inner}}`;
  const first = `{"${name}":{"${name}":{"${name}":${inner}}}}`;
  expect(await outputOf(withList, data)).toBe(
    `{"${name}":{"${name}":{"${name}":${inner}},"list":[${inner}],"b":${first},"c":${inner}}}`,
  );
});

test.each(NAMES)('JSONata: %s is a name like any other, in every place', async (name) => {
  const inner = `{"${name}":{"polluted":true}}`;
  const machine = chain(
    'JSONata',
    `"Type":"Task",${ECHO},"Arguments":{"${name}":"{% $states.input %}"},"Assign":{"variable":{"${name}":"{% $states.result %}"}},"Output":{"${name}":"{% $states.result.\`${name}\` %}"}`,
    `"Type":"Pass","Output":"{% {\\"${name}\\": $states.input, \\"v\\": $lookup($variable, \\"${name}\\"), \\"m\\": $merge([$states.input, {\\"${name}\\": 1}])} %}"`,
    `"Type":"Pass","Output":"{% $states.input ~> |$|{\\"${name}\\": $.\`${name}\`.\`${name}\`}| %}"`,
  );
  expect(await outputOf(machine, inner)).toBe(`{"${name}":${inner},"v":{"${name}":${inner}},"m":{"${name}":1}}`);
});

test.each(NAMES)('%s that is not there is not there', async (name) => {
  const choice = `{"StartAt":"C","States":{"C":{"Type":"Choice","Choices":[{"Variable":"$.${name}","IsPresent":true,"Next":"There"}],"Default":"Not"},"There":{"Type":"Pass","Result":"there","End":true},"Not":{"Type":"Pass","Result":"not","End":true}}}`;
  expect(await outputOf(choice, '{}')).toBe('"not"');
  expect(await outputOf(choice, `{"${name}":1}`)).toBe('"there"');
  expect(await run(chain('JSONPath', `"Type":"Pass","InputPath":"$.a.${name}"`), '{"a":{}}')).toMatchObject({
    status: 'FAILED',
    error: 'States.Runtime',
  });
  expect(await outputOf(chain('JSONata', `"Type":"Pass","Output":"{% $exists($states.input.${name}) %}"`), '{}')).toBe(
    'false',
  );
});

test.each(NAMES)('states, variables, errors and executions may be called %s', async (name) => {
  // A variable starts with a letter.
  const variable = name.replace(/^_+/, '');
  const engine = createEngine();
  engine.lambda(name, () => {
    throw Object.assign(new Error(name), { name });
  });
  const definition = `{"StartAt":"${name}","States":{
    "${name}":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:${name}","Next":"Never",
      "Retry":[{"ErrorEquals":["${name}"],"MaxAttempts":1}],
      "Catch":[{"ErrorEquals":["${name}"],"Next":"Caught","Assign":{"${variable}.$":"$.Error"}}]},
    "Never":{"Type":"Fail"},
    "Caught":{"Type":"Pass","Parameters":{"${name}.$":"$${variable}"},"End":true}}}`;
  const machine = engine.createStateMachine({ name, definition });
  const execution = await engine.startExecution({ ...machine, name }).finished;
  expect([execution.status, JSON.stringify(execution.output)]).toEqual(['SUCCEEDED', `{"${name}":"${name}"}`]);
  expect(engine.execution(execution.executionArn)).toBe(execution);
});
