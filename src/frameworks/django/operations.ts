/** Django's operations: what each does to the models, and what the schema editor sends for it. */
import { argumentsOf, flag, nameOf, Unclear } from '../python/arguments.ts';
import { quoteText } from '../quoting.ts';
import { plainText, type Call, type Value } from '../python/values.ts';
import { alterColumn, alterField, alterThrough } from './alter-field.ts';
import { constraintOf, indexSql, type Constraint } from './constraints.ts';
import { fieldOf, type Field } from './fields.ts';
import type { Model } from './models.ts';
import { indexName, quote, truncated } from './names.ts';
import type { SchemaEditor } from './schema-editor.ts';

type Args = ReadonlyMap<string, Value>;

/** Operations that change nothing in the database. */
const SILENT = new Set(['AlterModelOptions', 'AlterModelManagers', 'AlterConstraint']);
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  CreateModel: ['name', 'fields', 'options', 'bases', 'managers'],
  DeleteModel: ['name'],
  RenameModel: ['old_name', 'new_name'],
  AlterModelTable: ['name', 'table'],
  AlterModelTableComment: ['name', 'table_comment'],
  AlterUniqueTogether: ['name', 'unique_together'],
  AlterIndexTogether: ['name', 'index_together'],
  AlterOrderWithRespectTo: ['name', 'order_with_respect_to'],
  AddField: ['model_name', 'name', 'field', 'preserve_default'],
  AlterField: ['model_name', 'name', 'field', 'preserve_default'],
  RemoveField: ['model_name', 'name'],
  RenameField: ['model_name', 'old_name', 'new_name'],
  AddIndex: ['model_name', 'index'],
  AddIndexConcurrently: ['model_name', 'index'],
  RemoveIndex: ['model_name', 'name'],
  RemoveIndexConcurrently: ['model_name', 'name'],
  RenameIndex: ['model_name', 'new_name', 'old_name', 'old_fields'],
  AddConstraint: ['model_name', 'constraint'],
  AddConstraintNotValid: ['model_name', 'constraint'],
  RemoveConstraint: ['model_name', 'name'],
  ValidateConstraint: ['model_name', 'name'],
  CreateExtension: ['name'],
  CreateCollation: ['name', 'locale', 'provider', 'deterministic'],
  RemoveCollation: ['name', 'locale', 'provider', 'deterministic'],
};
/** Operations of django.contrib.postgres that make one extension. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  BloomExtension: 'bloom',
  BtreeGinExtension: 'btree_gin',
  BtreeGistExtension: 'btree_gist',
  CITextExtension: 'citext',
  CryptoExtension: 'pgcrypto',
  HStoreExtension: 'hstore',
  TrigramExtension: 'pg_trgm',
  UnaccentExtension: 'unaccent',
};
const ABOUT_MODEL = new Set(['DeleteModel', 'AlterModelTable', 'AlterModelTableComment', 'AlterUniqueTogether', 'AlterIndexTogether', 'AlterOrderWithRespectTo']); // prettier-ignore

/**
 * Puts an operation into the models and sends its statements to the editor. What throws Unclear has changed the models as far
 * as it is known.
 */
export function runOperation(kind: string, call: Call, app: string, editor: SchemaEditor): void {
  if (SILENT.has(kind)) return undefined;
  const extension = EXTENSIONS[kind];
  if (extension !== undefined) return editor.send(`CREATE EXTENSION IF NOT EXISTS ${quote(extension)}`);
  const parameters = PARAMETERS[kind];
  if (!parameters) throw new Unclear(`migrations.${kind} is not read yet`);
  const args = argumentsOf(call, parameters);
  const name = (parameter: string): string => nameOf(args.get(parameter), 'the name');
  const { models } = editor;
  switch (kind) {
    case 'CreateModel':
      return createModel(args, name('name'), app, editor);
    case 'CreateExtension':
      return editor.send(`CREATE EXTENSION IF NOT EXISTS ${quote(name('name'))}`);
    case 'CreateCollation': {
      const provider = plainText(args.get('provider')) ?? 'libc';
      const deterministic = flag(args.get('deterministic'), 'the collation is deterministic') ?? true;
      return editor.send(
        `CREATE COLLATION ${quote(name('name'))} (locale=${quote(name('locale'))}, provider=${quote(provider)}${deterministic ? '' : ', deterministic=false'})`,
      );
    }
    case 'RemoveCollation':
      return editor.send(`DROP COLLATION ${quote(name('name'))}`);
    default: {
      const own = kind === 'RenameModel' ? name('old_name') : name(ABOUT_MODEL.has(kind) ? 'name' : 'model_name');
      const model = models.get(app, own);
      if (!model) throw new Unclear(`the model ${own} is made elsewhere`);
      return model.managed ? runOnModel(kind, args, model, editor) : runUnmanaged(kind, args, model, editor);
    }
  }
}

