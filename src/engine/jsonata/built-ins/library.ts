import jsonata from 'jsonata';

type LibraryFunction = (this: unknown, ...args: unknown[]) => unknown;

interface LibraryEnvironment {
  lookup(name: string): { readonly implementation?: LibraryFunction } | undefined;
}

/**
 * The package's own implementation of a built-in function, so that picture strings, dates and roundings are its own
 * to the last digit. Only for functions that are synchronous and call no other function.
 *
 * They are found through the hook with which the package lets debuggers watch an evaluation: it is called at once,
 * before anything asynchronous, with the environment that holds the built-ins.
 */
export function libraryFunction(name: string): LibraryFunction {
  const implementation = environment.lookup(name)?.implementation;
  if (implementation === undefined) throw new Error(`jsonata has no function $${name}`);
  return implementation;
}

const environment = findEnvironment();

function findEnvironment(): LibraryEnvironment {
  let found: LibraryEnvironment | undefined;
  const expression = jsonata('0');
  const hook = Symbol.for('jsonata.__evaluate_entry');
  // The package's types allow strings only, its environment any property key.
  (expression.assign as (name: unknown, value: unknown) => void)(
    hook,
    (_node: unknown, _input: unknown, inside: LibraryEnvironment) => {
      found ??= inside;
    },
  );
  void expression.evaluate(undefined);
  if (found === undefined) throw new Error('jsonata no longer calls its evaluation hook synchronously');
  return found;
}
