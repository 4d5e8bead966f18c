/** SET and its kin, transactions, and statements about the session. */
import type { Node } from '@pgsql/types';
import type { Operation } from '../../../operations/operation.ts';
import { type Reader, type Reading } from './reading.ts';
import { optionFlag, valueText } from './options.ts';

/** The schemas of a search_path given as one text. */
export function searchPathOf(value: string): readonly string[] {
  return [...value.matchAll(/"((?:[^"]|"")*)"|([^,\s]+)/g)].map(
    (match) => match[1]?.replaceAll('""', '"') ?? (match[2] ?? '').toLowerCase(),
  );
}

/** The words between the name and the end: what SET gives, as written. */
function writtenValue(reading: Reading, location: number | undefined): string {
  const tokens = reading.tokens();
  if (location !== undefined && location >= 0) return reading.words(reading.index(location), tokens.list.length);
  const sign = tokens.find(['TO', '=', 'ZONE', 'ROLE', 'AUTHORIZATION', 'NAMES', 'SCHEMA']);
  return reading.words(sign + 1, tokens.list.length);
}

/** A value as a session keeps it: a single text without its quotes. */
function plain(value: string): string {
  const quoted = /^'((?:[^']|'')*)'$/.exec(value);
  return quoted?.[1]?.replaceAll("''", "'") ?? value;
}

export const setVariable: Reader<'VariableSetStmt'> = (statement, reading) => {
  const setting = (statement.name ?? '').toLowerCase();
  const local = statement.is_local === true;
  const { kind } = statement;
  // SET TRANSACTION and SET SESSION CHARACTERISTICS AS TRANSACTION
  if (kind === 'VAR_SET_MULTI') return [{ kind: 'transaction-control', span: reading.span, action: 'set', chain: false, identifier: '' }];
  const reset = kind === 'VAR_RESET' || kind === 'VAR_RESET_ALL' || kind === 'VAR_SET_DEFAULT';
  const values = (statement.args ?? []).map(valueText);
  if (setting === 'search_path') reading.names.setPath(reset ? undefined : values, local);
  if (kind === 'VAR_RESET_ALL') reading.names.setPath(undefined, false);
  return [
    {
      kind: 'set',
      span: reading.span,
      setting: kind === 'VAR_RESET_ALL' ? 'all' : setting,
      value: reset ? '' : plain(values.length === 1 && values[0] !== '' ? (values[0] ?? '') : writtenValue(reading, statement.location)),
      reset,
      local,
    },
  ];
};

const ACTIONS = {
  TRANS_STMT_BEGIN: 'begin',
  TRANS_STMT_START: 'begin',
  TRANS_STMT_COMMIT: 'commit',
  TRANS_STMT_ROLLBACK: 'rollback',
  TRANS_STMT_SAVEPOINT: 'savepoint',
  TRANS_STMT_RELEASE: 'release',
  TRANS_STMT_ROLLBACK_TO: 'rollback-to',
  TRANS_STMT_PREPARE: 'prepare',
  TRANS_STMT_COMMIT_PREPARED: 'commit-prepared',
  // It ends a prepared transaction of the past, as COMMIT PREPARED does; the present one goes on.
  TRANS_STMT_ROLLBACK_PREPARED: 'commit-prepared',
} as const;

export const transaction: Reader<'TransactionStmt'> = (statement, reading) => {
  const action = ACTIONS[statement.kind ?? 'TRANS_STMT_BEGIN'];
  const identifier = statement.savepoint_name ?? statement.gid ?? '';
  if (action === 'begin') reading.names.savepoint();
  else if (action === 'savepoint') reading.names.savepoint(identifier);
  else if (action === 'rollback-to') reading.names.rollback(identifier);
  else if (action === 'rollback') reading.names.rollback();
  if (action === 'commit' || action === 'rollback' || action === 'prepare') reading.names.endTransaction();
  return [{ kind: 'transaction-control', span: reading.span, action, chain: statement.chain === true, identifier }];
};

/** A statement about the session alone, by its first words. */
const session =
  (words: string) =>
  (_statement: unknown, reading: Reading): readonly Operation[] => [{ kind: 'session', span: reading.span, statement: words }];

export const discard: Reader<'DiscardStmt'> = ({ target }, reading) => [
  // DISCARD ALL resets the settings too, the others leave them.
  { kind: 'session', span: reading.span, statement: target === 'DISCARD_ALL' ? 'DISCARD ALL' : 'DISCARD' },
];
export const listen = session('LISTEN');
export const unlisten = session('UNLISTEN');
export const notify = session('NOTIFY');
export const prepare = session('PREPARE');
export const deallocate = session('DEALLOCATE');
export const show = session('SHOW');
export const checkpoint = session('CHECKPOINT');
export const load = session('LOAD');
export const declareCursor = session('DECLARE');
export const fetch = session('FETCH');
export const closePortal = session('CLOSE');
export const setConstraints = session('SET CONSTRAINTS');
export const execute = session('EXECUTE');

/** EXPLAIN runs nothing; EXPLAIN ANALYZE runs its statement. */
export function makeExplain(read: (reading: Reading, node: Node) => readonly Operation[]): Reader<'ExplainStmt'> {
  return (statement, reading) => {
    const own: Operation = { kind: 'session', span: reading.span, statement: 'EXPLAIN' };
    return statement.query && optionFlag(statement.options, 'analyze') ? [own, ...read(reading, statement.query)] : [own];
  };
}

export const alterSystem: Reader<'AlterSystemStmt'> = ({ setstmt }, reading) => [
  { kind: 'alter-system', span: reading.span, setting: setstmt?.name ?? (setstmt?.kind === 'VAR_RESET_ALL' ? 'all' : '') },
];
