"""Dates and times as sellers write them; what leaves the day or month open is not guessed."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta, timezone

_LONGEST = 64
_DAY = (
    r"(?P<y>\d{4})(?:[-/.]|年)(?P<m>\d{1,2})(?:[-/.]|月)(?P<d>\d{1,2})(?:日|号)?|(?P<basic>\d{8})"
)
_TIME = (
    r"(?P<h>\d{1,2})(?::|时|点)(?:(?P<min>\d{1,2})(?:分|(?=:|\D|$))(?::?(?P<s>\d{1,2})"
    r"(?:\.(?P<frac>\d{1,9}))?秒?)?)?"
)
_ZONE = r"(?P<z>Z|UTC|(?P<zs>[+-])(?P<zh>\d{2}):?(?P<zm>\d{2})?)"
_MOMENT = re.compile(rf"(?:{_DAY})(?:(?:T| ?){_TIME}(?: ?{_ZONE})?)?", re.IGNORECASE)
_BASIC_TIME = re.compile(r"(\d{8})[T ]?(\d{2})(\d{2})(\d{2})?", re.IGNORECASE)
_FIRST_SERIAL = date(1899, 12, 30)
_LAST_SERIAL = 2_958_465  # 9999-12-31
_END_OF_DAY = time(23, 59, 59, 999_999)


def to_datetime(
    value: object, *, serials: bool = False, end_of_day: bool = False
) -> datetime | None:
    """Read a moment, naive unless a zone is written; ``None`` if it cannot be read.

    A day alone is its midnight, or with ``end_of_day`` its last moment. With ``serials`` a
    number is a spreadsheet's day count (1 = 1900-01-01, as every spreadsheet now writes it).
    """
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, _END_OF_DAY if end_of_day else time())
    if isinstance(value, bool):
        return None
    if serials and isinstance(value, (int, float)):
        return _from_serial(value, end_of_day)
    if isinstance(value, int):
        value = str(value) if 10**7 <= value < 10**8 else ""
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    text = " ".join(unicodedata.normalize("NFKC", value).split())
    if basic := _BASIC_TIME.fullmatch(text):
        text = f"{basic[1]} {basic[2]}:{basic[3]}:{basic[4] or '00'}"
    found = _MOMENT.fullmatch(text)
    return _from_match(found, end_of_day) if found else None


def to_date(value: object, *, serials: bool = False) -> date | None:
    """Read a day; of a moment, the day as it is written there. ``None`` if it cannot be read."""
    moment = to_datetime(value, serials=serials)
    return moment.date() if moment else None


def _from_serial(value: int | float, end_of_day: bool) -> datetime | None:
    if not 1 <= value <= _LAST_SERIAL:
        return None
    days = int(value)
    seconds = round((value - days) * 86_400)
    moment = datetime.combine(_FIRST_SERIAL + timedelta(days), time()) + timedelta(0, seconds)
    if end_of_day and not seconds:
        return datetime.combine(moment.date(), _END_OF_DAY)
    return moment


def _from_match(found: re.Match[str], end_of_day: bool) -> datetime | None:
    basic = found["basic"]
    parts = (basic[:4], basic[4:6], basic[6:]) if basic else found.group("y", "m", "d")
    try:
        day = date(*(int(part) for part in parts))
        if found["h"] is None:
            return datetime.combine(day, _END_OF_DAY if end_of_day else time())
        hour = int(found["h"])
        fraction = int((found["frac"] or "0").ljust(6, "0")[:6])
        clock = time(
            0 if hour == 24 else hour, int(found["min"] or 0), int(found["s"] or 0), fraction
        )
        moment = datetime.combine(day, clock, _zone(found))
        if hour != 24:
            return moment
        # 24:00, common in Chinese notices, is the midnight that ends the day
        return moment + timedelta(1) if clock == time() else None
    except (ValueError, OverflowError):
        return None


def _zone(found: re.Match[str]) -> timezone | None:
    if found["z"] is None:
        return None
    if found["zs"] is None:
        return UTC
    offset = timedelta(hours=int(found["zh"]), minutes=int(found["zm"] or 0))
    return timezone(-offset if found["zs"] == "-" else offset)
