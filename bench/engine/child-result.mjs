import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What a module of this folder sends, run in a process of its own. */
export async function childResult(module, args) {
  const child = fork(fileURLToPath(new URL(module, import.meta.url)), args.map(String));
  let result;
  child.once('message', (message) => (result = message));
  const [code] = await once(child, 'close');
  if (result === undefined) throw new Error(`${module} ${args.join(' ')} ended with exit code ${code} and no result`);
  return result;
}
