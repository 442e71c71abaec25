import type { ChildResult, MapRunEnd } from '../../map-runs/map-run-plan.js';
import type { ObjectStore } from '../../object-store/object-store.js';
import { failure } from '../../run/state-failure.js';
import { transformResults, type OutputType, type Transformation } from './transform-results.js';

/** Results go to a further file beyond this many characters. AWS's files may have 5 GB; a text in JavaScript cannot. */
const FILE_LENGTH = 256 * 1024 * 1024;

interface ResultFile {
  readonly Key: string;
  readonly Size: number;
}

/**
 * Writes the results of a map run, by status, and the manifest that names the files
 * (https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html).
 *
 * @returns the result of the state: the map run and where its manifest is
 */
export async function writeResults(
  store: ObjectStore,
  { bucket, folder }: { bucket: string; folder: string },
  end: MapRunEnd,
  { transformation, outputType }: { transformation: Transformation; outputType: OutputType },
): Promise<unknown> {
  const { mapRunArn, results } = end;
  const place = `${folder}${mapRunArn.slice(mapRunArn.lastIndexOf(':') + 1)}/`;
  const write = async (status: string, values: readonly unknown[]): Promise<readonly ResultFile[]> => {
    const files: ResultFile[] = [];
    for (const content of fileContents(values, outputType)) {
      const key = `${place}${status}_${files.length}.${outputType.toLowerCase()}`;
      await store.put({ bucket, key }, content);
      files.push({ Key: key, Size: Buffer.byteLength(content) });
    }
    return files;
  };
  const having = (succeeded: boolean): readonly (ChildResult | undefined)[] =>
    results.filter((result) => result?.succeeded === succeeded);
  try {
    const ResultFiles = {
      FAILED: await write('FAILED', transformResults(having(false), transformation)),
      PENDING: await write('PENDING', pending(end)),
      SUCCEEDED: await write('SUCCEEDED', transformResults(having(true), transformation)),
    };
    const manifest = { DestinationBucket: bucket, MapRunArn: mapRunArn, ResultFiles };
    await store.put({ bucket, key: `${place}manifest.json` }, JSON.stringify(manifest));
  } catch (error) {
    throw failure('States.ResultWriterFailed', error instanceof Error ? error.message : String(error));
  }
  return { MapRunArn: mapRunArn, ResultWriterDetails: { Bucket: bucket, Key: `${place}manifest.json` } };
}

/** The children that never began, with the input they would have had. */
function pending({ results, inputs }: MapRunEnd): readonly unknown[] {
  const values: unknown[] = [];
  for (let index = 0; index < inputs.length; index++) {
    if (results[index] !== undefined) continue;
    values.push({ Input: JSON.stringify(inputs.at(index).input), InputDetails: { Included: true }, Status: 'PENDING' });
  }
  return values;
}

function* fileContents(values: readonly unknown[], outputType: OutputType): Generator<string> {
  const [before, between, after] = outputType === 'JSON' ? ['[', ',', ']'] : ['', '\n', ''];
  let lines: string[] = [];
  let length = 0;
  for (const value of values) {
    const line = JSON.stringify(value) ?? 'null';
    if (length + line.length > FILE_LENGTH && lines.length > 0) {
      yield before + lines.join(between) + after;
      lines = [];
      length = 0;
    }
    lines.push(line);
    length += line.length + 1;
  }
  if (lines.length > 0) yield before + lines.join(between) + after;
}
