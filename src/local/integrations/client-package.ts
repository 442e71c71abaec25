import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MissingPackageError } from '../../runtime/optional-package.js';

/**
 * A client package, as imported: its client, its commands, its errors, and `NodeHttpHandler` of the SDK. That uses HTTP/1.1 with
 * emulators on this machine, also for the clients that would use HTTP/2.
 */
export type ClientModule = Readonly<Record<string, unknown>>;

/** Imports the client package of a service. */
export type ImportClient = (service: string) => Promise<ClientModule>;

/** Packages whose name has other words than Step Functions' name of the service. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  events: 'eventbridge',
  states: 'sfn',
  bedrock: 'bedrock-runtime',
};

/**
 * Imports the AWS SDK's client that is installed where the program runs: `@aws-sdk/client-sqs` for sqs, and
 * `@aws-sdk/client-secrets-manager` for secretsmanager.
 *
 * @param from the folder whose packages count
 * @throws MissingPackageError when it is not installed
 */
export function importInstalledClient(from: string): ImportClient {
  return async (service) => {
    const name = clientPackage(service, from);
    let path: string;
    try {
      path = createRequire(join(from, 'package.json')).resolve(name);
    } catch (cause) {
      throw new MissingPackageError(name, `A task of the service '${service}'`, { cause });
    }
    return { ...(await load(createRequire(path).resolve('@smithy/node-http-handler'))), ...(await load(path)) };
  };
}

async function load(path: string): Promise<ClientModule> {
  const loaded: ClientModule & { readonly default?: ClientModule } = await import(pathToFileURL(path).href);
  return loaded.default ?? loaded;
}

/** Step Functions writes services without hyphens; which package is meant shows among those that are installed. */
function clientPackage(service: string, from: string): string {
  const wanted = OTHER_NAMES[service] ?? service;
  for (let folder = from; ; folder = dirname(folder)) {
    const scope = join(folder, 'node_modules', '@aws-sdk');
    const found = existsSync(scope)
      ? readdirSync(scope).find((name) => bare(name) === bare(`client-${wanted}`))
      : undefined;
    if (found !== undefined) return `@aws-sdk/${found}`;
    if (folder === dirname(folder)) return `@aws-sdk/client-${wanted}`;
  }
}

function bare(name: string): string {
  return name.replaceAll('-', '').toLowerCase();
}
