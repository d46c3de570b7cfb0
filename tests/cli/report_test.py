#!/usr/bin/env python3
"""A report through its whole life by the command: template, draft, sending, acceptance, issue, correction.

usage: report_test.py TIENDO ADAPTER_FOLDER SOURCE_DIR SUITE
"""
import json

from case import CONFLICT, INPUT, NOT_FOUND, REMOTE, Case, main

PAPER = ("--cycle", "2021-half-year", "--unit", "ubnd-phuong-7")
HALF_YEAR = ("--cycle", "2021-half-year")


class Reports(Case):
    def template(self):
        return json.loads(self.works("report", "template", *PAPER, "--as", "json"))

    def required(self):
        return [each["about"] for each in self.template()["sections"] if each["required"]]

    def filled_form(self):
        """The form of the ward with a sentence in every required section."""
        form = self.works("report", "template", *PAPER)
        for about in self.required():
            mark = f"<!-- nội dung {about} -->\n"
            self.assertIn(mark, form)
            form = form.replace(mark, mark + f"Đã thực hiện nội dung {about}.\n")
        return self.file("mau.md", form)

    def send_all(self):
        self.works("report", "draft", "save", *PAPER, "--form", self.filled_form())
        self.works("report", "submit", *PAPER, "--sender", "Văn phòng", "--from-draft")
        self.works("report", "accept", *PAPER)


class Drafts(Reports):
    def test_a_template_names_the_sections_with_role_and_reason(self):
        self.adopted()
        form = self.template()
        self.assertEqual(form["unit"], "ubnd-phuong-7")
        three = next(each for each in form["sections"] if each["about"] == "3")
        self.assertTrue(three["required"])
        self.assertEqual(three["role"], "lead")
        self.assertIn("chủ trì", three["why"])

    def test_a_form_goes_from_template_to_submission(self):
        self.adopted()
        self.works("report", "draft", "save", *PAPER, "--form", self.filled_form())
        sent = self.works("report", "submit", *PAPER, "--sender", "Văn phòng", "--from-draft")
        self.assertIn("submitted", sent)
        self.assertIn("closed: round 1 is submitted", self.works("report", "draft", "show", *PAPER))

    def test_a_draft_without_required_sections_is_refused_with_their_list(self):
        self.adopted()
        text = self.file("5.txt", "Đã niêm yết.")
        self.works("report", "draft", "save", *PAPER, "--section", f"5={text}")
        missing = [about for about in self.required() if about != "5"]
        self.assertTrue(missing)
        run = self.refused(INPUT, f"lacks {len(missing)} required section(s)", "report", "submit", *PAPER, "--sender", "Văn phòng",
                           "--from-draft")
        for about in missing:
            self.assertIn(f"section '{about}'", run.stderr)

    def test_two_people_on_one_part_are_shown_both_texts(self):
        self.adopted()
        one, two = self.file("1.txt", "Sửa của Văn phòng."), self.file("2.txt", "Sửa của Tư pháp.")
        save = ("report", "draft", "save", *PAPER)
        self.works("--actor", "Văn phòng", *save, "--section", f"5={one}")
        run = self.run_tiendo("--actor", "Tư pháp", *save, "--section", f"5={two}")
        self.assertEqual(run.returncode, CONFLICT)
        self.assertIn("stands, revision 1, Văn phòng", run.stdout)
        self.assertIn("Sửa của Văn phòng.", run.stdout)
        self.assertIn("kept aside, revision 2, Tư pháp", run.stdout)
        self.assertIn("--base 5=1", run.stderr)
        both = self.file("3.txt", "Cả hai.")
        self.works(*save, "--section", f"5={both}", "--base", "5=1")
        past = json.loads(self.works("--format", "json", "report", "draft", "show", *PAPER, "--part", "5"))
        self.assertEqual([each["text"] for each in past], ["Sửa của Văn phòng.", "Sửa của Tư pháp.", "Cả hai."])
        self.assertEqual([each["aside"] for each in past], ["no", "yes", "no"])

    def test_figures_are_read_in_one_style(self):
        self.adopted()
        save = ("report", "draft", "save", *PAPER)
        self.works(*save, "--figure", "dossier-late=1.234")
        for word, why in (("1,234.5", "Vietnamese style"), ("-5", "negative"), ("nhiều", "no number"), ("99999999999999", "ten trillion")):
            self.refused(INPUT, why, *save, "--figure", f"dossier-late={word}", "--base", "dossier-late=1")
        self.refused(INPUT, "two styles", *save, "--figure", "a=1.234,5", "--figure", "b=1,234.5")


    def test_a_form_with_the_draft_goes_on_where_the_draft_stands(self):
        self.adopted()
        text = self.file("5.txt", "Đã niêm yết.")
        save = ("report", "draft", "save", *PAPER)
        self.works(*save, "--section", f"5={text}")
        form = self.works("report", "template", *PAPER, "--draft")
        self.assertIn("<!-- nội dung 5, bản nháp 1 -->\nĐã niêm yết.\n<!-- hết -->", form)
        self.works(*save, "--section", f"5={self.file('5b.txt', 'Đã niêm yết, công khai.')}", "--base", "5=1")
        # The part was not written on in the form: what somebody else made of it stands.
        three = form.replace("<!-- nội dung 3 -->\n", "<!-- nội dung 3 -->\nĐã trả lời.\n")
        self.assertIn("5  revision 2", self.works(*save, "--form", self.file("tiep.md", three)))
        wrong = form.replace("Đã niêm yết.", "Chưa niêm yết.")
        run = self.run_tiendo(*save, "--form", self.file("muon.md", wrong))
        self.assertEqual(run.returncode, CONFLICT, run.stderr)
        self.assertIn("--base 5=2", run.stderr)
        emptied = self.works("report", "template", *PAPER, "--draft").replace("Đã trả lời.\n", "")
        self.assertIn("3  revision 2", self.works(*save, "--form", self.file("bo.md", emptied)))

    def test_the_template_as_data_lists_the_figures_that_may_be_stated(self):
        self.adopted()
        figures = {figure["code"]: figure for each in self.template()["sections"] for figure in each["asked_figures"]}
        self.assertEqual(figures["meetings-held"], {"code": "meetings-held", "name": "Cuộc họp, hội nghị lấy ý kiến người dân", "unit": "cuộc",
                                                    "recorded": None})


