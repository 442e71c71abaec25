import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DeployedStack } from '../deploy/deployed-stack.fixture.js';
import { objectStorage, type ObjectStorage } from '../deploy/object-storage.fixture.js';
import { bundleFunctions, osls, PackageFolder, succeeded } from '../deploy/osls.fixture.js';

/** The stack of the stage prod: what its deployment makes, and the bucket with its code. */
export interface PackagedProduction {
  readonly stack: DeployedStack;
  readonly storage: ObjectStorage;
}

interface FunctionCode {
  readonly Code: { readonly S3Bucket: string; readonly S3Key: string };
}

/** Packages the stack as `osls deploy --stage prod` does, and uploads its code. */
export async function packageProduction(): Promise<PackagedProduction> {
  const folder = new PackageFolder();
  try {
    await bundleFunctions();
    await succeeded(osls(['package', '--stage', 'prod', '--package', folder.path]));
    const stack = new DeployedStack('stepbreaker-prod', folder.template());
    const storage = objectStorage();
    for (const { properties } of stack.ofType<FunctionCode>('AWS::Lambda::Function')) {
      const { S3Bucket, S3Key } = properties.Code;
      storage.put(`${S3Bucket}/${S3Key}`, readFileSync(join(folder.path, basename(S3Key))));
    }
    return { stack, storage };
  } finally {
    folder.remove();
  }
}
