import { describe, expect, test } from '@jest/globals';
import { InvalidModelRequest, parseModelRequest } from './model-request.js';

const body = (value: unknown) => JSON.stringify(value);
const user = { role: 'user', content: [{ text: 'Choose' }, { text: 'one.' }] };

describe('parseModelRequest', () => {
  test('reads the last message of a Converse request', () => {
    const request = body({
      messages: [
        { role: 'user', content: [{ text: 'first' }] },
        { role: 'assistant', content: [{ text: 'yes' }] },
        user,
      ],
    });
    expect(parseModelRequest('converse', request)).toEqual({ prompt: 'Choose\none.' });
  });

  test('reads an InvokeModel request in the Anthropic messages format', () => {
    const request = body({
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 10,
      messages: [{ role: 'user', content: 'Choose' }],
    });
    expect(parseModelRequest('invoke', request)).toEqual({ prompt: 'Choose' });
  });

  test.each([
    ['no JSON', 'converse', '{', 'not a JSON object'],
    ['no object', 'converse', '[]', 'not a JSON object'],
    ['no messages', 'converse', body({}), 'start with a user message'],
    [
      'an assistant first',
      'converse',
      body({ messages: [{ role: 'assistant', content: [{ text: 'x' }] }] }),
      'start with a user message',
    ],
    [
      'an unknown role',
      'converse',
      body({ messages: [{ role: 'system', content: [{ text: 'x' }] }] }),
      'messages.0.role',
    ],
    ['no content', 'converse', body({ messages: [{ role: 'user', content: [] }] }), 'messages.0.content'],
    ['a message that is a text', 'converse', body({ messages: ['x'] }), 'messages.0'],
    ['no Anthropic version', 'invoke', body({ max_tokens: 1, messages: [user] }), 'anthropic_version'],
    ['no token limit', 'invoke', body({ anthropic_version: 'bedrock-2023-05-31', messages: [user] }), 'max_tokens'],
  ] as const)('rejects %s', (_, operation, text, message) => {
    expect(() => parseModelRequest(operation, text)).toThrow(InvalidModelRequest);
    expect(() => parseModelRequest(operation, text)).toThrow(message);
  });
});
