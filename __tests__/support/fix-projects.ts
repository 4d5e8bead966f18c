/** A small project for each framework that migrations can be written for: a merged migration, and a dangerous one of the change. */

export interface FixProject {
  readonly files: Readonly<Record<string, string>>;
  /** Paths of the files that the change adds. */
  readonly change: readonly string[];
  /** The framework, where the name of the project is another. */
  readonly framework?: string;
  /** Nothing can be written. */
  readonly refused?: boolean;
}

const TABLES =
  'CREATE TABLE customers (id bigint PRIMARY KEY, email text NOT NULL);\nCREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL, note text);\n';
const DANGER = `-- Customers ask for their orders.
CREATE INDEX orders_customer_id_idx ON orders (customer_id);
ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id);
`;
const UNDO = 'ALTER TABLE orders DROP CONSTRAINT orders_customer_fk;\nDROP INDEX orders_customer_id_idx;\n';
const KEY = 'ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id);\n';
const CARGO = (crate: string): string =>
  `[package]\nname = "shop"\n[dependencies]\n${crate} = { version = "1", features = ["postgres"] }\n`;

const pair = (first: string, second: string, up = DANGER, more: Readonly<Record<string, string>> = {}): FixProject => ({
  files: { [first]: TABLES, [second]: up, ...more },
  change: [second],
});

