import { contestants } from './contestants.js';

const task = { items: 2_000, concurrency: 5 };
const outage = { from: 30_000, to: 150_000 };

/**
 * Ways to guard calls to a model, beside each other: what they cost without faults, and what they do in an outage.
 * Virtual time and no chance: the same figures on every machine.
 *
 * @returns lines of a Markdown table
 */
export async function comparisonTable(): Promise<string[]> {
  const rows: string[][] = [];
  for (const contestant of contestants) {
    const well = await contestant.run(task);
    const outcome = await contestant.run({ ...task, outage });
    rows.push([
      contestant.name,
      (well.transitions / task.items).toFixed(2),
      (outcome.transitions / task.items).toFixed(2),
      String(outcome.callsWhileDown),
      String(outcome.fromModel),
      outcome.recovery === undefined ? 'never' : `${(outcome.recovery / 1_000).toFixed(0)} s`,
    ]);
  }
  const head = [
    '',
    'transitions an item',
    'with the outage',
    'calls to the failing model',
    'answers from the model',
    'back after',
  ];
  return [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows].map(
    (cells) => `| ${cells.join(' | ')} |`,
  );
}
