import { fileURLToPath } from 'node:url';
import { appConfigDocument } from './app-config-document.js';
import {
  createConfigurationSource,
  type ConfigurationSource,
  type ConfigurationSourceOptions,
} from './configuration-source.js';
import { fileDocument } from './file-document.js';

/**
 * Opens the configuration at an address: `appconfig://APPLICATION/ENVIRONMENT/PROFILE`, or a local JSON file as a path
 * or `file:` URL. Nothing is fetched before the first read.
 *
 * @throws Error for an `appconfig:` address with other than three parts
 */
export async function openConfiguration(
  url: string,
  options: ConfigurationSourceOptions = {},
): Promise<ConfigurationSource> {
  if (!url.startsWith('appconfig:'))
    return createConfigurationSource(fileDocument(url.startsWith('file:') ? fileURLToPath(url) : url), options);
  const [, application, environment, profile] = /^appconfig:\/\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(url) ?? [];
  if (!application || !environment || !profile)
    throw new Error(
      `The configuration's address is ${url}, expected appconfig://APPLICATION/ENVIRONMENT/PROFILE with names or ids.`,
    );
  return createConfigurationSource(await appConfigDocument({ application, environment, profile }), options);
}
