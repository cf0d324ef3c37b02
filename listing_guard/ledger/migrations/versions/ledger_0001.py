"""Imports, observations and certificates; nothing of them is ever changed or taken away."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_AMOUNT = sa.Text().with_variant(sa.Numeric(), "postgresql")


def upgrade() -> None:
    """Make the tables, and refuse every change but a new row."""
    op.create_table(
        "imports",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("source", _TEXT, nullable=False),
        sa.Column("sha256", sa.Text),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
    )
    op.create_table(
        "observations",
        sa.Column("sku", _TEXT, primary_key=True),
        sa.Column("market", _TEXT, primary_key=True),
        sa.Column("at", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("kind", _TEXT, primary_key=True),
        sa.Column("amount", _AMOUNT, primary_key=True),
        sa.Column("currency", _TEXT, primary_key=True),
        sa.Column("channel", _TEXT, primary_key=True),
        sa.Column("quantity", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("reference", _TEXT, primary_key=True),
        sa.Column("import", sa.Integer, sa.ForeignKey("imports.number"), nullable=False),
        sa.CheckConstraint("kind IN ('listed', 'sold', 'promotion')", name="observations_kind"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "certificates",
        sa.Column("key", _TEXT, primary_key=True),
        sa.Column("type", _TEXT, primary_key=True),
        sa.Column("holder", _TEXT, primary_key=True),
        sa.Column(
            "import",
            sa.Integer,
            sa.ForeignKey("imports.number"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("issuer", sa.Text),
        sa.Column("brand", sa.Text),
        sa.Column("model", sa.Text),
        sa.Column("category", sa.Text),
        sa.Column("scope", sa.Text),
        sa.Column("valid_from", sa.Date),
        sa.Column("valid_until", sa.Date),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "sqlite":
        _refuse_changes_in_sqlite()
    else:
        _refuse_changes_in_postgresql()


def downgrade() -> None:
    """Refuse: what is on record stays."""
    raise NotImplementedError("a ledger is not taken back; restore a copy of it")


_TABLES = ("imports", "observations", "certificates")


def _refuse_changes_in_sqlite() -> None:
    for table in _TABLES:
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'a ledger is only added to'); END"
            )


def _refuse_changes_in_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'a ledger is only added to'; END $$"
    )
    for table in _TABLES:
        op.execute(
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change()"
        )
