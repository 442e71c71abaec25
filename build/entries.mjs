/**
 * The entries of the package by the name of their files in dist, with their sources. `index` is `stepbreaker` itself, `engine` is
 * `stepbreaker/engine`. Adding one is a line here and what {@link exportsOf} and {@link typesVersionsOf} give for it in
 * package.json, which a test compares.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const entries = {
  index: 'src/index.ts',
  engine: 'src/engine/index.ts',
  local: 'src/local/index.ts',
  resilience: 'src/resilience/index.ts',
  operations: 'src/operations/index.ts',
  testing: 'src/testing/index.ts',
  jest: 'src/testing/jest.ts',
};

/** `import` finds ES modules, `require` CommonJS, and each its own declarations. */
export function exportsOf(names) {
  const conditions = (name, format) => ({
    types: `./dist/${format}/${name}.d.ts`,
    default: `./dist/${format}/${name}.js`,
  });
  return {
    ...Object.fromEntries(
      names.map((name) => [
        name === 'index' ? '.' : `./${name}`,
        { import: conditions(name, 'esm'), require: conditions(name, 'cjs') },
      ]),
    ),
    './package.json': './package.json',
  };
}

/** For `moduleResolution: node10`, which does not read `exports`: what "module": "commonjs" means up to TypeScript 5.9. */
export function typesVersionsOf(names) {
  const paths = names.filter((name) => name !== 'index').map((name) => [name, [`./dist/cjs/${name}.d.ts`]]);
  return { '*': Object.fromEntries(paths) };
}