/** What has no table, or one that is somebody else’s: the models change, and nothing is sent. */
function runUnmanaged(kind: string, args: Args, model: Model, editor: SchemaEditor): void {
  editor.silently(() => runOnModel(kind, args, model, editor));
}

function runOnModel(kind: string, args: Args, model: Model, editor: SchemaEditor): void {
  const { models } = editor;
  const name = (parameter: string): string => nameOf(args.get(parameter), 'the name');
  const table = quote(model.table);
  const put = (change: Partial<Model>): void => models.put({ ...model, ...change });
  const withField = (change: (fields: Map<string, Field>) => void): ReadonlyMap<string, Field> => {
    const fields = new Map(model.fields);
    change(fields);
    return fields;
  };
  const before = (field: string): Field => {
    const found = model.fields.get(field);
    if (!found) throw new Unclear(`what the field ${field} was before is not known`);
    return found;
  };
  switch (kind) {
    case 'DeleteModel':
      editor.deleteModel(model);
      return models.delete(model);
    case 'RenameModel':
      return renameModel(name('new_name'), model, editor);
    case 'AlterModelTable': {
      const given = plainText(args.get('table'));
      return moveTable({ ...model, table: given ?? truncated(`${model.app}_${model.name.toLowerCase()}`) }, model, editor);
    }
    case 'AlterModelTableComment': {
      const comment = plainText(args.get('table_comment'));
      return editor.send(`COMMENT ON TABLE ${table} IS ${comment === undefined ? 'NULL' : quoteText(comment)}`);
    }
    case 'AlterUniqueTogether': {
      const after = togetherOf(args.get('unique_together'));
      put({ uniqueTogether: after });
      for (const gone of without(model.uniqueTogether, after)) editor.dropUnique(model, gone);
      const names = new Map(model.togetherNames);
      for (const made of without(after, model.uniqueTogether)) names.set(made.join(), editor.addUnique(model, made));
      return put({ uniqueTogether: after, togetherNames: names });
    }
    case 'AlterIndexTogether': {
      const after = togetherOf(args.get('index_together'));
      put({ indexTogether: after });
      const named = (fields: readonly string[]): string => quote(indexName(model.table, editor.columnsOf(model, fields), '_idx'));
      for (const gone of without(model.indexTogether, after)) editor.send(`DROP INDEX IF EXISTS ${named(gone)}`);
      for (const made of without(after, model.indexTogether))
        editor.send(`CREATE INDEX ${named(made)} ON ${table} (${editor.columnsOf(model, made).map(quote).join(', ')})`);
      return undefined;
    }
    case 'AlterOrderWithRespectTo': {
      if (args.get('order_with_respect_to')?.kind === 'none') return editor.send(`ALTER TABLE ${table} DROP COLUMN "_order" CASCADE`);
      editor.send(`ALTER TABLE ${table} ADD COLUMN "_order" integer DEFAULT 0 NOT NULL`);
      return editor.send(`ALTER TABLE ${table} ALTER COLUMN "_order" DROP DEFAULT`);
    }
    case 'AddField':
    case 'AlterField': {
      const given = args.get('field');
      if (given?.kind !== 'call') throw new Unclear('the field is computed');
      const field = fieldOf(name('name'), given, models.classOf);
      const after = { ...model, fields: withField((fields) => fields.set(field.name, field)) };
      models.put(after);
      if (kind === 'AddField') return editor.addField(field, after);
      const kept = alterField(editor, before(field.name), field, model);
      const current = models.get(model.app, model.name) ?? after;
      return models.put({ ...current, fields: new Map(current.fields).set(field.name, kept) });
    }
    case 'RemoveField': {
      const field = before(name('name'));
      put({ fields: withField((fields) => fields.delete(field.name)) });
      return editor.removeField(field, model);
    }
    case 'RenameField': {
      const field = before(name('old_name'));
      const own = field.column === field.name || field.column === `${field.name}_id`;
      const column = own ? `${name('new_name')}${field.column.slice(field.name.length)}` : field.column;
      const after: Field = { ...field, name: name('new_name'), column };
      const renamed = (list: readonly (readonly string[])[]): readonly (readonly string[])[] =>
        list.map((names) => names.map((one) => (one === field.name ? after.name : one)));
      const fields = new Map([...model.fields].map(([key, one]) => (one === field ? [after.name, after] : [key, one])));
      const [uniqueTogether, indexTogether] = [renamed(model.uniqueTogether), renamed(model.indexTogether)];
      const togetherNames = new Map(model.uniqueTogether.flatMap((names, i) => { const known = model.togetherNames.get(names.join()); return known === undefined ? [] : [[uniqueTogether[i]?.join() ?? '', known] as const]; })); // prettier-ignore
      const changed = { uniqueTogether, indexTogether, togetherNames };
      put({ ...changed, fields });
      const kept = alterField(editor, field, after, model);
      return put({ ...changed, fields: new Map([...fields].map(([key, one]) => [key, one === after ? kept : one])) });
    }
    case 'AddIndex':
    case 'AddIndexConcurrently':
      return editor.send(indexSql(args.get('index'), model, editor, kind === 'AddIndex' ? '' : 'CONCURRENTLY ').sql);
    case 'RemoveIndex':
    case 'RemoveIndexConcurrently':
      return editor.send(`DROP INDEX ${kind === 'RemoveIndex' ? '' : 'CONCURRENTLY '}IF EXISTS ${quote(name('name'))}`);
    case 'RenameIndex': {
      const fields = args.get('old_fields');
      const old = fields ? indexName(model.table, editor.columnsOf(model, namesIn(fields)), '_idx') : name('old_name');
      return editor.send(`ALTER INDEX ${quote(old)} RENAME TO ${quote(name('new_name'))}`);
    }
    case 'AddConstraint':
    case 'AddConstraintNotValid': {
      const constraint = constraintOf(args.get('constraint'), model, editor);
      put({ uniqueIndexes: namesWith(model, constraint) });
      if (constraint.kind === 'index') return editor.send(constraint.sql);
      return editor.send(`ALTER TABLE ${table} ADD ${constraint.sql}${kind === 'AddConstraint' ? '' : ' NOT VALID'}`);
    }
    case 'RemoveConstraint':
      return editor.send(
        model.uniqueIndexes.has(name('name'))
          ? `DROP INDEX IF EXISTS ${quote(name('name'))}`
          : `ALTER TABLE ${table} DROP CONSTRAINT ${quote(name('name'))}`,
      );
    default:
      return editor.send(`ALTER TABLE ${table} VALIDATE CONSTRAINT ${quote(name('name'))}`);
  }
}

