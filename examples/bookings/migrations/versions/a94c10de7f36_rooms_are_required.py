"""rooms are required

Revision ID: a94c10de7f36
Revises: 5e02fb613d78
"""
from alembic import op

revision = "a94c10de7f36"
down_revision = "5e02fb613d78"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.alter_column("bookings", "room", nullable=False)
    # The calendar reads the bookings of a day.
    op.create_index("ix_bookings_arrives_on", "bookings", ["arrives_on"])


def downgrade() -> None:
    op.drop_index("ix_bookings_arrives_on", table_name="bookings")
    op.alter_column("bookings", "room", nullable=True)
