import zlib from 'node:zlib';

/** The text of an object, unpacked when its key ends in `.gz`, `.zst` or `.zstd`. */
export function textOf(content: Uint8Array | string, key: string): string {
  if (typeof content === 'string') return content;
  return new TextDecoder().decode(unpack(content, key));
}

function unpack(content: Uint8Array, key: string): Uint8Array {
  if (/\.gz(?:ip)?$/.test(key)) return zlib.gunzipSync(content);
  if (!/\.zstd?$/.test(key)) return content;
  if ('zstdDecompressSync' in zlib && typeof zlib.zstdDecompressSync === 'function') {
    return zlib.zstdDecompressSync(content);
  }
  throw new Error(
    `'${key}' is packed with Zstandard, which Node.js ${process.version} cannot unpack: use 22.15 or later`,
  );
}
