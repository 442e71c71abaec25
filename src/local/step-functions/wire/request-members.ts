import { integer, list, structure, text } from './members.js';

/** Members that many requests share, with the limits of the API reference (https://docs.aws.amazon.com/step-functions/latest/apireference/). */
export const arn = text({ min: 1, max: 256 });
export const longArn = text({ min: 1, max: 2000 });
export const name = text({ min: 1, max: 80 });
export const definition = text({ min: 1, max: 1_048_576, sensitive: true });
/** 256 KiB; counted again in bytes where it matters. */
export const payload = text({ max: 262_144, sensitive: true });
export const errorName = text({ max: 256, sensitive: true });
export const cause = text({ max: 32_768, sensitive: true });
export const taskToken = text({ min: 1, max: 2048 });
export const maxResults = integer({ min: 0, max: 1000 });
export const pageToken = text({ min: 1, max: 1024 });
export const longPageToken = text({ min: 1, max: 3096 });
export const includedData = text({ values: ['ALL_DATA', 'METADATA_ONLY'] });
export const machineType = text({ values: ['STANDARD', 'EXPRESS'] });
export const aliasName = text({ min: 1, max: 80, pattern: '^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$' });
export const description = text({ max: 256, sensitive: true });

export const tags = list(structure({ key: text({ min: 1, max: 128 }), value: text({ max: 256 }) }));

const ENCRYPTION_TYPES = ['AWS_OWNED_KEY', 'CUSTOMER_MANAGED_KMS_KEY'] as const;
export const encryptionConfiguration = structure({
  kmsKeyId: text({ min: 1, max: 2048 }),
  kmsDataKeyReusePeriodSeconds: integer({ min: 60, max: 900 }),
  type: text({ values: ENCRYPTION_TYPES }),
});
