/** ALTER TABLE and its kin: one operation for each sub-command. */
import type { AlterTableCmd, Node, RangeVar } from '@pgsql/types';
import type { StorageOption } from '../../../operations/definition.ts';
import type { Operation, OperationOf } from '../../../operations/operation.ts';
import type { Range } from '../split.ts';
import { attributeOf, columnOf, constraintOf } from './columns.ts';
import { expressionAt } from './expression.ts';
import { constraintName } from './implied.ts';
import { nameEnd, roleName } from './objects.ts';
import { inPasses } from './passes.ts';
import { option, sequenceOptions, storageName, storageOptions, valueText } from './options.ts';
import { all, as, isOnly, type Reader, type Reading } from './reading.ts';
import { typeAt } from './type-name.ts';

/** One sub-command with what it is in: `from` and `to` are the indexes of its tokens. */
interface Command {
  readonly command: AlterTableCmd;
  readonly reading: Reading;
  /** The relation of the statement. */
  readonly table: string;
  /** ONLY is given. */
  readonly only: boolean;
  /** IF EXISTS is given for the relation. */
  readonly ifExists: boolean;
  readonly span: Operation['span'];
  readonly from: number;
  readonly to: number;
}

type CommandReader = (at: Command) => readonly Operation[];

/** The tokens of each sub-command: between the commas behind the relation's name. */
export function subCommands(reading: Reading, relation: RangeVar | undefined, count: number): readonly Range[] {
  const tokens = reading.tokens();
  let from = nameEnd(reading, reading.index(relation?.location));
  if (tokens.word(from) === '*') from++;
  const ranges = tokens.byCommas(from, tokens.list.length);
  // Where the commas do not tell them apart, each is the whole statement.
  return ranges.length === count ? ranges : Array.from({ length: count }, () => ({ start: 0, end: tokens.list.length }));
}

const columnCommand =
  (make: (at: Command, column: string) => Operation): CommandReader =>
  (at) => [make(at, at.command.name ?? '')];

const addColumn: CommandReader = ({ command, reading, table, only, span, to }) => {
  const node = as(command.def, 'ColumnDef');
  if (!node) return [];
  const definition = columnOf(reading, node, to);
  const foreign = definition.constraints.find((c) => c.kind === 'foreign-key');
  const has = (kind: string): boolean => definition.constraints.some((c) => c.kind === kind);
  for (const constraint of definition.constraints) constraintName(reading, table, constraint);
  return [
    {
      kind: 'add-column',
      span,
      table,
      only,
      column: definition.name,
      type: definition.type.text,
      ifNotExists: command.missing_ok === true,
      notNull: definition.notNull,
      hasDefault: definition.default !== undefined && !definition.default.isNull,
      default: definition.default?.text ?? '',
      serial: definition.serial,
      identity: definition.identity !== 'no',
      generated: definition.generated?.kind ?? 'no',
      unique: has('unique'),
      primaryKey: has('primary-key'),
      check: has('check'),
      references: foreign?.references?.table ?? '',
      definition,
    },
  ];
};

const columnDefault: CommandReader = ({ command, reading, table, only, span, from, to }) => {
  const column = command.name ?? '';
  if (!command.def) return [{ kind: 'drop-default', span, table, only, column }];
  const keyword = reading.tokens().find(['DEFAULT'], from, to);
  const expression = expressionAt(reading, command.def, keyword + 1, to);
  return [{ kind: 'set-default', span, table, only, column, default: expression.text, expression }];
};

const columnType: CommandReader = ({ command, reading, table, only, span, from, to }) => {
  const node = as(command.def, 'ColumnDef');
  const { type } = typeAt(reading, node?.typeName);
  const tokens = reading.tokens();
  const using = node?.raw_default ? tokens.find(['USING'], from, to) : -1;
  const usingExpression = using < 0 ? undefined : expressionAt(reading, node?.raw_default, using + 1, to);
  const collation = valueText(node?.collClause && { List: { items: node.collClause.collname ?? [] } });
  return [
    {
      kind: 'alter-column-type',
      span,
      table,
      only,
      column: command.name ?? '',
      type: type.text,
      hasUsing: usingExpression !== undefined,
      using: usingExpression?.text ?? '',
      hasCollation: collation !== '',
      newType: type,
      usingExpression,
      collation,
    },
  ];
};

