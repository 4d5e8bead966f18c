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

async function read(operations: string, before = FIRST, code = ''): Promise<readonly Migration[]> {
  const second = `${HEAD}${code}
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
  ['migrations.RunPython(fill)', ['unread: what fill does is not known']],
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

const CODE = (lines: string): string => `
def forwards(apps, schema_editor):
    Post = apps.get_model("blog", "Post")
${lines.replaceAll(/^/gm, '    ')}
`;

it.each([
  ['Post.objects.update(title="x")', [`UPDATE "blog_post" SET "title" = 'x'`]],
  ['Post.objects.filter(title__isnull=True).update(title="x")', [`UPDATE "blog_post" SET "title" = 'x' WHERE "title" IS NULL`]],
  ['Post.objects.exclude(author__name="x").update(author=someone)', ['UPDATE "blog_post" SET "author_id" = $1 WHERE NOT $2::boolean']],
  ['Post.objects.filter(title="x").delete()', [`DELETE FROM "blog_post" WHERE "title" = 'x'`]],
  [
    'for post in Post.objects.all():\n    post.title = "x"\n    post.save(update_fields=["title"])',
    ['UPDATE "blog_post" SET "title" = $1 WHERE "id" = $2'],
  ],
  ['post = Post.objects.get(id=1)\npost.save()', ['UPDATE "blog_post" SET "title" = $1, "author_id" = $2 WHERE "id" = $3']],
  ['Post(title="x").save()', ['INSERT INTO "blog_post" ("title", "author_id") VALUES ($1, $2)']],
  ['Post.objects.bulk_update(posts, ["title"], batch_size=10)', ['UPDATE "blog_post" SET "title" = $1 WHERE "id" = ANY ($2)']],
  ['if Post.objects.filter(title="x").exists():\n    print(len(Post.objects.all()))', []],
  ['with schema_editor.connection.cursor() as cursor:\n    cursor.execute("UPDATE t SET a = %s", [1])', ['UPDATE t SET a = $1']],
  ['if schema_editor.connection.vendor != "postgresql":\n    return\nschema_editor.execute("SELECT 1")', ['SELECT 1']],
  ['fill(Post)', ['unread: what fill(…) does is not known']],
  ['Post.objects.get(id=1).tags.add(x)', ['unread: rows of a relation of Post change, which is not followed']],
  ['schema_editor.add_field(Post, f)', ['unread: what schema_editor.add_field(…) sends is not read yet']],
  ['for x in things:\n    x.save()', ['unread: a data change through save, whose model is not known']],
])('RunPython: %s', async (lines, expected) => {
  const migration = (await read('migrations.RunPython(forwards)', FIRST, CODE(lines))).at(-1);
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
