import { describe, expect, test } from '@jest/globals';
import { ARN, serviceFixture } from '../service.fixture.js';

describe('activities', () => {
  test('are created once, described, listed and deleted', async () => {
    const { call, refusal } = serviceFixture();
    const activityArn = `${ARN}:activity:pack`;
    const created = await call('CreateActivity', { name: 'pack' });
    expect(created).toEqual({ activityArn, creationDate: 1_767_225_600 });
    expect(await call('CreateActivity', { name: 'pack' })).toEqual(created);
    expect(await call('DescribeActivity', { activityArn })).toEqual({
      ...created,
      name: 'pack',
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
    });
    expect(await call('ListActivities')).toEqual({ activities: [{ ...created, name: 'pack' }] });
    expect(await call('DeleteActivity', { activityArn })).toEqual({});
    expect(await call('DeleteActivity', { activityArn })).toEqual({});
    expect(await refusal('DescribeActivity', { activityArn })).toEqual({
      name: 'ActivityDoesNotExist',
      message: `Activity Does Not Exist: '${activityArn}'`,
    });
    expect(await refusal('GetActivityTask', { activityArn })).toMatchObject({ name: 'ActivityDoesNotExist' });
    expect(await refusal('CreateActivity', { name: 'a/b' })).toEqual({
      name: 'InvalidName',
      message: "Invalid Name: 'a/b'",
    });
  });

  test('a poll ends when the service does', async () => {
    const { call, service } = serviceFixture();
    const { activityArn } = await call('CreateActivity', { name: 'pack' });
    const poll = call('GetActivityTask', { activityArn });
    service.close();
    expect(await poll).toEqual({});
  });
});

describe('tags', () => {
  test('are set, replaced and removed', async () => {
    const { call, create } = serviceFixture();
    const resourceArn = await create('one', undefined, { tags: [{ key: 'a', value: '1' }] });
    await call('TagResource', {
      resourceArn,
      tags: [
        { key: 'b', value: '2' },
        { key: 'a', value: '3' },
      ],
    });
    expect(await call('ListTagsForResource', { resourceArn })).toEqual({
      tags: [
        { key: 'a', value: '3' },
        { key: 'b', value: '2' },
      ],
    });
    await call('UntagResource', { resourceArn, tagKeys: ['a', 'a', 'z'] });
    expect(await call('ListTagsForResource', { resourceArn })).toEqual({ tags: [{ key: 'b', value: '2' }] });
  });

  test('are for resources that exist, fifty at most', async () => {
    const { refusal, create } = serviceFixture();
    expect(await refusal('ListTagsForResource', { resourceArn: `${ARN}:activity:none` })).toMatchObject({
      name: 'ResourceNotFound',
    });
    const tags = Array.from({ length: 51 }, (_, index) => ({ key: `k${index}`, value: '' }));
    expect(await refusal('TagResource', { resourceArn: await create('one'), tags })).toMatchObject({
      name: 'TooManyTags',
    });
  });
});

describe('map runs and redrives', () => {
  test('an execution without distributed Map states has no map runs', async () => {
    const { call, refusal, create } = serviceFixture();
    const { executionArn } = await call('StartExecution', { stateMachineArn: await create('one') });
    expect(await call('ListMapRuns', { executionArn })).toEqual({ mapRuns: [] });
    expect(await refusal('DescribeMapRun', { mapRunArn: `${ARN}:mapRun:one/label:1` })).toMatchObject({
      name: 'ResourceNotFound',
    });
    expect(await refusal('UpdateMapRun', { mapRunArn: `${ARN}:mapRun:one/label:1`, maxConcurrency: 1 })).toMatchObject({
      name: 'ResourceNotFound',
    });
  });

  test('an execution that succeeded cannot be redriven', async () => {
    const { call, refusal, create } = serviceFixture();
    const { executionArn } = await call('StartExecution', { stateMachineArn: await create('one') });
    expect(await refusal('RedriveExecution', { executionArn })).toEqual({
      name: 'ExecutionNotRedrivable',
      message: 'Execution is SUCCEEDED and cannot be redriven',
    });
  });
});