class Permits(Reports):
    def test_a_ward_reads_its_own_and_the_receiver_reads_all(self):
        self.adopted()
        self.send_all()
        ward, district = ("--acts-for", "ubnd-phuong-7"), ("--acts-for", "ubnd-quan")
        for words in (("report", "export", *HALF_YEAR), ("board",), ("explain", *HALF_YEAR), ("report", "issued", *HALF_YEAR)):
            self.refused(REMOTE, "may not", *ward, *words)
            self.works(*district, *words)
        self.refused(REMOTE, "may not read the paper of", *ward, "report", "template", *HALF_YEAR, "--unit", "ubnd-phuong-8")
        self.assertIn("ubnd-phuong-7", self.works(*ward, "owed"))
        self.assertNotIn("ubnd-phuong-8", self.works(*ward, "owed"))
        self.refused(REMOTE, "may not read the journal", *district, "journal", "show")

    def test_a_decision_hits_the_round_that_was_looked_at(self):
        self.adopted()
        self.send_all()
        self.refused(INPUT, "round 2 was never sent; the last is 1", "report", "return", *PAPER, "--message", "Bổ sung", "--round", "2")
        self.refused(CONFLICT, "round 1 is accepted", "report", "accept", *PAPER, "--round", "1")


    def test_what_a_unit_may_not_do_is_refused_with_who_may(self):
        self.adopted()
        text = self.file("5.txt", "Đã niêm yết.")
        save = ("report", "draft", "save", *PAPER, "--section", f"5={text}")
        self.refused(REMOTE, "may not draft", "--acts-for", "ubnd-phuong-8", *save)
        self.works("--acts-for", "ubnd-phuong-7", *save)
        submit = ("report", "submit", *PAPER, "--sender", "Văn phòng", "--section", f"5={text}")
        self.works("--acts-for", "ubnd-quan", *submit)
        self.refused(REMOTE, "may not accept", "--acts-for", "ubnd-phuong-7", "report", "accept", *PAPER)
        self.works("--acts-for", "ubnd-quan", "report", "accept", *PAPER)

    def test_rights_are_data(self):
        self.adopted()
        rights = self.file("quyen.toml", '[[right]]\nkinds = ["ward"]\nmay = ["draft"]\npapers = "own"\nsource = "thử"\nchecked = 2026-11-20\n')
        text = self.file("5.txt", "Đã niêm yết.")
        words = ("--permits", rights, "--acts-for", "ubnd-phuong-7")
        self.works(*words, "report", "draft", "save", *PAPER, "--section", f"5={text}")
        self.refused(REMOTE, "nobody may", *words, "report", "submit", *PAPER, "--sender", "Văn phòng", "--section", f"5={text}")
        wrong = self.file("sai.toml", '[[right]]\nmay = ["aprove"]\n')
        self.refused(INPUT, "line 1", "--permits", wrong, "board")


