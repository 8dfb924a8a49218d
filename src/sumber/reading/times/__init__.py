"""Times in a text and what they mean: one engine, the languages as data (data/times/)."""

from sumber.reading.times.find import find_times

__all__ = ["find_times"]
