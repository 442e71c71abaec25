/** @module The child process in which one contestant runs its rounds of one case: arguments are contestant, module URL and case id. */
import { CASES } from './cases.mjs';
import { peer, runRound, stepbreaker } from './contestants.mjs';

const [contestant, url, id] = process.argv.slice(2);
const prepare = await (contestant === 'peer' ? peer(url) : stepbreaker(url));
const machine = CASES.find((each) => each.id === id);

process.on('message', async () => {
  const round = await runRound(prepare, machine);
  process.send({ ...round, peakMegabytes: process.resourceUsage().maxRSS / 1024 });
});
process.send('ready');
