import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onceARun } from '../once-a-run.fixture.js';
import { bundledFunctions, osls, succeeded, templateFileIn, type Template } from './osls.fixture.js';

/** What `osls package` is given for each of the stacks that tests look at. */
const STACKS = {
  /** The stage dev, with recommendations cached in DynamoDB: the one that a user gets who gives no options. */
  dev: [],
  /** The same with serverless Valkey. */
  valkey: ['--param', 'cache=valkey'],
  prod: ['--stage', 'prod'],
} as const;

export type StackName = keyof typeof STACKS;

export interface PackagedStack {
  /** The package, which test files share: to be read only. */
  readonly folder: string;
  /** What osls printed. */
  readonly printed: string;
  readonly templateFile: string;
  readonly template: Template;
}

/**
 * A stack as it is in the sources, packaged once for all test files of a run.
 *
 * @throws Error with what osls printed, when it fails
 */
export async function packagedStack(name: StackName): Promise<PackagedStack> {
  const made = await onceARun(`package-${name}`, async (directory) => {
    await bundledFunctions();
    const printed = await succeeded(osls(['package', '--package', join(directory, 'package'), ...STACKS[name]]));
    writeFileSync(join(directory, 'printed'), printed);
  });
  const folder = join(made, 'package');
  const templateFile = templateFileIn(folder);
  const template: Template = JSON.parse(readFileSync(templateFile, 'utf8'));
  return { folder, printed: readFileSync(join(made, 'printed'), 'utf8'), templateFile, template };
}
