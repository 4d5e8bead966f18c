/** What each call of Alembic's `op` is read as. */
import { describe, expect, it } from 'vitest';
import { memoryTree } from '../src/changes/memory.ts';
import { frameworkOf } from '../src/frameworks/index.ts';
import type { Migration } from '../src/frameworks/framework.ts';

const HEAD =
  'import sqlalchemy as sa\nfrom alembic import op\nfrom sqlalchemy.dialects import postgresql\nrevision = "1"\ndown_revision = None\n';

async function read(text: string, env = ''): Promise<readonly Migration[]> {
  const tree = memoryTree({ 'db/versions/1_a.py': text, 'db/env.py': env });
  const alembic = frameworkOf('alembic');
  const [project] = (await alembic?.detect(tree)) ?? [];
  return project ? ((await alembic?.read(project, tree))?.migrations ?? []) : [];
}

const body = (lines: string): string => `${HEAD}def upgrade():\n${lines.replaceAll(/^/gm, '    ')}\n`;

async function up(lines: string): Promise<readonly string[]> {
  const [migration] = await read(body(lines));
  return (migration?.steps ?? []).map((step) =>
    step.kind === 'sql' ? step.script.text : step.kind === 'unread' ? `unread: ${step.reason}` : '',
  );
}

describe('calls', () => {
  it.each([
    [
      'op.add_column("t", sa.Column("c", sa.String(20), nullable=False, server_default="x\'y"))',
      ["ALTER TABLE t ADD COLUMN c VARCHAR(20) DEFAULT 'x''y' NOT NULL"],
    ],
    [
      'op.add_column("t", sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()")), schema="s")',
      ['ALTER TABLE s.t ADD COLUMN id UUID DEFAULT gen_random_uuid()'],
    ],
    [
      'op.add_column("T", sa.Column("user", sa.DateTime(timezone=True), server_default=sa.func.now(), index=True))',
      ['ALTER TABLE "T" ADD COLUMN "user" TIMESTAMP WITH TIME ZONE DEFAULT now()', 'CREATE INDEX "ix_T_user" ON "T" ("user")'],
    ],
    [
      'op.add_column("t", sa.Column("a", postgresql.ARRAY(sa.Text()), sa.ForeignKey("u.id")))',
      ['ALTER TABLE t ADD COLUMN a TEXT[]', 'ALTER TABLE t ADD FOREIGN KEY(a) REFERENCES u (id)'],
    ],
    [
      'op.alter_column("t", "c", type_=sa.BigInteger(), postgresql_using="c::bigint", nullable=True, server_default=None, new_column_name="d")',
      [
        'ALTER TABLE t ALTER COLUMN c TYPE BIGINT USING c::bigint',
        'ALTER TABLE t ALTER COLUMN c DROP NOT NULL',
        'ALTER TABLE t ALTER COLUMN c DROP DEFAULT',
        'ALTER TABLE t RENAME c TO d',
      ],
    ],
    [
      'op.create_index(op.f("ix"), "t", ["a"], unique=True, postgresql_using="gin", postgresql_ops={"a": "gin_trgm_ops"}, if_not_exists=True)',
      ['CREATE UNIQUE INDEX IF NOT EXISTS ix ON t USING gin (a gin_trgm_ops)'],
    ],
    ['op.drop_index("ix", table_name="t", postgresql_concurrently=True, if_exists=True)', ['DROP INDEX CONCURRENTLY IF EXISTS ix']],
    [
      'op.create_foreign_key("fk", "a", "b", ["x"], ["id"], ondelete="SET NULL", postgresql_not_valid=True)',
      ['ALTER TABLE a ADD CONSTRAINT fk FOREIGN KEY(x) REFERENCES b (id) ON DELETE SET NULL NOT VALID'],
    ],
    ['op.create_unique_constraint("uq", "t", ["a", "b"])', ['ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a, b)']],
    ['op.create_check_constraint("ck", "t", "a > 0")', ['ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 0)']],
    ['op.drop_constraint("ck", "t", type_="check")', ['ALTER TABLE t DROP CONSTRAINT ck']],
    ['op.rename_table("a", "b")', ['ALTER TABLE a RENAME TO b']],
    ['sa.Enum("x", "y", name="e").create(op.get_bind())', ["CREATE TYPE e AS ENUM ('x', 'y')"]],
    [
      'for name in ("a", "b"):\n        op.create_table(name, sa.Column("s", sa.Enum("x", name="e")))',
      ["CREATE TYPE e AS ENUM ('x')", 'CREATE TABLE a (s e)', 'CREATE TABLE b (s e)'],
    ],
    ['op.execute("UPDATE t " + "SET a = 1")', ['UPDATE t SET a = 1']],
    ['op.execute(sa.text("""\\\nUPDATE t\nSET a = \'b\\n\'"""))', ["    UPDATE t\n    SET a = 'b\n'"]],
    ['op.execute("UPDATE t SET a = \'%s\'" % x)', ["UPDATE t SET a = '${value}'"]],
    ['op.execute("UPDATE %s SET a = {}" % "t")', ['UPDATE t SET a = {}']],
    ['op.execute("UPDATE {t} SET a = {}".format(1, t="x"))', ['UPDATE x SET a = 1']],
    ['op.execute(f"UPDATE t SET a = \'{x.y}\'")', ["UPDATE t SET a = '${x_y}'"]],
    ['op.execute("UPDATE t SET a = " + x)', ['UPDATE t SET a = ${x}']],
    ['op.execute(x)', ['unread: the SQL is computed']],
    [
      't = sa.table("t", sa.column("a"))\nop.execute(t.update().where(t.c.a == 1).values(a=2, b=f()))\nop.execute(sa.delete(t))\nop.execute(t.insert())',
      ['UPDATE t SET a = 2, b = $1 WHERE $2::boolean', 'DELETE FROM t', 'INSERT INTO t (a) VALUES ($1)'],
    ],
    ['op.execute(sa.select(t))', []],
    [
      'op.execute(t.update().values(a=1))',
      ['unread: the statement is built with SQLAlchemy’s expressions on a table that does not stand in the file'],
    ],
    ['op.bulk_insert(sa.table("t", sa.column("a"), sa.column("b")), [{"a": 1}])', ['INSERT INTO t (a, b) VALUES ($1, $2)']],
    [
      'schema = context.get_context().version_table_schema if context.get_context().version_table_schema else ""\nop.drop_column("t", "c", schema=schema)',
      ['ALTER TABLE t DROP COLUMN c'],
    ],
    ['op.drop_column(f"{x}", "c")', ['unread: the name of the table is computed']],
    ['op.add_column(table, sa.Column("a", sa.Text()))', ['unread: the name of the table is computed']],
    ['op.add_column("t", *columns)', ['unread: its arguments are spread']],
    ['op.bulk_insert(t, [])', ['unread: the table that rows are put into is computed']],
    ['helper(op)', ['unread: what helper(…) does is not known']],
    ['print("DROP TABLE t")', []],
  ])('%s', async (lines, expected) => {
    expect(await up(lines)).toEqual(expected);
  });
});

