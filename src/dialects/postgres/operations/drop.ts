/** DROP of anything: one operation for each object. */
import type { Node } from '@pgsql/types';
import type { Operation } from '../../../operations/operation.ts';
import type { Span } from '../../../source.ts';
import { extensionContents } from '../extensions.ts';
import { quoteIdent } from '../identifier.ts';
import { schemaAndName } from '../names.ts';
import { objectParts, objectText, objectTypeText, roleName } from './objects.ts';
import { as, type NodeOf, type Reader, type Reading } from './reading.ts';
import { statementText } from './sql-text.ts';
import { argumentTypes, targetOf } from './target.ts';

type Drop = NodeOf<'DropStmt'>;

/** Words between DROP and the first name. */
const HEAD = new Set(
  (
    'DROP TABLE VIEW INDEX SEQUENCE TYPE DOMAIN FUNCTION PROCEDURE ROUTINE AGGREGATE SCHEMA EXTENSION MATERIALIZED FOREIGN DATA ' +
    'WRAPPER SERVER CONCURRENTLY COLLATION CONVERSION STATISTICS TEXT SEARCH PARSER DICTIONARY TEMPLATE CONFIGURATION OPERATOR ' +
    'CLASS FAMILY EVENT TRIGGER PUBLICATION ACCESS METHOD LANGUAGE PROCEDURAL'
  ).split(' '),
);

/** The place of each object's name. */
function places(statement: Drop, reading: Reading): readonly Span[] {
  const objects = statement.objects ?? [];
  if (objects.length <= 1) return [reading.span];
  const tokens = reading.tokens();
  let from = 0;
  // IF EXISTS ends the head where it is given; else the first word that is no keyword of it does.
  const exists = statement.missing_ok ? tokens.find(['EXISTS']) : -1;
  if (exists >= 0) from = exists + 1;
  else while (HEAD.has(tokens.word(from)) && tokens.word(from + 1) !== ',' && tokens.word(from + 1) !== '.') from++;
  const ranges = tokens.byCommas(from, tokens.list.length);
  if (ranges.length !== objects.length) return objects.map(() => reading.span);
  return ranges.map(({ start, end }, i) => {
    const last = i === ranges.length - 1 && ['CASCADE', 'RESTRICT'].includes(tokens.word(end - 1)) && end - start > 1 ? end - 1 : end;
    return reading.locate(tokens.range(start, last));
  });
}

/** What hangs on a table is named `schema.table.name`. */
function onTable(node: Node, reading: Reading): { readonly table: string; readonly name: string } {
  const parts = objectParts(node);
  const { schema, name } = schemaAndName(parts.slice(0, -1));
  return { table: reading.names.resolve(schema, name), name: parts.at(-1) ?? '' };
}

export const drop: Reader<'DropStmt'> = (statement, reading) => {
  const spans = places(statement, reading);
  // Before any of them is gone: a name without schema then means another relation.
  const objects = statement.objects ?? [];
  const together = objects.map((node) => resolveObject(node, reading));
  return objects.map((node, i) => dropOne(statement, node, spans[i] ?? reading.span, reading, together));
};

const ROUTINES = {
  OBJECT_FUNCTION: 'function',
  OBJECT_PROCEDURE: 'procedure',
  OBJECT_ROUTINE: 'routine',
  OBJECT_AGGREGATE: 'aggregate',
} as const;

