/**
 * How fast the embedded engine is, and how much memory it takes; side by side with a peer where that can run the same machine.
 * Measures the build in `dist`, so build first. `npm run bench:engine -- --help` tells the options.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { pathToFileURL } from 'node:url';
import { CommanderError } from 'commander';
import { CASES } from './cases.mjs';
import { childResult } from './child-result.mjs';
import { measureCompileTime } from './compile-time.mjs';
import { measureLocalEndpoint } from './local-endpoint.mjs';
import { measureMaps } from './map-memory.mjs';
import { readOptions } from './options.mjs';
import { installPeer, PEER } from './peer.mjs';
import { asMarkdown, asText } from './report.mjs';
import { measureThroughput } from './throughput.mjs';

const root = new URL('../../', import.meta.url);
const options = readOptionsOrExit();
const { rounds } = options;

const dist = options.dist === undefined ? new URL('dist/', root) : pathToFileURL(`${options.dist}/`);
const engineUrl = new URL('esm/engine.js', dist).href;
const wants = (part) => options.only.includes(part);
const say = (what) => console.error(`Measuring ${what} …`);

const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
const results = {
  date: new Date().toISOString().slice(0, 10),
  versions: { stepbreaker: version, 'Node.js': process.versions.node },
  machine: `${availableParallelism()} × ${cpus()[0].model}, ${Math.round(totalmem() / 2 ** 30)} GB`,
};

if (wants('throughput')) {
  const peerModule = options.peer ? installPeer() : undefined;
  if (peerModule !== undefined) {
    results.peer = PEER.name;
    results.versions[PEER.name] = PEER.version;
  }
  const peerUrl = peerModule && pathToFileURL(peerModule).href;
  results.throughput = [];
  for (const machine of CASES.filter(({ id }) => options.cases.includes(id))) {
    say(`(${machine.id}) ${machine.title}`);
    results.throughput.push(await measureThroughput(machine, { engineUrl, peerUrl, rounds }));
  }
}
if (wants('maps')) {
  say('Maps');
  results.maps = await measureMaps({ engineUrl, rounds });
}
if (wants('compile')) {
  say('the compiler');
  results.compileTime = await measureCompileTime({ engineUrl, rounds });
}
if (wants('long')) {
  say('long executions');
  results.longRuns = await childResult('./long-runs-process.mjs', [engineUrl]);
}
if (wants('local')) {
  say('stepbreaker local');
  results.endpoint = await measureLocalEndpoint({ cli: new URL('cli/main.js', dist), rounds });
}

if (options.json) console.log(JSON.stringify(results, undefined, 2));
else console.log(options.markdown ? asMarkdown(results) : asText(results));

/** commander would exit with 1 for wrong options. */
function readOptionsOrExit() {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2);
    throw error;
  }
}
