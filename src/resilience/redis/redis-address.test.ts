import { expect, test } from '@jest/globals';
import { redisAddress } from './redis-address.js';

test.each([
  ['redis://host:6379', 'redis://host:6379', false, 300],
  ['rediss://me:secret@host:1?cluster=true', 'rediss://me:secret@host:1', true, 300],
  ['redis://host?cluster=false&timeLimitMs=1500&family=6', 'redis://host?family=6', false, 1_500],
])('%s', (text, href, cluster, timeLimitMs) => {
  const address = redisAddress(text);
  expect({ ...address, url: address.url.href }).toEqual({ url: href, cluster, timeLimitMs });
});

test.each(['0', '-1', 'soon', 'Infinity', ''])('a time limit of "%s" is refused', (limit) => {
  expect(() => redisAddress(`redis://host?timeLimitMs=${limit}`)).toThrow(
    `timeLimitMs in the address of Redis is "${limit}", expected milliseconds, such as 300.`,
  );
});
