import { instancesOf } from '../../runtime/instances-of.js';

/** A target was asked for what it cannot do. */
export class TargetLimitError extends Error {
  static override readonly [Symbol.hasInstance] = /* @__PURE__ */ instancesOf<TargetLimitError>('TargetLimitError');
  override readonly name = 'TargetLimitError';

  /**
   * @param target such as `container`
   * @param lines what it cannot do, and what would help
   */
  constructor(target: string, ...lines: readonly string[]) {
    super([`The ${target} target ${lines[0]}`, ...lines.slice(1)].join('\n'));
  }
}
