import type { Problem } from '../problem.js';

export function checkAsl(_definition: unknown): Problem[] {
  return [];
}
