import type { Draw } from '../generate/draw.js';
import { jsonValue } from '../generate/json-value.js';

/** What paths, intrinsics and templates read from: random data, and a variable or two. */
export function randomScope(draw: Draw) {
  const variable = jsonValue(draw);
  return {
    input: jsonValue(draw, 4),
    context: { Execution: { Id: 'arn' }, State: { Name: 'A' } },
    variable: (name: string): unknown => (name === 'variable' ? variable : undefined),
    random: () => draw.unit(),
  };
}
