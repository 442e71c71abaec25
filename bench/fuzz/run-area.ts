import type { Area, Attempt } from './area.js';
import { Draw } from './generate/draw.js';

/** What went wrong with one input. */
export interface Finding {
  readonly area: string;
  /** Of the input: with the seed it makes the same input again. */
  readonly index: number;
  readonly problem: string;
  readonly input: string;
}

/** What an area came to. */
export interface AreaResult {
  readonly area: string;
  readonly inputs: number;
  /** Inputs that were not refused. */
  readonly accepted: number;
  /** Wall-clock time of all inputs, making them included. */
  readonly milliseconds: number;
  /** Of the input that took longest, in milliseconds. */
  readonly slowest: number;
  readonly findings: readonly Finding[];
}

export interface AreaOrder {
  readonly seed: string;
  readonly from?: number;
  readonly inputs: number;
  /** What the time of an input is measured with, in milliseconds. @default performance.now */
  readonly now?: () => number;
  /** Told of every input before it is tried. */
  readonly onInput?: (index: number) => void;
}

const INPUTS_BETWEEN_RENEWALS = 1000;

/** Longer inputs are cut in reports: the seed and the index make them again. */
const SHOWN_CHARACTERS = 2000;

/** Tries `inputs` random inputs on an area. Input number n is the same for the same seed, however many are tried. */
export async function runArea(
  area: Area,
  { seed, from = 0, inputs, onInput, now = () => performance.now() }: AreaOrder,
): Promise<AreaResult> {
  const findings: Finding[] = [];
  let accepted = 0;
  let slowest = 0;
  const started = now();
  for (let index = from; index < from + inputs; index++) {
    if (index === from || index % INPUTS_BETWEEN_RENEWALS === 0) await area.renew?.();
    onInput?.(index);
    const attempt = area.attempt(new Draw(`${seed}/${area.name}/${index}`, area.mistakes));
    const report = (problem: string): unknown =>
      findings.push({ area: area.name, index, problem, input: show(attempt) });
    const before = now();
    try {
      const outcome = attempt.run();
      if (typeof outcome === 'boolean' ? outcome : await outcome) accepted++;
    } catch (error) {
      report(error instanceof Error ? (error.stack ?? error.message) : `Thrown: ${String(error)}`);
    }
    const took = now() - before;
    if (took > area.patience) report(`took ${Math.round(took)} ms, more than ${area.patience} ms`);
    slowest = Math.max(slowest, took);
    const strays = strayMembers();
    if (strays !== '') report(`left ${strays} behind in Object.prototype or Array.prototype`);
  }
  await area.close?.();
  return { area: area.name, inputs, accepted, milliseconds: now() - started, slowest, findings };
}

function show(attempt: Attempt): string {
  const text = attempt.show();
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}… (${text.length} characters)` : text;
}

/** What every value has now and should not have; it is removed, so that it counts once. */
function strayMembers(): string {
  const strays: string[] = [];
  for (const prototype of [Object.prototype, Array.prototype]) {
    for (const name of Object.keys(prototype)) {
      strays.push(name);
      Reflect.deleteProperty(prototype, name);
    }
  }
  return strays.join(', ');
}
