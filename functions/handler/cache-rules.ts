import { CACHE_AGE, type CacheAges } from '../../src/resilience/cache/cache-age.js';
import type { FunctionLogger } from './observability.js';

/** The part of the configuration that is about the cache. */
export interface CacheRulesSource {
  current(): Promise<{
    readonly cache: Readonly<Record<'softSeconds' | 'serveSeconds' | 'serveWithWarningSeconds', number>>;
    readonly maintenance_mode_active: boolean;
  }>;
}

/** What holds for the cache right now. */
export interface CacheRules {
  readonly ages: CacheAges;
  /** Planned maintenance: nothing is generated, and what is cached is expected to be old. */
  readonly maintenance: boolean;
}

const DEFAULT: CacheRules = { ages: CACHE_AGE, maintenance: false };

/** The rules in force. A configuration that cannot be read takes nothing from the readers: the defaults hold. */
export async function cacheRules(
  source: CacheRulesSource | undefined,
  logger: Pick<FunctionLogger, 'warn'>,
): Promise<CacheRules> {
  if (!source) return DEFAULT;
  try {
    const { cache, maintenance_mode_active: maintenance } = await source.current();
    const ages = {
      soft: cache.softSeconds * 1_000,
      serve: cache.serveSeconds * 1_000,
      serveWithWarning: Math.min(cache.serveWithWarningSeconds * 1_000, CACHE_AGE.physical),
    };
    return { ages, maintenance };
  } catch (error) {
    logger.warn('The configuration could not be read', { error: error instanceof Error ? error.name : 'Error' });
    return DEFAULT;
  }
}