const namesWith = (model: Model, constraint: Constraint): ReadonlySet<string> =>
  constraint.kind === 'index' ? new Set([...model.uniqueIndexes, constraint.name]) : model.uniqueIndexes;

/** Moves the table, and with it those of its many-to-many fields. */
function moveTable(after: Model, before: Model, editor: SchemaEditor): void {
  const { models } = editor;
  models.put(after);
  if (after.table === before.table) return;
  editor.renameTable(before.table, after.table);
  for (const field of after.fields.values()) {
    const old = field.relation?.many ? models.through(field, before) : undefined;
    if (!old) continue;
    const table = field.relation?.table ?? truncated(`${after.table}_${field.name}`);
    editor.renameTable(old.table, table);
    models.put({ ...old, table });
  }
}

function renameModel(name: string, model: Model, editor: SchemaEditor): void {
  const { models } = editor;
  const own = model.table === truncated(`${model.app}_${model.name.toLowerCase()}`);
  const after: Model = { ...model, name, table: own ? truncated(`${model.app}_${name.toLowerCase()}`) : model.table };
  const isThrough = (owner: Model): boolean => [...owner.fields.values()].some(({ relation }) => relation?.back?.endsWith('+'));
  const pointing = models.pointingTo(model).filter(({ owner }) => !isThrough(owner));
  // The tables behind many-to-many relations, as they were.
  const tables = new Map<Field, Model | undefined>();
  for (const { field, owner } of pointing) if (field.relation?.many) tables.set(field, models.through(field, owner));
  for (const field of model.fields.values()) if (field.relation?.many) tables.set(field, models.through(field, model));
  const to = `${model.app}.${name}`.toLowerCase();
  models.delete(model);
  models.put(after);
  const current = (owner: Model): Model => (owner === model ? models.get(after.app, name) : models.get(owner.app, owner.name)) ?? owner;
  const moved = new Map<Field, Field>();
  for (const { field, owner } of pointing) {
    if (!field.relation) continue;
    const self = field.relation.to === 'self';
    const pointed: Field = self ? field : { ...field, relation: { ...field.relation, to } };
    moved.set(field, pointed);
    const holder = current(owner);
    models.put({ ...holder, fields: new Map(holder.fields).set(field.name, pointed) });
  }
  if (after.table === model.table) return;
  editor.renameTable(model.table, after.table);
  for (const { field, owner } of pointing) {
    const pointed = moved.get(field) ?? field;
    const old = tables.get(field);
    if (old) {
      alterThrough(editor, old, pointed, current(owner));
      tables.delete(field);
    } else if (!field.relation?.many && owner.managed) {
      const holder = current(owner);
      const kept = alterColumn(editor, pointed, pointed, holder);
      models.put({ ...holder, fields: new Map(holder.fields).set(field.name, kept) });
    }
  }
  for (const [field, old] of tables) if (old && model.fields.has(field.name)) alterThrough(editor, old, moved.get(field) ?? field, current(model)); // prettier-ignore
}

