/** Django's operations as the SQL that its schema editor sends to PostgreSQL. */
import { argumentsOf, nameOf, Unclear } from '../alembic/text.ts';
import type { Piece } from '../pieces.ts';
import type { Call, Value } from '../python/values.ts';
import { constantOf, fieldOf, quote, type Field, type Model, type Models } from './models.ts';

/** SQL of an operation: text that stands for the call, or the literal's own. */
export type Statement = string | readonly Piece[];

export interface Operations {
  readonly app: string;
  readonly models: Models;
}

type Args = ReadonlyMap<string, Value>;

/** Operations that change nothing in the database. */
const SILENT = new Set(['AlterModelOptions', 'AlterModelManagers']);
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  CreateModel: ['name', 'fields', 'options', 'bases', 'managers'],
  DeleteModel: ['name'],
  RenameModel: ['old_name', 'new_name'],
  AlterModelTable: ['name', 'table'],
  AddField: ['model_name', 'name', 'field', 'preserve_default'],
  AlterField: ['model_name', 'name', 'field', 'preserve_default'],
  RemoveField: ['model_name', 'name'],
  RenameField: ['model_name', 'old_name', 'new_name'],
  AddIndex: ['model_name', 'index'],
  AddIndexConcurrently: ['model_name', 'index'],
  RemoveIndex: ['model_name', 'name'],
  RemoveIndexConcurrently: ['model_name', 'name'],
  AddConstraint: ['model_name', 'constraint'],
  RemoveConstraint: ['model_name', 'name'],
};

