/** The rows of fixtures/postgres-effects: what a statement does, on which majors. Read by the unit and the server tests. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { LOCK_MODES, type LockMode, WORK_KINDS, type Work } from '../../src/effects/effect.ts';

export const MAJORS = [13, 14, 15, 16, 17, 18] as const;

/** What is expected of one statement on one major. */
export type Expected =
  | { readonly kind: 'does'; readonly does: ReadonlyMap<string, { readonly lock: LockMode; readonly work: Work }> }
  | { readonly kind: 'refused'; readonly sqlstate: string };

export interface EffectRow {
  /** The file and the scene it belongs to. */
  readonly scene: string;
  readonly given: string;
  readonly sql: string;
  readonly transaction: boolean;
  readonly blockers: readonly string[];
  /** The server refuses it for a reason that no history of migrations can tell. */
  readonly unforeseen: boolean;
  /** A minor release of a major that refuses it takes it. */
  readonly minorsDiffer: boolean;
  /** The lock was observed, the work was not: the server leaves no trace of it. */
  readonly workUnobserved: boolean;
  /** Run outside a transaction and over before its locks could be seen: only that the server takes it is known. */
  readonly locksUnobserved: boolean;
  expected(major: number): Expected;
}

interface RawRow {
  readonly sql: string;
  readonly transaction?: false;
  readonly blockers?: readonly string[];
  readonly unforeseen?: true;
  readonly 'minors-differ'?: true;
  readonly 'work-unobserved'?: true;
  readonly does?: Readonly<Record<string, string>>;
  readonly refused?: string;
  readonly majors?: Readonly<Record<string, Pick<RawRow, 'does' | 'refused'>>>;
}
interface RawScene {
  readonly scene: string;
  readonly given: string;
  readonly rows: readonly RawRow[];
}

const folder = new URL('../fixtures/postgres-effects/', import.meta.url);

/** `ACCESS EXCLUSIVE, rewrite` */
function readEffect(text: string): { readonly lock: LockMode; readonly work: Work } {
  const [mode, kind = 'none'] = text.split(', ');
  const lock = LOCK_MODES.find((candidate) => candidate === mode);
  const work = WORK_KINDS.find((candidate) => candidate === kind);
  if (!lock || !work) throw new Error(`"${text}" is no lock mode and work, such as "ACCESS EXCLUSIVE, rewrite".`);
  return { lock, work };
}

function readExpected({ does, refused }: Pick<RawRow, 'does' | 'refused'>, sql: string): Expected {
  if (refused !== undefined) return { kind: 'refused', sqlstate: refused };
  if (!does) throw new Error(`The row says neither what it does nor how it is refused: ${sql}`);
  const entries = Object.entries(does).map(([name, text]) => [name.includes('.') ? name : `public.${name}`, readEffect(text)] as const);
  return { kind: 'does', does: new Map(entries) };
}

/** `13-17`, `18`. */
function covers(range: string, major: number): boolean {
  const [first = '', last = first] = range.split('-');
  return Number(first) <= major && major <= Number(last);
}

/** The rows of one file. */
export function rowsOf(text: string, file = ''): readonly EffectRow[] {
  const scenes = parse(text) as readonly RawScene[];
  return scenes.flatMap(({ scene, given, rows }) =>
    rows.map((row): EffectRow => ({
      scene: file === '' ? scene : `${file}: ${scene}`,
      given,
      sql: row.sql,
      transaction: row.transaction ?? true,
      blockers: row.blockers ?? [],
      unforeseen: row.unforeseen ?? false,
      minorsDiffer: row['minors-differ'] ?? false,
      workUnobserved: row['work-unobserved'] ?? false,
      locksUnobserved: row.transaction === false && row.blockers === undefined,
      expected(major) {
        const range = Object.keys(row.majors ?? {}).find((candidate) => covers(candidate, major));
        return readExpected(range === undefined ? row : (row.majors?.[range] ?? row), row.sql);
      },
    })),
  );
}

/** Every row of every file, in order. */
export function effectRows(): readonly EffectRow[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) => rowsOf(readFileSync(new URL(file, folder), 'utf8'), file.replace('.yaml', '')));
}
