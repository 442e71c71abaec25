export {
  applicationConfigurationJsonSchema,
  applicationConfigurationSchema,
  type ApplicationConfiguration,
  type ApplicationOptions,
} from './application-configuration-schema.js';
export {
  ApplicationConfigurationError,
  circuitConfigurationOf,
  parseApplicationConfiguration,
} from './application-configuration.js';
export type { ConfigurationSource, ConfigurationSourceOptions } from './configuration-source.js';
export { openConfiguration } from './open-configuration.js';
