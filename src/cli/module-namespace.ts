import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { types } from 'node:util';

type Import = (specifier: string) => Promise<unknown>;

/** Modules that jiti compiled from ES modules: their exports are a namespace already. */
const compiled = new WeakSet<object>();
const forEsModules = new WeakMap<object, object>();
const forCommonJs = new WeakMap<object, object>();

/**
 * What `import` gives a module that jiti compiles. jiti imports a CommonJS package as Node's namespace the first time and as
 * `module.exports` from then on; here it is one namespace, in which every property of `module.exports` is a named export, also those
 * that Node does not find in the text. The default export is the one that Node and TypeScript give the importing file: `module.exports`
 * to an ES module, and `exports.default` to a file of a CommonJS project where the package was compiled from an ES module.
 *
 * @param load jiti's own `import`
 * @param exports those of the importing module
 * @param file the importing module
 */
export function importInto(load: Import, exports: object, file: string): Import {
  compiled.add(exports);
  const namespaces = isEsModule(file) ? forEsModules : forCommonJs;
  return async (specifier) => {
    const imported = await load(specifier);
    if (!isObject(imported) || compiled.has(imported)) return imported;
    const known = namespaces.get(imported);
    if (known !== undefined) return known;
    const namespace = namespaceOf(imported, namespaces === forEsModules);
    namespaces.set(imported, namespace);
    return namespace;
  };
}

function namespaceOf(imported: object, inEsModule: boolean): object {
  const named = types.isModuleNamespaceObject(imported) ? (imported as Record<string, unknown>) : undefined;
  const whole = named === undefined ? imported : named['default'];
  const isCommonJs = named === undefined || isExportsOf(whole, named);
  const main = isCommonJs && !inEsModule && hasDefault(whole) ? whole.default : whole;
  const namespace: object = Object.defineProperty({}, '__esModule', { value: true });
  for (const source of isCommonJs ? [whole, imported] : [imported])
    for (const name in source as object)
      if (!NOT_NAMED.has(name) && !(name in namespace))
        Object.defineProperty(namespace, name, {
          enumerable: true,
          get: () => (source as Record<string, unknown>)[name],
        });
  return isCommonJs || 'default' in imported
    ? Object.defineProperty(namespace, 'default', { enumerable: true, value: main })
    : namespace;
}

const NOT_NAMED: ReadonlySet<string> = new Set(['default', '__esModule', 'module.exports']);

/** Node's namespace of a CommonJS module has `module.exports` as its default export, and some of its properties by name. */
const isExportsOf = (whole: unknown, named: Record<string, unknown>): boolean =>
  isObject(whole) &&
  Object.keys(named).every(
    (name) =>
      name === 'default' || name === 'module.exports' || (whole as Record<string, unknown>)[name] === named[name],
  );

const hasDefault = (whole: unknown): whole is { readonly default: unknown } =>
  isObject(whole) && '__esModule' in whole && whole.__esModule === true && 'default' in whole;

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** As Node decides: by the extension, and by the `type` of the nearest package.json. */
function isEsModule(file: string): boolean {
  if (/\.[cm][jt]s$/.test(file)) return /\.m[jt]s$/.test(file);
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest))
      return (JSON.parse(readFileSync(manifest, 'utf8')) as { type?: string }).type === 'module';
    if (folder === dirname(folder)) return false;
  }
}
