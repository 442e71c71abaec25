import type { ChildResult, MapRunEnd } from '../../map-runs/map-run-plan.js';
import type { ObjectStore } from '../../object-store/object-store.js';
import { failure } from '../../run/state-failure.js';

/** Results go to a further file beyond this many characters. AWS's files may have 5 GB; a text in JavaScript cannot. */
const FILE_LENGTH = 256 * 1024 * 1024;

/** A JSON array, or JSON Lines. */
export type OutputType = 'JSON' | 'JSONL';

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
  outputType: OutputType,
): Promise<unknown> {
  const { mapRunArn, results } = end;
  const place = `${folder}${mapRunArn.slice(mapRunArn.lastIndexOf(':') + 1)}/`;
  const write = async (status: string, lines: Iterable<string>): Promise<readonly ResultFile[]> => {
    const files: ResultFile[] = [];
    for (const content of fileContents(lines, outputType)) {
      const key = `${place}${status}_${files.length}.${outputType.toLowerCase()}`;
      await store.put({ bucket, key }, content);
      files.push({ Key: key, Size: Buffer.byteLength(content) });
    }
    return files;
  };
  try {
    const ResultFiles = {
      FAILED: await write('FAILED', linesOf(results, false)),
      PENDING: await write('PENDING', pending(end)),
      SUCCEEDED: await write('SUCCEEDED', linesOf(results, true)),
    };
    const manifest = { DestinationBucket: bucket, MapRunArn: mapRunArn, ResultFiles };
    await store.put({ bucket, key: `${place}manifest.json` }, JSON.stringify(manifest));
  } catch (error) {
    throw failure('States.ResultWriterFailed', error instanceof Error ? error.message : String(error));
  }
  return { MapRunArn: mapRunArn, ResultWriterDetails: { Bucket: bucket, Key: `${place}manifest.json` } };
}

/** The results of the children that succeeded, or of those that did not: JSON texts already. */
function* linesOf(results: readonly (ChildResult | undefined)[], succeeded: boolean): Generator<string> {
  for (const result of results) {
    if (result?.succeeded === succeeded) for (const line of result.values) yield String(line);
  }
}

/** The children that never began, with the input they would have had. */
function* pending({ results, inputs }: MapRunEnd): Generator<string> {
  for (let index = 0; index < inputs.length; index++) {
    if (results[index] !== undefined) continue;
    const Input = JSON.stringify(inputs.at(index).input);
    yield JSON.stringify({ Input, InputDetails: { Included: true }, Status: 'PENDING' });
  }
}

function* fileContents(lines: Iterable<string>, outputType: OutputType): Generator<string> {
  const [before, between, after] = outputType === 'JSON' ? ['[', ',', ']'] : ['', '\n', ''];
  let content = '';
  for (const line of lines) {
    if (content.length + line.length > FILE_LENGTH && content !== '') {
      yield before + content + after;
      content = '';
    }
    content += content === '' ? line : between + line;
  }
  if (content !== '') yield before + content + after;
}
