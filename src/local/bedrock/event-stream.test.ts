import { crc32 } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { eventStreamMessage } from './event-stream.js';

test('a message carries its lengths, its headers, its payload and two checksums', () => {
  const message = eventStreamMessage({ type: 'messageStop', payload: { stopReason: 'end_turn' } });
  expect(message.readUInt32BE(0)).toBe(message.length);
  const headers = message.subarray(12, 12 + message.readUInt32BE(4));
  expect(headers.subarray(0, 26)).toEqual(Buffer.from('\u000b:event-type\u0007\u0000\u000bmessageStop'));
  expect(message.subarray(12 + headers.length, -4).toString()).toBe('{"stopReason":"end_turn"}');
  expect(message.readUInt32BE(8)).toBe(crc32(message.subarray(0, 8)));
  expect(message.readUInt32BE(message.length - 4)).toBe(crc32(message.subarray(0, -4)));
});
