import { readFile } from 'node:fs/promises';

/** One mapping, to nowhere: esbuild passes over a map that has none. */
const map = Buffer.from('{"version":3,"sources":["package"],"mappings":"AAAA"}').toString('base64');

/**
 * An esbuild plugin: source maps lead to the project's own files only. Those of its packages would be nine tenths of a map that
 * is uploaded with every function and read with every stack trace.
 *
 * @type {import('esbuild').Plugin}
 */
export const ownSourceMaps = {
  name: 'own-source-maps',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\/node_modules\/.*\.[cm]?js$/ }, async ({ path }) => ({
      contents: `${await readFile(path, 'utf8')}\n//# sourceMappingURL=data:application/json;base64,${map}`,
      loader: 'default',
    })),
};
