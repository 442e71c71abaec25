import { fileURLToPath } from 'node:url';
import { appConfigDocument } from './app-config-document.js';
import {
  createConfigurationSource,
  type ConfigurationSource,
  type ConfigurationSourceOptions,
} from './configuration-source.js';
import { requireText, StoreAddressError } from '../store-address.js';
import { fileDocument } from './file-document.js';

const FORMS = 'appconfig://APPLICATION/ENVIRONMENT/PROFILE with names or ids, or a path or file: URL';

/**
 * Opens the configuration at an address: `appconfig://APPLICATION/ENVIRONMENT/PROFILE`, or a local JSON file as a path
 * or `file:` URL. Nothing is fetched before the first read.
 *
 * @throws StoreAddressError for an `appconfig:` address with other than three parts, and for what is not a text
 */
export async function openConfiguration(
  url: string,
  options: ConfigurationSourceOptions = {},
): Promise<ConfigurationSource> {
  requireText(url, FORMS);
  if (!url.startsWith('appconfig:'))
    return createConfigurationSource(fileDocument(url.startsWith('file:') ? fileURLToPath(url) : url), options);
  const [, application, environment, profile] = /^appconfig:\/\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(url) ?? [];
  if (!application || !environment || !profile)
    throw new StoreAddressError(`The configuration's address is ${url}, expected ${FORMS}.`);
  return createConfigurationSource(await appConfigDocument({ application, environment, profile }), options);
}
