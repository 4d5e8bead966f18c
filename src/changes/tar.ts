/**
 * Reads a tar archive as a stream, file by file, in memory: nothing is written to a disk and no link is followed. Read are ustar
 * headers, and the extensions that `git archive` writes (pax) or other tools may (GNU long names).
 *
 * Source: https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html (ustar Interchange Format, pax Header Block).
 */

/** What a reader is willing to take. */
export interface TarLimits {
  /** Bytes of a file whose content is given; larger ones are named without it. */
  readonly file: number;
  /** Bytes of the archive, unpacked. */
  readonly total: number;
  readonly entries: number;
}

const BLOCK = 512;
/** Bytes of a header of the pax kind: it holds names. */
const MAX_EXTENDED = 1024 * 1024;

/** The archive is not what it should be, or is more than the limits allow. */
export class TarError extends Error {}

/**
 * Goes through the ordinary files of an archive in their order.
 *
 * @param chunks the archive, unpacked.
 * @param visit gets the path as it stands in the archive and the bytes; null for a file larger than `limits.file`. The bytes are the
 *   reader's own: they are to be looked at, not kept.
 * @throws TarError for an archive that is damaged, cut, or beyond the limits.
 */
export async function readTar(
  chunks: AsyncIterable<Uint8Array>,
  limits: TarLimits,
  visit: (path: string, bytes: Uint8Array | null) => void,
): Promise<void> {
  const input = byteSource(chunks, limits.total);
  let longName: string | undefined;
  for (let entries = 0; ; entries++) {
    const header = await input.take(BLOCK);
    // The end is two blocks of zeros; git pads with more.
    if (header === undefined || header.every((byte) => byte === 0)) {
      if (header === undefined) throw new TarError('the archive ends before its end');
      await input.drain();
      return;
    }
    if (entries >= limits.entries) throw new TarError(`the archive has more than ${limits.entries} entries`);
    const { name, size, type } = readHeader(header);
    const padded = Math.ceil(size / BLOCK) * BLOCK;
    if (type === 'x' || type === 'g' || type === 'L') {
      if (size > MAX_EXTENDED) throw new TarError('the archive has an extended header that is too large');
      const content = (await input.take(padded))?.subarray(0, size);
      if (!content) throw new TarError('the archive ends before its end');
      if (type === 'x') longName = paxPath(content) ?? longName;
      if (type === 'L') longName = textOf(content);
      continue;
    }
    const path = longName ?? name;
    longName = undefined;
    const isFile = type === '0' || type === '\0' || type === '7';
    if (!isFile || size > limits.file) {
      await input.skip(padded);
      if (isFile) visit(path, null);
      continue;
    }
    const content = await input.take(padded);
    if (!content) throw new TarError('the archive ends before its end');
    visit(path, content.subarray(0, size));
  }
}

interface Header {
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

function readHeader(block: Uint8Array): Header {
  let sum = 0;
  for (const [i, byte] of block.entries()) sum += i >= 148 && i < 156 ? 32 : byte;
  if (sum !== octal(block.subarray(148, 156))) throw new TarError('the archive is damaged: a header does not have its checksum');
  const prefix = textOf(block.subarray(257, 262)) === 'ustar' && block[262] === 0 ? textOf(block.subarray(345, 500)) : '';
  const name = textOf(block.subarray(0, 100));
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    size: octal(block.subarray(124, 136)),
    type: String.fromCharCode(block[156] ?? 0),
  };
}

function octal(field: Uint8Array): number {
  const text = textOf(field).trim();
  if (!/^[0-7]*$/.test(text)) throw new TarError('the archive is damaged: a header has a number that is none');
  return text === '' ? 0 : Number.parseInt(text, 8);
}

function textOf(field: Uint8Array): string {
  const end = field.indexOf(0);
  return Buffer.from(end < 0 ? field : field.subarray(0, end)).toString('utf8');
}

/** The `path` record of a pax header: `<length> path=<value>\n`, the length counting the whole record in bytes. */
function paxPath(content: Uint8Array): string | undefined {
  const buffer = Buffer.from(content);
  let path: string | undefined;
  for (let at = 0; at < buffer.length;) {
    const blank = buffer.indexOf(32, at);
    const length = blank < 0 ? Number.NaN : Number(buffer.toString('latin1', at, blank));
    if (!Number.isInteger(length) || length <= blank - at || at + length > buffer.length)
      throw new TarError('the archive is damaged: an extended header cannot be read');
    const record = buffer.toString('utf8', blank + 1, at + length - 1);
    if (record.startsWith('path=')) path = record.slice('path='.length);
    if (record.startsWith('size=')) throw new TarError('the archive has a file of more than 8 GB');
    at += length;
  }
  return path;
}

/** Bytes on demand from chunks of any size. */
function byteSource(
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
): {
  /** The next bytes, or undefined where there are fewer. */
  take(size: number): Promise<Uint8Array | undefined>;
  skip(size: number): Promise<void>;
  /** Reads to the end, so that whoever sends is done. */
  drain(): Promise<void>;
} {
  const iterator = chunks[Symbol.asyncIterator]();
  let held: Uint8Array = new Uint8Array(0);
  let total = 0;
  const next = async (): Promise<Uint8Array | undefined> => {
    const { done, value } = await iterator.next();
    if (done === true) return undefined;
    total += value.length;
    if (total > limit) throw new TarError(`the archive has more than ${limit} bytes`);
    return value;
  };
  return {
    async take(size) {
      const parts: Uint8Array[] = [held];
      let length = held.length;
      while (length < size) {
        const chunk = await next();
        if (!chunk) return undefined;
        parts.push(chunk);
        length += chunk.length;
      }
      const whole = parts.length === 1 ? held : Buffer.concat(parts);
      held = whole.subarray(size);
      return whole.subarray(0, size);
    },
    async skip(size) {
      let left = size - held.length;
      held = held.subarray(Math.min(size, held.length));
      while (left > 0) {
        const chunk = await next();
        if (!chunk) throw new TarError('the archive ends before its end');
        held = chunk.subarray(Math.min(left, chunk.length));
        left -= chunk.length;
      }
    },
    async drain() {
      held = new Uint8Array(0);
      while (await next());
    },
  };
}
