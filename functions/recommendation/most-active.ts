import type { Reader } from './reader.js';

/** What is known of a reader before anything is recommended. */
export type ActiveReader = Pick<Reader, 'userId' | 'activity'>;

/** The ids of the most active readers, the most active first; equally active ones in the order given, everybody once. */
export function mostActive(readers: Iterable<ActiveReader>, count: number): string[] {
  const activity = new Map<string, number>();
  for (const reader of readers) if (!activity.has(reader.userId)) activity.set(reader.userId, reader.activity);
  return [...activity]
    .sort(([, a], [, b]) => b - a)
    .slice(0, Math.max(0, count))
    .map(([userId]) => userId);
}
