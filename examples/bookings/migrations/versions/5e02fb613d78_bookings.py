"""bookings

Revision ID: 5e02fb613d78
Revises: 1c7de90a44b2
"""
from alembic import op
import sqlalchemy as sa

revision = "5e02fb613d78"
down_revision = "1c7de90a44b2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bookings",
        sa.Column("id", sa.BigInteger, primary_key=True),
        sa.Column("guest_id", sa.BigInteger, nullable=False),
        sa.Column("room", sa.Text),
        sa.Column("arrives_on", sa.Date, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("bookings")
