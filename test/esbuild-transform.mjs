import { transformSync } from 'esbuild';

/** Lets jest read TypeScript with the bundler that is already here, so that no second compiler is installed. */
export default {
  process: (sourceText, sourcefile) =>
    transformSync(sourceText, { loader: 'ts', format: 'esm', target: 'node20', sourcemap: 'inline', sourcefile }),
};
