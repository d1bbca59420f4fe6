"""Uncertain dates: what is stored (EDTF, ISO 8601-2), what a person types, what a person reads.

The design's three cases: `2014/2016` lasted from 2014 to 2016; `[2014..2016]` happened once,
some time between; `[1994-04-08,1994-04-09]` happened on one of two days.
"""

from cases.text.dates_read import read
from cases.text.dates_said import DateWords, describe, in_words, understood, understood_as
from cases.text.uncertain import UncertainDate, UnreadableDate, parse

__all__ = [
    "DateWords",
    "UncertainDate",
    "UnreadableDate",
    "describe",
    "in_words",
    "parse",
    "read",
    "understood",
    "understood_as",
]
