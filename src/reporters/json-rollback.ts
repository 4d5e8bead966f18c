/** The JSON of `rollback`; `schemas/rollback.schema.json` describes it. */
import type { MigrationRollback } from '../plan/plan.ts';
import type { WrittenRollback } from '../plan/rollback-files.ts';
import { jsonText } from './json.ts';
import { ROLLBACK, rollbackJson } from './json-plan.ts';
import { choice, constant, type JsonSchema, list, object, text, word } from './json-shape.ts';

const DOCUMENT = object({
  schemaVersion: constant(1),
  rollbacks: list(ROLLBACK, 'In the order in which they are run: last migration first.'),
  files: list(
    object({ path: word('From the root of the repository.'), action: choice(['create', 'replace']), text: text('The whole file.') }),
    'Files with the ways back that are missing, in the form of the tool: what --write writes.',
  ),
  notWritten: list(object({ path: word(), id: text(), reason: word() }), 'Migrations for which no file is made, each with the reason.'),
});

/** The JSON Schema (draft 2020-12) of the JSON of `rollback`. */
export const rollbackSchema = (): JsonSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Lockkeeper rollback, version 1',
  ...DOCUMENT.schema,
});

/** The ways back as JSON. */
export function renderRollbackJson(rollbacks: readonly MigrationRollback[], { files, notWritten }: WrittenRollback): string {
  return jsonText({
    schemaVersion: 1,
    rollbacks: rollbacks.map(rollbackJson),
    files: files.map(({ path, action, text: whole }) => ({ path, action, text: whole })),
    notWritten: notWritten.map(({ path, id, reason }) => ({ path, id, reason })),
  });
}
