import { readFile, stat } from 'node:fs/promises';
import type { ConfigurationDocument } from './configuration-document.js';

/** A configuration in a local file; every read looks whether the file has changed, and sees the change. */
export function fileDocument(file: string): ConfigurationDocument {
  let fetched: string | undefined;
  return {
    url: file,
    lookEveryMs: 0,
    readsWait: true,
    async fetch() {
      const { mtimeMs, size } = await stat(file);
      const version = `${new Date(mtimeMs).toISOString()}, ${size} bytes`;
      if (version === fetched) return undefined;
      const text = await readFile(file, 'utf8');
      fetched = version;
      return { text, version };
    },
  };
}
