/** What an input is made of: random choices that come out the same for the same seed. */
export class Draw {
  #state: number;
  readonly #mistakes: number;

  /** @param mistakes how likely each piece of text is spoilt after it was made by the rules of its language */
  constructor(seed: string, mistakes: number) {
    this.#state = hashOf(seed);
    this.#mistakes = mistakes;
  }

  /** Whether the piece of text at hand is to be spoilt. */
  mistake(): boolean {
    return this.chance(this.#mistakes);
  }

  /** Uniform in [0, 1). The generator is mulberry32: 32 bits of state are plenty for one input. */
  unit(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 to `below - 1`. */
  below(below: number): number {
    return Math.floor(this.unit() * below);
  }

  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError('There is nothing to pick from');
    return item;
  }

  /** One to `most` items. */
  some<Item>(most: number, make: () => Item): Item[] {
    return Array.from({ length: 1 + this.below(most) }, make);
  }

  /** Up to `most` items. */
  list<Item>(most: number, make: () => Item): Item[] {
    return Array.from({ length: this.below(most + 1) }, make);
  }
}

/** FNV-1a: seeds that differ in one digit lead to quite different inputs. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
}
