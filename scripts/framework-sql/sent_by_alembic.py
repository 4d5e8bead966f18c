"""Makes __tests__/fixtures/framework-sql/alembic/sent.txt again: what Alembic prints in its offline mode for the project beside it.

Needs Alembic and SQLAlchemy (pip install alembic sqlalchemy), and no server:

    python scripts/framework-sql/sent_by_alembic.py
"""

import io
import re
import sys
from pathlib import Path

from alembic import command
from alembic.config import Config

FIXTURE = Path(__file__).resolve().parents[2] / "__tests__" / "fixtures" / "framework-sql" / "alembic"
sys.dont_write_bytecode = True

REVISIONS = ["1a", "2b", "3c"]
FILES = {path.name.split("_")[0]: f"alembic/versions/{path.name}" for path in (FIXTURE / "project/alembic/versions").glob("*.py")}
# Alembic's own bookkeeping.
OWN = re.compile(r"^(?:BEGIN|COMMIT|CREATE TABLE alembic_version .*|(?:INSERT INTO|UPDATE|DELETE FROM|DROP TABLE) alembic_version.*|-- .*)$", re.S)


def printed(run, span):
    out = io.StringIO()
    config = Config(output_buffer=out)
    config.set_main_option("script_location", str(FIXTURE / "project" / "alembic"))
    run(config, span, sql=True)
    statements = [text.strip() for text in re.split(r";\s*\n", out.getvalue())]
    kept = [re.sub(r"^(?:-- [^\n]*\n\s*)+", "", text) for text in statements]
    return [f"{text};" for text in kept if text and not OWN.match(text)]


blocks = []
for before, revision in zip([None, *REVISIONS], REVISIONS):
    span = f"{before}:{revision}" if before else revision
    blocks += [f"=== {FILES[revision]} up", *printed(command.upgrade, span)]
    blocks += [f"=== {FILES[revision]} down", *printed(command.downgrade, f"{revision}:{before or 'base'}")]
(FIXTURE / "sent.txt").write_text("\n".join(blocks) + "\n")
