#!/usr/bin/env python3
"""The tiendo command as its users meet it: each bad input gives one clear sentence and a documented exit code, and leaves
the database as it was.

usage: cli_test.py TIENDO ADAPTER_FOLDER SOURCE_DIR SUITE
"""
import csv
import io
import json
import os
import sqlite3
import subprocess
import unittest

from case import AT, BUSY, CONFIG, CONFLICT, INPUT, NOT_FOUND, PLAN, STORAGE, TIENDO, UNITS, USAGE, Case, main


class Documents(Case):
    def test_not_utf8(self):
        self.refused(INPUT, "UTF-8", "plan", "read", self.file("a.txt", b"K\xc3\x28"))

    def test_empty(self):
        self.refused(INPUT, "empty", "plan", "read", self.file("a.txt", b""))

    def test_binary(self):
        self.refused(INPUT, "a.txt", "plan", "read", self.file("a.txt", b"\x7fELF\x00\x00\x01"))

    def test_two_hundred_megabytes(self):
        path = self.folder / "a.txt"
        with open(path, "wb") as big:
            big.truncate(200 << 20)
        self.refused(INPUT, "a.txt", "plan", "read", path)

    def test_a_directory(self):
        self.refused(INPUT, "directory", "plan", "read", self.folder)

    def test_missing(self):
        self.refused(NOT_FOUND, "no such file", "plan", "read", self.folder / "nothing.txt")

    @unittest.skipIf(os.geteuid() == 0, "root reads every file")
    def test_unreadable(self):
        path = self.file("a.txt", "KẾ HOẠCH")
        path.chmod(0)
        self.refused(STORAGE, "rights", "plan", "read", path)

    def test_no_tasks(self):
        self.refused(INPUT, "task", "plan", "read", self.file("a.txt", "KẾ HOẠCH\n\nMột văn bản không giao việc cho ai.\n"))

    def test_a_day_that_does_not_exist_is_a_doubt_and_no_due(self):
        text = PLAN.read_text(encoding="utf-8").replace("ngày 01 tháng 02 năm 2021", "ngày 31 tháng 02 năm 2021")
        out = self.works("plan", "read", self.file("a.txt", text))
        self.assertIn("31 tháng 02", out)
        self.assertIn("nghi vấn", out)

    def test_adopting_twice(self):
        self.adopted()
        self.refused(CONFLICT, "ke-hoach", "plan", "adopt", PLAN, "--as", "ke-hoach", "--as-of", "2020-12-31", "--year", "2021")

    def test_adopting_without_units(self):
        self.works("init")
        self.refused(NOT_FOUND, "unit", "plan", "adopt", PLAN, "--as", "ke-hoach", "--as-of", "2020-12-31", "--year", "2021")


class Units(Case):
    def test_two_units_with_one_name(self):
        self.works("init")
        text = ('[[unit]]\nid = "a"\nname = "Phòng Nội vụ"\nkind = "office"\n\n[[unit]]\nid = "b"\nname = "Phòng Nội vụ"\nkind = "office"\n')
        self.refused(INPUT, "Phòng Nội vụ", "units", "load", self.file("units.toml", text))

    def test_no_toml(self):
        self.works("init")
        self.refused(INPUT, "units.toml", "units", "load", self.file("units.toml", "= nothing"))

    def test_fourteen_wards_after_the_merger(self):
        self.works("init")
        self.works("units", "load", UNITS)
        for day, count in (("2020-12-31", 15), ("2021-01-01", 14)):
            rows = csv.DictReader(io.StringIO(self.works("--format", "csv", "units", "show", "--as-of", day)))
            self.assertEqual(sum(row["kind"] == "ward" for row in rows), count, day)


