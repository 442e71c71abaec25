/** @module local/integrations: AWS services, or their emulators, behind the tasks of the embedded engine. */
export { awsIntegrations, type AwsIntegrationsOptions } from './aws-integrations.js';
export { s3ObjectStore } from './s3-object-store.js';
export type { AwsClientOptions } from './aws-client.js';
export type { ClientModule, ImportClient } from './client-package.js';
