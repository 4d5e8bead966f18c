/** What the published schema of SARIF 2.1.0 says of a document. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

let validate: ValidateFunction | undefined;

/** What is wrong with a SARIF document; nothing where it is valid. */
export function sarifProblems(document: unknown): readonly unknown[] {
  validate ??= compiled();
  return validate(document) ? [] : (validate.errors ?? []);
}

function compiled(): ValidateFunction {
  const path = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  // It is written in draft 4, of which it uses nothing that draft 7 reads differently, but for the names of these two keys.
  const { $schema: _draft, id: _id, ...published } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  return addFormats.default(new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })).compile(published);
}
