/**
 * AlterField and RenameField: the statements for what differs between two definitions of a field, in Django's order.
 * Source: _alter_field in django/db/backends/base/schema.py and postgresql/schema.py of github.com/django/django, 5.2.
 */
import { Unclear } from '../python/arguments.ts';
import { quoteText } from '../quoting.ts';
import { plainText, type Value } from '../python/values.ts';
import { checkOf, constantOf, isAuto, isVirtual, type Field } from './fields.ts';
import type { Model, Pointer } from './models.ts';
import { indexName, quote } from './names.ts';
import { SchemaEditor } from './schema-editor.ts';

const textOf = (value: Value | undefined): string =>
  value === undefined
    ? ''
    : value.kind === 'number'
      ? value.text
      : value.kind === 'boolean'
        ? String(value.value)
        : value.kind === 'name'
          ? value.path
          : value.kind === 'call'
            ? `${value.path}()`
            : (plainText(value) ?? value.kind);

/** What of a field reaches the database; a change of nothing else sends nothing. */
const identityOf = (field: Field): string =>
  JSON.stringify([
    field.path,
    field.column,
    field.type,
    field.collation,
    field.nullable,
    field.primary,
    field.unique,
    field.index,
    textOf(field.fallback),
    textOf(field.databaseDefault),
    field.comment,
    field.relation && [field.relation.to, field.relation.toField, field.relation.constrained, field.relation.many, field.relation.through, field.relation.table], // prettier-ignore
    field.now,
  ]);

/** Sends what changes; gives the field as the models keep it. `model` has the field as it was. */
export function alterField(editor: SchemaEditor, before: Field, after: Field, model: Model): Field {
  const kept = {
    ...after,
    ...(before.uniqueName === undefined ? {} : { uniqueName: before.uniqueName }),
    ...(before.keyName === undefined ? {} : { keyName: before.keyName }),
    ...(before.sequence === undefined ? {} : { sequence: before.sequence }),
  };
  if (identityOf(before) === identityOf(after)) return kept;
  if (before.relation?.many || after.relation?.many) {
    const old = editor.models.through(before, model);
    if (old) alterThrough(editor, old, after, { ...model, fields: new Map(model.fields).set(after.name, after) });
    return kept;
  }
  if (isVirtual(before) && isVirtual(after)) return kept;
  if (isVirtual(before) || isVirtual(after)) throw new Unclear('a field that gets a column or loses its own is not read');
  return alterColumn(editor, before, kept, model);
}

/**
 * The table behind a many-to-many field, where the field, its model or the one it points to changes. `model` has the field as
 * it is now; `old` is its table as it was.
 */
export function alterThrough(editor: SchemaEditor, old: Model, field: Field, model: Model): void {
  editor.models.delete(old);
  const own = editor.models.through(field, model);
  if (!own) throw new Unclear('a many-to-many field that gets a model of its own is not read');
  editor.renameTable(old.table, own.table);
  let current: Model = { ...own, fields: new Map(), togetherNames: old.togetherNames };
  const sides = [...own.fields.values()].map((side, i) => [[...old.fields.values()][i] ?? side, side] as const);
  const done = new Map<string, Field>();
  // Django changes the side of the other model first.
  for (const [before, after] of sides.toReversed()) {
    const named = { ...after, ...(before.keyName === undefined ? {} : { keyName: before.keyName }), ...(before.sequence === undefined ? {} : { sequence: before.sequence }) }; // prettier-ignore
    const changed = before.column !== after.column || before.relation?.to !== after.relation?.to;
    // What it points to has its new name by now.
    done.set(after.name, changed ? alterColumn(editor, { ...before, relation: after.relation }, named, own) : named);
  }
  current = { ...current, fields: new Map([...own.fields.keys()].flatMap((name) => { const side = done.get(name); return side ? [[name, side] as const] : []; })) }; // prettier-ignore
  editor.models.put(current);
}

