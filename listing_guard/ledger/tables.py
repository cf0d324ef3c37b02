"""The tables. `migrations/` makes them; a test proves that it makes these."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    MetaData,
    Numeric,
    Table,
    Text,
)

VERSION = "0001"
"""The last migration; what is written here is what this program can read."""
VERSION_TABLE = "ledger_version"

# Ordered by code point in both databases, whatever the server's locale: look-ups are faster, and
# an export has the same order everywhere.
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")
# SQLite has no exact decimal: there it is the text that `exact.amount_text` makes.
_AMOUNT = Text().with_variant(Numeric(), "postgresql")

metadata = MetaData()

imports = Table(
    "imports",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("source", _TEXT, nullable=False),
    Column("sha256", Text),
    Column("at", BigInteger, nullable=False),
    Column("rows", Integer, nullable=False),
)
"""What brought something in. ``at``, as everywhere, is in microseconds since 1970 in UTC."""

observations = Table(
    "observations",
    metadata,
    # All but the last are the key: what is imported again is known. Its beginning is what is asked
    # for, so that in SQLite, which keeps the table in this order, a look-up is one seek.
    Column("sku", _TEXT, primary_key=True),
    Column("market", _TEXT, primary_key=True),
    Column("at", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", _TEXT, primary_key=True),
    Column("amount", _AMOUNT, primary_key=True),
    Column("currency", _TEXT, primary_key=True),
    # A part of a key is never null: an empty text or a zero says that nothing is known.
    Column("channel", _TEXT, primary_key=True),
    Column("quantity", Integer, primary_key=True, autoincrement=False),
    Column("reference", _TEXT, primary_key=True),
    Column("import", Integer, ForeignKey("imports.number"), nullable=False),
    CheckConstraint("kind IN ('listed', 'sold', 'promotion')", name="observations_kind"),
    sqlite_with_rowid=False,
)

certificates = Table(
    "certificates",
    metadata,
    # ``key`` is what numbers are compared by (`model.numbers`). Of several rows of one key, type
    # and holder the one of the latest import holds.
    Column("key", _TEXT, primary_key=True),
    Column("type", _TEXT, primary_key=True),
    Column("holder", _TEXT, primary_key=True),
    Column("import", Integer, ForeignKey("imports.number"), primary_key=True, autoincrement=False),
    Column("number", Text, nullable=False),
    Column("issuer", Text),
    Column("brand", Text),
    Column("model", Text),
    Column("category", Text),
    Column("scope", Text),
    Column("valid_from", Date),
    Column("valid_until", Date),
    sqlite_with_rowid=False,
)