/** The statements of an operation, which is put into the models as well; throws Unclear where they cannot be told. */
export function statementsOf(kind: string, call: Call, { app, models }: Operations): readonly Statement[] {
  if (SILENT.has(kind)) return [];
  const parameters = PARAMETERS[kind];
  if (!parameters) throw new Unclear(`migrations.${kind} is not read yet`);
  const args = argumentsOf(call, parameters);
  const name = (parameter: string): string => nameOf(args.get(parameter), 'the name');
  const key = (model: string): string => `${app}.${model.toLowerCase()}`;
  const modelOf = (model: string): Model => models.get(key(model)) ?? { table: `${app}_${model.toLowerCase()}`, fields: new Map() };
  if (kind === 'CreateModel') return createModel(args, name('name'), app, models);
  if (kind === 'DeleteModel') {
    const { table } = modelOf(name('name'));
    models.delete(key(name('name')));
    return [`DROP TABLE ${quote(table)} CASCADE`];
  }
  if (kind === 'RenameModel') {
    const model = modelOf(name('old_name'));
    const own = model.table === `${app}_${name('old_name').toLowerCase()}`;
    const table = own ? `${app}_${name('new_name').toLowerCase()}` : model.table;
    models.delete(key(name('old_name')));
    models.set(key(name('new_name')), { ...model, table });
    return table === model.table ? [] : [`ALTER TABLE ${quote(model.table)} RENAME TO ${quote(table)}`];
  }
  if (kind === 'AlterModelTable') {
    const model = modelOf(name('name'));
    const given = args.get('table');
    const table = given?.kind === 'none' ? `${app}_${name('name').toLowerCase()}` : name('table');
    models.set(key(name('name')), { ...model, table });
    return table === model.table ? [] : [`ALTER TABLE ${quote(model.table)} RENAME TO ${quote(table)}`];
  }
  const model = modelOf(name('model_name'));
  const table = quote(model.table);
  const put = (change: (fields: Map<string, Field>) => void): void => {
    const fields = new Map(model.fields);
    change(fields);
    models.set(key(name('model_name')), { ...model, fields });
  };
  const columnOf = (field: string): string => quote(model.fields.get(field)?.column ?? field);
  switch (kind) {
    case 'AddField':
    case 'AlterField': {
      const call = args.get('field');
      if (call?.kind !== 'call') throw new Unclear('the field is computed');
      const before = model.fields.get(name('name'));
      const field = fieldOf(name('name'), call);
      put((fields) => fields.set(name('name'), field));
      return kind === 'AddField' ? addField(table, field) : alterField(table, before, field);
    }
    case 'RemoveField': {
      const field = model.fields.get(name('name'));
      put((fields) => fields.delete(name('name')));
      if (!field) throw new Unclear('the column of the field is not known');
      return field.virtual ? [] : [`ALTER TABLE ${table} DROP COLUMN ${quote(field.column)} CASCADE`];
    }
    case 'RenameField': {
      const field = model.fields.get(name('old_name'));
      if (!field) throw new Unclear('the column of the field is not known');
      const own = field.column === name('old_name') || field.column === `${name('old_name')}_id`;
      const column = own ? `${name('new_name')}${field.column.slice(name('old_name').length)}` : field.column;
      put((fields) => fields.delete(name('old_name')) && fields.set(name('new_name'), { ...field, column }));
      return column === field.column || field.virtual
        ? []
        : [`ALTER TABLE ${table} RENAME COLUMN ${quote(field.column)} TO ${quote(column)}`];
    }
    case 'AddIndex':
    case 'AddIndexConcurrently': {
      const index = args.get('index');
      const concurrently = kind === 'AddIndex' ? '' : 'CONCURRENTLY ';
      const method = index?.kind === 'call' ? /\.(Index|GinIndex|GistIndex|BrinIndex|HashIndex)$/.exec(index.path)?.[1] : undefined;
      if (index?.kind !== 'call' || method === undefined) throw new Unclear('the index is computed');
      const using = method === 'Index' ? '' : `USING ${method.replace('Index', '').toLowerCase()} `;
      for (const option of ['condition', 'opclasses', 'include'])
        if (index.named.has(option)) throw new Unclear(`${option} of the index is not read yet`);
      if (index.args.length > 0 || index.spread) throw new Unclear('an index on expressions is not read yet');
      const columns = orderedNames(index.named.get('fields')).map(([field, order]) => `${columnOf(field)}${order}`);
      return [
        `CREATE INDEX ${concurrently}${quote(nameOf(index.named.get('name'), 'the name of the index'))} ON ${table} ${using}(${columns.join(', ')})`,
      ];
    }
    case 'RemoveIndex':
    case 'RemoveIndexConcurrently':
      return [`DROP INDEX ${kind === 'RemoveIndex' ? '' : 'CONCURRENTLY '}IF EXISTS ${quote(name('name'))}`];
    case 'AddConstraint': {
      const constraint = args.get('constraint');
      if (constraint?.kind !== 'call' || constraint.spread) throw new Unclear('the constraint is computed');
      const plain = [...constraint.named.keys()].every(
        (option) => option === 'fields' || option === 'name' || option.startsWith('violation_'),
      );
      if (!constraint.path.endsWith('.UniqueConstraint') || !plain || constraint.args.length > 0)
        throw new Unclear(`${constraint.path.split('.').at(-1)} with a condition or expressions is not read yet`);
      const columns = orderedNames(constraint.named.get('fields')).map(([field]) => columnOf(field));
      return [
        `ALTER TABLE ${table} ADD CONSTRAINT ${quote(nameOf(constraint.named.get('name'), 'the name of the constraint'))} UNIQUE (${columns.join(', ')})`,
      ];
    }
    default:
      throw new Unclear(`migrations.${kind} is not read yet`);
  }
}

/** Names of fields; a minus in front turns the order. */
function orderedNames(value: Value | undefined): readonly (readonly [string, string])[] {
  if (value?.kind !== 'list') throw new Unclear('the fields are computed');
  return value.items.map((item) => {
    const text = nameOf(item, 'the name of a field');
    return text.startsWith('-') ? [text.slice(1), ' DESC'] : [text, ''];
  });
}

