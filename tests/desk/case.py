"""What the tests of the desk over HTTP share. Their command line: DESK TIENDO DATABASE [SUITE]; the database as the story of the district leaves it."""
import sqlite3
import sys
import unittest

from desk import Desk

PROGRAM, TIENDO, DATABASE = sys.argv[1:4]
CYCLE = "2021-half-year"
WARD_4, WARD_6 = (f"/van-ban?ky={CYCLE}&don-vi=ubnd-phuong-{ward}" for ward in (4, 6))
PLAN_7 = "/van-ban?ky=2021-unit-plan&don-vi=ubnd-phuong-7"  # sent, and not accepted yet
FIGURE = f"/so-lieu?ky={CYCLE}&ma=F5.ubnd-phuong-4.dossier-late"


class Case(unittest.TestCase):
    words, url = (), "http"

    def setUp(self):
        self.desk = Desk(PROGRAM, DATABASE, *self.words, url=self.url)
        self.addCleanup(self.end)
        self.ended = False

    def end(self):
        if not self.ended:
            self.ended = True
            self.assertEqual(self.desk.end(), 0, self.desk.log)

    def journal(self):
        rows = sqlite3.connect(f"file:{self.desk.db}?mode=ro", uri=True)
        try:
            return rows.execute("SELECT actor, action FROM journal ORDER BY sequence").fetchall()
        finally:
            rows.close()

    def refused(self, status, answer):
        self.assertEqual(answer.status, status, answer.body[:2000])
        self.assertIn("text/html", answer.headers["Content-Type"])
        return answer.page.text()

    def shown(self, answer):
        self.assertEqual(answer.status, 200, answer.body[:2000])
        return answer.page


def main():
    unittest.main(argv=[sys.argv[0], *sys.argv[4:]], verbosity=1)
