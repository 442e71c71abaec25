import { describe, expect, test } from '@jest/globals';
import { type PersonalFields, replacePersonalFields } from './personal-fields.js';

const replaced = (input: Parameters<typeof replacePersonalFields>[0], personalFields: PersonalFields) =>
  replacePersonalFields(input, { personalFields, from: 'ap-northeast-1', to: 'us-east-1' });

describe('replacePersonalFields', () => {
  test('puts the name of the field wherever its value occurs', () => {
    const input = {
      system: [{ text: 'You advise Hanako.' }],
      messages: [
        { role: 'user' as const, content: [{ text: 'Hanako (hanako@example.org) likes Hanako no Koi.' }] },
        { role: 'assistant' as const, content: [{ toolUse: { toolUseId: '1', name: 't', input: { to: 'Hanako' } } }] },
      ],
      requestMetadata: { customer: 'Hanako' },
    };
    expect(replaced(input, { name: 'Hanako', alias: 'user', email: 'hanako@example.org', phone: '' })).toEqual({
      system: [{ text: 'You advise [name].' }],
      messages: [
        { role: 'user', content: [{ text: '[name] ([email]) likes [name] no Koi.' }] },
        { role: 'assistant', content: [{ toolUse: { toolUseId: '1', name: 't', input: { to: '[name]' } } }] },
      ],
      requestMetadata: { customer: '[name]' },
    });
  });

  test('a value that is part of another is replaced after it', () => {
    const input = { messages: [{ role: 'user' as const, content: [{ text: 'Write to Ono, Hanako.Ono@x.jp.' }] }] };
    expect(replaced(input, { family: 'Ono', email: 'Hanako.Ono@x.jp' }).messages?.[0]?.content?.[0]?.text).toBe(
      'Write to [family], [email].',
    );
  });

  test('bytes stay as they are, and an input without personal values is passed on', () => {
    const bytes = new Uint8Array([1, 2]);
    const image = { image: { format: 'png' as const, source: { bytes } } };
    const input = { messages: [{ role: 'user' as const, content: [image] }] };
    expect(replaced(input, { name: 'x' }).messages?.[0]?.content?.[0]?.image?.source?.bytes).toBe(bytes);
    expect(replaced(input, {})).toBe(input);
  });
});
