/**
 * Loads a package that only some users need.
 *
 * @param load `() => import('name')`, so that the types are those of the package
 * @throws Error that says what to install and for what
 */
export async function optionalPackage<Package>(
  name: string,
  purpose: string,
  load: () => Promise<Package>,
): Promise<Package> {
  try {
    return await load();
  } catch (error) {
    throw new Error(`${purpose} needs the package ${name}, which cannot be loaded: npm install --save-dev ${name}`, {
      cause: error,
    });
  }
}
