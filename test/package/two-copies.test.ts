import { execFileSync } from 'node:child_process';
import { beforeAll, expect, test } from '@jest/globals';

interface Found {
  readonly machines: { readonly esm: unknown; readonly mixed: readonly Readonly<Record<string, unknown>>[] };
  readonly classes: Readonly<Record<string, boolean>>;
  readonly executions: readonly unknown[];
  readonly tested: readonly unknown[];
  readonly openCircuits: readonly unknown[];
}

/** What a program that has both copies of the built package finds. `npm test` builds before it tests. */
let found: Found;
beforeAll(() => {
  found = JSON.parse(execFileSync(process.execPath, ['test/package/two-copies.mjs'], { encoding: 'utf8' }));
});

test('a machine of both copies is the machine of one: definition, substitutions, intrinsics', () => {
  expect(found.machines.esm).toMatchObject({
    nightly: { substitutions: { GenerateFunctionArn: { 'Fn::GetAtt': ['GenerateFunction', 'Arn'] } } },
    checkout: { substitutions: { Stream: { Ref: 'Stream' }, Bus: { Ref: 'Bus' } } },
  });
  for (const mixed of found.machines.mixed) {
    expect(Object.keys(mixed)).toEqual(expect.arrayContaining(['getAtt', 'lambda', 'workflow', 'plus', 'events']));
    for (const [foreign, machines] of Object.entries(mixed))
      expect({ [foreign]: machines }).toEqual({ [foreign]: found.machines.esm });
  }
});

test('every class that an entry exports recognises the objects of the other copy', () => {
  expect(Object.keys(found.classes)).toEqual(
    expect.arrayContaining(['engine TaskError', 'operations OperationError', 'resilience CircuitOpenError']),
  );
  expect(Object.entries(found.classes).filter(([, recognised]) => !recognised)).toEqual([]);
});

test('an engine runs a definition that the other copy compiled, on its clock, and takes its TaskError', () => {
  const alone = {
    status: 'SUCCEEDED',
    output: [{ charged: 10 }, 'no money', { charged: 30 }],
    events: expect.arrayContaining(['MapIterationStarted', 'TaskFailed', 'WaitStateExited', 'ExecutionSucceeded']),
  };
  expect(found.executions[0]).toEqual(alone);
  expect(new Set(found.executions.map((execution) => JSON.stringify(execution))).size).toBe(1);
});

test('mocks and matchers of one copy are for runs of the other', () => {
  const run = { status: 'SUCCEEDED', output: { error: 'none' }, matches: true };
  expect(found.tested).toEqual([run, run, run]);
});

test('an open circuit that the other copy reports is an open circuit', () => {
  const failure = { tier: 'model', trouble: 'open', reason: 'its circuit is OPEN' };
  expect(found.openCircuits).toEqual([[failure], [failure], [failure]]);
});
