/** docs/accuracy.md: every statement that was run on real servers, and what they did. */
import { parse } from 'yaml';
import type { SourceFile } from '../src/source.ts';

interface Outcome {
  readonly does?: Readonly<Record<string, string>>;
  readonly refused?: string;
}
interface Row extends Outcome {
  readonly sql: string;
  readonly transaction?: false;
  readonly 'work-unobserved'?: true;
  readonly 'locks-unobserved'?: true;
  readonly majors?: Readonly<Record<string, Outcome>>;
}
interface Scene {
  readonly scene: string;
  readonly given: string;
  readonly rows: readonly Row[];
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').trim();
const code = (text: string): string => `\`${cell(text)}\``;

function outcome({ does, refused }: Outcome): string {
  if (refused !== undefined) return `refused (${refused})`;
  const parts = Object.entries(does ?? {}).map(([relation, what]) => `${code(relation)} ${what}`);
  return parts.length === 0 ? 'no lock that others wait for' : parts.join('<br>');
}

function line(row: Row): string {
  const versions = row.majors
    ? Object.entries(row.majors).map(([majors, what]) => `**${majors.replace('-', '–')}:** ${outcome(what)}`)
    : [outcome(row)];
  const marks = [
    ...(row.transaction === false ? ['outside a transaction'] : []),
    ...(row['work-unobserved'] ? ['the server leaves no trace of the work'] : []),
    ...(row['locks-unobserved'] ? ['over before its locks could be seen'] : []),
  ];
  return `| ${code(row.sql)}${marks.length > 0 ? `<br>(${marks.join('; ')})` : ''} | ${versions.join('<br>')} |`;
}

/**
 * The page.
 *
 * @param files the rows of the server tests: `__tests__/fixtures/postgres-effects/*.yaml`.
 */
export function accuracyPage(files: readonly SourceFile[]): string {
  const scenes = files.map(({ text }) => parse(text) as readonly Scene[]);
  const count = scenes.flat().reduce((sum, scene) => sum + scene.rows.length, 0);
  const sections = scenes
    .flat()
    .map(({ scene, given, rows }) =>
      [
        `## ${scene.charAt(0).toUpperCase()}${scene.slice(1)}`,
        '',
        '<details><summary>what is there before</summary>',
        '',
        `\`\`\`sql\n${given.trim()}\n\`\`\``,
        '',
        '</details>',
        '',
        '| statement | locks and work on what was there before |',
        '|---|---|',
        ...rows.map(line),
        '',
      ].join('\n'),
    );
  return [
    '# What was checked on real servers',
    '',
    `The ${count} statements below were run on PostgreSQL 13, 14, 15, 16, 17 and 18. Locks were read from \`pg_locks\` while the`,
    'transaction was open, rewrites from the file of the relation (`pg_class.relfilenode`), scans and builds from the messages',
    'that the server writes at level DEBUG1. The tests hold both sides to these rows: `npm test` asks Lockkeeper,',
    '`npm run test:server` asks the servers. Where the manual and a server differ, the server is right.',
    '',
    'A row lists the relations that another session would notice: the lock, and what the server does while it holds it',
    '(`scan`, `index-build`, `rewrite`). A row with versions differs between them. This page is generated from the rows.',
    '',
    ...sections,
  ].join('\n');
}