/** `model` is the table as it is called now. */
export function alterColumn(editor: SchemaEditor, before: Field, after: Field, model: Model): Field {
  const { models } = editor;
  const [oldType, newType] = [models.typeOf(before, model), models.typeOf(after, model)];
  const table = quote(model.table);
  const column = quote(after.column);
  const alter = (changes: string): void => editor.send(`ALTER TABLE ${table} ${changes}`);
  const [oldCheck, newCheck] = [checkOf(before, quote(before.column)), checkOf(after, column)];
  let { uniqueName, keyName } = after;

  const keyDropped = before.relation?.constrained === true;
  if (keyDropped) editor.dropForeignKey(before, model);
  if (before.unique && !before.primary && (!after.unique || after.primary)) {
    alter(`DROP CONSTRAINT ${quote(editor.uniqueNameOf(before, model))}`);
    uniqueName = undefined;
  }
  const pointing =
    ((before.primary && after.primary) || (before.unique && after.unique)) && (oldType !== newType || before.collation !== after.collation)
      ? pointersTo(editor, before, model)
      : [];
  for (const { field, owner } of pointing) if (field.relation?.constrained) editor.dropForeignKey(field, owner);
  if (before.index && !before.unique && (!after.index || after.unique)) {
    editor.send(`DROP INDEX IF EXISTS ${quote(indexName(model.table, [before.column]))}`);
    if (editor.likeIndex(before, model) !== undefined) editor.send(`DROP INDEX IF EXISTS ${quote(indexName(model.table, [before.column], '_like'))}`); // prettier-ignore
  }
  if (oldCheck !== newCheck && oldCheck !== undefined) alter(`DROP CONSTRAINT ${quote(`${model.table}_${before.column}_check`)}`);
  if (before.column !== after.column) alter(`RENAME COLUMN ${quote(before.column)} TO ${column}`);

  const actions: string[] = [];
  const behind: string[] = [];
  if (oldType !== newType || before.collation !== after.collation || before.comment !== after.comment) {
    const like = /^(?:varchar|text)/.exec(oldType)?.[0];
    if ((before.index || before.unique) && like !== undefined && !newType.startsWith(like))
      editor.send(`DROP INDEX IF EXISTS ${quote(indexName(model.table, [before.column], '_like'))}`);
    const cast = SchemaEditor.needsCast(oldType, newType) ? ` USING ${column}::${newType}` : '';
    if (isAuto(before) && !isAuto(after)) alter(`ALTER COLUMN ${column} DROP IDENTITY IF EXISTS`);
    const collation = after.collation === undefined ? '' : ` COLLATE ${quote(after.collation)}`;
    actions.push(`ALTER COLUMN ${column} TYPE ${newType}${collation}${cast}`);
    if (isAuto(after) && !isAuto(before)) behind.push(`ALTER TABLE ${table} ALTER COLUMN ${column} ADD GENERATED BY DEFAULT AS IDENTITY`);
    if (isAuto(after) && isAuto(before) && oldType !== newType) behind.push(`ALTER SEQUENCE IF EXISTS ${quote(before.sequence ?? `${model.table}_${before.column}_seq`)} AS ${newType}`); // prettier-ignore
    if (before.comment !== after.comment) behind.push(`COMMENT ON COLUMN ${table}.${column} IS ${after.comment ? quoteText(after.comment) : 'NULL'}`); // prettier-ignore
  }
  if (textOf(before.databaseDefault) !== textOf(after.databaseDefault))
    actions.push(
      `ALTER COLUMN ${column} ${after.databaseDefault ? `SET DEFAULT ${editor.databaseDefault(after, model)}` : 'DROP DEFAULT'}`,
    );
  const constant = before.nullable && !after.nullable && !after.databaseDefault ? constantOf(after, newType) : undefined;
  if (constant !== undefined) actions.push(`ALTER COLUMN ${column} SET DEFAULT ${constant}`);
  const nulls = before.nullable === after.nullable ? [] : [`ALTER COLUMN ${column} ${after.nullable ? 'DROP' : 'SET'} NOT NULL`];
  const together = constant === undefined ? [...actions, ...nulls] : actions;
  if (together.length > 0) alter(together.join(', '));
  if (constant !== undefined) {
    editor.send(`UPDATE ${table} SET ${column} = ${constant} WHERE ${column} IS NULL`);
    editor.send('SET CONSTRAINTS ALL IMMEDIATE');
    for (const one of nulls) alter(one);
  }
  for (const one of behind) editor.send(one);

  if (before.primary && !after.primary) alter(`DROP CONSTRAINT ${quote(`${model.table}_pkey`)}`);
  if (after.unique && !after.primary && (!before.unique || before.primary)) {
    uniqueName = indexName(model.table, [after.column], '_uniq');
    alter(`ADD CONSTRAINT ${quote(uniqueName)} UNIQUE (${column})`);
  }
  if ((!before.index || before.unique) && after.index && !after.unique) editor.send(editor.index(model, [after.column]));
  if (after.primary && !before.primary)
    alter(`ADD CONSTRAINT ${quote(indexName(model.table, [after.column], '_pk'))} PRIMARY KEY (${column})`);
  for (const { field, owner } of pointing) {
    const cast = SchemaEditor.needsCast(oldType, newType) ? ` USING ${quote(field.column)}::${newType}` : '';
    editor.send(`ALTER TABLE ${quote(owner.table)} ALTER COLUMN ${quote(field.column)} TYPE ${newType}${cast}`);
  }
  keyName = after.relation?.constrained ? editor.keyName(after, model) : undefined;
  if (keyName !== undefined) editor.send(editor.foreignKey(after, model, keyName));
  for (const { field, owner } of pointing) {
    if (!field.relation?.constrained) continue;
    const name = editor.keyName(field, owner, true);
    editor.send(editor.foreignKey(field, owner, name));
    // The model may be the one that is being changed.
    const holder = models.get(owner.app, owner.name) ?? owner;
    models.put({ ...holder, fields: new Map(holder.fields).set(field.name, { ...field, keyName: name }) });
  }
  if (oldCheck !== newCheck && newCheck !== undefined) {
    const name = indexName(model.table, [after.column], '_check');
    alter(`ADD CONSTRAINT ${quote(name)} CHECK (${newCheck})`);
  }
  if (constant !== undefined) alter(`ALTER COLUMN ${column} DROP DEFAULT`);

  const had = before.index || before.unique;
  if ((!had && after.index) || (!before.unique && after.unique)) {
    const like = editor.likeIndex(after, model);
    if (like !== undefined) editor.send(like);
  }
  if (before.unique && !(after.index || after.unique) && editor.likeIndex(before, model) !== undefined)
    editor.send(`DROP INDEX IF EXISTS ${quote(indexName(model.table, [before.column], '_like'))}`);
  const { uniqueName: _unique, keyName: _key, ...rest } = after;
  return { ...rest, ...(uniqueName === undefined ? {} : { uniqueName }), ...(keyName === undefined ? {} : { keyName }) };
}

/** The columns that point to this very field, in Django's order: by what the other side calls them. */
function pointersTo(editor: SchemaEditor, key: Field, model: Model): readonly Pointer[] {
  const called = ({ field, owner }: Pointer): string => field.relation?.back ?? owner.name.toLowerCase();
  return editor.models
    .pointingTo(editor.models.get(model.app, model.name) ?? model)
    .filter(
      ({ field: { relation } }) =>
        relation && !relation.many && (relation.toField === undefined ? key.primary : relation.toField === key.name),
    ) // prettier-ignore
    .toSorted((a, b) => (called(a) < called(b) ? -1 : called(a) > called(b) ? 1 : 0));
}
