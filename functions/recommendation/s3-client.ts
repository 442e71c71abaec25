/** What is used of `@aws-sdk/client-s3`: imported late in one piece, only this is bundled. */
export { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
