import { formatDuration } from '../duration.js';
import { caughtBy, fatalTo, retriesOf, type Frame, type Visit } from './visit.js';

/**
 * The taken path, to be read: a state a line, with what happened in it; iterations and branches inside of their state, those that
 * went the same way together.
 *
 * @param showTimes whether to say how long states took: in virtual time that is the same in every run
 */
export function pathText(root: Frame, showTimes: boolean): string {
  return linesOf(root, showTimes).join('\n');
}

function linesOf(frame: Frame, showTimes: boolean): readonly string[] {
  return frame.visits.flatMap((visit) => [visitText(visit, showTimes), ...innerLines(visit, showTimes)]);
}

function visitText(visit: Visit, showTimes: boolean): string {
  const notes = notesOf(visit, showTimes);
  return notes.length === 0 ? visit.state : `${visit.state} (${notes.join(', ')})`;
}

function notesOf(visit: Visit, showTimes: boolean): readonly string[] {
  const retries = retriesOf(visit);
  const caught = caughtBy(visit);
  const fatal = fatalTo(visit);
  const took = (visit.leftAt ?? visit.at) - visit.at;
  return [
    ...(visit.type === 'Map' ? [countText(new Set(visit.frames.map(({ index }) => index)).size, 'iteration')] : []),
    ...(retries > 0 ? [`retried ${retries === 1 ? 'once' : `${retries} times`}`] : []),
    ...(caught === undefined ? [] : [`caught ${caught.error ?? 'an error without a name'}`]),
    ...(fatal === undefined ? [] : [`failed: ${fatal.error ?? 'an error without a name'}`]),
    ...(visit.leftAt === undefined && fatal === undefined && visit.type !== 'Fail' ? ['not left'] : []),
    ...(showTimes && took > 0 ? [formatDuration(took)] : []),
  ];
}

/** `[0] Score → Keep`, or with the states below each other when there is a Map or Parallel among them. */
function innerLines(visit: Visit, showTimes: boolean): readonly string[] {
  const frames = visit.frames.toSorted((a, b) => a.index - b.index);
  const groups: { from: number; to: number; readonly lines: readonly string[] }[] = [];
  for (const frame of frames) {
    const isFlat = frame.visits.every(({ frames: inner }) => inner.length === 0);
    const all = linesOf(frame, showTimes);
    const lines = isFlat ? [all.join(' → ')] : all;
    const last = groups.at(-1);
    if (visit.type === 'Map' && last?.lines.join('\n') === lines.join('\n')) last.to = frame.index;
    else groups.push({ from: frame.index, to: frame.index, lines });
  }
  return groups.flatMap(({ from, to, lines }) => {
    const label = from === to ? `  [${from}] ` : `  [${from}…${to}] `;
    return lines.map((line, number) => (number === 0 ? label : ' '.repeat(label.length)) + line);
  });
}

function countText(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
