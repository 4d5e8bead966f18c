/** What Django's operations are read as. */
import { expect, it } from 'vitest';
import { memoryTree } from '../src/changes/memory.ts';
import { frameworkOf } from '../src/frameworks/index.ts';
import type { Migration } from '../src/frameworks/framework.ts';

const HEAD = `from django.db import migrations, models
from django.contrib.postgres.operations import AddIndexConcurrently
`;
const FIRST = `${HEAD}
class Migration(migrations.Migration):
    operations = [
        migrations.CreateModel(
            name="Post",
            fields=[("id", models.BigAutoField(primary_key=True)), ("title", models.CharField(max_length=20, null=True)), ("author", models.ForeignKey("auth.User", models.CASCADE))],
        ),
    ]
`;

async function read(operations: string, before = FIRST): Promise<readonly Migration[]> {
  const second = `${HEAD}
class Migration(migrations.Migration):
    atomic = False
    dependencies = [("blog", "0009_first")]
    operations = [${operations}]
`;
  const tree = memoryTree({ 'manage.py': '', 'blog/migrations/0009_first.py': before, 'blog/migrations/0002_second.py': second });
  const django = frameworkOf('django');
  const [project] = (await django?.detect(tree)) ?? [];
  return project ? ((await django?.read(project, tree))?.migrations ?? []) : [];
}

it.each([
  ['migrations.RunSQL("SELECT 1", migrations.RunSQL.noop)', ['SELECT 1']],
  ['migrations.RunSQL(["SELECT 1", ("SELECT %s", [1])])', ['SELECT 1', 'SELECT %s']],
  ['migrations.RunSQL(open("x.sql").read())', ['unread: the SQL is computed']],
  ['migrations.RunPython(fill)', ['unread: what RunPython runs is not read yet']],
  [
    'migrations.AddField("post", "score", models.IntegerField(default=0))',
    ['ALTER TABLE "blog_post" ADD COLUMN "score" integer DEFAULT 0 NOT NULL', 'ALTER TABLE "blog_post" ALTER COLUMN "score" DROP DEFAULT'],
  ],
  ['migrations.AddField("post", "note", models.TextField(null=True))', ['ALTER TABLE "blog_post" ADD COLUMN "note" text NULL']],
  [
    'migrations.AlterField("post", "title", models.CharField(max_length=40))',
    ['ALTER TABLE "blog_post" ALTER COLUMN "title" TYPE varchar(40), ALTER COLUMN "title" SET NOT NULL'],
  ],
  ['migrations.AlterField("post", "other", models.TextField())', ['unread: what the field other was before is not known']],
  [
    'migrations.RenameField("post", "author", "writer")',
    [
      'SET CONSTRAINTS "blog_post_author_id_dd7a8485_fk_auth_user_id" IMMEDIATE',
      'ALTER TABLE "blog_post" DROP CONSTRAINT "blog_post_author_id_dd7a8485_fk_auth_user_id"',
      'ALTER TABLE "blog_post" RENAME COLUMN "author_id" TO "writer_id"',
      'ALTER TABLE "blog_post" ADD CONSTRAINT "blog_post_writer_id_613d53cc_fk_auth_user_id" FOREIGN KEY ("writer_id") REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED',
    ],
  ],
  [
    'migrations.RemoveField("post", "author")',
    [
      'SET CONSTRAINTS "blog_post_author_id_dd7a8485_fk_auth_user_id" IMMEDIATE',
      'ALTER TABLE "blog_post" DROP CONSTRAINT "blog_post_author_id_dd7a8485_fk_auth_user_id"',
      'ALTER TABLE "blog_post" DROP COLUMN "author_id" CASCADE',
    ],
  ],
  ['migrations.AddField("post", "odd", odd.fields.Field())', ['unread: the type of the field Field is not known']],
  ['migrations.AddField("post", "other", models.ForeignKey("shop.Thing", models.CASCADE))', ['unread: the model shop.thing is not known']],
  ['migrations.RemoveField("thing", "other")', ['unread: the model thing is made elsewhere']],
  [
    'migrations.AddIndex("post", models.Index(Cast("title", models.IntegerField()), name="i"))',
    ['unread: the expression Cast is not read yet'],
  ],
  ['own.Operation()', ['unread: migrations.Operation is not read yet']],
  ['migrations.RenameModel("Post", "Entry")', ['ALTER TABLE "blog_post" RENAME TO "blog_entry"']],
  ['migrations.DeleteModel("Post")', ['DROP TABLE "blog_post" CASCADE']],
  [
    'AddIndexConcurrently("post", models.Index(fields=["-title", "author"], name="ix"))',
    ['CREATE INDEX CONCURRENTLY "ix" ON "blog_post" ("title" DESC, "author_id")'],
  ],
  [
    'migrations.AddConstraint("post", models.UniqueConstraint(fields=["title"], name="uq"))',
    ['ALTER TABLE "blog_post" ADD CONSTRAINT "uq" UNIQUE ("title")'],
  ],
  [
    'migrations.SeparateDatabaseAndState(database_operations=[migrations.RunSQL("SELECT 1")], state_operations=[migrations.DeleteModel("Post")])',
    ['SELECT 1'],
  ],
  ['migrations.AlterModelOptions("post", {})', []],
  ['migrations.AlterUniqueTogether("post", set())', []],
])('%s', async (operations, expected) => {
  const migration = (await read(operations)).at(-1);
  expect(migration?.transaction).toBe('none');
  expect(
    migration?.steps.map((step) => (step.kind === 'sql' ? step.script.text : step.kind === 'unread' ? `unread: ${step.reason}` : '')),
  ).toEqual(expected);
});

it('orders by dependencies, not by numbers, and knows what has no way back', async () => {
  const migrations = await read('migrations.RunSQL("SELECT 1")');
  expect(migrations.map(({ id, down }) => [id, down])).toEqual([
    ['blog.0009_first', 'present'],
    ['blog.0002_second', 'irreversible'],
  ]);
});
