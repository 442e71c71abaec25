import { OperationError } from './operation-error.js';

/**
 * Imports a client of the AWS SDK when it is needed: they are optional peers, which a build without operations does not
 * install.
 *
 * @param name the package, for the message
 * @throws OperationError naming the package to install
 */
export async function importClient<Module>(name: string, load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new OperationError('ClientNotInstalled', `This needs the AWS SDK's ${name}: npm install ${name}`, {
      cause: error,
    });
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(?:ERR_)?MODULE_NOT_FOUND$/.test(String(error.code));