/** `unique_together`: one list of names, or many. */
export function togetherOf(value: Value | undefined): readonly (readonly string[])[] {
  if (value === undefined || value.kind === 'none') return [];
  // set([...]) is as good as its list.
  if (value.kind === 'call' && /^(?:set|frozenset|list|tuple)$/.test(value.path)) return togetherOf(value.args[0] ?? undefined);
  if (value.kind === 'dict' && value.entries.length === 0) return [];
  if (value.kind !== 'list') throw new Unclear('the fields are computed');
  return value.items.some(({ kind }) => kind === 'text') ? [namesIn(value)] : value.items.map(namesIn);
}

function namesIn(value: Value): readonly string[] {
  if (value.kind !== 'list') throw new Unclear('the fields are computed');
  return value.items.map((item) => nameOf(item, 'the name of a field'));
}

const without = (list: readonly (readonly string[])[], other: readonly (readonly string[])[]): readonly (readonly string[])[] =>
  list.filter((names) => !other.some((one) => one.join() === names.join()));

function createModel(args: Args, name: string, app: string, editor: SchemaEditor): void {
  const { models } = editor;
  const options = args.get('options');
  const option = (key: string): Value | undefined =>
    options?.kind === 'dict' ? options.entries.find(([entry]) => plainText(entry) === key)?.[1] : undefined;
  const given = option('db_table');
  const list = args.get('fields');
  const fields = new Map<string, Field>();
  for (const item of list?.kind === 'list' ? list.items : []) {
    const [key, field] = item.kind === 'list' ? item.items : [];
    if (field?.kind === 'call') fields.set(nameOf(key, 'the name of a field'), fieldOf(nameOf(key, 'the name of a field'), field, models.classOf)); // prettier-ignore
  }
  const silent = ['proxy', 'managed'].some((key) => {
    const value = option(key);
    return value?.kind === 'boolean' && value.value === (key === 'proxy');
  });
  const complete = list?.kind === 'list' && fields.size === list.items.length;
  const model: Model = {
    app,
    name,
    table: given ? nameOf(given, 'the name of the table') : truncated(`${app}_${name.toLowerCase()}`),
    fields,
    uniqueTogether: togetherOf(option('unique_together')),
    indexTogether: togetherOf(option('index_together')),
    togetherNames: new Map(),
    uniqueIndexes: new Set(),
    managed: !silent,
  };
  models.put(model);
  if (silent) return;
  if (!complete) throw new Unclear('the fields of the model are computed');
  const listed = (key: string): readonly Value[] => {
    const value = option(key);
    if (value !== undefined && value.kind !== 'list') throw new Unclear(`${key} of the model are computed`);
    return value?.items ?? [];
  };
  const constraints = listed('constraints').map((one) => constraintOf(one, model, editor));
  const uniqueIndexes = new Set(constraints.filter(({ kind }) => kind === 'index').map((one) => one.name));
  editor.createModel(
    { ...model, uniqueIndexes },
    {
      inline: constraints.flatMap(({ kind, sql }) => (kind === 'index' ? [] : [sql])),
      unique: constraints.flatMap(({ kind, sql }) => (kind === 'index' ? [sql] : [])),
      indexes: listed('indexes').map((one) => indexSql(one, model, editor, '')),
      comment: plainText(option('db_table_comment')),
    },
  );
}
