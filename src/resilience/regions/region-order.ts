import type { ApplicationConfiguration } from '../configuration/index.js';

/**
 * The regions that may be called, in the order in which they are preferred: for a home region its own preferences
 * first, then the priority list. A region that is not approved is never among them.
 *
 * @param preferred an order that comes before both, measured latencies for example
 */
export function regionOrder(
  { priority, compliance_approved_regions, homeRegionPreferences }: ApplicationConfiguration['regions'],
  homeRegion?: string,
  preferred: readonly string[] = [],
): string[] {
  const approved = new Set(compliance_approved_regions);
  const atHome = (homeRegion === undefined ? undefined : homeRegionPreferences[homeRegion]) ?? [];
  return [...new Set([...preferred, ...atHome, ...priority])].filter((region) => approved.has(region));
}
