import { describe, expect, test } from '@jest/globals';
import { ARN, PASS, serviceFixture } from '../service.fixture.js';

const gives = (result: string): string =>
  JSON.stringify({ StartAt: 'Pass', States: { Pass: { Type: 'Pass', Result: result, End: true } } });
const MACHINE = `${ARN}:stateMachine:one`;

/** A machine with versions 1 and 2, which give their number. */
async function twoVersions() {
  const fixture = serviceFixture();
  await fixture.create('one', gives('1'), { publish: true });
  await fixture.call('UpdateStateMachine', { stateMachineArn: MACHINE, definition: gives('2'), publish: true });
  await fixture.call('UpdateStateMachine', { stateMachineArn: MACHINE, definition: gives('current') });
  const outputOf = async (stateMachineArn: string): Promise<string> => {
    const { executionArn } = await fixture.call('StartExecution', { stateMachineArn });
    return String((await fixture.call('DescribeExecution', { executionArn }))['output']);
  };
  return { ...fixture, outputOf };
}

describe('versions', () => {
  test('each runs what it was made of, and the machine what it is now', async () => {
    const { outputOf } = await twoVersions();
    expect(await outputOf(`${MACHINE}:1`)).toBe('"1"');
    expect(await outputOf(MACHINE)).toBe('"current"');
    expect(await outputOf(`${MACHINE}:2`)).toBe('"2"');
    expect(await outputOf(MACHINE)).toBe('"current"');
  });

  test('publishing is idempotent, numbers are never used again', async () => {
    const { call } = await twoVersions();
    const publish = (): Promise<object> => call('PublishStateMachineVersion', { stateMachineArn: MACHINE });
    expect(await publish()).toMatchObject({ stateMachineVersionArn: `${MACHINE}:3` });
    expect(await publish()).toMatchObject({ stateMachineVersionArn: `${MACHINE}:3` });
    await call('DeleteStateMachineVersion', { stateMachineVersionArn: `${MACHINE}:3` });
    await call('DeleteStateMachineVersion', { stateMachineVersionArn: `${MACHINE}:3` });
    expect(await publish()).toMatchObject({ stateMachineVersionArn: `${MACHINE}:4` });
    const { stateMachineVersions } = await call('ListStateMachineVersions', { stateMachineArn: MACHINE });
    expect(
      Array.from(
        stateMachineVersions ?? [],
        ({ stateMachineVersionArn: arn }: { stateMachineVersionArn: string }) => arn,
      ),
    ).toEqual([4, 2, 1].map((number) => `${MACHINE}:${number}`));
  });

  test('another revision than the one the caller has seen is a conflict', async () => {
    const { refusal } = await twoVersions();
    expect(await refusal('PublishStateMachineVersion', { stateMachineArn: MACHINE, revisionId: 'old' })).toMatchObject({
      name: 'ConflictException',
    });
  });
});