class Issues(Reports):
    def test_an_issued_report_is_kept_and_corrected_by_a_next_version(self):
        self.adopted()
        self.send_all()
        first = self.works("report", "compose", *HALF_YEAR, "--issue", "--number", "25/BC-UBND")
        self.assertIn("version 1", first)
        text = self.works("report", "issued", *HALF_YEAR, "--version", "1")
        self.assertIn("25/BC-UBND", text)
        self.refused(CONFLICT, "version 1 was issued", "report", "compose", *HALF_YEAR, "--issue")
        self.refused(CONFLICT, "nothing differs", "report", "correct", *HALF_YEAR, "--note", "sửa")
        self.works("report", "return", *PAPER, "--message", "Sửa số hồ sơ trễ")
        corrected = self.file("5.txt", "Đã sửa.")
        self.works("report", "draft", "save", *PAPER, "--section", f"5={corrected}", "--figure", "dossier-late=41")
        # The other sections are those that came back.
        self.works("report", "draft", "show", *PAPER)
        self.works("report", "submit", *PAPER, "--sender", "Văn phòng", "--from-draft")
        self.works("report", "accept", *PAPER)
        second = self.works("report", "correct", *HALF_YEAR, "--note", "Phường 7 sửa số hồ sơ trễ", "--number", "31/BC-UBND")
        self.assertIn("version 2", second)
        self.assertEqual(self.works("report", "issued", *HALF_YEAR, "--version", "1"), text)
        again = self.works("report", "issued", *HALF_YEAR, "--version", "2")
        self.assertIn("đính chính, thay thế Báo cáo số 25/BC-UBND", again)
        self.assertIn("Phường 7 sửa số hồ sơ trễ", again)
        self.assertIn("stated.dossier-late", again)
        versions = json.loads(self.works("--format", "json", "report", "issued", *HALF_YEAR))
        self.assertEqual([each["version"] for each in versions], [1, 2])
        self.works("journal", "verify")

    def test_what_was_not_issued_is_not_found(self):
        self.adopted()
        self.refused(NOT_FOUND, "was not issued", "report", "issued", *HALF_YEAR, "--version", "1")
        self.refused(CONFLICT, "no version was issued", "report", "correct", *HALF_YEAR, "--note", "sửa")

    def test_questions_are_empty_where_no_system_records_anything(self):
        self.adopted()
        self.assertEqual(self.works("--format", "csv", "report", "questions", *HALF_YEAR).strip(),
                         "unit,code,stated,recorded,difference,question")


if __name__ == "__main__":
    main()
