import { bundleFunctions, osls, PackageFolder, succeeded, type Template } from './osls.fixture.js';

/** Where recommendations are cached: the two stacks there are. */
export const CACHES = ['none', 'valkey'] as const;
export type Cache = (typeof CACHES)[number];

export interface PackagedStack {
  readonly folder: PackageFolder;
  /** What osls printed. */
  readonly printed: string;
  readonly template: Template;
}

/**
 * Packages both stacks as they are in the sources.
 *
 * @throws Error with what osls printed, when it fails
 */
export async function packageStacks(): Promise<Readonly<Record<Cache, PackagedStack>>> {
  await bundleFunctions();
  const packaged = async (cache: Cache): Promise<PackagedStack> => {
    const folder = new PackageFolder();
    const printed = await succeeded(osls(['package', '--package', folder.path, '--param', `cache=${cache}`]));
    return { folder, printed, template: folder.template() };
  };
  return { none: await packaged('none'), valkey: await packaged('valkey') };
}
