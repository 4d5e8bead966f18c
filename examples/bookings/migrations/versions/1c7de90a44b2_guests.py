"""guests

Revision ID: 1c7de90a44b2
Revises:
"""
from alembic import op
import sqlalchemy as sa

revision = "1c7de90a44b2"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "guests",
        sa.Column("id", sa.BigInteger, primary_key=True),
        sa.Column("email", sa.Text, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("guests")