function dropOne(statement: Drop, node: Node, span: Span, reading: Reading, together: readonly string[]): Operation {
  const { names } = reading;
  const ifExists = statement.missing_ok === true;
  const cascade = statement.behavior === 'DROP_CASCADE';
  const { schema, name } = schemaAndName(objectParts(node));
  const gone = (): string => {
    const canonical = names.resolve(schema, name);
    names.drop(canonical);
    return canonical;
  };
  switch (statement.removeType) {
    case 'OBJECT_TABLE':
      return { kind: 'drop-table', span, table: gone(), ifExists, cascade, together };
    case 'OBJECT_VIEW':
      return { kind: 'drop-view', span, table: gone(), ifExists, cascade, together };
    case 'OBJECT_MATVIEW':
      return { kind: 'drop-materialized-view', span, table: gone(), ifExists, cascade, together };
    case 'OBJECT_INDEX':
      return {
        kind: 'drop-index',
        span,
        index: gone(),
        table: '',
        ifExists,
        cascade,
        concurrently: statement.concurrent === true,
        together,
      };
    case 'OBJECT_SEQUENCE':
      return { kind: 'drop-sequence', span, sequence: gone(), ifExists, cascade, together };
    case 'OBJECT_TYPE':
    case 'OBJECT_DOMAIN':
      return { kind: 'drop-type', span, type: gone(), domain: statement.removeType === 'OBJECT_DOMAIN', ifExists, cascade, together };
    case 'OBJECT_FUNCTION':
    case 'OBJECT_PROCEDURE':
    case 'OBJECT_ROUTINE':
    case 'OBJECT_AGGREGATE': {
      const object = as(node, 'ObjectWithArgs');
      return {
        kind: 'drop-function',
        span,
        // Before it is gone: a name without schema then means another one.
        target: targetOf(statement.removeType, node, reading),
        arguments: object && argumentTypes(object, reading),
        function: gone(),
        ifExists,
        cascade,
        routine: ROUTINES[statement.removeType],
        together,
      };
    }
    case 'OBJECT_SCHEMA':
      return {
        kind: 'drop-schema',
        span,
        schema: name,
        ifExists,
        cascade,
        together: (statement.objects ?? []).map((other) => objectParts(other).at(-1) ?? ''),
      };
    case 'OBJECT_EXTENSION':
      return { kind: 'drop-extension', span, extension: name, ifExists, cascade, contents: extensionContents(name) };
    case 'OBJECT_TRIGGER': {
      const { table, name: trigger } = onTable(node, reading);
      return { kind: 'drop-trigger', span, table, trigger, ifExists, cascade };
    }
    case 'OBJECT_RULE': {
      const { table, name: rule } = onTable(node, reading);
      return { kind: 'drop-rule', span, table, rule, ifExists };
    }
    case 'OBJECT_POLICY': {
      const { table, name: policy } = onTable(node, reading);
      return { kind: 'drop-policy', span, table, policy, ifExists };
    }
    case 'OBJECT_PUBLICATION':
      return { kind: 'drop-publication', span, publication: name, ifExists };
    default: {
      const target = targetOf(statement.removeType ?? '', node, reading);
      return {
        kind: 'drop-object',
        span,
        objectType: objectTypeText(statement.removeType),
        object: objectText(node),
        ifExists,
        cascade,
        target,
      };
    }
  }
}

export const dropRole: Reader<'DropRoleStmt'> = (_statement, reading) => {
  const tokens = reading.tokens();
  // DROP ROLE [IF EXISTS] a, b
  const from = tokens.word(2) === 'IF' ? 4 : 2;
  const definition = statementText(reading, undefined);
  const role = reading.words(from, tokens.list.length);
  return [
    { kind: 'role', span: reading.span, role, change: 'drop', newOwner: '', password: 'none', powers: [], cascade: false, definition },
  ];
};

export const dropUserMapping: Reader<'DropUserMappingStmt'> = (statement, reading) => [
  {
    kind: 'drop-object',
    span: reading.span,
    objectType: 'user mapping',
    object: statement.servername ?? '',
    ifExists: statement.missing_ok === true,
    cascade: false,
    target: `FOR ${roleName(statement.user)} SERVER ${quoteIdent(statement.servername ?? '')}`,
  },
];

/** The `object` of a statement as a dotted name in the script's search path. */
export function resolveObject(node: Node | undefined, reading: Reading): string {
  const { schema, name } = schemaAndName(objectParts(node));
  return as(node, 'RangeVar') ? reading.names.relation(as(node, 'RangeVar')) : reading.names.resolve(schema, name);
}
