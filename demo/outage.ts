import { parseDuration } from '../src/cli/duration.js';

/** What can go wrong at the local Bedrock, by the names `--outage` takes, with what the client sees. */
export const outageErrors = {
  throttled: 'ThrottlingException, 429',
  unavailable: 'ServiceUnavailableException, 503',
  internal: 'InternalServerException, 500',
  timeout: 'ModelTimeoutException, 408',
  slow: 'answers come too late',
  dropped: 'the connection is cut',
  invalid: 'answers that nobody can use',
  partial: '10 % of the calls fail',
  validation: 'ValidationException, 400',
} as const;

export type OutageError = keyof typeof outageErrors;

/** One outage, in milliseconds of the run's time since its start. Without region and model it strikes every model everywhere. */
export interface Outage {
  readonly from: number;
  readonly to: number;
  readonly error: OutageError;
  /** Only calls to this region. */
  readonly region?: string;
  /** Only calls to models whose id contains this text. */
  readonly model?: string;
}

/** A model in a region: what a circuit guards. */
export interface Target {
  readonly region: string;
  readonly modelId: string;
}

/** A piece of an outage's text that cannot be used. The message says what was given and what is expected. */
export class InvalidOutage extends Error {
  override readonly name = 'InvalidOutage';
}

const regionPattern = /^[a-z]{2}(-[a-z]+)+-\d+$/;

const isOutageError = (text: string): text is OutageError => Object.hasOwn(outageErrors, text);

/**
 * Reads `FROM..TO[,error][,model|region|all]`, such as `120s..25m`, `2m..10m,unavailable`, `60..90,slow,us-west-2`.
 * Two numbers without a unit are seconds; one without a unit beside one with a unit is refused.
 * Without an error the target throttles; without a model or region only the first target fails.
 * @param targets the models of the run, the primary one first; a model's name must be part of one of their ids
 * @throws InvalidOutage
 */
export function parseOutage(text: string, targets: readonly [Target, ...Target[]]): Outage {
  const [window = '', ...details] = text.split(',').map((piece) => piece.trim());
  const { from, to } = parseWindow(text, window);
  if (details.length > 2) {
    throw new InvalidOutage(`--outage is "${text}", expected at most an error and one model or region after FROM..TO.`);
  }
  const error = details.find(isOutageError) ?? 'throttled';
  const place = details.filter((detail) => detail !== error);
  if (place.length > 1) throw unknownDetail(text, place[0] ?? '', targets);
  return { from, to, error, ...(place[0] === undefined ? onlyAt(targets[0]) : placeOf(text, place[0], targets)) };
}

function parseWindow(text: string, window: string): { from: number; to: number } {
  const pieces = window.split('..');
  const ends = pieces.map(parseDuration);
  const [from, to] = ends;
  if (ends.length !== 2 || from === undefined || to === undefined) {
    throw new InvalidOutage(`--outage is "${text}", expected FROM..TO in durations such as 120s..25m.`);
  }
  const bare = pieces.find((piece) => /^\d*[1-9]\d*(?:\.\d+)?$/.test(piece.trim()));
  if (bare !== undefined && pieces.some((piece) => /[a-z]/.test(piece))) {
    throw new InvalidOutage(
      `--outage is "${text}", where ${bare.trim()} has no unit: expected ${bare.trim()} with ms, s, m or h, as in 120s..25m.`,
    );
  }
  if (from >= to) {
    throw new InvalidOutage(`--outage is "${text}", expected a window that ends after it starts.`);
  }
  return { from, to };
}

function placeOf(text: string, place: string, targets: readonly Target[]): Pick<Outage, 'region' | 'model'> {
  if (place === 'all') return {};
  if (regionPattern.test(place)) return { region: place };
  if (place !== '' && targets.some(({ modelId }) => modelId.includes(place))) return { model: place };
  throw unknownDetail(text, place, targets);
}

const onlyAt = ({ region, modelId }: Target): Pick<Outage, 'region' | 'model'> => ({ region, model: modelId });

function unknownDetail(text: string, detail: string, targets: readonly Target[]): InvalidOutage {
  const models = [...new Set(targets.map(({ modelId }) => modelId))].join(', ');
  return new InvalidOutage(
    `--outage is "${text}": "${detail}" is no error (${Object.keys(outageErrors).join(', ')}), no region (such as us-east-1), not "all", and not part of a model's id (${models}).`,
  );
}
