import { describe, expect, test } from '@jest/globals';
import { ARN, PASS, ROLE, serviceFixture } from '../service.fixture.js';

const CREATED = 1_767_225_600;

describe('CreateStateMachine', () => {
  test('answers with the ARN and the time', async () => {
    const { call } = serviceFixture();
    expect(await call('CreateStateMachine', { name: 'one', definition: PASS, roleArn: ROLE })).toEqual({
      stateMachineArn: `${ARN}:stateMachine:one`,
      creationDate: CREATED,
    });
  });

  test('the same again is no error, whatever the role and the tags', async () => {
    const { call, create } = serviceFixture();
    await create('one');
    const again = { name: 'one', definition: PASS, roleArn: `${ROLE}2`, tags: [{ key: 'a', value: 'b' }] };
    expect(await call('CreateStateMachine', again)).toMatchObject({ stateMachineArn: `${ARN}:stateMachine:one` });
    expect(await call('ListTagsForResource', { resourceArn: `${ARN}:stateMachine:one` })).toEqual({ tags: [] });
  });

  test.each([
    ['another definition', { definition: `${PASS} ` }],
    ['another type', { type: 'EXPRESS' }],
    ['another configuration', { tracingConfiguration: { enabled: true } }],
  ])('%s under the same name is one', async (_name, other) => {
    const { refusal, create } = serviceFixture();
    await create('one');
    expect(await refusal('CreateStateMachine', { name: 'one', definition: PASS, roleArn: ROLE, ...other })).toEqual({
      name: 'StateMachineAlreadyExists',
      message: `State Machine Already Exists: '${ARN}:stateMachine:one'`,
    });
  });

  test('publishes its first version', async () => {
    const { call } = serviceFixture();
    const order = { name: 'one', definition: PASS, roleArn: ROLE, publish: true, versionDescription: 'first' };
    const { stateMachineVersionArn } = await call('CreateStateMachine', order);
    expect(stateMachineVersionArn).toBe(`${ARN}:stateMachine:one:1`);
    expect(await call('DescribeStateMachine', { stateMachineArn: stateMachineVersionArn })).toMatchObject({
      stateMachineArn: stateMachineVersionArn,
      description: 'first',
      definition: PASS,
    });
  });

  test.each([
    [{ name: 'a b' }, 'InvalidName', "Invalid Name: 'a b'"],
    [
      { name: 'a'.repeat(81) },
      'ValidationException',
      `1 validation error detected: Value '${'a'.repeat(81)}' at 'name' failed to satisfy constraint: Member must have length less than or equal to 80`,
    ],
    [
      { definition: undefined },
      'ValidationException',
      "1 validation error detected: Value null at 'definition' failed to satisfy constraint: Member must not be null",
    ],
    [
      { definition: 'x'.repeat(1_048_577) },
      'ValidationException',
      "1 validation error detected: Value at 'definition' failed to satisfy constraint: Member must have length less than or equal to 1048576",
    ],
    [
      { type: 'SLOW' },
      'ValidationException',
      "1 validation error detected: Value 'SLOW' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [STANDARD, EXPRESS]",
    ],
    [{ versionDescription: 'x' }, 'ValidationException', 'Version description can only be set when publish is true'],
    [
      { definition: '{"StartAt": "A", "States": {"A": {"Type": "Wait", "Timestamp": "soon", "End": true}}}' },
      'InvalidDefinition',
      "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: String does not match RFC3339 timestamp at /States/A/Timestamp'",
    ],
  ])('refuses %#', async (other, name, message) => {
    const { refusal } = serviceFixture();
    expect(await refusal('CreateStateMachine', { name: 'one', definition: PASS, roleArn: ROLE, ...other })).toEqual({
      name,
      message,
    });
  });

  test('what only the engine finds is a wrong definition too', async () => {
    const { refusal } = serviceFixture();
    const definition = PASS.replace('"End":true', '"End":true,"ResultPath":"$..a"');
    const { name, message } = await refusal('CreateStateMachine', { name: 'one', definition, roleArn: ROLE });
    expect(name).toBe('InvalidDefinition');
    expect(message).toMatch(
      /^Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: The field 'ResultPath' .* at \/States\/Pass\/ResultPath'$/,
    );
  });
});
