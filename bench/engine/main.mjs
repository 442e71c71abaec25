/**
 * How fast the embedded engine is, and how much memory it takes; side by side with a peer where that can run the same machine.
 * Measures the build in `dist`, so build first.
 *
 *     npm run bench:engine [-- --rounds 7] [--only throughput,maps] [--no-peer] [--json | --markdown] [--dist FOLDER]
 *
 * Parts for --only: throughput, maps, compile, long, local.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { CASES } from './cases.mjs';
import { childResult } from './child-result.mjs';
import { measureCompileTime } from './compile-time.mjs';
import { measureLocalEndpoint } from './local-endpoint.mjs';
import { measureMaps } from './map-memory.mjs';
import { installPeer, PEER } from './peer.mjs';
import { asMarkdown, asText } from './report.mjs';
import { measureThroughput } from './throughput.mjs';

const root = new URL('../../', import.meta.url);
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    only: { type: 'string' },
    'no-peer': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
    dist: { type: 'string' },
  },
});
const rounds = Number(options.rounds);
if (!Number.isInteger(rounds) || rounds < 1)
  throw new RangeError(`--rounds ${options.rounds}: expected a whole number from 1`);

const dist = options.dist === undefined ? new URL('dist/', root) : pathToFileURL(`${options.dist}/`);
const engineUrl = new URL('src/engine/index.js', dist).href;
const wants = (part) => options.only === undefined || options.only.split(',').includes(part);
const say = (what) => console.error(`Measuring ${what} …`);

const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
const results = {
  date: new Date().toISOString().slice(0, 10),
  versions: { stepbreaker: version, 'Node.js': process.versions.node },
  machine: `${availableParallelism()} × ${cpus()[0].model}, ${Math.round(totalmem() / 2 ** 30)} GB`,
};

if (wants('throughput')) {
  const peerModule = options['no-peer'] ? undefined : installPeer();
  if (peerModule !== undefined) {
    results.peer = PEER.name;
    results.versions[PEER.name] = PEER.version;
  }
  const peerUrl = peerModule && pathToFileURL(peerModule).href;
  results.throughput = [];
  for (const machine of CASES) {
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
  results.endpoint = await measureLocalEndpoint({ cli: new URL('src/cli/main.js', dist), rounds });
}

if (options.json) console.log(JSON.stringify(results, undefined, 2));
else console.log(options.markdown ? asMarkdown(results) : asText(results));
