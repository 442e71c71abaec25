import type { Run } from '../run/run.js';
import { addressOf, type Visit } from '../run/visit.js';

/** Quotas of Standard workflows (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html). */
export interface Quotas {
  /** UTF-8 bytes of an input, output, argument or result. @default 262,144: 256 KiB */
  readonly payloadBytes: number;
  /** Events in the history of a Standard execution. @default 25,000 */
  readonly events: number;
  /** Iterations that an inline Map runs at a time. @default 40 */
  readonly concurrency: number;
  /** UTF-8 bytes of the definition. @default 1,048,576: 1 MiB */
  readonly definitionBytes: number;
}

export const QUOTAS: Quotas = {
  payloadBytes: 256 * 1024,
  events: 25_000,
  concurrency: 40,
  definitionBytes: 1024 * 1024,
};

export interface Measured {
  readonly quota: keyof Quotas;
  readonly label: string;
  readonly value: number;
  readonly where?: string;
}

/** How much of every quota an execution used, and where most of it. */
export function measure(run: Run): readonly Measured[] {
  const payload = largest(run.visits.flatMap(payloadsOf));
  const map = largest(run.visits.filter(({ type }) => type === 'Map').map((visit) => wantedConcurrency(run, visit)));
  return [
    { quota: 'payloadBytes', label: 'largest payload, bytes', ...payload },
    { quota: 'events', label: 'events in the history', value: run.events.length },
    { quota: 'concurrency', label: 'iterations of a Map at a time', ...map },
    { quota: 'definitionBytes', label: 'definition, bytes', value: bytesOf(run.record.definition) },
  ];
}

interface Amount {
  readonly value: number;
  readonly where?: string;
}

function largest(amounts: readonly Amount[]): Amount {
  return amounts.reduce((most, each) => (each.value > most.value ? each : most), { value: 0 });
}

function payloadsOf(visit: Visit): readonly Amount[] {
  const at = (what: string, value: unknown): Amount => ({
    value: bytesOf(value),
    where: `${what} of ${addressOf(visit)}`,
  });
  return [
    at('input', visit.input),
    ...visit.attempts.flatMap((attempt) => [
      ...('arguments' in attempt ? [at('arguments', attempt.arguments)] : []),
      ...('result' in attempt ? [at('result', attempt.result)] : []),
    ]),
    ...(visit.leftAt === undefined ? [] : [at('output', visit.output)]),
  ];
}

/** What a Map asks for, as far as it has items for it: an inline one cannot have more than the quota. */
function wantedConcurrency(run: Run, visit: Visit): Amount {
  const fields = run.states.get(visit.state)?.fields;
  const asked = Number(fields?.['MaxConcurrency'] ?? 0);
  const items = new Set(visit.frames.map(({ index }) => index)).size;
  return { value: Math.min(items, asked > 0 ? asked : QUOTAS.concurrency), where: `Map ${addressOf(visit)}` };
}

function bytesOf(value: unknown): number {
  return value === undefined ? 0 : Buffer.byteLength(JSON.stringify(value));
}
