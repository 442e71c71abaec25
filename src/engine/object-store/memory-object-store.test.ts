import { expect, test } from '@jest/globals';
import { memoryObjectStore } from './memory-object-store.js';

test('keeps objects, and lists those with a prefix in the order of their keys', () => {
  const store = memoryObjectStore({ 'bucket/b/2': 'zwei', 'bucket/b/1': 'one', 'bucket/a': '', 'other/b/0': '' });
  void store.put({ bucket: 'bucket', key: 'b/3' }, 'three');
  expect(store.list('bucket', 'b/')).toEqual([
    { key: 'b/1', size: 3 },
    { key: 'b/2', size: 4 },
    { key: 'b/3', size: 5 },
  ]);
  expect(store.get({ bucket: 'bucket', key: 'b/3' })).toBe('three');
});

test('names the object that is missing', () => {
  expect(() => memoryObjectStore().get({ bucket: 'b', key: 'k' })).toThrow("no object 'k' in the bucket 'b'");
});
