/** @module State transitions a second, side by side: each contestant in its own process, taking turns, never at the same time. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { checkSameOutput } from './contestants.mjs';
import { median } from './median.mjs';

const PROCESS = fileURLToPath(new URL('./contestant-process.mjs', import.meta.url));

/** So many rounds of each contestant are not counted: its code is compiled while it runs. */
const WARM_UP = 2;

async function start(contestant, url, id) {
  const child = fork(PROCESS, [contestant, url, id]);
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`Case ${id}: ${contestant} ended with exit code ${code}`);
  });
  // Nobody waits for a contestant that has done its rounds.
  gone.catch(() => {});
  const answer = async () => {
    const [message] = await Promise.race([once(child, 'message'), gone]);
    return message;
  };
  await answer();
  const results = [];
  return {
    results,
    async round() {
      child.send('go');
      const result = await answer();
      results.push(result);
      return result.output;
    },
    stop: () => child.kill(),
  };
}

/** @param {{ engineUrl: string, peerUrl: string | undefined, rounds: number }} options */
export async function measureThroughput(machine, { engineUrl, peerUrl, rounds }) {
  const { id, title, executions, transitions, hasPeer } = machine;
  const ours = await start('stepbreaker', engineUrl, id);
  const theirs = hasPeer && peerUrl !== undefined ? await start('peer', peerUrl, id) : undefined;
  for (let round = 0; round < WARM_UP + rounds; round++) {
    const output = await ours.round();
    if (theirs !== undefined) checkSameOutput(id, output, await theirs.round());
  }
  ours.stop();
  theirs?.stop();
  const figures = ({ results }) => {
    const rate = (time) => Math.round((executions * transitions * 1000) / median(results.slice(WARM_UP).map(time)));
    return {
      transitionsPerSecond: rate(({ milliseconds }) => milliseconds),
      transitionsPerCpuSecond: rate(({ cpuMilliseconds }) => cpuMilliseconds),
      peakMegabytes: Math.round(results.at(-1).peakMegabytes),
    };
  };
  const result = { id, title, executions, transitions, stepbreaker: figures(ours) };
  if (theirs === undefined) return result;
  const peer = figures(theirs);
  const ratio = (figure) => Number((result.stepbreaker[figure] / peer[figure]).toFixed(1));
  return { ...result, peer, ratio: ratio('transitionsPerSecond'), cpuRatio: ratio('transitionsPerCpuSecond') };
}
