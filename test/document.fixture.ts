import { readFileSync } from 'node:fs';

/** What can be tried out of a Markdown document. */
export interface Document {
  readonly text: string;
  /** Code blocks that name their file: ```ts nightly.ts. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** What a command prints, by the command: `<!-- output: COMMAND -->` before a block. */
  readonly outputs: ReadonlyMap<string, string>;
  /** The lines of shell blocks, without comments. */
  readonly commands: readonly string[];
}

export function readDocument(file: string): Document {
  const text = readFileSync(file, 'utf8');
  const blocks = (pattern: RegExp) =>
    [...text.matchAll(pattern)].map(([, name = '', block = '']) => ({ name, text: block }));
  const shell = blocks(/^```(sh)\n([\s\S]*?)^```$/gm).flatMap((block) => block.text.split('\n'));
  return {
    text,
    files: blocks(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm),
    outputs: new Map(
      blocks(/^<!-- output: (.+) -->\n+```\w*\n([\s\S]*?)^```$/gm).map((block) => [block.name, block.text]),
    ),
    commands: shell.map((line) => line.replace(/\s+#.*$/, '').trim()).filter((line) => line !== ''),
  };
}