it('follows both branches of what is not known, and the one of the database where it is asked for', async () => {
  expect(await up('if flag:\n    op.execute("a")\nelse:\n    op.execute("b")')).toEqual(['a', 'b']);
  expect(await up('if op.get_context().dialect.name not in ("postgresql",):\n    op.execute("a")\nelse:\n    op.execute("b")')).toEqual([
    'b',
  ]);
});

it('places SQL where it stands in the file, past escapes and in constants', async () => {
  const text = body('op.execute("UPDATE t SET a = \'é\\n\' WHERE b")');
  const [migration] = await read(text);
  const [step] = migration?.steps ?? [];
  if (step?.kind !== 'sql') throw new Error('no SQL');
  const at = step.script.text.indexOf('WHERE');
  const { start, end } = step.script.locate(at, at + 7);
  expect(text.slice(start, end)).toBe('WHERE b');
});

it('knows transactions: one for all, one each, none, and blocks outside', async () => {
  const text = body('op.get_bind().commit()\nwith op.get_context().autocommit_block():\n    op.execute("VACUUM")\nop.execute("SELECT 1")');
  const state = ([migration]: readonly Migration[]) => [migration?.transaction, migration?.transactionGroup];
  expect(state(await read(text))).toEqual(['wrapped', 'Alembic in db']);
  expect(state(await read(text, 'context.configure(transaction_per_migration=True)'))).toEqual(['wrapped', null]);
  expect(state(await read(text, 'context.configure(transactional_ddl=False)'))).toEqual(['none', null]);
  const [migration] = await read(text);
  expect(migration?.steps.map((step) => step.kind === 'sql' && [step.script.text, step.apart ?? false])).toEqual([
    ['', true],
    ['VACUUM', true],
    ['SELECT 1', false],
  ]);
});

it.each([
  ['', 'absent'],
  ['def downgrade():\n    pass\n', 'absent'],
  ['def downgrade():\n    # irreversible\n    pass\n', 'irreversible'],
  ['def downgrade():\n    """Never."""\n    raise RuntimeError("no")\n', 'irreversible'],
  ['def downgrade():\n    op.drop_table("t")\n', 'present'],
])('ways back: %j', async (down, expected) => {
  const [migration] = await read(body('op.execute("SELECT 1")') + down);
  expect(migration?.down).toBe(expected);
});
