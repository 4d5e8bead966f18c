/** Beliefs about constraints. */
import { type Entry, is } from './about.ts';

const NOTES = 'sql-altertable#SQL-ALTERTABLE-NOTES';
const ADD = 'sql-altertable#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT';

export const CONSTRAINT_BELIEFS: readonly Entry[] = [
  {
    id: 'foreign-key-blocks-reads',
    on: ['add-constraint'],
    applies: ({ operation, own }) =>
      is(operation, 'add-constraint') && operation.constraintKind === 'foreign-key' && own?.lock === 'SHARE ROW EXCLUSIVE',
    believed: 'ADD FOREIGN KEY takes ACCESS EXCLUSIVE, so reads wait.',
    truth: 'It takes SHARE ROW EXCLUSIVE on both tables: writes wait, reads go on.',
    since: null,
    page: ADD,
  },
  {
    id: 'foreign-key-locks-one-table',
    on: ['add-constraint'],
    applies: ({ operation, otherTables }) =>
      is(operation, 'add-constraint') &&
      operation.constraintKind === 'foreign-key' &&
      otherTables.some(({ relation, blocksWrites }) => relation === operation.references && blocksWrites),
    believed: 'A foreign key locks only the table it is on.',
    truth: 'The referenced table gets triggers, which takes the same lock on it: its writes wait, too.',
    since: null,
    page: ADD,
  },
  {
    id: 'not-valid-takes-no-lock',
    on: ['add-constraint'],
    applies: ({ operation, own }) => is(operation, 'add-constraint') && operation.notValid && own !== undefined,
    believed: 'NOT VALID needs no lock.',
    truth: 'It spares reading the table, not the lock: that is the same as without it, only short.',
    since: null,
    page: NOTES,
  },
  {
    id: 'not-valid-is-not-enforced',
    on: ['add-constraint'],
    applies: ({ operation }) => is(operation, 'add-constraint') && operation.notValid && !operation.notEnforced,
    believed: 'A NOT VALID constraint does nothing until it is validated.',
    truth: 'It holds at once for every row that is written; only the rows that are there are not looked at.',
    since: null,
    page: NOTES,
  },
  {
    id: 'not-enforced-takes-no-lock',
    on: ['add-constraint'],
    applies: ({ operation, own }) => is(operation, 'add-constraint') && operation.notEnforced && own !== undefined,
    believed: 'NOT ENFORCED needs no lock.',
    truth: 'It is a change of the table like another: the lock is the same, only short.',
    since: 18,
    page: ADD,
  },
  {
    id: 'check-blocks-writes-only',
    on: ['add-constraint'],
    applies: ({ operation, own }) =>
      is(operation, 'add-constraint') && operation.constraintKind === 'check' && own?.lock === 'ACCESS EXCLUSIVE',
    believed: 'ADD CHECK blocks writes only.',
    truth: 'It takes ACCESS EXCLUSIVE: reads wait as well.',
    since: null,
    page: ADD,
  },
  {
    id: 'unique-blocks-writes-only',
    on: ['add-constraint'],
    applies: ({ operation, own }) =>
      is(operation, 'add-constraint') &&
      ['unique', 'primary-key', 'exclude'].includes(operation.constraintKind) &&
      operation.usingIndex === '' &&
      own?.lock === 'ACCESS EXCLUSIVE' &&
      own.work === 'index-build',
    believed: 'ADD UNIQUE and ADD PRIMARY KEY block writes only, as CREATE INDEX does.',
    truth: 'They hold ACCESS EXCLUSIVE while the index is built: reads wait as well.',
    since: null,
    page: ADD,
  },
  {
    id: 'primary-key-using-index-is-instant',
    on: ['add-constraint'],
    applies: ({ operation, own }) =>
      is(operation, 'add-constraint') && operation.constraintKind === 'primary-key' && operation.usingIndex !== '' && own?.work === 'scan',
    believed: 'ADD PRIMARY KEY USING INDEX is instant.',
    truth: 'Its columns become NOT NULL. Where they were not, the table is read to prove it, while nobody can read or write it.',
    since: null,
    page: 'sql-altertable#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT-USING-INDEX',
  },
  {
    id: 'using-index-takes-no-strong-lock',
    on: ['add-constraint'],
    applies: ({ operation, own }) =>
      is(operation, 'add-constraint') && operation.usingIndex !== '' && own?.lock === 'ACCESS EXCLUSIVE' && own.work === 'none',
    believed: 'USING INDEX takes no lock that others notice.',
    truth: 'It takes ACCESS EXCLUSIVE for an instant; while it waits for it, every query waits behind it.',
    since: null,
    page: 'sql-altertable#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT-USING-INDEX',
  },
  {
    id: 'validate-locks-like-add',
    on: ['validate-constraint'],
    applies: ({ own }) => own?.lock === 'SHARE UPDATE EXCLUSIVE',
    believed: 'VALIDATE CONSTRAINT locks the table as adding the constraint does.',
    truth:
      'It takes SHARE UPDATE EXCLUSIVE: reads and writes go on while the table is read. It must not follow the ADD in its transaction.',
    since: null,
    page: 'sql-altertable#SQL-ALTERTABLE-DESC-VALIDATE-CONSTRAINT',
  },
  {
    id: 'drop-foreign-key-locks-one-table',
    on: ['drop-constraint'],
    applies: ({ otherTables }) => otherTables.some(({ blocksReads }) => blocksReads),
    believed: 'Dropping a foreign key concerns its own table only.',
    truth: 'The referenced table loses its triggers, which takes ACCESS EXCLUSIVE on it, too.',
    since: null,
    page: 'sql-altertable#SQL-ALTERTABLE-DESC-DROP-CONSTRAINT',
  },
  {
    id: 'domain-constraint-locks-the-domain',
    on: ['alter-domain'],
    applies: ({ effects }) =>
      effects.some(({ relationKind, blocksWrites, work }) => relationKind === 'table' && blocksWrites && work === 'scan'),
    believed: 'A constraint of a domain locks the domain.',
    truth: 'Every table that has a column of it is locked against writes and read.',
    since: null,
    page: 'sql-alterdomain',
  },
];
