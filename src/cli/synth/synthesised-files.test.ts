import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { synthesisedFiles, writeIfChanged } from './synthesised-files.js';

const definition = {
  StartAt: 'Share',
  States: { Share: { Type: 'Pass', Output: "{% '100 %{' & '${TableArn}' %}", End: true } },
} as const;
const substitutions = { TableArn: { 'Fn::GetAtt': ['Table', 'Arn'] }, Table: { Ref: 'Table' } } as const;

test('the definition as it is, and a line for each name in it', () => {
  const files = synthesisedFiles('share', { definition, substitutions }, 'asl');
  expect(files.definition.name).toBe('share.asl.json');
  expect(JSON.parse(files.definition.text)).toEqual(definition);
  expect(files.substitutions).toEqual({
    name: 'share.substitutions.json',
    text: '{\n  "TableArn": { "Fn::GetAtt": ["Table", "Arn"] },\n  "Table": { "Ref": "Table" }\n}\n',
  });
});

test("what begins a directive in Terraform's templates is escaped for Terraform alone", () => {
  const text = (format: 'terraform' | 'sam') =>
    synthesisedFiles('share', { definition, substitutions }, format).definition.text;
  expect(text('terraform')).toContain("'100 %%{' & '${TableArn}' %}");
  expect(text('sam')).toContain("'100 %{' & '${TableArn}' %}");
});

test('a machine with nothing to fill in', () => {
  expect(synthesisedFiles('share', { definition, substitutions: {} }, 'asl').substitutions?.text).toBe('{}\n');
});

test('a file that is there with this text is left alone', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'stepbreaker-synth-'));
  try {
    const deep = join(directory, 'a', 'b');
    expect(await writeIfChanged(deep, { name: 'x.json', text: '1' })).toBe('written');
    expect(await writeIfChanged(deep, { name: 'x.json', text: '1' })).toBe('unchanged');
    expect(await writeIfChanged(deep, { name: 'x.json', text: '2' })).toBe('written');
    expect(readFileSync(join(deep, 'x.json'), 'utf8')).toBe('2');
  } finally {
    rmSync(directory, { recursive: true });
  }
});
