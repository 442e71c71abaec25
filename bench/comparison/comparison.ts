/**
 * 2,000 items, five at a time, a second each; the model is down from 30 s to 2 min 30 s.
 *
 *     npm run bench:comparison
 */
import { comparisonTable } from './comparison-table.js';

console.log((await comparisonTable()).join('\n'));