const setExpression: CommandReader = ({ command, reading, table, only, span, from, to }) => {
  const keyword = reading.tokens().find(['AS'], from, to);
  const expression = expressionAt(reading, command.def, keyword + 2, to - 1);
  return [{ kind: 'set-expression', span, table, only, column: command.name ?? '', expression }];
};

const columnOption =
  (which: 'statistics' | 'storage' | 'compression' | 'attribute', keyword: string): CommandReader =>
  ({ command, reading, table, only, span, from, to }) => {
    const index = reading.tokens().find([keyword], from, to);
    const value = reading.words((index < 0 ? from : index) + 1, to);
    return [
      {
        kind: 'set-column-option',
        span,
        table,
        only,
        column: command.name ?? String(command.num ?? ''),
        option: which,
        value,
        attributes:
          which === 'attribute' ? storageOptions(reading, as(command.def, 'List')?.items, command.subtype === 'AT_ResetOptions') : [],
      },
    ];
  };

const addConstraint: CommandReader = (at) => {
  const { command, reading, table, only, span, to } = at;
  const node = as(command.def, 'Constraint');
  const definition = node && constraintOf(reading, node, reading.index(node.location), to);
  if (!definition) return otherChange(at);
  const { references } = definition;
  return [
    {
      kind: 'add-constraint',
      span,
      table,
      only,
      constraint: constraintName(reading, table, definition, node),
      named: definition.name !== '',
      constraintKind: definition.kind,
      columns: definition.columns,
      notValid: definition.notValid,
      notEnforced: definition.notEnforced,
      usingIndex: definition.usingIndex,
      references: references?.table ?? '',
      referencedColumns: references?.columns ?? [],
      onDelete: references?.onDelete ?? 'no-action',
      onUpdate: references?.onUpdate ?? 'no-action',
      deferrable: definition.deferrable,
      expression: definition.expression?.text ?? '',
      definition,
    },
  ];
};

const alterConstraint: CommandReader = ({ command, table, only, span }) => {
  const change = as(command.def, 'ATAlterConstraint');
  return [
    {
      kind: 'alter-constraint',
      span,
      table,
      only,
      constraint: change?.conname ?? command.name ?? '',
      enforced: change?.alterEnforceability ? (change.is_enforced ? 'enforced' : 'not-enforced') : 'unchanged',
      deferrability: !change?.alterDeferrability
        ? 'unchanged'
        : change.initdeferred
          ? 'deferred'
          : change.deferrable
            ? 'deferrable'
            : 'not-deferrable',
      inheritance: change?.alterInheritability ? (change.noinherit ? 'no-inherit' : 'inherit') : 'unchanged',
    },
  ];
};

/** The storage parameters that SET or RESET names. */
const optionNames = (command: AlterTableCmd): readonly string[] => all(as(command.def, 'List')?.items, 'DefElem').map(storageName);

const tableOptions: CommandReader = ({ command, reading, table, span, from, to }) => [
  {
    kind: 'set-table-options',
    span,
    table,
    options: optionNames(command),
    values: insideLastBrackets(reading, from, to),
    storage: storageOf(reading, command),
  },
];

/** The storage parameters that a sub-command sets or resets. */
const storageOf = (reading: Reading, { def, subtype }: AlterTableCmd): readonly StorageOption[] =>
  storageOptions(reading, as(def, 'List')?.items, subtype === 'AT_ResetRelOptions');

function insideLastBrackets(reading: Reading, from: number, to: number): string {
  const open = reading.tokens().find(['('], from, to);
  return open < 0 ? '' : reading.words(open + 1, to - 1);
}

const triggerState =
  (firing: OperationOf<'set-trigger-state'>['firing'], which: 'one' | 'all' | 'user' | 'rule'): CommandReader =>
  ({ command, table, only, span }) => [
    {
      kind: 'set-trigger-state',
      span,
      table,
      only,
      trigger: command.name ?? '',
      enabled: firing !== 'disabled',
      all: which === 'all',
      rule: which === 'rule',
      firing,
    },
  ];