/** By the framework they are of. */
export const PROJECTS: Readonly<Record<string, FixProject>> = {
  sql: pair('migrations/0001_tables.sql', 'migrations/0002_orders.sql'),
  flyway: pair('src/main/resources/db/migration/V1__tables.sql', 'src/main/resources/db/migration/V2__orders.sql'),
  goose: pair('migrations/00001_tables.sql', 'migrations/00002_orders.sql', `-- +goose Up\n${DANGER}\n-- +goose Down\n${UNDO}`, {
    'migrations/00001_tables.sql': `-- +goose Up\n${TABLES}\n-- +goose Down\nDROP TABLE orders;\nDROP TABLE customers;\n`,
  }),
  'sql-migrate': pair('migrations/1_tables.sql', 'migrations/2_orders.sql', `-- +migrate Up\n${DANGER}\n-- +migrate Down\n${UNDO}`, {
    'migrations/1_tables.sql': `-- +migrate Up\n${TABLES}\n-- +migrate Down\nDROP TABLE orders;\nDROP TABLE customers;\n`,
  }),
  dbmate: pair(
    'db/migrations/20260101000000_tables.sql',
    'db/migrations/20260102000000_orders.sql',
    `-- migrate:up\n${DANGER}\n-- migrate:down\n${UNDO}`,
    { 'db/migrations/20260101000000_tables.sql': `-- migrate:up\n${TABLES}\n-- migrate:down\nDROP TABLE orders;\nDROP TABLE customers;\n` },
  ),
  tern: pair('migrations/001_tables.sql', 'migrations/002_orders.sql', `${DANGER}\n---- create above / drop below ----\n${UNDO}`, {
    'migrations/001_tables.sql': `${TABLES}\n---- create above / drop below ----\nDROP TABLE orders;\nDROP TABLE customers;\n`,
  }),
  'golang-migrate': {
    files: {
      'migrations/000001_tables.up.sql': TABLES,
      'migrations/000001_tables.down.sql': 'DROP TABLE orders;\nDROP TABLE customers;\n',
      'migrations/000002_orders.up.sql': DANGER,
      'migrations/000002_orders.down.sql': UNDO,
    },
    change: ['migrations/000002_orders.up.sql', 'migrations/000002_orders.down.sql'],
  },
  sqlx: pair('migrations/20260101000000_tables.sql', 'migrations/20260102000000_orders.sql', DANGER, { 'Cargo.toml': CARGO('sqlx') }),
  diesel: {
    files: {
      'diesel.toml': '[print_schema]\nfile = "src/schema.rs"\n',
      'migrations/2026-01-01-000000_tables/up.sql': TABLES,
      'migrations/2026-01-01-000000_tables/down.sql': 'DROP TABLE orders;\nDROP TABLE customers;\n',
      'migrations/2026-01-02-000000_orders/up.sql': DANGER,
      'migrations/2026-01-02-000000_orders/down.sql': UNDO,
    },
    change: ['migrations/2026-01-02-000000_orders/up.sql', 'migrations/2026-01-02-000000_orders/down.sql'],
  },
  prisma: pair('prisma/migrations/20260101000000_tables/migration.sql', 'prisma/migrations/20260102000000_orders/migration.sql', DANGER, {
    'prisma/migrations/migration_lock.toml': 'provider = "postgresql"\n',
  }),
  supabase: pair('supabase/migrations/20260101000000_tables.sql', 'supabase/migrations/20260102000000_orders.sql'),
  atlas: pair('migrations/20260101000000_tables.sql', 'migrations/20260102000000_orders.sql', DANGER, {
    'atlas.hcl': 'env "local" {\n  migration {\n    dir = "file://migrations"\n  }\n}\n',
  }),
  refinery: pair('migrations/V1__tables.sql', 'migrations/V2__orders.sql', KEY, { 'Cargo.toml': CARGO('refinery') }),
  hasura: {
    files: {
      'config.yaml': 'version: 3\nmetadata_directory: metadata\nendpoint: http://localhost:8080\n',
      'metadata/version.yaml': 'version: 3\n',
      'migrations/default/1767225600000_tables/up.sql': TABLES,
      'migrations/default/1767312000000_orders/up.sql': DANGER,
    },
    change: ['migrations/default/1767312000000_orders/up.sql'],
    refused: true,
  },
  pop: pair('migrations/20260101000000_tables.postgres.up.sql', 'migrations/20260102000000_orders.postgres.up.sql', KEY, {
    'database.yml': 'development:\n  dialect: postgres\n  database: shop\n',
  }),
  alembic: {
    files: {
      'alembic.ini': '[alembic]\nscript_location = migrations\nsqlalchemy.url = postgresql://localhost/shop\n',
      'migrations/env.py': 'from alembic import context\n\nwith context.begin_transaction():\n    context.run_migrations()\n',
      'migrations/versions/3f2a91c0de11_tables.py': alembic(
        '3f2a91c0de11',
        'None',
        [`op.execute("""${TABLES}""")`],
        ['op.execute("DROP TABLE orders")'],
      ),
      'migrations/versions/8b5d02e7aa34_orders.py': alembic(
        '8b5d02e7aa34',
        '"3f2a91c0de11"',
        [
          'op.create_index("orders_customer_id_idx", "orders", ["customer_id"])',
          'op.create_foreign_key("orders_customer_fk", "orders", "customers", ["customer_id"], ["id"])',
        ],
        ['op.drop_constraint("orders_customer_fk", "orders")', 'op.drop_index("orders_customer_id_idx")'],
      ),
    },
    change: ['migrations/versions/8b5d02e7aa34_orders.py'],
  },
  rails: {
    files: {
      'config/database.yml': 'production:\n  adapter: postgresql\n',
      'db/migrate/20260101000000_create_tables.rb': rails('CreateTables', [
        'create_table :customers do |t|\n      t.text :email, null: false\n    end',
        'create_table :orders do |t|\n      t.bigint :customer_id, null: false\n      t.text :note\n    end',
      ]),
      'db/migrate/20260102000000_index_orders.rb': rails('IndexOrders', [
        'add_index :orders, :customer_id',
        'add_foreign_key :orders, :customers',
      ]),
      'db/migrate/20260103000000_more_of_orders.rb': rails('MoreOfOrders', [
        'add_column :orders, :placed_on, :date',
        'add_index(\n      :orders, %i[customer_id placed_on],\n      unique: true\n    )',
        'add_check_constraint :orders, "length(note) < 80", name: "short_note"',
        'change_column_null :orders, :note, false',
        'add_reference :customers, :order, foreign_key: true',
        'execute "UPDATE customers SET email = lower(email) WHERE id = 1"',
      ]),
    },
    change: ['db/migrate/20260102000000_index_orders.rb', 'db/migrate/20260103000000_more_of_orders.rb'],
  },
  knex: {
    files: {
      'knexfile.js': "module.exports = { client: 'pg' };\n",
      'migrations/20260101000000_tables.js': `exports.up = async function (knex) {\n  await knex.raw(\`${TABLES}\`);\n};\n\nexports.down = async function (knex) {\n  await knex.raw('DROP TABLE orders');\n};\n`,
      'migrations/20260102000000_orders.js': `exports.up = function (knex) {
  return knex.schema.alterTable('orders', (table) => {
    table.index('customer_id');
    table.foreign('customer_id').references('customers.id');
  });
};

exports.down = function (knex) {
  return knex.schema.alterTable('orders', (table) => {
    table.dropForeign('customer_id');
    table.dropIndex('customer_id');
  });
};
`,
      'migrations/20260103000000_gifts.js': `exports.up = async (knex) => {
  await knex.raw("CREATE INDEX orders_gifts_idx ON orders (id) WHERE note::jsonb \\\\? 'gift'");
};

exports.down = async (knex) => {
  await knex.raw('DROP INDEX orders_gifts_idx');
};
`,
    },
    change: ['migrations/20260102000000_orders.js', 'migrations/20260103000000_gifts.js'],
  },
  typeorm: {
    files: {
      'migrations/1767225600000-Tables.ts': typeorm('Tables1767225600000', TABLES, 'DROP TABLE orders'),
      'migrations/1767312000000-Orders.ts': typeorm('Orders1767312000000', DANGER, UNDO),
    },
    change: ['migrations/1767312000000-Orders.ts'],
  },
  django: {
    files: {
      'manage.py': '',
      'shop/orders/migrations/__init__.py': '',
      'shop/orders/migrations/0001_initial.py': `from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Customer",
            fields=[("id", models.BigAutoField(primary_key=True)), ("email", models.TextField())],
        ),
        migrations.CreateModel(
            name="Order",
            fields=[("id", models.BigAutoField(primary_key=True)), ("note", models.TextField(null=True)), ("placed", models.DateField(null=True))],
        ),
    ]
`,
      'shop/orders/migrations/0002_customer.py': `from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0001_initial"),
    ]

    operations = [
        # What the shop says of itself.
        migrations.AddField(
            model_name="order",
            name="remark",
            field=models.TextField(null=True),
        ),
        migrations.AlterModelOptions(
            name="order",
            options={"ordering": ["placed"]},
        ),
        migrations.AddField(
            model_name="order",
            name="customer",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="orders.customer"),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["placed"], name="order_placed_idx"),
        ),
        migrations.RunSQL(
            """
            ALTER TABLE orders_order ADD CONSTRAINT note_short CHECK (note ~ '^[^"\\\\]{1,80}$');
            """,
            reverse_sql="ALTER TABLE orders_order DROP CONSTRAINT note_short",
            state_operations=[
                migrations.AddConstraint(
                    model_name="order",
                    constraint=models.CheckConstraint(check=models.Q(note__regex='^[^"]{1,80}$'), name="note_short"),
                ),
            ],
        ),
    ]
`,
    },
    change: ['shop/orders/migrations/0002_customer.py'],
  },
  'node-pg-migrate': {
    files: {
      'migrations/1767225600000_tables.js': pgmFile(`  pgm.sql(\`${TABLES}\`);`, "  pgm.sql('DROP TABLE orders');"),
      'migrations/1767312000000_orders.js': pgmFile(
        "  pgm.createIndex('orders', 'customer_id');\n  pgm.addConstraint('orders', 'orders_customer_fk', 'FOREIGN KEY (customer_id) REFERENCES customers (id)');",
      ),
    },
    change: ['migrations/1767312000000_orders.js'],
  },
  sequelize: {
    files: {
      'migrations/20260101000000-tables.js': sequelizeFile(`await queryInterface.sequelize.query(\`${TABLES}\`);`, "await queryInterface.dropTable('orders');"), // prettier-ignore
      'migrations/20260102000000-orders.js': sequelizeFile(
        "await queryInterface.sequelize.transaction(async (transaction) => {\n      await queryInterface.addIndex('orders', ['customer_id'], { transaction });\n      await queryInterface.sequelize.query('ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id)', { transaction });\n    });",
        "await queryInterface.removeConstraint('orders', 'orders_customer_fk');\n    await queryInterface.removeIndex('orders', ['customer_id']);",
      ),
    },
    change: ['migrations/20260102000000-orders.js'],
  },
  'mikro-orm': {
    files: {
      'migrations/Migration20260101000000.ts': mikroOrm('20260101000000', TABLES, 'DROP TABLE orders'),
      'migrations/Migration20260102000000.ts': mikroOrm('20260102000000', DANGER),
    },
    change: ['migrations/Migration20260102000000.ts'],
  },
  ecto: {
    files: {
      'priv/repo/migrations/20260101000000_tables.exs': `defmodule Shop.Repo.Migrations.Tables do
  use Ecto.Migration

  def change do
    create table(:customers) do
      add :email, :text
    end

    create table(:orders) do
      add :customer_id, :bigint
    end
  end
end
`,
      'priv/repo/migrations/20260102000000_orders.exs': `defmodule Shop.Repo.Migrations.Orders do
  use Ecto.Migration

  def change do
    # Customers ask for their orders.
    create index(:orders, [:customer_id])

    execute(
      "ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id)",
      "ALTER TABLE orders DROP CONSTRAINT orders_customer_fk"
    )
  end
end
`,
    },
    change: ['priv/repo/migrations/20260102000000_orders.exs'],
  },
  laravel: {
    files: {
      'config/database.php': "<?php\n\nreturn [\n    'default' => env('DB_CONNECTION', 'pgsql'),\n];\n",
      'database/migrations/2026_01_01_000000_tables.php': laravel(
        "Schema::create('customers', function (Blueprint $table) {\n            $table->id();\n        });\n        Schema::create('orders', function (Blueprint $table) {\n            $table->id();\n            $table->bigInteger('customer_id');\n        });",
        "Schema::drop('orders');\n        Schema::drop('customers');",
      ),
      'database/migrations/2026_01_02_000000_orders.php': laravel(
        "Schema::table('orders', function (Blueprint $table) {\n            $table->index('customer_id');\n            $table->foreign('customer_id')->references('id')->on('customers');\n        });",
        "Schema::table('orders', function (Blueprint $table) {\n            $table->dropForeign(['customer_id']);\n            $table->dropIndex(['customer_id']);\n        });",
      ),
    },
    change: ['database/migrations/2026_01_02_000000_orders.php'],
  },
  liquibase: {
    files: {
      'db/changelog.xml': `<?xml version="1.0" encoding="UTF-8"?>
<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog">
    <include file="tables.sql" relativeToChangelogFile="true"/>
    <include file="orders.sql" relativeToChangelogFile="true"/>
    <include file="notes.xml" relativeToChangelogFile="true"/>
</databaseChangeLog>
`,
      'db/tables.sql': `--liquibase formatted sql\n\n--changeset shop:tables\n${TABLES}`,
      'db/orders.sql': `--liquibase formatted sql

--changeset shop:orders labels:v2
-- Customers ask for their orders.
${DANGER.split('\n').slice(1).join('\n')}--rollback ALTER TABLE orders DROP CONSTRAINT orders_customer_fk;
--rollback DROP INDEX orders_customer_id_idx;

--changeset shop:notes
CREATE INDEX orders_note_idx ON orders (note);
--rollback DROP INDEX orders_note_idx;
`,
      'db/notes.xml': `<?xml version="1.0" encoding="UTF-8"?>
<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog">
    <changeSet id="emails" author="shop">
        <createIndex tableName="customers" indexName="customers_email_idx">
            <column name="email"/>
        </createIndex>
        <sql>ALTER TABLE customers ADD CONSTRAINT email_short CHECK (length(email) &lt; 200)</sql>
    </changeSet>
</databaseChangeLog>
`,
    },
    change: ['db/orders.sql', 'db/notes.xml'],
  },
};

