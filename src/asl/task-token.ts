import { visitExpressions } from './visit-expressions.js';

/** Whether arguments carry the task token: without it, nobody can end the wait. */
export function sendsToken(args: unknown): boolean {
  let found = false;
  visitExpressions(args, {
    reference({ root, path }) {
      if (root === 'context' && (path.length === 0 || path[0] === 'Task')) found = true;
    },
    text(text) {
      if (/context\s*\.\s*Task\s*\.\s*Token|\$\$\.Task\.Token/.test(text)) found = true;
    },
  });
  return found;
}
