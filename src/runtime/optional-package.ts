import { instancesOf } from './instances-of.js';

/** A package that only some users need is needed now, and is not installed. */
export class MissingPackageError extends Error {
  static override readonly [Symbol.hasInstance] =
    /* @__PURE__ */ instancesOf<MissingPackageError>('MissingPackageError');
  override readonly name = 'MissingPackageError';
  /** What to install, such as `@aws-sdk/client-dynamodb`. */
  readonly packageName: string;

  /** @param purpose what needs the package, as the beginning of a sentence: `A store in DynamoDB` */
  constructor(packageName: string, purpose: string, options?: ErrorOptions) {
    super(`${purpose} needs the package ${packageName}, which is not installed: npm i ${packageName}`, options);
    this.packageName = packageName;
  }
}

/**
 * Loads an optional peer when it is needed.
 *
 * @param purpose what needs it, as the beginning of a sentence
 * @param load `() => import('name')`, so that the types are those of the package and bundlers see it; or a file of ours that
 *   imports it
 * @throws MissingPackageError when it is not installed
 */
export async function optionalPackage<Package>(
  name: string,
  purpose: string,
  load: () => Promise<Package>,
): Promise<Package> {
  try {
    return await load();
  } catch (error) {
    throw explainMissing(error, name, purpose);
  }
}

/** The error of an import or require, or a {@link MissingPackageError} in its place when it says that the package is not there. */
export function explainMissing(error: unknown, name: string, purpose: string): unknown {
  return isMissing(error, name) ? new MissingPackageError(name, purpose, { cause: error }) : error;
}

/** A package that is there and lacks one of its own is broken, which its own error tells. */
function isMissing(error: unknown, name: string): boolean {
  if (!(typeof error === 'object' && error !== null && 'code' in error && 'message' in error)) return false;
  return /^(?:ERR_)?MODULE_NOT_FOUND$/.test(String(error.code)) && String(error.message).includes(`'${name}'`);
}
