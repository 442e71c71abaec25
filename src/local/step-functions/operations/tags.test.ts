import { describe, expect, test } from '@jest/globals';
import { ARN, serviceFixture } from '../service.fixture.js';

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