class Papers(Case):
    def submit(self, unit, cycle="2021-half-year", sent="2021-05-10T08:00:00+07:00"):
        section = self.file("s.txt", "Đã thực hiện.")
        return ("report", "submit", "--plan", "ke-hoach", "--cycle", cycle, "--unit", unit, "--sent-at", sent, "--sender", "Văn phòng",
                "--section", f"5={section}")

    def test_an_unknown_unit(self):
        self.adopted()
        self.refused(NOT_FOUND, "phong-khong-co", *self.submit("phong-khong-co"))

    def test_a_cycle_that_is_not_owed(self):
        self.adopted()
        self.refused(NOT_FOUND, "ubmttq-quan", *self.submit("ubmttq-quan"))
        self.refused(NOT_FOUND, "2030-half-year", *self.submit("ubnd-phuong-7", cycle="2030-half-year"))

    def test_sent_in_the_future(self):
        self.adopted()
        self.refused(INPUT, "2021-06-01", *self.submit("ubnd-phuong-7", sent="2021-06-01T08:00:00+07:00"))

    def test_twice_without_a_return(self):
        self.adopted()
        self.works(*self.submit("ubnd-phuong-7"))
        self.refused(CONFLICT, "ubnd-phuong-7", *self.submit("ubnd-phuong-7"))

    def test_a_return_keeps_it_on_time(self):
        self.adopted()
        self.works(*self.submit("ubnd-phuong-7"))
        paper = ("--plan", "ke-hoach", "--cycle", "2021-half-year", "--unit", "ubnd-phuong-7")
        self.works("report", "return", *paper, "--message", "Đề nghị bổ sung số liệu.")
        self.works(*self.submit("ubnd-phuong-7", sent=AT))
        self.works("report", "accept", *paper)
        rows = json.loads(self.works("--format", "json", "board"))
        mine = [row for row in rows if row["unit"] == "ubnd-phuong-7" and row["cycle"] == "2021-half-year"]
        self.assertEqual([row["standing"] for row in mine], ["on_time"])

    def test_the_excluded_day_is_late(self):
        self.adopted()
        self.works(*self.submit("ubnd-phuong-7", sent="2021-05-15T00:00:00+07:00"))
        rows = json.loads(self.works("--format", "json", "board"))
        mine = [row for row in rows if row["unit"] == "ubnd-phuong-7" and row["cycle"] == "2021-half-year"]
        self.assertEqual([row["standing"] for row in mine], ["late"])


