import { expect, test } from '@jest/globals';
import * as sdk from '@aws-sdk/client-sfn';
import fc from 'fast-check';
import { ARN, PASS, ROLE, serviceFixture, WAIT } from '../service.fixture.js';
import { ApiError } from '../wire/api-error.js';
import { OPERATIONS } from './operations.js';
import { size } from '../../../../test/size.js';

test('every operation of the AWS SDK is there', () => {
  const commands = Object.keys(sdk).filter((name) => name.endsWith('Command') && name !== '$Command');
  expect([...OPERATIONS.keys()].toSorted()).toEqual(
    commands.map((name) => name.slice(0, -'Command'.length)).toSorted(),
  );
});

test('whatever a request holds, it is answered or refused, and nothing else is touched', async () => {
  const before = Reflect.ownKeys(Object.prototype);
  const { service, create, call } = serviceFixture();
  await create('one', WAIT, { publish: true });
  await create('fast', PASS, { type: 'EXPRESS' });
  await call('StartExecution', { stateMachineArn: `${ARN}:stateMachine:one`, name: 'run' });
  const arns = [
    'stateMachine:one',
    'stateMachine:one:1',
    'stateMachine:fast',
    'execution:one:run',
    'mapRun:one/l:1',
    'stateMachine:__proto__',
    'activity:constructor',
  ];
  const text = fc.oneof(
    fc.constantFrom(
      ...arns.map((arn) => `${ARN}:${arn}`),
      PASS,
      WAIT,
      ROLE,
      'one',
      '{}',
      '[1]',
      '__proto__',
      'EXPRESS',
      '{"Type":"Pass","End":true}',
    ),
    fc.string({ unit: 'binary', maxLength: 30 }),
  );
  const value = fc.oneof(
    text,
    fc.integer({ min: -5, max: 2000 }),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.record({ key: text, value: text, weight: fc.integer(), stateMachineVersionArn: text }), {
      maxLength: 3,
    }),
    fc.record({ result: text, level: text, enabled: fc.boolean(), errorOutput: fc.record({ error: text }) }),
    fc.jsonValue({ maxDepth: 2 }),
  );
  const member = fc.constantFrom(
    'name',
    'definition',
    'roleArn',
    'type',
    'tags',
    'publish',
    'stateMachineArn',
    'stateMachineVersionArn',
    'stateMachineAliasArn',
    'executionArn',
    'mapRunArn',
    'activityArn',
    'resourceArn',
    'tagKeys',
    'input',
    'output',
    'taskToken',
    'error',
    'cause',
    'maxResults',
    'nextToken',
    'reverseOrder',
    'routingConfiguration',
    'description',
    'revisionId',
    'mock',
    'variables',
    'context',
    'stateName',
    'inspectionLevel',
    'stateConfiguration',
    'statusFilter',
    'loggingConfiguration',
  );
  // A poll for an activity that is there waits for a minute; all other operations answer at once.
  const names = [...OPERATIONS.keys()].filter((name) => name !== 'GetActivityTask');
  const { signal } = new AbortController();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), fc.dictionary(member, value, { maxKeys: 8 }), async (name, body) => {
      try {
        const answer = await OPERATIONS.get(name)?.(body, service, { signal });
        expect(typeof JSON.stringify(answer)).toBe('string');
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        expect(error.status).toBe(400);
      }
    }),
    { seed: 3, numRuns: size({ sample: 1_000, full: 5_000 }) },
  );
  expect(Reflect.ownKeys(Object.prototype)).toEqual(before);
});