const rowSecurity =
  (change: 'enable' | 'disable' | 'force' | 'no-force'): CommandReader =>
  ({ table, span }) => [{ kind: 'set-row-security', span, table, change }];

const inherit =
  (add: boolean): CommandReader =>
  ({ command, reading, table, span }) => [
    { kind: 'inherit', span, table, parent: reading.names.relation(as(command.def, 'RangeVar')), add },
  ];

const attach: CommandReader = ({ command, reading, table, span, from, to }) => {
  const part = as(command.def, 'PartitionCmd');
  const { bound } = part ?? {};
  const partition = reading.names.relation(part?.name);
  const node: Node | undefined = bound && { PartitionBoundSpec: bound };
  const start = bound ? nameEnd(reading, reading.index(part?.name?.location)) : from;
  return [
    {
      kind: 'attach-partition',
      span,
      table,
      partition,
      isDefault: bound?.is_default === true,
      // MINVALUE and MAXVALUE look like columns to the parser.
      bound: node && { ...expressionAt(reading, node, start, to), columns: [] },
    },
  ];
};

const detach =
  (finalize: boolean): CommandReader =>
  ({ command, reading, table, span }) => {
    const part = as(command.def, 'PartitionCmd');
    return [
      {
        kind: 'detach-partition',
        span,
        table,
        partition: reading.names.relation(part?.name),
        concurrently: part?.concurrent === true,
        finalize,
      },
    ];
  };

const IDENTITIES: Readonly<Record<string, 'default' | 'full' | 'nothing' | 'index'>> = {
  d: 'default',
  f: 'full',
  n: 'nothing',
  i: 'index',
};

const replicaIdentity: CommandReader = ({ command, table, span }) => {
  const identity = as(command.def, 'ReplicaIdentityStmt');
  return [
    {
      kind: 'set-replica-identity',
      span,
      table,
      identity: IDENTITIES[identity?.identity_type ?? 'd'] ?? 'default',
      index: identity?.name ?? '',
    },
  ];
};

const setIdentity: CommandReader = ({ command, reading, table, only, span }) => {
  const options = as(command.def, 'List')?.items;
  const generated = option(options, 'generated');
  // The letter of pg_attribute.attidentity, as a number.
  const byDefault = as(generated?.arg, 'Integer')?.ival === 'd'.codePointAt(0);
  return [
    {
      kind: 'set-identity',
      span,
      table,
      only,
      column: command.name ?? '',
      always: generated !== undefined && !byDefault,
      restart: option(options, 'restart') !== undefined,
      generated: !generated ? '' : byDefault ? 'by-default' : 'always',
      sequence: sequenceOptions(reading, options),
    },
  ];
};

/** A sub-command without a kind of its own, in its own words. */
const otherChange: CommandReader = ({ reading, table, span, from, to }) => [
  { kind: 'other-table-change', span, table, change: reading.words(from, to) },
];

const owner: CommandReader = ({ command, table, span }) => [
  { kind: 'set-owner', span, table, object: table, owner: roleName(command.newowner), objectType: 'table', target: table },
];

