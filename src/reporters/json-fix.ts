/** The files to commit instead as data: in the JSON of `review`, and as the JSON of `fix`. */
import type { Fix, FixFile } from '../plan/fix.ts';
import { choice, constant, integer, type JsonOf, type JsonSchema, list, object, text, word } from './json-shape.ts';

const FILE = {
  path: word('From the root of the repository.'),
  action: choice(['create', 'replace']),
  text: text('The whole file.'),
  release: integer(1, 'The release that it belongs to.'),
  from: word('The migration that it comes from.'),
} as const;

const FIELDS = {
  files: list(object(FILE), 'What is to be written now.'),
  later: list(
    object({ ...FILE, deploy: text('What has to be deployed before.') }),
    'What belongs to later releases, with the names that the files would have today.',
  ),
  notWritten: list(object({ path: word(), reason: word() }), 'Migrations for which nothing is written, each with the reason.'),
  removed: list(word(), 'Files that are to be deleted: what they hold has another name among the files.'),
  notes: list(word(), 'What is left to do by hand.'),
} as const;

export const FIX = object(FIELDS, 'The files to commit instead, as `lockkeeper fix` makes them.');
const DOCUMENT = object({ schemaVersion: constant(1), ...FIELDS });

/** The JSON Schema (draft 2020-12) of the JSON of `fix`. */
export const fixSchema = (): JsonSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Lockkeeper fix, version 1',
  ...DOCUMENT.schema,
});

/** The files as data, exactly as published. */
export function fixJson({ files, later, notWritten, removed, notes }: Fix): JsonOf<typeof FIX> {
  return {
    files: files.map(fileJson),
    later: later.map((file) => ({ ...fileJson(file), deploy: file.deploy })),
    notWritten: notWritten.map(({ path, reason }) => ({ path, reason })),
    removed,
    notes,
  };
}

const fileJson = ({ path, action, text: whole, release, from }: FixFile): FixFile => ({ path, action, text: whole, release, from });
