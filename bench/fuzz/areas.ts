import type { Area } from './area.js';
import { endpoint } from './areas/endpoint.js';
import { executions } from './areas/executions.js';
import { languageAreas } from './areas/language.js';

/** Everything that is fuzzed; the shares add up to 100. */
export const areas: readonly Area[] = [...languageAreas, executions, endpoint];