const COMMANDS: Readonly<Partial<Record<NonNullable<AlterTableCmd['subtype']>, CommandReader>>> = {
  AT_AddColumn: addColumn,
  AT_ColumnDefault: columnDefault,
  AT_DropNotNull: columnCommand(({ table, only, span }, column) => ({ kind: 'drop-not-null', span, table, only, column })),
  AT_SetNotNull: columnCommand(({ table, only, span }, column) => ({ kind: 'set-not-null', span, table, only, column })),
  AT_SetExpression: setExpression,
  AT_DropExpression: columnCommand(({ command, table, only, span }, column) => ({
    kind: 'drop-expression',
    span,
    table,
    only,
    column,
    ifExists: command.missing_ok === true,
  })),
  AT_SetStatistics: columnOption('statistics', 'STATISTICS'),
  AT_SetOptions: columnOption('attribute', 'SET'),
  AT_ResetOptions: columnOption('attribute', 'RESET'),
  AT_SetStorage: columnOption('storage', 'STORAGE'),
  AT_SetCompression: columnOption('compression', 'COMPRESSION'),
  AT_DropColumn: columnCommand(({ command, table, only, span }, column) => ({
    kind: 'drop-column',
    span,
    table,
    only,
    column,
    ifExists: command.missing_ok === true,
    cascade: command.behavior === 'DROP_CASCADE',
  })),
  AT_AddConstraint: addConstraint,
  AT_AlterConstraint: alterConstraint,
  AT_ValidateConstraint: ({ command, table, only, span }) => [
    { kind: 'validate-constraint', span, table, only, constraint: command.name ?? '' },
  ],
  AT_DropConstraint: ({ command, table, only, span }) => [
    {
      kind: 'drop-constraint',
      span,
      table,
      only,
      constraint: command.name ?? '',
      ifExists: command.missing_ok === true,
      cascade: command.behavior === 'DROP_CASCADE',
    },
  ],
  AT_AlterColumnType: columnType,
  AT_ChangeOwner: owner,
  AT_ClusterOn: ({ command, table, span }) => [{ kind: 'set-cluster-index', span, table, index: command.name ?? '' }],
  AT_DropCluster: ({ table, span }) => [{ kind: 'set-cluster-index', span, table, index: '' }],
  AT_SetLogged: ({ table, span }) => [{ kind: 'set-logged', span, table, logged: true }],
  AT_SetUnLogged: ({ table, span }) => [{ kind: 'set-logged', span, table, logged: false }],
  AT_SetAccessMethod: ({ command, table, span }) => [{ kind: 'set-access-method', span, table, method: command.name ?? 'default' }],
  AT_SetTableSpace: ({ command, table, span }) => [{ kind: 'set-tablespace', span, table, tablespace: command.name ?? '' }],
  AT_SetRelOptions: tableOptions,
  AT_ResetRelOptions: tableOptions,
  AT_EnableTrig: triggerState('origin', 'one'),
  AT_EnableAlwaysTrig: triggerState('always', 'one'),
  AT_EnableReplicaTrig: triggerState('replica', 'one'),
  AT_DisableTrig: triggerState('disabled', 'one'),
  AT_EnableTrigAll: triggerState('origin', 'all'),
  AT_DisableTrigAll: triggerState('disabled', 'all'),
  AT_EnableTrigUser: triggerState('origin', 'user'),
  AT_DisableTrigUser: triggerState('disabled', 'user'),
  AT_EnableRule: triggerState('origin', 'rule'),
  AT_EnableAlwaysRule: triggerState('always', 'rule'),
  AT_EnableReplicaRule: triggerState('replica', 'rule'),
  AT_DisableRule: triggerState('disabled', 'rule'),
  AT_AddInherit: inherit(true),
  AT_DropInherit: inherit(false),
  AT_ReplicaIdentity: replicaIdentity,
  AT_EnableRowSecurity: rowSecurity('enable'),
  AT_DisableRowSecurity: rowSecurity('disable'),
  AT_ForceRowSecurity: rowSecurity('force'),
  AT_NoForceRowSecurity: rowSecurity('no-force'),
  AT_AttachPartition: attach,
  AT_DetachPartition: detach(false),
  AT_DetachPartitionFinalize: detach(true),
  AT_AddIdentity: ({ command, reading, table, only, span }) => [
    {
      kind: 'add-identity',
      span,
      table,
      only,
      column: command.name ?? '',
      always: as(command.def, 'Constraint')?.generated_when !== 'd',
      sequence: sequenceOptions(reading, as(command.def, 'Constraint')?.options),
    },
  ],
  AT_SetIdentity: setIdentity,
  AT_DropIdentity: columnCommand(({ command, table, only, span }, column) => ({
    kind: 'drop-identity',
    span,
    table,
    only,
    column,
    ifExists: command.missing_ok === true,
  })),
};

const INDEX_CHANGES: Readonly<Record<string, 'options' | 'statistics' | 'tablespace'>> = {
  AT_SetRelOptions: 'options',
  AT_ResetRelOptions: 'options',
  AT_SetStatistics: 'statistics',
  AT_SetTableSpace: 'tablespace',
};