const ADD_INDEX = '-- Customers ask for their orders.\nCREATE INDEX orders_customer_id_idx ON orders (customer_id);\n';
const OWN = `BEGIN;\n${DANGER}COMMIT;\n`;
const PRISMA = {
  'prisma/migrations/migration_lock.toml': 'provider = "postgresql"\n',
  'package.json': '{ "devDependencies": { "prisma": "7.4.0" } }',
};
const prisma = (sql: string, more: Readonly<Record<string, string>> = {}): FixProject => ({
  ...pair('prisma/migrations/20260101000000_tables/migration.sql', 'prisma/migrations/20260102000000_orders/migration.sql', sql, {
    'prisma/migrations/migration_lock.toml': PRISMA['prisma/migrations/migration_lock.toml'],
    ...more,
  }),
  framework: 'prisma',
});

/** What is special in some frameworks. */
export const SPECIAL: Readonly<Record<string, FixProject>> = {
  'prisma-own-transaction': prisma(OWN),
  'prisma-one-by-one': prisma(`SET lock_timeout = '3s';\n${DANGER}`, PRISMA),
  'prisma-settings': prisma(`SET lock_timeout = '3s';\n${DANGER}`),
  'sql-own-transactions': {
    ...pair('migrations/0001_tables.sql', 'migrations/0002_orders.sql', `BEGIN;\n\nSET LOCAL search_path = public;\nALTER TABLE orders ADD COLUMN placed date;\n${KEY}\nCOMMIT;\n\n${ADD_INDEX}\nBEGIN TRANSACTION;\nALTER TABLE customers ADD COLUMN name text;\nALTER TABLE customers ADD COLUMN town text;\nCOMMIT;\n`), // prettier-ignore
    framework: 'sql',
  },
  'goose-own-transactions': {
    ...pair('migrations/1_tables.sql', 'migrations/2_orders.sql', `-- +goose NO TRANSACTION\n-- +goose Up\nBEGIN;\n${KEY}COMMIT;\nBEGIN;\nALTER TABLE customers ADD COLUMN name text;\nALTER TABLE customers ADD COLUMN town text;\nCOMMIT;\n`, { 'migrations/1_tables.sql': `-- +goose Up\n${TABLES}` }), // prettier-ignore
    framework: 'goose',
  },
  'golang-migrate-own-transaction': {
    ...pair('migrations/1_tables.up.sql', 'migrations/2_orders.up.sql', OWN, {
      'migrations/2_orders.down.sql': `BEGIN;\n${UNDO}COMMIT;\n`,
    }),
    framework: 'golang-migrate',
  },
  'diesel-outside': {
    ...pair('migrations/2026-01-01-000000_tables/up.sql', 'migrations/2026-01-02-000000_orders/up.sql', KEY, {
      'diesel.toml': '[print_schema]\nfile = "src/schema.rs"\n',
      'migrations/2026-01-02-000000_orders/metadata.toml': 'run_in_transaction = false\n',
    }),
    framework: 'diesel',
  },
  'golang-migrate-renumbered': {
    files: {
      'migrations/000001_tables.up.sql': TABLES,
      'migrations/000001_tables.down.sql': 'DROP TABLE orders;\nDROP TABLE customers;\n',
      'migrations/000002_orders.up.sql': DANGER,
      'migrations/000002_orders.down.sql': UNDO,
      'migrations/000003_names.up.sql': 'ALTER TABLE customers ADD COLUMN name text;\n',
      'migrations/000003_names.down.sql': 'ALTER TABLE customers DROP COLUMN name;\n',
      'migrations/000004_notes.up.sql': 'CREATE INDEX orders_note_idx ON orders (note);\n',
      'migrations/000004_notes.down.sql': 'DROP INDEX orders_note_idx;\n',
    },
    change: ['2_orders', '3_names', '4_notes'].flatMap((name) => [`migrations/00000${name}.up.sql`, `migrations/00000${name}.down.sql`]),
    framework: 'golang-migrate',
  },
  'prisma-renumbered': {
    ...prisma(DANGER, { 'prisma/migrations/20260102000001_names/migration.sql': 'ALTER TABLE customers ADD COLUMN name text;\nALTER TABLE customers ADD COLUMN town text;\n' }), // prettier-ignore
    change: ['prisma/migrations/20260102000000_orders/migration.sql', 'prisma/migrations/20260102000001_names/migration.sql'],
  },
  'rails-renumbered': {
    files: {
      'config/database.yml': 'production:\n  adapter: postgresql\n',
      'db/migrate/20260101000000_create_orders.rb': rails('CreateOrders', ['create_table :orders do |t|\n      t.bigint :customer_id, null: false\n      t.text :note\n    end']), // prettier-ignore
      'db/migrate/20260102000000_index_orders.rb': rails('IndexOrders', ['add_index :orders, :customer_id', 'add_index :orders, :note']),
      'db/migrate/20260102000001_add_town.rb': rails('AddTown', ['add_column :orders, :town, :text']),
    },
    change: ['db/migrate/20260102000000_index_orders.rb', 'db/migrate/20260102000001_add_town.rb'],
    framework: 'rails',
  },
  'sql-savepoint': {
    ...pair('migrations/0001_tables.sql', 'migrations/0002_orders.sql', `BEGIN;\nSAVEPOINT one;\n${DANGER}COMMIT;\n`),
    framework: 'sql',
    refused: true,
  },
  'sql-serializable': {
    ...pair('migrations/0001_tables.sql', 'migrations/0002_orders.sql', `BEGIN ISOLATION LEVEL SERIALIZABLE;\n${DANGER}COMMIT;\n`),
    framework: 'sql',
    refused: true,
  },
  'sql-unclosed': {
    ...pair('migrations/0001_tables.sql', 'migrations/0002_orders.sql', `BEGIN;\n${DANGER}`),
    framework: 'sql',
    refused: true,
  },
};