describe('aliases', () => {
  test('divide executions by weight', async () => {
    const { call, outputOf, service } = await twoVersions();
    const routingConfiguration = [
      { stateMachineVersionArn: `${MACHINE}:1`, weight: 25 },
      { stateMachineVersionArn: `${MACHINE}:2`, weight: 75 },
    ];
    const { stateMachineAliasArn } = await call('CreateStateMachineAlias', {
      name: 'live',
      description: 'd',
      routingConfiguration,
    });
    expect(stateMachineAliasArn).toBe(`${MACHINE}:live`);
    const outputs = [];
    for (const draw of [0, 0.24, 0.25, 0.99]) {
      service.random.next = () => draw;
      outputs.push(await outputOf(`${MACHINE}:live`));
    }
    expect(outputs).toEqual(['"1"', '"1"', '"2"', '"2"']);
    const { executions } = await call('ListExecutions', { stateMachineArn: `${MACHINE}:live` });
    expect(executions).toHaveLength(4);
    expect(executions?.[0]).toMatchObject({ stateMachineAliasArn, stateMachineVersionArn: `${MACHINE}:2` });
    expect(await call('DescribeStateMachineAlias', { stateMachineAliasArn })).toMatchObject({
      name: 'live',
      description: 'd',
      routingConfiguration,
    });
  });

  test('are created once, changed, listed and deleted', async () => {
    const { call, refusal } = await twoVersions();
    const to = (number: number): object[] => [{ stateMachineVersionArn: `${MACHINE}:${number}`, weight: 100 }];
    const created = await call('CreateStateMachineAlias', { name: 'live', routingConfiguration: to(1) });
    expect(await call('CreateStateMachineAlias', { name: 'live', routingConfiguration: to(1) })).toEqual(created);
    expect(await refusal('CreateStateMachineAlias', { name: 'live', routingConfiguration: to(2) })).toMatchObject({
      name: 'ConflictException',
    });
    expect(await refusal('DeleteStateMachineVersion', { stateMachineVersionArn: `${MACHINE}:1` })).toEqual({
      name: 'ConflictException',
      message:
        'Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [live]',
    });
    const stateMachineAliasArn = `${MACHINE}:live`;
    await call('UpdateStateMachineAlias', { stateMachineAliasArn, routingConfiguration: to(2) });
    expect(await call('ListStateMachineAliases', { stateMachineArn: `${MACHINE}:1` })).toEqual({
      stateMachineAliases: [],
    });
    expect(await call('ListStateMachineAliases', { stateMachineArn: MACHINE })).toMatchObject({
      stateMachineAliases: [{ stateMachineAliasArn }],
    });
    await call('DeleteStateMachineAlias', { stateMachineAliasArn });
    expect(await refusal('DescribeStateMachineAlias', { stateMachineAliasArn })).toMatchObject({
      name: 'ResourceNotFound',
    });
    expect(await refusal('UpdateStateMachineAlias', { stateMachineAliasArn })).toMatchObject({
      name: 'MissingRequiredParameter',
    });
  });

  test.each([
    [
      { name: '123' },
      "1 validation error detected: Value '123' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$",
    ],
    [
      { routingConfiguration: [{ stateMachineVersionArn: MACHINE, weight: 100 }] },
      `Routing configuration must contain state machine version ARNs. Received: [${MACHINE}]`,
    ],
    [
      { routingConfiguration: [50, 50].map((weight) => ({ stateMachineVersionArn: `${MACHINE}:1`, weight })) },
      `Routing configuration must contain distinct state machine version ARNs. Received: [${MACHINE}:1, ${MACHINE}:1]`,
    ],
    [
      { routingConfiguration: [{ stateMachineVersionArn: `${MACHINE}:1`, weight: 99 }] },
      'Sum of routing configuration weights must equal 100. Received: [99]',
    ],
    [
      { routingConfiguration: [{ stateMachineVersionArn: `${MACHINE}:1`, weight: 101 }] },
      "1 validation error detected: Value '101' at 'routingConfiguration.1.member.weight' failed to satisfy constraint: Member must have value less than or equal to 100",
    ],
    [
      {
        routingConfiguration: [1, 2, 3].map((number) => ({
          stateMachineVersionArn: `${MACHINE}:${number}`,
          weight: 1,
        })),
      },
      `1 validation error detected: Value '[${[1, 2, 3].map((number) => `RoutingConfigurationListItem(stateMachineVersionArn=${MACHINE}:${number}, weight=1)`).join(', ')}]' at 'routingConfiguration' failed to satisfy constraint: Member must have length less than or equal to 2`,
    ],
  ])('refuse %#', async (other, message) => {
    const { refusal } = await twoVersions();
    const order = {
      name: 'live',
      routingConfiguration: [{ stateMachineVersionArn: `${MACHINE}:1`, weight: 100 }],
      ...other,
    };
    expect(await refusal('CreateStateMachineAlias', order)).toEqual({ name: 'ValidationException', message });
  });

  test('lead to versions that exist', async () => {
    const { refusal } = await twoVersions();
    const routingConfiguration = [{ stateMachineVersionArn: `${MACHINE}:9`, weight: 100 }];
    expect(await refusal('CreateStateMachineAlias', { name: 'live', routingConfiguration })).toMatchObject({
      name: 'ResourceNotFound',
    });
  });
});

describe('DeleteStateMachine', () => {
  test('takes the versions along, and leaves executions to be described', async () => {
    const { call, refusal } = await twoVersions();
    const { executionArn } = await call('StartExecution', { stateMachineArn: MACHINE });
    expect(await call('DeleteStateMachine', { stateMachineArn: MACHINE })).toEqual({});
    expect(await call('DeleteStateMachine', { stateMachineArn: MACHINE })).toEqual({});
    for (const stateMachineArn of [MACHINE, `${MACHINE}:1`]) {
      expect(await refusal('DescribeStateMachine', { stateMachineArn })).toMatchObject({
        name: 'StateMachineDoesNotExist',
      });
      expect(await refusal('StartExecution', { stateMachineArn })).toMatchObject({ name: 'StateMachineDoesNotExist' });
    }
    expect(await call('DescribeExecution', { executionArn })).toMatchObject({ status: 'SUCCEEDED' });
    expect(
      await call('CreateStateMachine', { name: 'one', definition: PASS, roleArn: 'arn:aws:iam::123456789012:role/r' }),
    ).toMatchObject({ stateMachineArn: MACHINE });
  });
});
