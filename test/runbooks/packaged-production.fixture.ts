import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DeployedStack } from '../deploy/deployed-stack.fixture.js';
import { objectStorage, type ObjectStorage } from '../deploy/object-storage.fixture.js';
import { packagedStack } from '../deploy/packaged-stacks.fixture.js';

/** The stack of the stage prod: what its deployment makes, and the bucket with its code. */
export interface PackagedProduction {
  readonly stack: DeployedStack;
  readonly storage: ObjectStorage;
}

interface FunctionCode {
  readonly Code: { readonly S3Bucket: string; readonly S3Key: string };
}

/** The stack as `osls deploy --stage prod` packages it, with its code uploaded. */
export async function packagedProduction(): Promise<PackagedProduction> {
  const { folder, template } = await packagedStack('prod');
  const stack = new DeployedStack('stepbreaker-prod', template);
  const storage = objectStorage();
  for (const { properties } of stack.ofType<FunctionCode>('AWS::Lambda::Function')) {
    const { S3Bucket, S3Key } = properties.Code;
    storage.put(`${S3Bucket}/${S3Key}`, readFileSync(join(folder, basename(S3Key))));
  }
  return { stack, storage };
}
