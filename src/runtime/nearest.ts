/** The word that `word` was probably meant to be; `undefined` when none is close. */
export function nearest(word: string, words: Iterable<string>): string | undefined {
  let best: string | undefined;
  // One or two letters are too few to guess from: only the case may differ.
  let limit = word.length < 3 ? 0 : Math.ceil(word.length * 0.4);
  for (const candidate of words) {
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase(), limit);
    if (distance <= limit) {
      best = candidate;
      limit = distance - 1;
    }
  }
  return best;
}

/** A fix that names the nearest word, or falls back. */
export function didYouMean(word: string, words: Iterable<string>, otherwise: string): string {
  const near = nearest(word, words);
  return near === undefined ? otherwise : `did you mean '${near}'?`;
}

/** Levenshtein's: letters inserted, removed or replaced. Gives up beyond `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const distance = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replaced);
      next.push(distance);
      if (distance < least) least = distance;
    }
    if (least > limit) return Infinity;
    row = next;
  }
  return row[b.length] ?? 0;
}
