import type { CharacterTest, PatternNode } from './parse-regular-expression.js';

/** A pattern of the filter operator `=~`. */
export interface RegularExpression {
  /** Whether the pattern accepts the whole text. */
  matches(text: string): boolean;
}

/** The largest pattern that may be compiled, counted by {@link patternSize}. */
export const MAXIMUM_PATTERN_SIZE = 5_000;

/** The number of instructions a pattern needs once its repetitions are written out: `a{99}` counts as 99 times `a`. */
export function patternSize(pattern: PatternNode): number {
  switch (pattern.kind) {
    case 'sequence':
    case 'alternatives':
      return pattern.parts.reduce((size, part) => size + patternSize(part) + 2, 0);
    case 'repeat': {
      const copies = pattern.most === Infinity ? pattern.least + 1 : pattern.most;
      return copies * (patternSize(pattern.part) + 2);
    }
    default:
      return 1;
  }
}

type Instruction =
  | { readonly kind: 'character'; readonly accepts: CharacterTest }
  | { readonly kind: 'fork'; readonly to: number[] }
  | { readonly kind: 'start' | 'end' | 'accept' };

/**
 * Compiles a pattern to a nondeterministic automaton that follows all alternatives at once (Thompson's
 * construction). Guaranteed: a match takes at most text length × {@link patternSize} steps, whatever the pattern
 * and the text. JavaScript's own RegExp backtracks and gives no such bound.
 */
export function compileRegularExpression(pattern: PatternNode): RegularExpression {
  const program: Instruction[] = [];
  emit(program, pattern);
  program.push({ kind: 'accept' });
  return { matches: (text) => run(program, text) };
}

function emit(program: Instruction[], pattern: PatternNode): void {
  switch (pattern.kind) {
    case 'sequence':
      for (const part of pattern.parts) emit(program, part);
      return;
    case 'alternatives':
      return emitAlternatives(program, pattern.parts);
    case 'repeat':
      return emitRepeat(program, pattern.part, pattern.least, pattern.most);
    default:
      program.push(pattern);
  }
}

function emitAlternatives(program: Instruction[], parts: readonly PatternNode[]): void {
  const choice = emitFork(program);
  const ends = parts.map((part) => {
    choice.push(program.length);
    emit(program, part);
    return emitFork(program);
  });
  for (const end of ends) end.push(program.length);
}

function emitRepeat(program: Instruction[], part: PatternNode, least: number, most: number): void {
  for (let copy = 0; copy < least; copy++) emit(program, part);
  if (most === Infinity) {
    const loop = program.length;
    const exit = emitFork(program);
    exit.push(program.length);
    emit(program, part);
    emitFork(program).push(loop);
    exit.push(program.length);
    return;
  }
  const exits: number[][] = [];
  for (let copy = least; copy < most; copy++) {
    const exit = emitFork(program);
    exit.push(program.length);
    emit(program, part);
    exits.push(exit);
  }
  for (const exit of exits) exit.push(program.length);
}

/** Adds a fork and returns its targets, to be filled in. */
function emitFork(program: Instruction[]): number[] {
  const to: number[] = [];
  program.push({ kind: 'fork', to });
  return to;
}

function run(program: readonly Instruction[], text: string): boolean {
  const characters = Array.from(text, (character) => character.codePointAt(0)!);
  const accept = program.length - 1;
  let active = closure(program, [0], 0, characters.length);
  for (let at = 0; at < characters.length && active.length > 0; at++) {
    const reached: number[] = [];
    for (const address of active) {
      const instruction = program[address]!;
      if (instruction.kind === 'character' && instruction.accepts(characters[at]!)) reached.push(address + 1);
    }
    active = closure(program, reached, at + 1, characters.length);
  }
  return active.includes(accept);
}

/** All places that can be reached without consuming a character; each is visited once. */
function closure(program: readonly Instruction[], from: number[], at: number, length: number): number[] {
  const seen = new Set<number>();
  const pending = from;
  for (let address = pending.pop(); address !== undefined; address = pending.pop()) {
    if (seen.has(address)) continue;
    seen.add(address);
    const instruction = program[address]!;
    if (instruction.kind === 'fork') pending.push(...instruction.to);
    else if (instruction.kind === 'start' ? at === 0 : instruction.kind === 'end' && at === length)
      pending.push(address + 1);
  }
  return [...seen];
}
