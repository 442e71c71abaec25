import { ApiError } from '../wire/api-error.js';

export interface Tag {
  readonly key?: string | undefined;
  readonly value?: string | undefined;
}

/** Most tags of one resource (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html). */
const MAX_TAGS = 50;

/** The tags of state machines and activities. */
export class Tags {
  readonly #tags = new Map<string, Map<string, string>>();

  /** @throws ApiError TooManyTags */
  set(resourceArn: string, tags: readonly Tag[]): void {
    const merged = new Map(this.#tags.get(resourceArn));
    for (const { key = '', value = '' } of tags) merged.set(key, value);
    if (merged.size > MAX_TAGS) {
      throw new ApiError(
        'TooManyTags',
        `Too Many Tags: '${resourceArn}' would have ${merged.size}; the most is ${MAX_TAGS}`,
        400,
        {
          resourceName: resourceArn,
        },
      );
    }
    this.#tags.set(resourceArn, merged);
  }

  remove(resourceArn: string, keys: readonly string[]): void {
    for (const key of keys) this.#tags.get(resourceArn)?.delete(key);
  }

  of(resourceArn: string): readonly Tag[] {
    return [...(this.#tags.get(resourceArn) ?? [])].map(([key, value]) => ({ key, value }));
  }

  forget(resourceArn: string): void {
    this.#tags.delete(resourceArn);
  }
}
