/** Beliefs about columns: defaults, new columns, types, NOT NULL. */
import { type About, type Entry, is } from './about.ts';

const NOTES = 'sql-altertable#SQL-ALTERTABLE-NOTES';

/** Functions of the time that stand still during a transaction. */
const STILL = /\b(?:now|transaction_timestamp|current_(?:date|time|timestamp)|localtime(?:stamp)?)\b/i;

const isStill = ({ operation }: About): boolean => is(operation, 'add-column') && STILL.test(operation.default);

const oldType = ({ column }: About): string => column?.type.name ?? '';
const newType = ({ operation }: About): string => (is(operation, 'alter-column-type') ? operation.newType.name : '');

const INTEGERS: ReadonlySet<string> = new Set(['smallint', 'integer', 'bigint']);

export const COLUMN_BELIEFS: readonly Entry[] = [
  {
    id: 'default-now-rewrites',
    on: ['add-column'],
    applies: (about) => isStill(about) && about.own?.work !== 'rewrite' && about.own !== undefined,
    believed: 'DEFAULT now() is volatile, so the table is rewritten.',
    truth:
      'The time of now() and CURRENT_TIMESTAMP stands still during a transaction: it is stored once and shown for every row that is there. The one that rewrites is clock_timestamp().',
    since: 11,
    page: NOTES,
  },
  {
    id: 'default-rewrites',
    on: ['add-column'],
    applies: (about) =>
      is(about.operation, 'add-column') &&
      about.operation.hasDefault &&
      about.operation.generated === 'no' &&
      !isStill(about) &&
      about.own !== undefined &&
      about.own.work !== 'rewrite',
    believed: 'Adding a column with a default rewrites the table.',
    truth:
      'A default that is the same for every row is stored once, and no row is touched. Only one that has to be computed row by row rewrites: random(), nextval(), gen_random_uuid().',
    since: 11,
    page: NOTES,
  },
  {
    id: 'identity-spares-the-rewrite',
    on: ['add-column'],
    applies: ({ operation, own }) => is(operation, 'add-column') && (operation.serial || operation.identity) && own?.work === 'rewrite',
    believed: 'GENERATED … AS IDENTITY adds a numbered column without the rewrite of serial.',
    truth: 'Both number every row that is there, so both rewrite the table and all its indexes.',
    since: null,
    page: NOTES,
  },
  {
    id: 'stored-column-is-like-a-default',
    on: ['add-column'],
    applies: ({ operation, own }) => is(operation, 'add-column') && operation.generated === 'stored' && own?.work === 'rewrite',
    believed: 'A generated column is added like one with a default.',
    truth: 'A STORED column has a value of its own in every row, so the table is rewritten.',
    since: null,
    page: 'ddl-generated-columns',
  },
  {
    id: 'virtual-column-rewrites',
    on: ['add-column'],
    applies: ({ operation, own }) => is(operation, 'add-column') && operation.generated === 'virtual' && own?.work === 'none',
    believed: 'A generated column rewrites the table.',
    truth: 'A VIRTUAL column is computed when it is read: nothing is written.',
    since: 18,
    page: 'ddl-generated-columns',
  },
  {
    id: 'domain-is-its-type',
    on: ['add-column'],
    applies: ({ own }) => own?.work === 'rewrite' && own.cause === 'constrained-domain',
    believed: 'A column of a domain is added like one of the type under it.',
    truth: 'A domain with constraints is checked for every row, which rewrites the table even without a default.',
    since: null,
    page: NOTES,
  },
  {
    id: 'references-of-a-new-column-scan',
    on: ['add-column'],
    applies: ({ operation, own }) => is(operation, 'add-column') && operation.references !== '' && own?.work === 'none',
    believed: 'ADD COLUMN … REFERENCES reads the whole table.',
    truth: 'A new column without a default holds nothing to look up, so nothing is read. Both tables are locked all the same.',
    since: null,
    page: NOTES,
  },
  {
    id: 'references-lock-one-table',
    on: ['add-column'],
    applies: ({ operation, otherTables }) =>
      is(operation, 'add-column') && otherTables.some(({ relation, blocksWrites }) => relation === operation.references && blocksWrites),
    believed: 'A foreign key locks only the table it is on.',
    truth: 'The referenced table gets triggers, which takes a SHARE ROW EXCLUSIVE lock on it: its writes wait, too.',
    since: null,
    page: NOTES,
  },
  {
    id: 'default-null-says-nothing',
    on: ['add-column'],
    applies: ({ operation, own }) => is(operation, 'add-column') && /^null$/i.test(operation.default.trim()) && own?.work === 'scan',
    believed: 'DEFAULT NULL is the same as no default.',
    truth: 'The values are; the work is not: with a default that is written out, every row is looked up for the foreign key.',
    since: null,
    page: NOTES,
  },
  {
    id: 'check-of-a-new-column-is-free',
    on: ['add-column'],
    applies: ({ operation, own }) => is(operation, 'add-column') && operation.check && own?.work === 'scan',
    believed: 'The CHECK of a new column has nothing to check.',
    truth: 'Every row is read to check it, while nobody can read or write the table.',
    since: null,
    page: NOTES,
  },
  {
    id: 'if-not-exists-takes-no-lock',
    on: ['add-column', 'create-index'],
    applies: ({ operation, own, column, table }) =>
      ((is(operation, 'add-column') && operation.ifNotExists && column !== undefined) ||
        (is(operation, 'create-index') &&
          operation.ifNotExists &&
          !operation.concurrently &&
          (table?.indexes.has(operation.index) ?? false))) &&
      own !== undefined,
    believed: 'IF NOT EXISTS takes no lock where there is nothing to do.',
    truth: 'The lock is taken before the server looks: it waits, and others wait behind it, for nothing.',
    since: null,
    page: 'sql-altertable',
  },
  {
    id: 'drop-column-rewrites',
    on: ['drop-column'],
    applies: ({ own }) => own?.work === 'none',
    believed: 'DROP COLUMN rewrites the table and gives its space back.',
    truth: 'The column is marked as dropped, in an instant. Its space comes back as rows are written anew.',
    since: null,
    page: NOTES,
  },
  {
    id: 'varchar-widening-rewrites',
    on: ['alter-column-type'],
    applies: (about) =>
      oldType(about) === 'character varying' &&
      newType(about) === 'character varying' &&
      about.own !== undefined &&
      about.own.work !== 'rewrite',
    believed: 'Making a varchar longer rewrites the table.',
    truth: 'Every value fits as it stands, so no row is written.',
    since: null,
    page: NOTES,
  },
  {
    id: 'every-type-change-rewrites',
    on: ['alter-column-type'],
    applies: (about) =>
      about.own !== undefined &&
      about.own.work !== 'rewrite' &&
      about.own.cause !== 'collation-change' &&
      !(oldType(about) === 'character varying' && newType(about) === 'character varying'),
    believed: 'Every change of a type rewrites the table.',
    truth: 'Not where the stored values are right for the new type as they stand: varchar to text, a longer numeric, a finer timestamp.',
    since: null,
    page: NOTES,
  },
  {
    id: 'wider-integer-is-instant',
    on: ['alter-column-type'],
    applies: (about) => INTEGERS.has(oldType(about)) && INTEGERS.has(newType(about)) && about.own?.work === 'rewrite',
    believed: 'Widening an integer is a note in the catalog, like widening a varchar.',
    truth: 'The integer types are stored in different widths: every row is copied and every index built anew.',
    since: null,
    page: NOTES,
  },
  {
    id: 'longer-numeric-is-free',
    on: ['alter-column-type'],
    applies: (about) => oldType(about) === 'numeric' && newType(about) === 'numeric' && about.own?.work === 'rewrite',
    believed: 'A numeric with more digits is a note in the catalog.',
    truth: 'Only more digits before the point are. With another scale, or fewer digits, every value is computed and written anew.',
    since: null,
    page: NOTES,
  },
  {
    id: 'char-is-stored-like-text',
    on: ['alter-column-type'],
    applies: (about) =>
      oldType(about) === 'character' && ['text', 'character varying'].includes(newType(about)) && about.own?.work === 'rewrite',
    believed: 'The types char(n), varchar and text are stored alike, so changing between them is free.',
    truth: 'Values of char(n) are padded with blanks that have to go: the table is rewritten.',
    since: null,
    page: NOTES,
  },
  {
    id: 'collation-rewrites',
    on: ['alter-column-type'],
    applies: ({ own }) => own?.work === 'index-build' && own.cause === 'collation-change',
    believed: 'Another collation rewrites the table.',
    truth: 'The values stay as they are. The indexes on the column are built anew, under a lock that stops reads and writes.',
    since: null,
    page: NOTES,
  },
  {
    id: 'set-not-null-always-scans',
    on: ['set-not-null'],
    applies: ({ own, column }) => own?.work === 'none' && column !== undefined && !column.notNull,
    believed: 'SET NOT NULL always reads the whole table.',
    truth: 'Not where a validated CHECK (column IS NOT NULL), or one that implies it, proves that there is no NULL.',
    since: 12,
    page: 'sql-altertable#SQL-ALTERTABLE-DESC-SET-DROP-NOT-NULL',
  },
  {
    id: 'set-default-fills-rows',
    on: ['set-default'],
    applies: ({ own }) => own !== undefined,
    believed: 'SET DEFAULT changes the rows that are there, and takes as long.',
    truth: 'It holds for rows that are inserted from now on. No row is touched.',
    since: null,
    page: 'sql-altertable#SQL-ALTERTABLE-DESC-SET-DROP-DEFAULT',
  },
  {
    id: 'identity-of-an-old-column-rewrites',
    on: ['add-identity'],
    applies: ({ own }) => own?.work === 'none',
    believed: 'Making a column an identity rewrites the table.',
    truth: 'The column is there and filled; only what the next INSERT takes is new.',
    since: null,
    page: 'sql-altertable#SQL-ALTERTABLE-DESC-GENERATED-IDENTITY',
  },
  {
    id: 'rename-is-free',
    on: ['rename-column', 'rename-table'],
    applies: ({ own }) => own !== undefined,
    believed: 'A rename costs nothing.',
    truth: 'Its lock stops reads and writes for an instant, and from then on code that uses the old name fails.',
    since: null,
    page: 'sql-altertable',
  },
  {
    id: 'alter-table-is-access-exclusive',
    on: ['set-column-option', 'set-table-options', 'set-cluster-index'],
    applies: ({ own }) => own?.lock === 'SHARE UPDATE EXCLUSIVE',
    believed: 'Every ALTER TABLE stops reads and writes.',
    truth: 'This one takes SHARE UPDATE EXCLUSIVE: only schema changes and VACUUM wait.',
    since: null,
    page: NOTES,
  },
];
