import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The licences of the packages in a bundle, which have to go where their code goes.
 *
 * @param {Pick<import('esbuild').Metafile, 'outputs'>} metafile
 * @returns {Promise<string>} names and versions, and the text of their licence
 */
export async function thirdPartyNotices({ outputs }) {
  const files = Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs));
  const folders = new Set(files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []));
  /** Most packages have one text in common. */
  const packages = new Map();
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    const text = await licenceText(folder);
    packages.set(text, (packages.get(text) ?? new Set()).add(`${name} ${version} (${license})`));
  }
  return [...packages].map(([text, names]) => `${[...names].join('\n')}\n\n${text}`).join(`\n${'-'.repeat(80)}\n\n`);
}

async function licenceText(folder) {
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice)(\.|$)/i.test(file)).sort();
  return (await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))).join('\n');
}
