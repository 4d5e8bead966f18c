/**
 * Finds words in the bytes of a file: one pass, however many words are looked for, and no text is made of a file that holds
 * none of them.
 */
import { canonical } from './names.ts';

/** Takes each word that was found: what it stands for, and its half-open range of bytes. */
export type Found = (meaning: number, start: number, end: number) => void;

const UNDERSCORE = 95;
const DASH = 45;

/** For each byte its lower case where it can be part of a word, else 0. Bytes of letters outside ASCII are parts of words. */
const LETTER = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 65 && byte <= 90) return byte + 32;
  const isPart = (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57) || byte === UNDERSCORE || byte >= 128;
  return isPart ? byte : 0;
});

const SEED = 0x811c9dc5;
/** FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/ */
const mix = (hash: number, byte: number): number => Math.imul(hash ^ byte, 0x01000193);
const BITS = 0xffff;

/**
 * Makes a scanner for words in canonical form. Words end where a letter, digit or single underscore does not follow; two
 * underscores end one, too (`user__email` of Django), and words joined by dashes are also taken as one (`user-email`).
 */
export function makeScanner(words: ReadonlyMap<string, number>): (bytes: Uint8Array, found: Found) => void {
  const marks = new Uint8Array(BITS + 1);
  for (const word of words.keys()) {
    let hash = SEED;
    for (const byte of Buffer.from(word, 'utf8')) hash = mix(hash, byte);
    marks[hash & BITS] = 1;
  }
  return (bytes, found) => {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const check = (start: number, end: number): void => {
      const meaning = words.get(canonical(buffer.toString('utf8', start, end)));
      if (meaning !== undefined) found(meaning, start, bytes[end - 1] === UNDERSCORE ? end - 1 : end);
    };
    let hash = SEED;
    let start = -1;
    /** Of words that dashes join, from the first of them on; -1 while there is but one. */
    let joinedStart = -1;
    let joined = SEED;
    const { length } = bytes;
    for (let i = 0; i <= length; i++) {
      const byte = i < length ? (bytes[i] ?? 0) : 0;
      const letter = LETTER[byte] ?? 0;
      if (letter !== 0 && (byte !== UNDERSCORE || bytes[i - 1] !== UNDERSCORE)) {
        if (start < 0) start = i;
        if (byte !== UNDERSCORE) {
          hash = mix(hash, letter);
          if (joinedStart >= 0) joined = mix(joined, letter);
        }
        continue;
      }
      if (start < 0) {
        joinedStart = -1;
        continue;
      }
      if (marks[hash & BITS] === 1) check(start, i);
      if (joinedStart >= 0 && marks[joined & BITS] === 1) check(joinedStart, i);
      // `a-b` goes on, `a - b` and `a->b` do not.
      if (byte !== DASH || (LETTER[bytes[i + 1] ?? 0] ?? 0) === 0) joinedStart = -1;
      else if (joinedStart < 0) {
        joinedStart = start;
        joined = hash;
      }
      hash = SEED;
      start = -1;
    }
  };
}
