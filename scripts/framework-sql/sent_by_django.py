"""Makes __tests__/fixtures/framework-sql/django/sent.txt again: what Django sends to PostgreSQL for the project beside it.

Needs Django and psycopg (pip install "django==5.2.*" psycopg[binary]) and an empty database of a PostgreSQL server with the
contrib extensions, named by the environment as libpq reads it:

    PGHOST=/tmp PGUSER=postgres PGDATABASE=empty python scripts/framework-sql/sent_by_django.py

The migrations are run for real, since what Django drops it first looks up in the server's catalogs.
"""

import os
import sys
from pathlib import Path

import django
from django.conf import settings

FIXTURE = Path(__file__).resolve().parents[2] / "__tests__" / "fixtures" / "framework-sql" / "django"
APPS = ["people", "shop"]

sys.dont_write_bytecode = True
sys.path.insert(0, str(FIXTURE / "project"))
settings.configure(
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": os.environ["PGDATABASE"],
            "HOST": os.environ.get("PGHOST", ""),
            "USER": os.environ.get("PGUSER", ""),
        }
    },
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.postgres", *APPS],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
)
django.setup()

from django.db import connection  # noqa: E402
from django.db.backends.postgresql.schema import DatabaseSchemaEditor  # noqa: E402
from django.db.migrations.executor import MigrationExecutor  # noqa: E402

sent: list[str] = []
plain = DatabaseSchemaEditor.execute


def execute(self, sql, params=()):
    text = str(sql)
    if params:
        text = self.connection.ops.compose_sql(text, params)
    # RunSQL escapes percent signs for the driver.
    sent.append(text if params is not None else text)
    return plain(self, sql, params)


DatabaseSchemaEditor.execute = execute

executor = MigrationExecutor(connection)
blocks = []
for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes()):
    sent.clear()
    MigrationExecutor(connection).migrate([(migration.app_label, migration.name)])
    if migration.app_label in APPS:
        lines = [f"{text.rstrip().rstrip(';')};" for text in sent]
        path = f"{migration.app_label}/migrations/{migration.name}.py"
        blocks.append("\n".join([f"=== {path} up", *lines]))
(FIXTURE / "sent.txt").write_text("\n".join(blocks) + "\n")
