/** @module `stepbreaker local` as its users meet it: from the command line until it listens, and over HTTP. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { median } from './median.mjs';

const PAIRS = 1000;
const CONNECTIONS = 8;
/** Processes are started more often than anything else is measured: how long one takes varies more. */
const START_UPS = 9;

/** @returns the server's process, its address, and the milliseconds until it printed that */
async function start(cli) {
  const started = performance.now();
  const server = spawn(process.execPath, [fileURLToPath(cli), 'local', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await Promise.race([
    once(server.stdout, 'data'),
    once(server, 'exit').then(([code]) => {
      throw new Error(`stepbreaker local ended with exit code ${code}`);
    }),
  ]);
  return { server, url: /http:\S+/.exec(String(line))[0], milliseconds: performance.now() - started };
}

/** @returns the milliseconds that Node takes by itself, to print a line and nothing else */
async function startBare() {
  const started = performance.now();
  const bare = spawn(process.execPath, ['-e', 'console.log(0)'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(bare, 'exit');
  await once(bare.stdout, 'data');
  const milliseconds = performance.now() - started;
  await exited;
  return milliseconds;
}

async function stop({ server }) {
  server.kill('SIGTERM');
  await once(server, 'exit');
}

function client(url) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const call = (operation, input) =>
    new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AWSStepFunctions.${operation}` };
      const outgoing = request(url, { method: 'POST', agent, headers }, async (response) => {
        let text = '';
        for await (const chunk of response.setEncoding('utf8')) text += chunk;
        if (response.statusCode === 200) resolve(JSON.parse(text));
        else reject(new Error(`${operation}: ${response.statusCode} ${text}`));
      });
      outgoing.once('error', reject).end(JSON.stringify(input));
    });
  return { call, close: () => agent.destroy() };
}

/** StartExecution and DescribeExecution, pair after pair, over a few connections at the same time. */
async function pairsPerSecond(url, rounds) {
  const { call, close } = client(url);
  const definition = JSON.stringify({ StartAt: 'Only', States: { Only: { Type: 'Pass', End: true } } });
  const roleArn = 'arn:aws:iam::123456789012:role/bench';
  const { stateMachineArn } = await call('CreateStateMachine', { name: 'bench', definition, roleArn });
  const rates = [];
  for (let round = 0; round <= rounds; round++) {
    let left = PAIRS;
    const started = performance.now();
    const work = async () => {
      while (left-- > 0) {
        const { executionArn } = await call('StartExecution', { stateMachineArn, input: '{"reader":"Ada"}' });
        const { status } = await call('DescribeExecution', { executionArn });
        if (status !== 'SUCCEEDED') throw new Error(`${executionArn} is ${status}`);
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, work));
    rates.push((PAIRS * 1000) / (performance.now() - started));
  }
  close();
  // The first round only warms up.
  return median(rates.slice(1));
}

export async function measureLocalEndpoint({ cli, rounds }) {
  const startUps = [];
  const bareStartUps = [];
  for (let round = 0; round < Math.max(rounds, START_UPS); round++) {
    bareStartUps.push(await startBare());
    const running = await start(cli);
    startUps.push(running.milliseconds);
    await stop(running);
  }
  const running = await start(cli);
  try {
    return {
      listeningMilliseconds: Math.round(median(startUps)),
      bareNodeMilliseconds: Math.round(median(bareStartUps)),
      startAndDescribePerSecond: Math.round(await pairsPerSecond(running.url, rounds)),
      connections: CONNECTIONS,
    };
  } finally {
    await stop(running);
  }
}
