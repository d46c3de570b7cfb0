#!/usr/bin/env python3
"""`tiendo feed` as a calendar program reads it: the instants are those that `tiendo owed` tells, an update and a
cancellation arrive under the same UID. The reader is python3-icalendar, which shares nothing with what writes.

usage: feed_test.py TIENDO ADAPTER_FOLDER SOURCE_DIR SUITE
"""
import datetime
import json
import subprocess
import sys
import unittest

from case import ADAPTERS, NOT_FOUND, PLAN, TIENDO, UNITS, USAGE, Case, main

sys.path.append("/usr/lib/python3/dist-packages")  # where Debian puts it, whichever Python runs this
try:
    import icalendar
except ImportError:
    icalendar = None

WARD = "ubnd-phuong-7"
EARLY, LATER = "2021-05-10T09:00:00+07:00", "2021-05-13T09:00:00+07:00"
MERGED = """
[[event]]
id = "sap-nhap"
day = 2021-05-01
legal_basis = "Nghị quyết giả định"
[[event.step]]
do = "merge"
units = ["ubnd-phuong-7"]
into = "ubnd-phuong-6"
duties = "inherited"
"""


@unittest.skipIf(icalendar is None, "python3-icalendar is not installed")
class Feeds(Case):
    def at(self, when, *words):
        command = [TIENDO, "--db", f"sqlite:{self.db}", "--at", when, "--adapters", ADAPTERS, *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout

    def adopted(self):
        """Before all that follows: a paper is not in the calendar before it was fixed."""
        early = "2020-12-20T08:00:00+07:00"
        self.at(early, "init")
        self.at(early, "units", "load", UNITS)
        self.at(early, "plan", "adopt", PLAN, "--as", "ke-hoach", "--as-of", "2020-12-31", "--year", "2021")

    def feed(self, when, kind="VEVENT", unit=WARD):
        file = self.folder / "lich.ics"
        self.at(when, "feed", "--unit", unit, "--out", file, "--as", "todos" if kind == "VTODO" else "events")
        data = file.read_bytes()
        self.assertTrue(all(len(line) <= 75 for line in data.split(b"\r\n")))
        self.assertNotIn(b"\n", data.replace(b"\r\n", b""))
        calendar = icalendar.Calendar.from_ical(data)
        self.assertEqual(calendar["METHOD"], "PUBLISH")
        entries = {str(entry["UID"]): entry for entry in calendar.walk(kind)}
        self.assertEqual(len(entries), len(calendar.walk(kind)), "two entries with one UID")
        self.assertFalse(any(entry.errors for entry in calendar.walk()))
        return entries

    def owed(self, when, unit=WARD):
        return [row for row in json.loads(self.at(when, "--format", "json", "owed")) if row["unit"] == unit]

    def of_may(self, entries):
        (uid,) = [uid for uid, entry in entries.items() if "06 tháng" in entry["SUMMARY"]]
        return uid, entries[uid]

    def test_a_reader_finds_the_same_instants(self):
        self.adopted()
        expected = sorted(datetime.datetime.fromisoformat(row["due"]) for row in self.owed(EARLY) if row["due"])
        self.assertEqual(len(expected), 3)
        events, todos = self.feed(EARLY), self.feed(EARLY, "VTODO")
        self.assertEqual(sorted(entry["DTEND"].dt for entry in events.values()), expected)
        self.assertEqual(sorted(entry["DUE"].dt for entry in todos.values() if "DUE" in entry), expected)
        self.assertEqual(len(todos), len(self.owed(EARLY)), "a todo for each paper, dated or not")
        _, may = self.of_may(events)
        self.assertEqual(may["DTSTART"].dt.isoformat(), "2021-05-14T00:00:00+07:00")
        self.assertEqual(may["DTSTAMP"].dt, datetime.datetime.fromisoformat(EARLY))
        self.assertIn("Tình trạng: chưa nộp, chưa quá hạn", may["DESCRIPTION"])

    def test_an_update_comes_under_the_same_uid_with_a_higher_sequence(self):
        self.adopted()
        uid, before = self.of_may(self.feed(EARLY))
        self.at("2021-05-12T08:00:00+07:00", "report", "submit", "--cycle", "2021-half-year", "--unit", WARD, "--sender", "Văn phòng",
                "--section", f"general={self.file('bc.txt', 'Đã thực hiện.')}")
        entries = self.feed(LATER)
        after = entries[uid]
        self.assertEqual((before["SEQUENCE"], after["SEQUENCE"]), (0, 1))
        self.assertGreater(after["LAST-MODIFIED"].dt, before["LAST-MODIFIED"].dt)
        self.assertEqual(after["DTEND"].dt, before["DTEND"].dt)
        self.assertIn("đúng hạn", after["DESCRIPTION"])
        (done,) = [entry for entry in self.feed(LATER, "VTODO").values() if "06 tháng" in entry["SUMMARY"]]
        self.assertEqual(done["STATUS"], "COMPLETED")
        self.assertEqual(done["COMPLETED"].dt.isoformat(), "2021-05-12T01:00:00+00:00")

    def test_a_paper_whose_unit_was_merged_is_cancelled_there(self):
        self.adopted()
        uid, before = self.of_may(self.feed("2021-04-20T09:00:00+07:00"))
        self.at("2021-05-04T09:00:00+07:00", "units", "event", self.file("e.toml", MERGED))
        after = self.feed(EARLY)[uid]
        self.assertEqual((before["STATUS"], after["STATUS"]), ("CONFIRMED", "CANCELLED"))
        self.assertGreater(after["SEQUENCE"], before["SEQUENCE"])
        self.assertEqual(after["LAST-MODIFIED"].dt, datetime.datetime.fromisoformat("2021-05-04T09:00:00+07:00"))

    def test_a_reorganisation_is_no_update_for_units_that_it_does_not_touch(self):
        self.adopted()
        before = self.feed("2021-04-20T09:00:00+07:00", unit="ubnd-phuong-9")
        self.at("2021-05-04T09:00:00+07:00", "units", "event", self.file("e.toml", MERGED))
        after = self.feed(EARLY, unit="ubnd-phuong-9")
        self.assertEqual({uid: entry["SEQUENCE"] for uid, entry in before.items()}, {uid: entry["SEQUENCE"] for uid, entry in after.items()})

    def test_what_cannot_be_is_refused(self):
        self.adopted()
        self.refused(NOT_FOUND, "no unit has the id", "feed", "--unit", "none")
        self.assertEqual(self.run_tiendo("feed").returncode, USAGE)


if __name__ == "__main__":
    main()
