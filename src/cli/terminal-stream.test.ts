import { expect, test } from '@jest/globals';
import { eraseLine, terminalStream } from './terminal-stream.js';
import { paintFor } from './terminal-style.js';

function terminal(isTTY: boolean) {
  let printed = '';
  const stream = { isTTY, columns: isTTY ? 80 : undefined, write: (text: string) => (printed += text) };
  return { stream: terminalStream(stream as unknown as NodeJS.WriteStream), printed: () => printed };
}

test.each<[string, string, string]>([
  ['colours', '\u001B[31mred\u001B[0m', '\\u001b[31mred\\u001b[0m'],
  ['a title', '\u001B]0;owned\u0007', '\\u001b]0;owned\\u0007'],
  ["C1's CSI", '\u009B2J', '\\u009b2J'],
  ['a line written over', 'a\rb\bc\u007F', 'a\\u000db\\u0008c\\u007f'],
  ['text turned round', '\u202Egpj.exe\u2066', '\\u202egpj.exe\\u2066'],
  ['ends of lines, tabs, emoji', 'a\n\tb 🎉 ✗ é', 'a\n\tb 🎉 ✗ é'],
])('%s of data are printed as text', (_name, data, expected) => {
  for (const isTTY of [true, false]) {
    const { stream, printed } = terminal(isTTY);
    stream.write(data);
    expect(printed()).toBe(expected);
  }
});

test('in JSON they mean the same', () => {
  const { stream, printed } = terminal(false);
  const data = { said: '\u001B[31m\u009B\u202E\u007F' };
  stream.write(JSON.stringify(data));
  expect(JSON.parse(printed())).toEqual(data);
});

test("a command's own colours reach the terminal, around data that does not", () => {
  const { stream, printed } = terminal(true);
  const paint = paintFor(stream, {});
  stream.write(`${eraseLine(stream)}${paint('red', `down ${paint('bold', '\u001B[0m')}`)}`);
  expect(printed()).toBe('\r\u001B[K\u001B[31mdown \u001B[1m\\u001b[0m\u001B[22m\u001B[39m');
});
