/** Writes what a command has to say into a file. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UserError } from '../errors.ts';
import type { Io } from './io.ts';

/**
 * Writes a report, making its folder where there is none.
 *
 * @throws UserError saying why the file cannot be written.
 */
export async function writeReport(io: Io, file: string, text: string): Promise<void> {
  const target = resolve(io.cwd, file);
  try {
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    const reasons: Readonly<Record<string, string>> = {
      EISDIR: 'it is a folder',
      ENOTDIR: 'a part of its path is a file',
      EEXIST: 'a part of its path is a file',
      EACCES: 'permission is denied',
      EROFS: 'the disk is read-only',
    };
    throw new UserError(`${file} cannot be written: ${reasons[code] ?? code}.`, 'Name another --output FILE.');
  }
}
