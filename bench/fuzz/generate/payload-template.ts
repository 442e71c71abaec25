import type { Draw } from './draw.js';
import { intrinsicText } from './intrinsic-text.js';
import { NAMES, jsonValue } from './json-value.js';
import { pathText } from './path-text.js';

/** A payload template: constants, paths and intrinsics at any depth. */
export function payloadTemplate(draw: Draw, depth = 2): unknown {
  if (draw.mistake()) return jsonValue(draw);
  return Object.fromEntries(
    draw.list(4, () => {
      const name = draw.pick(NAMES);
      if (draw.chance(0.6)) return [`${name}.$`, draw.mistake() ? jsonValue(draw) : reading(draw)];
      if (depth === 0 || draw.chance(0.4)) return [name, jsonValue(draw, 1)];
      const inner = payloadTemplate(draw, depth - 1);
      return [name, draw.chance(0.3) ? [inner, jsonValue(draw, 1)] : inner];
    }),
  );
}

function reading(draw: Draw): string {
  return draw.chance(0.5) ? pathText(draw) : intrinsicText(draw);
}