function createModel(args: Args, name: string, app: string, models: Models): readonly Statement[] {
  const options = args.get('options');
  const option = (key: string): Value | undefined =>
    options?.kind === 'dict' ? options.entries.find(([entry]) => entry.kind === 'text' && entry.pieces[0]?.text === key)?.[1] : undefined;
  const given = option('db_table');
  const table = given ? nameOf(given, 'the name of the table') : `${app}_${name.toLowerCase()}`;
  const list = args.get('fields');
  const fields = new Map<string, Field>();
  if (list?.kind === 'list')
    for (const item of list.items) {
      const [key, field] = item.kind === 'list' ? item.items : [];
      if (field?.kind === 'call') fields.set(nameOf(key, 'the name of a field'), fieldOf(nameOf(key, 'the name of a field'), field));
    }
  models.set(`${app}.${name.toLowerCase()}`, { table, fields });
  for (const silent of ['proxy', 'managed']) {
    const value = option(silent);
    if (value?.kind === 'boolean' && value.value === (silent === 'proxy')) return [];
  }
  if (list?.kind !== 'list' || fields.size < list.items.length) throw new Unclear('the fields of the model are computed');
  if ([...fields.values()].some(({ virtual }) => virtual)) throw new Unclear('the tables of many-to-many fields are not read yet');
  for (const extra of ['unique_together', 'index_together', 'indexes', 'constraints'])
    if (option(extra)) throw new Unclear(`${extra} of a new model is not read yet`);
  const columns = [...fields.values()].map((field) => `${quote(field.column)} ${columnSql(field)}`);
  return [`CREATE TABLE ${quote(table)} (${columns.join(', ')})`];
}

function columnSql(field: Field): string {
  const fallback = field.serial ? ' GENERATED BY DEFAULT AS IDENTITY' : '';
  return `${knownType(field)}${field.nullable ? ' NULL' : ' NOT NULL'}${field.primary ? ' PRIMARY KEY' : field.unique ? ' UNIQUE' : ''}${fallback}`;
}

function knownType(field: Field): string {
  if (field.relation) throw new Unclear('foreign keys of Django are not read yet');
  if (field.type === undefined) throw new Unclear('the type of a field is not known');
  if (field.index) throw new Unclear('the index that db_index makes is not read yet');
  return field.type;
}

function addField(table: string, field: Field): readonly Statement[] {
  if (field.virtual) throw new Unclear('many-to-many fields are not read yet');
  const type = knownType(field);
  const constant = constantOf(field);
  const column = quote(field.column);
  const fallback = constant === undefined ? '' : ` DEFAULT ${constant}`;
  return [
    `ALTER TABLE ${table} ADD COLUMN ${column} ${type}${fallback}${field.nullable ? ' NULL' : ' NOT NULL'}${field.unique ? ' UNIQUE' : ''}`,
    ...(constant === undefined ? [] : [`ALTER TABLE ${table} ALTER COLUMN ${column} DROP DEFAULT`]),
  ];
}

function alterField(table: string, before: Field | undefined, field: Field): readonly Statement[] {
  if (!before) throw new Unclear('what the field was before is not known');
  if (before.virtual || field.virtual) throw new Unclear('many-to-many fields are not read yet');
  const same =
    before.relation === field.relation &&
    before.unique === field.unique &&
    before.index === field.index &&
    before.primary === field.primary;
  if (!same) throw new Unclear('a change of keys and indexes of a field is not read yet');
  if (before.serial !== field.serial) throw new Unclear('a change of what counts up is not read yet');
  const column = quote(field.column);
  const alter = `ALTER TABLE ${table} ALTER COLUMN ${column}`;
  const statements: string[] = [];
  if (before.column !== field.column) statements.push(`ALTER TABLE ${table} RENAME COLUMN ${quote(before.column)} TO ${column}`);
  if (before.type !== field.type || (field.type === undefined && !field.relation && before.kind !== field.kind)) {
    if (before.type === undefined || field.type === undefined) throw new Unclear('the type of the field is not known');
    // Django casts where the kind of type changes, not where only its size does.
    const cast = before.type.replace(/\(.*/, '') === field.type.replace(/\(.*/, '') ? '' : ` USING ${column}::${field.type}`;
    statements.push(`${alter} TYPE ${field.type}${cast}`);
  }
  if (before.nullable && !field.nullable) {
    const constant = constantOf(field);
    if (constant !== undefined) statements.push(`UPDATE ${table} SET ${column} = ${constant} WHERE ${column} IS NULL`);
    statements.push(`${alter} SET NOT NULL`);
  } else if (!before.nullable && field.nullable) statements.push(`${alter} DROP NOT NULL`);
  return statements;
}
