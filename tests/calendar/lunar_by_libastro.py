#!/usr/bin/env python3
"""Every month of the Vietnamese lunar calendar from 1960 to 2100, computed a second way.

usage: lunar_by_libastro.py [--check TABLE]

Prints the table, or compares it with TABLE; then the new years of the table with those of the Chinese calendar
(python3-lunardate, a printed table): the two part in exactly seven years of 1960 to 2060. (ICU 72 is no help here: it has
the Chinese new years of 2027 and 2030 wrong.)

New moons and the Sun's longitude come from libastro (python3-ephem: VSOP87
and a theory of the Moon of its own), which shares no code and no series with src/calendar/astronomy.cpp; the rules
are written here by the day of each trung khi, not by the Sun's place at midnight.
"""
import argparse
import bisect
import datetime
import math
import pathlib
import sys

import ephem
import lunardate

ZONE = datetime.timedelta(hours=7)
FIRST, LAST = 1960, 2100
PARTED = [1965, 1968, 1969, 1985, 2007, 2030, 2053]


def local(date):
    return date.datetime() + ZONE


def new_moons():
    """Days in Vietnam on which a new moon falls, in order."""
    days, at = [], ephem.Date(f"{FIRST - 2}/11/1")
    while at < ephem.Date(f"{LAST + 2}/2/1"):
        at = ephem.next_new_moon(at)
        days.append(local(at).date())
        at = ephem.Date(at + 20)
    return days


def longitude(at):
    sun = ephem.Sun(at)
    # epoch=at: of the equinox of date, apparent
    return math.degrees(ephem.Ecliptic(ephem.Equatorial(sun.g_ra, sun.g_dec, epoch=at), epoch=at).lon)


def crossing(begin, end, angle):
    """When the Sun passes `angle` between the two."""
    def ahead(at):
        return (longitude(at) - angle + 180) % 360 - 180
    low, high = float(begin), float(end)
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if ahead(ephem.Date(middle)) < 0 else (low, middle)
    return ephem.Date(high)


def terms():
    """(day in Vietnam, number) of each trung khi: 0 is the March equinox, 9 the winter solstice."""
    found = []
    for year in range(FIRST - 2, LAST + 3):
        for number in range(12):
            # The Sun goes a twelfth in 29 to 32 days: begin the search well before.
            guess = ephem.Date(f"{year}/3/20") + number * 30.44
            found.append((local(crossing(guess - 8, guess + 8, number * 30)).date(), number))
    return sorted(found)


def months():
    moons, sun = new_moons(), terms()
    days = [day for day, _ in sun]

    def holds(i):
        """Numbers of the trung khi in the lunar month that begins with moon i."""
        return [number for _, number in sun[bisect.bisect_left(days, moons[i]):bisect.bisect_left(days, moons[i + 1])]]

    eleventh = [i for i in range(len(moons) - 1) if 9 in holds(i)]
    for first, after in zip(eleventh, eleventh[1:]):
        leap_at = next((i for i in range(first + 1, after) if not holds(i)), None) if after - first == 13 else None
        number, year = 10, moons[first].year
        for i in range(first, after):
            if i != leap_at:
                number = number % 12 + 1
                year += number == 1
            yield year, number, i == leap_at, moons[i]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", type=pathlib.Path)
    table = parser.parse_args().check
    lines = ["year,month,leap,begin"] + [
        f"{year},{number},{'leap' if leap else ''},{begin}" for year, number, leap, begin in months() if FIRST <= year <= LAST]
    if table is None:
        print("\n".join(lines))
        return 0
    stored = table.read_text(encoding="utf-8").splitlines()
    for at, (ours, theirs) in enumerate(zip(stored, lines), 1):
        if ours != theirs:
            print(f"{table}:{at}: {ours}, libastro has {theirs}")
    ours = {int(line[:4]): line[-10:] for line in stored if line[4:8] == ",1,,"}
    parted = [year for year in range(1960, 2061) if ours[year] != lunardate.LunarDate(year, 1, 1).toSolarDate().isoformat()]
    print(f"{len(stored)} lines compared; the new year is not the Chinese one in {parted}")
    return 0 if stored == lines and parted == PARTED else 1


if __name__ == "__main__":
    sys.exit(main())
