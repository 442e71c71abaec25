import { readFile } from 'node:fs/promises';

/** Where dynalite requires a file whose name is put together; esbuild's pattern for it finds whole file names only. */
const REQUIRE_OF_NAME = /require\('(\.\/\w+\/)' \+ (\w+)\)/g;

/**
 * Lets dynalite be bundled, for tables in memory: without LevelDB (`classic-level`), which is machine code and writes files.
 *
 * @type {import('esbuild').Plugin}
 */
export const dynaliteInMemory = {
  name: 'dynalite in memory',
  setup(build) {
    build.onLoad({ filter: /node_modules[\\/]dynalite[\\/]index\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      return { contents: text.replace(REQUIRE_OF_NAME, "require('$1' + $2 + '.js')"), loader: 'js' };
    });
    build.onResolve({ filter: /^classic-level$/ }, ({ path }) => ({ path, namespace: 'absent' }));
    build.onLoad({ filter: /^classic-level$/, namespace: 'absent' }, () => ({
      contents: "exports.ClassicLevel = function () { throw new Error('Tables are kept in memory only.'); };",
      loader: 'js',
    }));
  },
};