function laravel(up: string, down: string): string {
  return `<?php

use Illuminate\\Database\\Migrations\\Migration;
use Illuminate\\Database\\Schema\\Blueprint;
use Illuminate\\Support\\Facades\\Schema;

return new class extends Migration
{
    public function up(): void
    {
        ${up}
    }

    public function down(): void
    {
        ${down}
    }
};
`;
}

function pgmFile(up: string, down?: string): string {
  const back = down === undefined ? '' : `\nexports.down = (pgm) => {\n${down}\n};\n`;
  return `exports.up = (pgm) => {\n${up}\n};\n${back}`;
}

function sequelizeFile(up: string, down: string): string {
  return `'use strict';

module.exports = {
  async up(queryInterface, Sequelize) {
    ${up}
  },

  down: async (queryInterface) => {
    ${down}
  },
};
`;
}

function mikroOrm(order: string, up: string, down?: string): string {
  const back = down === undefined ? '' : `\n  async down(): Promise<void> {\n    this.addSql(\`${down}\`);\n  }\n`;
  return `import { Migration } from '@mikro-orm/migrations';

export class Migration${order} extends Migration {
  async up(): Promise<void> {
    this.addSql(\`${up}\`);
  }
${back}}
`;
}

function alembic(id: string, before: string, up: readonly string[], down: readonly string[]): string {
  const [, short = ''] = /"(\w+)"/.exec(before) ?? [];
  return `"""orders

Revision ID: ${id}
Revises: ${short}
"""
from alembic import op

revision = "${id}"
down_revision = ${before}
branch_labels = None
depends_on = None


def upgrade() -> None:
    ${up.join('\n    ')}


def downgrade() -> None:
    ${down.join('\n    ')}
`;
}

function rails(name: string, calls: readonly string[]): string {
  return `class ${name} < ActiveRecord::Migration[7.1]\n  def change\n    ${calls.join('\n    ')}\n  end\nend\n`;
}

function typeorm(name: string, up: string, down: string): string {
  return `import { MigrationInterface, QueryRunner } from 'typeorm';

export class ${name} implements MigrationInterface {
  name = '${name}';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(\`${up}\`);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(\`${down}\`);
  }
}
`;
}