class Databases(Case):
    def test_missing(self):
        self.refused(NOT_FOUND, "init", "board")

    def test_making_it_twice(self):
        self.works("init")
        self.refused(CONFLICT, "quan.db", "init")

    def test_not_a_database(self):
        self.file("quan.db", "x" * 5000)
        self.refused(INPUT, "quan.db", "board", unreadable=True)

    def test_of_another_program(self):
        connection = sqlite3.connect(self.db)
        connection.execute("CREATE TABLE other (x)")
        connection.commit()
        connection.close()
        self.refused(INPUT, "quan.db", "board")

    def test_locked(self):
        self.adopted()
        holder = sqlite3.connect(self.db, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        try:
            self.refused(BUSY, "quan.db", "units", "load", UNITS)
        finally:
            holder.close()

    @unittest.skipIf(os.geteuid() == 0, "root writes every file")
    def test_read_only(self):
        self.adopted()
        self.db.chmod(0o444)
        self.folder.chmod(0o555)
        self.addCleanup(self.folder.chmod, 0o755)
        self.refused(STORAGE, "quan.db", "units", "load", UNITS)

    @unittest.skipIf(os.geteuid() != 0, "mounting a small tmpfs needs root")
    def test_full_disk(self):
        place = self.folder / "small"
        place.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", place], check=False).returncode != 0:
            self.skipTest("this machine does not let root mount a tmpfs")
        self.addCleanup(subprocess.run, ["umount", str(place)], check=False)
        db = place / "quan.db"
        self.works("init", db=db)
        filler = place / "filler"
        with open(filler, "wb", buffering=0) as out:
            try:
                while out.write(b"x" * 4096) == 4096:
                    pass
            except OSError:
                pass  # full: what was wanted
        run = self.run_tiendo("units", "load", UNITS, db=db)
        self.assertEqual(run.returncode, STORAGE, run.stderr)
        self.assertIn("disk", run.stderr)
        filler.unlink()
        self.works("journal", "verify", db=db)
        self.assertEqual(self.run_tiendo("units", "show", db=db).returncode, NOT_FOUND)

    def test_a_bad_url(self):
        run = subprocess.run([TIENDO, "--db", "mysql:x", "board"], capture_output=True, text=True, check=False)
        self.assertEqual(run.returncode, CONFIG, run.stderr)


class Connections(Case):
    def test_an_adapter_that_is_none(self):
        self.works("init")
        path = self.file("tiendo-x.so", "no object")
        self.refused(INPUT, "tiendo-x.so", "connection", "add", "x", "--adapter", path)

    def test_an_adapter_that_is_not_there(self):
        self.works("init")
        self.refused(NOT_FOUND, "no-such", "connection", "add", "x", "--adapter", "no-such")

    def test_a_setting_that_is_missing(self):
        self.works("init")
        self.refused(CONFIG, "url", "connection", "add", "x", "--adapter", "van-ban", "--secret", "key=env:KEY", env={"KEY": "k"})

    def test_a_secret_on_the_command_line(self):
        self.works("init")
        run = self.refused(CONFIG, "file:PATH", "connection", "add", "x", "--adapter", "van-ban", "--set", "url=http://127.0.0.1:9", "--secret", "key=geheim")
        self.assertNotIn("geheim", run.stderr)

    def test_a_system_that_is_down(self):
        self.works("init")
        self.works("connection", "add", "x", "--adapter", "van-ban", "--set", "url=http://127.0.0.1:9", "--secret", "key=env:KEY", env={"KEY": "k"})
        run = self.run_tiendo("connection", "test", "x", env={"KEY": "k"})
        self.assertEqual(run.returncode, 1, run.stderr)
        self.assertIn("127.0.0.1:9", run.stdout)

    def test_unknown_connection(self):
        self.works("init")
        self.refused(NOT_FOUND, "nobody", "sync", "run", "nobody")


class Output(Case):
    def test_formats_agree(self):
        self.adopted()
        rows = json.loads(self.works("--format", "json", "board"))
        table = list(csv.DictReader(io.StringIO(self.works("--format", "csv", "board"))))
        self.assertEqual([row["obligation"] for row in rows], [row["obligation"] for row in table])
        self.assertGreater(len(rows), 60)

    def test_version_and_help(self):
        for words in (["--version"], ["--help"], ["plan", "--help"]):
            run = subprocess.run([TIENDO, *words], capture_output=True, text=True, check=False)
            self.assertEqual(run.returncode, 0, words)
            self.assertNotIn("\033[", run.stdout)

    def test_a_wrong_command_line(self):
        for words in (["nonsense"], ["board", "--format", "xml"], []):
            run = subprocess.run([TIENDO, *words], capture_output=True, text=True, check=False)
            self.assertEqual(run.returncode, USAGE, words)

    def test_a_clock_that_is_none(self):
        self.works("init")
        run = subprocess.run([TIENDO, "--db", f"sqlite:{self.db}", "--at", "tomorrow", "plan", "list"], capture_output=True, text=True, check=False)
        self.assertEqual(run.returncode, INPUT, run.stderr)

    def test_a_full_pipe(self):
        self.adopted()
        with open("/dev/full", "w", encoding="utf-8") as full:
            run = subprocess.run([TIENDO, "--db", f"sqlite:{self.db}", "board"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        self.assertEqual(run.returncode, STORAGE, run.stderr)


class Doctor(Case):
    def verdicts(self, *words):
        run = self.run_tiendo("--format", "csv", *words, "doctor")
        return run.returncode, {row["check"]: row["verdict"] for row in csv.DictReader(io.StringIO(run.stdout))}

    def test_all_is_well(self):
        self.adopted()
        code, verdicts = self.verdicts()
        self.assertEqual(code, 0, verdicts)
        self.assertNotIn("failed", verdicts.values())

    def test_a_changed_journal(self):
        self.adopted()
        connection = sqlite3.connect(self.db)
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE journal SET actor = 'nobody' WHERE sequence = 1")
        connection.commit()
        connection.close()
        code, verdicts = self.verdicts()
        self.assertEqual((code, verdicts["journal"]), (1, "failed"))
        self.assertEqual(self.run_tiendo("journal", "verify").returncode, CONFLICT)

    def test_a_broken_adapter_in_the_folder(self):
        self.adopted()
        self.file("tiendo-broken.so", "no object")
        code, verdicts = self.verdicts("--adapters", str(self.folder))
        self.assertEqual((code, verdicts["adapters"]), (1, "failed"))

    def test_a_secret_that_is_gone(self):
        self.adopted()
        self.works("connection", "add", "x", "--adapter", "van-ban", "--set", "url=http://127.0.0.1:9", "--secret", "key=env:KEY", env={"KEY": "k"})
        code, verdicts = self.verdicts()
        self.assertEqual((code, verdicts["connections"]), (1, "failed"))


if __name__ == "__main__":
    main()
