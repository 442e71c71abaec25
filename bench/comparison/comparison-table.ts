import { contestants } from './contestants.js';

const task = { items: 2_000, concurrency: 5 };
const outage = { from: 30_000, to: 150_000 };

/**
 * Ways to guard calls to a model, beside each other: what they cost when all is well, and what they do in an outage.
 * Virtual time and no chance: the same figures on every machine.
 *
 * @returns lines of a Markdown table
 */
export async function comparisonTable(): Promise<string[]> {
  const rows: string[][] = [];
  for (const contestant of contestants) {
    const well = await contestant.run(task);
    const sick = await contestant.run({ ...task, outage });
    rows.push([
      contestant.name,
      (well.transitions / task.items).toFixed(2),
      (sick.transitions / task.items).toFixed(2),
      String(sick.callsWhileDown),
      String(sick.fromModel),
      sick.recovery === undefined ? 'never' : `${(sick.recovery / 1_000).toFixed(0)} s`,
    ]);
  }
  const head = [
    '',
    'transitions an item',
    'with the outage',
    'calls to the dead model',
    'answers from the model',
    'back after',
  ];
  return [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows].map(
    (cells) => `| ${cells.join(' | ')} |`,
  );
}
