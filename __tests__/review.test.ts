/** Does the whole hold together? Repositories before and after a change, from their files to the verdict. */
import { describe, expect, it } from 'vitest';
import type { Finding, Review, ReviewedMigration } from '../src/report.ts';
import { review } from '../src/review.ts';
import { builtInRules, cases, FIXTURES, reviewOptions } from './support/repositories.ts';

const rules = await builtInRules();

describe('the review of', () => {
  it.each(cases)('%s', async (name) => {
    const { about, ...options } = await reviewOptions(name, rules);
    const result = await review(options);
    expect(result.verdict).not.toBe('error');
    await expect(`${about.trim()}\n\n${reviewText(result)}`).toMatchFileSnapshot(`${FIXTURES}/${name}/review.txt`);
  });
});

/** Everything that a case is about, and nothing that depends on the wording of `why` and `fix`. */
function reviewText(result: Review): string {
  const { verdict, risk, failOn, audit, coverage, projects, migrations, findings, notes } = result;
  const lines = [
    `${verdict}, risk ${risk}, fails at ${failOn}${audit ? ', audit' : ''}`,
    `${coverage.files} files, ${coverage.analysed} of ${coverage.statements} statements analysed`,
    ...projects.map(
      ({ framework, root, database, history }) =>
        `${framework} in ${root || '.'} on ${database.dialect} ${database.version}${database.assumed ? ' (assumed)' : ''}${database.evidence ? `, from ${database.evidence}` : ''}; ${history} of history`,
    ),
    ...migrations.flatMap((migration) => ['', ...migrationText(migration, result)]),
    ...(findings.length > 0 ? ['', 'findings', ...findings.flatMap((finding) => findingText(finding, result))] : []),
    ...(notes.length > 0 ? ['', 'notes', ...notes.map((note) => `  ${note}`)] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function migrationText({ migration, statements, unread }: ReviewedMigration, { locate }: Review): readonly string[] {
  return [
    `${migration.path}${migration.direction === 'down' ? ' (down)' : ''}, ${migration.transaction}`,
    ...statements.flatMap(({ span, operations, effects, consequences }) => [
      `  ${locate.position(span).start.line}: ${operations.join(', ')}${consequences.refused ? `, refused with ${consequences.refused.sqlstate}` : ''}`,
      ...effects.map(
        ({ relation, lock, work, createdHere, unknown }) =>
          `     ${[relation, lock, ...(work === 'none' ? [] : [work]), ...(createdHere ? ['created here'] : []), ...(unknown.length > 0 ? [`not known: ${unknown.join(' ')}`] : [])].join(', ')}`,
      ),
    ]),
    ...unread.map(({ span, reason }) => `  ${locate.position(span).start.line}: not analysed: ${reason}`),
  ];
}

function findingText({ rule, risk, confidence, primary, message, allowed }: Finding, { locate }: Review): readonly string[] {
  const { line, column } = locate.position(primary).start;
  const doubt = confidence === 'certain' ? '' : `, ${confidence}`;
  return [
    `  ${risk.padEnd(8)} ${rule} ${primary.path}:${line}:${column}${doubt}`,
    `           ${message}`,
    ...(allowed ? [`           allowed by ${allowed.source}: ${allowed.reason}`] : []),
  ];
}

describe('fingerprints', () => {
  it.each(cases)('tell every finding of %s from the others', async (name) => {
    const { about: _, ...options } = await reviewOptions(name, rules);
    const fingerprints = (await review(options)).findings.map((finding) => finding.fingerprint);
    expect(new Set(fingerprints).size).toBe(fingerprints.length);
  });
});