const alterIndex: CommandReader = (at) => {
  const { command, reading, table: index, span } = at;
  if (command.subtype === 'AT_ChangeOwner') return owner(at);
  if (command.subtype === 'AT_AttachPartition') {
    return [{ kind: 'attach-index', span, index, child: reading.names.relation(as(command.def, 'PartitionCmd')?.name), table: '' }];
  }
  const change = INDEX_CHANGES[command.subtype ?? ''] ?? 'other';
  const keyword = change === 'statistics' ? reading.tokens().find(['STATISTICS'], at.from, at.to) : -1;
  return [
    {
      kind: 'alter-index',
      span,
      index,
      table: '',
      change,
      options: change === 'options' ? optionNames(command) : [],
      tablespace: change === 'tablespace' ? (command.name ?? '') : '',
      key: change === 'statistics' ? (command.num ?? 0) : 0,
      ifExists: at.ifExists,
      storage: change === 'options' ? storageOf(reading, command) : [],
      target: keyword < 0 ? '' : reading.words(keyword + 1, at.to),
      definition: reading.words(at.from, at.to),
    },
  ];
};

const ATTRIBUTE_CHANGES: Readonly<Record<string, 'add' | 'drop' | 'type'>> = {
  AT_AddColumn: 'add',
  AT_DropColumn: 'drop',
  AT_AlterColumnType: 'type',
};

const alterComposite: CommandReader = ({ command, reading, table, span, to }) => {
  const node = as(command.def, 'ColumnDef');
  const name = command.name ?? node?.colname ?? '';
  return [
    {
      kind: 'alter-composite-type',
      span,
      type: table,
      change: ATTRIBUTE_CHANGES[command.subtype ?? ''] ?? 'type',
      attribute: name,
      newName: '',
      ifExists: command.missing_ok === true,
      cascade: command.behavior === 'DROP_CASCADE',
      definition: node?.typeName && attributeOf(reading, { ...node, colname: name }, to),
    },
  ];
};

function alterView({ command, reading, table, span, from, to }: Command, ifExists: boolean): Operation {
  const isDefault = command.subtype === 'AT_ColumnDefault';
  const keyword = isDefault && command.def ? reading.tokens().find(['DEFAULT'], from, to) : -1;
  return {
    kind: 'alter-view',
    span,
    table,
    ifExists,
    storage: isDefault ? [] : storageOf(reading, command),
    column: isDefault ? (command.name ?? '') : '',
    default: keyword < 0 ? undefined : expressionAt(reading, command.def, keyword + 1, to),
  };
}

export const alterTable: Reader<'AlterTableStmt'> = (statement, reading) => {
  const table = reading.names.relation(statement.relation);
  const only = isOnly(statement.relation);
  const commands = all(statement.cmds, 'AlterTableCmd');
  const ranges = subCommands(reading, statement.relation, commands.length);
  const operations: Operation[] = [];
  for (const [i, command] of commands.entries()) {
    const { start: from, end: to } = ranges[i] ?? { start: 0, end: 0 };
    const span = reading.locate(reading.tokens().range(from, to));
    const at: Command = { command, reading, table, only, ifExists: statement.missing_ok === true, span, from, to };
    const own = COMMANDS[command.subtype ?? 'AT_ReAddComment'] ?? otherChange;
    switch (statement.objtype) {
      case 'OBJECT_INDEX':
        operations.push(...alterIndex(at));
        break;
      case 'OBJECT_TYPE':
        operations.push(...alterComposite(at));
        break;
      case 'OBJECT_VIEW':
        if (command.subtype === 'AT_ChangeOwner') operations.push(...owner(at));
        else operations.push(alterView(at, statement.missing_ok === true));
        break;
      case 'OBJECT_SEQUENCE':
        if (command.subtype === 'AT_ChangeOwner') operations.push(...owner(at));
        else
          operations.push({
            kind: 'alter-sequence',
            span,
            sequence: table,
            ifExists: statement.missing_ok === true,
            restart: false,
            ownedBy: '',
            owner: undefined,
            options: {},
            logged: command.subtype === 'AT_SetLogged' ? 'logged' : command.subtype === 'AT_SetUnLogged' ? 'unlogged' : 'unchanged',
          });
        break;
      default:
        operations.push(...own(at));
    }
  }
  return inPasses(operations);
};

export const moveAll: Reader<'AlterTableMoveAllStmt'> = (statement, reading) => [
  { kind: 'set-tablespace', span: reading.span, table: '', tablespace: statement.new_tablespacename ?? '' },
];
