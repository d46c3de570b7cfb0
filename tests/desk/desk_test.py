#!/usr/bin/env python3
"""The desk of examples/desk over HTTP: one cycle of a report, what pages say, who may do what, and what forms refuse."""
import base64
import concurrent.futures
import csv
import hashlib
import io
import pathlib
import re
import shutil
import subprocess
import tempfile
import unicodedata

from case import CYCLE, FIGURE, PLAN_7, TIENDO, WARD_4, WARD_6, Case, main
from desk import DAY, Visitor, filled, signed_in


class Cycle(Case):
    """Ward 4 never sent its half-year report; it does so six days late."""

    def file(self, ward, **parts):
        answer = ward.post("/van-ban/gui", filled(self.shown(ward.get(WARD_4)), **parts))
        self.assertEqual((answer.status, answer.headers["Location"]), (303, f"{WARD_4}&xong=gui"), answer.body)
        return self.shown(ward.get(answer.headers["Location"]))

    def decide(self, office, action, **fields):
        form = self.shown(office.get(WARD_4)).form(action)
        answer = office.post(action, {**form, **fields})
        self.assertEqual(answer.status, 303, answer.body)
        return self.shown(office.get(answer.headers["Location"]))

    def test_a_report_is_filed_returned_mended_and_accepted_and_each_step_names_who_took_it(self):
        ward, office = signed_in(self.desk, self.desk.ward_4), signed_in(self.desk, self.desk.office)
        before = len(self.journal())
        first = self.shown(ward.get("/don-vi?ma=ubnd-phuong-4"))
        self.assertIn("trước ngày 15/5/2021 ■ quá hạn chưa nộp", first.text())

        page = self.file(ward, **{"muc-5": "Hồ sơ trễ hạn do chờ xác minh.\r\nĐã gửi thư xin lỗi."})
        self.assertIn("Đã gửi báo cáo.", page.text())
        self.assertIn("▲ trễ hạn", page.text())
        self.assertIn("Số ngày trễ 6", page.text())
        self.assertEqual(page.all("form", action="/van-ban/gui"), [], "it could be sent twice")

        # The story leaves the 22 plans of the units unaccepted.
        self.assertIn("23 văn bản chờ tiếp nhận", self.shown(office.get("/bang-theo-doi")).text())
        self.decide(office, "/van-ban/tra-lai", **{"noi-dung": "Đề nghị bổ sung số hồ sơ trễ hạn.", "truoc-ngay": "2021-05-25"})
        page = self.shown(ward.get(WARD_4))
        self.assertIn("Báo cáo bị trả lại để bổ sung: Đề nghị bổ sung số hồ sơ trễ hạn.", page.text())
        self.assertEqual(page.form("/van-ban/gui")["muc-5"], "Hồ sơ trễ hạn do chờ xác minh.\nĐã gửi thư xin lỗi.",
                         "what was sent is there to be mended")

        self.desk.set_clock("2021-05-20T09:10:00+07:00")
        self.file(ward, **{"muc-5": "Đã bổ sung."})
        page = self.decide(office, "/van-ban/tiep-nhan")
        self.assertIn("đã tiếp nhận", page.text())
        self.assertIn("▲ trễ hạn", page.text(), "what was accepted was late all the same")
        ward_4, office_name = "Văn phòng - Thống kê, UBND Phường 4", "Phòng Nội vụ"
        self.assertEqual([actor for actor, _ in self.journal()[before:]], [ward_4, office_name, ward_4, office_name])
        done = subprocess.run([TIENDO, "--db", f"sqlite:{self.desk.db}", "journal", "verify"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_a_decision_about_a_round_that_was_replaced_meanwhile_changes_nothing(self):
        ward, office = signed_in(self.desk, self.desk.ward_4), signed_in(self.desk, self.desk.office)
        self.file(ward, **{"muc-general": "Lần 1"})
        seen = self.shown(office.get(WARD_4)).form("/van-ban/tiep-nhan")
        self.decide(office, "/van-ban/tra-lai", **{"noi-dung": "Bổ sung"})
        self.file(ward, **{"muc-general": "Lần 2"})
        before = self.journal()
        for action, fields in (("/van-ban/tiep-nhan", seen), ("/van-ban/tra-lai", {**seen, "noi-dung": "Bổ sung <nữa>"})):
            answer = office.post(action, fields)
            told = self.refused(409, answer)
            self.assertIn("Tình trạng đã thay đổi từ khi ông/bà mở trang (lần 1)", told)
            self.assertIn("Lần 2, gửi lúc 9 giờ 00 phút ngày 20/5/2021, Văn phòng - Thống kê, UBND Phường 4", told)
            form = answer.page.form("/van-ban/tra-lai")
            self.assertEqual((form["lan"], form["noi-dung"]), ("2", fields.get("noi-dung", "")), "what was typed is lost")
        self.assertEqual(self.journal(), before)
        self.assertEqual(office.post("/van-ban/tiep-nhan", answer.page.form("/van-ban/tiep-nhan")).status, 303)

    def test_a_form_about_no_round_decides_nothing(self):
        ward, office = signed_in(self.desk, self.desk.ward_4), signed_in(self.desk, self.desk.office)
        self.file(ward)
        form = self.shown(office.get(WARD_4)).form("/van-ban/tiep-nhan")
        before = self.journal()
        for round_word in ("", "x", "-1", "0", "2", "99999999999999999999"):
            self.assertIn(office.post("/van-ban/tiep-nhan", {**form, "lan": round_word}).status, (400, 409))
        self.assertEqual(self.journal(), before)

    def test_what_was_typed_when_somebody_else_had_sent_it_can_be_copied(self):
        one, other = signed_in(self.desk, self.desk.ward_4), signed_in(self.desk, self.desk.ward_4)
        form = self.shown(other.get(WARD_4)).form("/van-ban/gui")
        self.file(one)
        answer = other.post("/van-ban/luu", {**form, "muc-5": "Câu viết dở"})
        self.assertIn("Tình trạng đã thay đổi", self.refused(409, answer))
        self.assertIn("Câu viết dở", [each["text"].strip() for each in answer.page.all("textarea")])

    def test_two_who_write_at_once_lose_nothing(self):
        one, other = signed_in(self.desk, self.desk.ward_4), signed_in(self.desk, self.desk.ward_4)
        ones, others = (self.shown(each.get(WARD_4)).form("/van-ban/gui") for each in (one, other))
        before = self.journal()
        self.assertEqual(one.post("/van-ban/luu", {**ones, "muc-1": "Của người thứ nhất", "muc-2": "Mục 2"}).status, 303)
        answer = other.post("/van-ban/luu", {**others, "muc-1": "Của người thứ hai"})
        self.assertIn("đã lưu: Của người thứ nhất", self.refused(409, answer))
        form = answer.page.form("/van-ban/gui")
        self.assertEqual((form["muc-1"], form["muc-2"]), ("Của người thứ hai", "Mục 2"))
        self.assertEqual(other.post("/van-ban/luu", {**form, "muc-1": "Của cả hai"}).status, 303)
        self.assertEqual(self.shown(one.get(WARD_4)).form("/van-ban/gui")["muc-1"], "Của cả hai")
        self.assertEqual(self.journal(), before, "the journal begins with the sending")

    def test_two_who_write_on_two_parts_of_one_form_do_not_meet(self):
        one, other = signed_in(self.desk, self.desk.ward_4), signed_in(self.desk, self.desk.ward_4)
        start = self.shown(one.get(WARD_4)).form("/van-ban/gui")
        one.post("/van-ban/luu", {**start, "muc-1": "Một", "muc-2": "Hai"})
        ones, others = (self.shown(each.get(WARD_4)).form("/van-ban/gui") for each in (one, other))
        self.assertEqual(one.post("/van-ban/luu", {**ones, "muc-1": "Một, sửa"}).status, 303)
        self.assertEqual(other.post("/van-ban/luu", {**others, "muc-2": "Hai, sửa"}).status, 303)
        form = self.shown(one.get(WARD_4)).form("/van-ban/gui")
        self.assertEqual((form["muc-1"], form["muc-2"]), ("Một, sửa", "Hai, sửa"))

    def test_what_the_draft_holds_beside_the_form_is_shown_because_it_would_be_sent(self):
        ward = signed_in(self.desk, self.desk.ward_4)
        form = self.shown(ward.get(WARD_4)).form("/van-ban/gui")
        self.assertEqual([name for name in ("muc-6", "so-so-khac") if name in form], [])
        self.assertEqual(ward.post("/van-ban/luu", {**form, "muc-6": "Viết ở nơi khác", "so-so-khac": "7"}).status, 303)
        form = self.shown(ward.get(WARD_4)).form("/van-ban/gui")
        self.assertEqual((form["muc-6"], form["so-so-khac"]), ("Viết ở nơi khác", "7"))

    def test_a_part_that_is_emptied_after_a_return_is_not_sent_again(self):
        ward, office = signed_in(self.desk, self.desk.ward_4), signed_in(self.desk, self.desk.office)
        self.file(ward, **{"muc-general": "Nhầm", "so-meetings-held": "3"})
        self.decide(office, "/van-ban/tra-lai", **{"noi-dung": "Bỏ phần chung"})
        self.file(ward, **{"muc-general": "", "so-meetings-held": ""})
        page = self.shown(office.get(WARD_4))
        last = page.all("details", open="")[0]["text"]
        self.assertIn("Lần 2", last)
        self.assertNotIn("Nhầm", last)
        self.assertNotIn("Cuộc họp", last)

    def test_an_empty_report_and_a_return_without_a_reason_are_refused(self):
        ward, office = signed_in(self.desk, self.desk.ward_4), signed_in(self.desk, self.desk.office)
        form = self.shown(ward.get(WARD_4)).form("/van-ban/gui")
        before = self.journal()
        answer = ward.post("/van-ban/gui", {**form, "muc-1": " \r\n"})
        self.assertIn("còn thiếu mục bắt buộc", self.refused(400, answer))
        self.check_summary(answer.page)
        self.assertIn("không thuộc mẫu", self.refused(400, ward.post("/van-ban/gui", {**form, "muc-99": "Mục không có"})))
        back = self.shown(office.get(PLAN_7)).form("/van-ban/tra-lai")
        self.assertIn("Ghi rõ nội dung", self.refused(400, office.post("/van-ban/tra-lai", {**back, "noi-dung": "  "})))
        for day in ("31/4/2021", "2021-05-20", "2021-05-01"):
            answer = office.post("/van-ban/tra-lai", {**back, "noi-dung": "Sai ngày", "truoc-ngay": day})
            self.assertIn("phải sau ngày hôm nay", self.refused(400, answer))
            self.assertEqual(answer.page.form("/van-ban/tra-lai")["noi-dung"], "Sai ngày")
        self.assertEqual(self.journal(), before)

    def check_summary(self, page):
        """What is wrong stands above all, each with a link to its field, which says it again."""
        (box,) = page.all("div", role="alert")
        links = [each["attributes"]["href"] for each in page.all("a") if box in each["parents"]]
        self.assertTrue(links)
        for target in links:
            (field,) = [each for each in page.elements if each["attributes"].get("id") == target[1:]]
            self.assertEqual(field["attributes"].get("aria-invalid"), "true")
            described = field["attributes"]["aria-describedby"].split()
            ids = {each["attributes"].get("id"): each["text"] for each in page.elements}
            self.assertTrue(all(each in ids for each in described), described)
            self.assertIn("Cần sửa", ids[target[1:] + "-loi"])
            self.assertIn(target[1:] + "-loi", described)
            self.assertTrue(all("open" in each["attributes"] for each in field["parents"] if each["name"] == "details"), "folded away")
        return links


class Figures(Case):
    """What a unit states in numbers, beside what the systems hold of it."""
    file, check_summary = Cycle.file, Cycle.check_summary

    def recorded(self):
        said = subprocess.run([TIENDO, "--db", f"sqlite:{self.desk.db}", "--at", DAY, "--format", "csv", "explain", "--cycle", CYCLE],
                              capture_output=True, text=True, check=True).stdout
        return {row["figure"]: row["text"] for row in csv.DictReader(io.StringIO(said))}["F5.ubnd-phuong-4.dossier-late"]

    def words_at(self, page, name):
        ids = {each["attributes"].get("id"): " ".join(each["text"].split()) for each in page.elements}
        (field,) = page.all("input", id=name)
        return [ids[each] for each in field["attributes"]["aria-describedby"].split()]

    def test_each_figure_has_a_field_with_its_unit_and_what_the_systems_hold(self):
        page = self.shown(signed_in(self.desk, self.desk.ward_4).get(WARD_4))
        (label,) = page.all("label", **{"for": "so-dossier-late"})
        self.assertEqual(label["text"].strip(), "Hồ sơ giải quyết trễ hạn (hồ sơ)")
        self.assertEqual(self.words_at(page, "so-dossier-late"), [f"Hệ thống ghi nhận: {self.recorded()}"])
        self.assertEqual(self.words_at(page, "so-shared-procedures"), ["Hệ thống không có số liệu này."])
        links = [each["attributes"]["href"] for each in page.all("a") if "so-dossier-late-he-thong" in
                 [parent["attributes"].get("id") for parent in each["parents"]]]
        self.assertEqual(links, [FIGURE])

    def test_a_number_that_differs_is_shown_as_such_and_sent(self):
        ward, office = signed_in(self.desk, self.desk.ward_4), signed_in(self.desk, self.desk.office)
        recorded = int(self.recorded().replace(".", ""))
        page = self.shown(ward.get(WARD_4))
        stated = {"so-dossier-late": str(recorded + 7), "so-meetings-held": "1.234", "so-dossier-received": ""}
        self.assertEqual(ward.post("/van-ban/luu", filled(page, **stated)).status, 303)
        page = self.shown(ward.get(WARD_4))
        self.assertIn("▲ lệch +7 so với hệ thống", self.words_at(page, "so-dossier-late")[1])
        self.assertEqual(page.form("/van-ban/gui")["so-meetings-held"], "1.234")
        self.file(ward)
        for visitor in (ward, office):
            page = self.shown(visitor.get(WARD_4))
            (table,) = [each for each in page.all("table") if "Số liệu đơn vị báo cáo" in each["text"]]
            rows = [[each["text"] for each in page.elements if each["name"] in ("th", "td") and row in each["parents"]]
                    for row in page.all("tr") if table in row["parents"]]
            self.assertIn(["Hồ sơ giải quyết trễ hạn (hồ sơ)", str(recorded + 7), self.recorded(), "▲ lệch +7"], rows)
            self.assertIn(["Cuộc họp, hội nghị lấy ý kiến người dân (cuộc)", "1.234", "–", ""], rows)
            self.assertEqual(len(rows), 3, "an empty field states nothing")

    def test_a_number_that_cannot_be_taken_comes_back_at_its_field_and_nothing_is_kept(self):
        ward = signed_in(self.desk, self.desk.ward_4)
        form = self.shown(ward.get(WARD_4)).form("/van-ban/gui")
        before = self.journal()
        bad = (("1,234.5", "chưa đúng cách viết số"), ("-5", "không nhận số âm"), ("−5", "không nhận số âm"), ("nhiều", "chỉ ghi chữ số"),
               ("12 hồ sơ", "khoảng trắng"), ("99999999999999", "mười nghìn tỷ"), ("9" * 10_000, "mười nghìn tỷ"), ("1.23", "chưa đúng cách"),
               ("007", "số 0 ở đầu"), ("\u202e12", "chỉ ghi chữ số"), ('"><script>', "chỉ ghi chữ số"))
        for action in ("/van-ban/luu", "/van-ban/gui"):
            for word, why in bad:
                with self.subTest(action=action, word=word[:20]):
                    answer = ward.post(action, {**form, "muc-5": "Đã soạn", "so-dossier-late": word, "so-dossier-received": "41"})
                    self.assertIn("Chưa lưu, chưa gửi", self.refused(400, answer))
                    self.assertEqual(self.check_summary(answer.page), ["#so-dossier-late"])
                    self.assertIn(why, self.words_at(answer.page, "so-dossier-late")[-1])
                    typed = answer.page.form("/van-ban/gui")
                    self.assertEqual((typed["muc-5"], typed["so-dossier-received"]), ("Đã soạn", "41"))
                    if word.isascii():
                        self.assertEqual(typed["so-dossier-late"], word)
                    Pages.check_structure(self, answer.page)
                    Pages.check_isolation(self, answer.page)
            self.assertEqual(self.shown(ward.get(WARD_4)).form("/van-ban/gui"), form, "something of it was kept")
        self.assertEqual(self.journal(), before)

    def test_two_styles_of_numbers_in_one_report_are_both_pointed_out(self):
        ward = signed_in(self.desk, self.desk.ward_4)
        form = self.shown(ward.get(WARD_4)).form("/van-ban/gui")
        answer = ward.post("/van-ban/luu", {**form, "so-dossier-received": "1.234,5", "so-dossier-late": "1,234.5", "so-meetings-held": "3"})
        self.refused(400, answer)
        self.assertEqual(sorted(self.check_summary(answer.page)), ["#so-dossier-late", "#so-dossier-received"])
        self.assertIn("hiểu hai cách", self.words_at(answer.page, "so-dossier-received")[-1])

    def test_two_who_state_one_figure_see_both(self):
        one, other = signed_in(self.desk, self.desk.ward_4), signed_in(self.desk, self.desk.ward_4)
        ones, others = (self.shown(each.get(WARD_4)).form("/van-ban/gui") for each in (one, other))
        one.post("/van-ban/luu", {**ones, "so-dossier-late": "41"})
        answer = other.post("/van-ban/luu", {**others, "so-dossier-late": "44"})
        self.assertIn("đã lưu: 41", self.refused(409, answer))
        self.assertEqual(answer.page.form("/van-ban/gui")["so-dossier-late"], "44")
        self.assertEqual(other.post("/van-ban/luu", answer.page.form("/van-ban/gui")).status, 303)
        self.assertEqual(self.shown(one.get(WARD_4)).form("/van-ban/gui")["so-dossier-late"], "44")


class Pages(Case):
    def test_the_board_counts_done_and_done_in_time_apart(self):
        # 14 wards and 8 offices owe. Never sent: ward 4 and one office. Late: wards 9 and 13 (examples/district/papers.cpp).
        page = self.shown(signed_in(self.desk, self.desk.office).get("/bang-theo-doi"))
        row = next(each for each in page.all("tr") if each["text"].startswith("Báo cáo 06 tháng năm 2021"))
        cells = [each["text"] for each in page.all("td") if row in each["parents"]]
        self.assertEqual(cells, ["trước ngày 15/5/2021", "22", "20 (90,9 %)", "18 (81,8 %)", "2", "2", "0"])

    def test_each_cell_of_the_board_says_what_the_command_says(self):
        said = subprocess.run([TIENDO, "--db", f"sqlite:{self.desk.db}", "--at", DAY, "--format", "csv", "board"], capture_output=True,
                              text=True, check=True).stdout
        wanted = {f"/van-ban?ky={row['cycle']}&don-vi={row['unit']}": row["standing"] for row in csv.DictReader(io.StringIO(said))}
        page = self.shown(signed_in(self.desk, self.desk.office).get("/bang-theo-doi"))
        found = {}
        for badge in page.elements:
            if badge["attributes"].get("class", "").startswith("standing ") and badge["parents"][-1]["name"] == "a":
                found[badge["parents"][-1]["attributes"]["href"]] = badge["attributes"]["class"].split()[1]
        self.assertEqual(found, wanted)

    def test_the_board_shows_one_cycle_or_what_waits(self):
        office = signed_in(self.desk, self.desk.office)
        self.assertIn("UBND Phường 4", self.shown(office.get(f"/bang-theo-doi?ky={CYCLE}&loc=chua-gui")).text())
        self.assertNotIn("UBND Phường 5", self.shown(office.get(f"/bang-theo-doi?ky={CYCLE}&loc=chua-gui")).text())
        self.assertIn("Không có văn bản nào", self.shown(office.get("/bang-theo-doi?ky=x")).text())

    def test_a_paper_shows_why_it_is_owed_and_each_step_to_its_day(self):
        text = self.shown(signed_in(self.desk, self.desk.ward_4).get(WARD_4)).text()
        for wanted in ("Vì sao phải gửi", "Các bước tính thời hạn", "không gồm chính ngày 15/5/2021", "mục III.1"):
            self.assertIn(wanted, text)

    def test_the_form_brings_the_figures_of_the_unit_and_each_leads_to_its_records_and_its_sentence(self):
        ward = signed_in(self.desk, self.desk.ward_4)
        page = self.shown(ward.get(WARD_4))
        links = {each["attributes"]["href"]: each["text"] for each in page.all("a") if each["attributes"]["href"].startswith("/so-lieu")}
        said = subprocess.run([TIENDO, "--db", f"sqlite:{self.desk.db}", "--at", DAY, "--format", "csv", "explain", "--cycle", CYCLE],
                              capture_output=True, text=True, check=True).stdout
        figures = {row["figure"]: row["text"] for row in csv.DictReader(io.StringIO(said))}
        self.assertEqual(links[FIGURE], figures["F5.ubnd-phuong-4.dossier-late"])
        # A rate stands behind its count: "1.200 (97,2 %)".
        counts = {target.partition("ma=")[2]: text.partition(" (")[0] for target, text in links.items()}
        self.assertEqual(counts, {figure: figures[figure] for figure in counts})
        page = self.shown(ward.get(FIGURE))
        self.assertIn(f"{figures['F5.ubnd-phuong-4.dossier-late']} bản ghi; trang 1/", page.text())
        self.assertIn("Câu của Kế hoạch", page.text())
        self.assertTrue(page.all("blockquote"), "no sentence ordered it")
        (following,) = [each for each in page.all("a") if each["text"] == "Trang sau"]
        self.assertEqual(self.shown(ward.get(following["attributes"]["href"])).all("ol")[0]["attributes"]["start"], "21")

    def test_every_figure_of_the_consolidated_report_leads_somewhere(self):
        office = signed_in(self.desk, self.desk.office)
        page = self.shown(office.get(f"/bao-cao?ky={CYCLE}"))
        targets = sorted({each["attributes"]["href"] for each in page.all("a") if each["attributes"]["href"].startswith("/so-lieu")})
        self.assertGreater(len(targets), 100)
        for target in targets[::17]:
            self.shown(office.get(target))

    def test_the_printed_report_allows_its_own_style_and_nothing_else(self):
        answer = signed_in(self.desk, self.desk.office).get(f"/bao-cao/ban-in?ky={CYCLE}")
        style = re.search(rb"<style>(.*?)</style>", answer.body, re.S)[1]
        allowed = base64.b64encode(hashlib.sha256(style).digest()).decode()
        self.assertIn(f"style-src 'sha256-{allowed}';", answer.headers["Content-Security-Policy"])
        self.assertIn("default-src 'none'", answer.headers["Content-Security-Policy"])

    def test_pages_can_be_read_by_machines_and_bring_nothing_from_outside(self):
        office, ward = signed_in(self.desk, self.desk.office), signed_in(self.desk, self.desk.ward_4)
        seen = [(ward, "/don-vi?ma=ubnd-phuong-4"), (ward, WARD_4), (ward, FIGURE), (ward, "/bang-theo-doi"), (ward, "/khong-co"),
                (office, "/bang-theo-doi"), (office, "/bao-cao"), (office, PLAN_7), (office, "/don-vi?ma=ubnd-phuong-6"),
                (Visitor(self.desk), "/dang-nhap")]
        for visitor, target in seen:
            with self.subTest(target):
                page = visitor.get(target).page
                self.check_structure(page)
                self.check_isolation(page)

    def check_structure(self, page):
        self.assertEqual(page.faults, [])
        self.assertTrue(unicodedata.is_normalized("NFC", page.source))
        self.assertEqual(page.all("html")[0]["attributes"]["lang"], "vi")
        levels = [int(each["name"][1]) for each in page.elements if re.fullmatch("h[1-6]", each["name"])]
        self.assertEqual(levels.count(1), 1)
        self.assertTrue(all(after <= before + 1 for before, after in zip(levels, levels[1:])), levels)
        ids = [each["attributes"]["id"] for each in page.elements if "id" in each["attributes"]]
        self.assertEqual(len(ids), len(set(ids)))
        labels = {each["attributes"]["for"] for each in page.all("label")}
        for field in page.all("input") + page.all("select") + page.all("textarea"):
            if field["attributes"].get("type") != "hidden":
                self.assertIn(field["attributes"].get("id"), labels)
        self.assertTrue(all("scope" in each["attributes"] for each in page.all("th")))
        self.assertTrue(all(each["text"].strip() for each in page.all("a") + page.all("button")))

    def check_isolation(self, page):
        for each in page.elements:
            self.assertNotIn(each["name"], ("script", "style", "iframe", "object", "base"))
            for name, value in each["attributes"].items():
                self.assertFalse(name.startswith("on") or name == "style", f"{name}={value}")
                if name in ("href", "src", "action"):
                    self.assertRegex(value, r"^[/#](?!/)")

    def test_many_ask_at_once(self):
        office = signed_in(self.desk, self.desk.office)
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda target: office.get(target).status, ["/bang-theo-doi", "/bao-cao", WARD_6, FIGURE] * 10))
        self.assertEqual(set(answers), {200})


class Rights(Case):
    def test_a_ward_sees_and_files_for_itself_alone(self):
        ward = signed_in(self.desk, self.desk.ward_4)
        form = self.shown(ward.get(WARD_4)).form("/van-ban/gui")
        before = self.journal()
        for target in ("/bang-theo-doi", "/bao-cao", f"/bao-cao/ban-in?ky={CYCLE}", "/don-vi?ma=ubnd-phuong-6", WARD_6, "/don-vi?ma=khong-co",
                       f"/so-lieu?ky={CYCLE}&ma=F5.ubnd-phuong-6.dossier-late", f"/so-lieu?ky={CYCLE}&ma=F.all.late",
                       f"/so-lieu?ky={CYCLE}&ma=khong-co"):
            with self.subTest(target):
                self.assertNotIn("Phường 6", self.refused(403, ward.get(target)))
        self.refused(403, ward.post("/van-ban/gui", {**form, "don-vi": "ubnd-phuong-6", "muc-general": "Thay đơn vị khác"}))
        for action in ("/van-ban/tra-lai", "/van-ban/tiep-nhan"):
            self.refused(403, ward.post(action, {**form, "lan": "1", "noi-dung": "Tự tiếp nhận"}))
        self.assertEqual(self.journal(), before)

    def test_the_office_does_not_file_for_a_ward(self):
        office = signed_in(self.desk, self.desk.office)
        page = self.shown(office.get(WARD_4))
        self.assertEqual(page.all("form", action="/van-ban/gui"), [])
        form = {"khoa": page.form("/dang-xuat")["khoa"], "ky": CYCLE, "don-vi": "ubnd-phuong-4", "muc-general": "Gửi thay"}
        self.refused(403, office.post("/van-ban/gui", form))

    def test_a_refusal_says_who_may_by_the_words_of_the_rules(self):
        ward = signed_in(self.desk, self.desk.ward_4)
        self.assertIn("Cơ quan nhận báo cáo tổng hợp, phát hành", self.refused(403, ward.get("/bao-cao")))
        self.assertIn("Cơ quan nhận báo cáo xem, ghi nhận", self.refused(403, ward.get(WARD_6)))

    def test_nobody_sees_anything_without_signing_in(self):
        for target in ("/", "/bang-theo-doi", WARD_4, FIGURE, "/bao-cao/ban-in", "/khong-co"):
            answer = Visitor(self.desk).get(target)
            self.assertEqual((answer.status, answer.headers["Location"], answer.body), (303, "/dang-nhap", b""))


class OtherRules(Case):
    """The desk has no rights of its own: another table of rights is another desk."""
    def setUp(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="tiendo-desk-"))
        self.addCleanup(shutil.rmtree, folder, True)
        rules = folder / "quyen.toml"
        rule = '[[right]]\nkinds = ["{}"]\nmay = [{}]\npapers = "{}"\nsource = "{}"\nchecked = 2026-11-20\n'
        rules.write_text(rule.format("ward", '"read"', "own", "Phường chỉ xem") +
                         rule.format("office", '"read", "return"', "received", "Phòng Nội vụ chỉ trả lại"), encoding="utf-8")
        self.words = ("--permits", rules)
        super().setUp()

    def test_what_the_rules_do_not_give_is_neither_offered_nor_done(self):
        ward, office = signed_in(self.desk, self.desk.ward_4), signed_in(self.desk, self.desk.office)
        page = self.shown(ward.get(WARD_4))
        self.assertEqual(page.all("form", action="/van-ban/gui"), [])
        form = {"khoa": page.form("/dang-xuat")["khoa"], "ky": CYCLE, "don-vi": "ubnd-phuong-4", "muc-5": "Thử"}
        self.assertIn("Không đơn vị nào được giao quyền này", self.refused(403, ward.post("/van-ban/luu", form)))
        page = self.shown(office.get(PLAN_7))
        self.assertEqual(page.all("form", action="/van-ban/tiep-nhan"), [])
        back = page.form("/van-ban/tra-lai")
        self.refused(403, office.post("/van-ban/tiep-nhan", back))
        self.refused(403, office.get("/bao-cao"))
        self.assertNotIn("/bao-cao", [each["attributes"]["href"] for each in page.all("a")], "the menu offers it")
        self.assertEqual(office.post("/van-ban/tra-lai", {**back, "noi-dung": "Bổ sung"}).status, 303)


class Forms(Case):
    def test_a_form_without_its_key_or_from_elsewhere_changes_nothing(self):
        ward, other = signed_in(self.desk, self.desk.ward_4), signed_in(self.desk, self.desk.ward_4)
        form = filled(self.shown(ward.get(WARD_4)))
        before = self.journal()
        without = {name: value for name, value in form.items() if name != "khoa"}
        stolen = {**form, "khoa": self.shown(other.get(WARD_4)).form("/van-ban/gui")["khoa"]}
        for bad in (without, {**form, "khoa": ""}, {**form, "khoa": "0" * 64}, stolen):
            self.refused(403, ward.post("/van-ban/gui", bad))
        self.refused(403, ward.post("/van-ban/gui", form, Origin="http://evil.example"))
        self.refused(403, ward.post("/van-ban/gui", form, Origin="null"))
        self.refused(403, ward.post("/van-ban/gui", form, Sec_Fetch_Site="cross-site"))
        self.refused(403, ward.post("/dang-xuat", without))
        self.assertEqual(self.journal(), before)
        self.assertEqual(ward.post("/van-ban/gui", form).status, 303)

    def test_signing_in_wants_the_form_that_this_browser_was_given(self):
        visitor = Visitor(self.desk)
        form = visitor.get("/dang-nhap").page.form("/dang-nhap")
        self.refused(403, Visitor(self.desk).post("/dang-nhap", {**form, "ma": self.desk.office}))
        self.refused(403, visitor.post("/dang-nhap", {"ma": self.desk.office}))
        self.assertEqual(visitor.sign_in(self.desk.office).status, 303)

    def test_hostile_text_is_shown_and_does_nothing(self):
        ward, office = signed_in(self.desk, self.desk.ward_4), signed_in(self.desk, self.desk.office)
        hostile = "</textarea><script>alert(1)</script><img src=x onerror=alert(1)> \"'&amp; "
        turning = "\u202etxet\u202c \u2066x\u2069"
        form = filled(self.shown(ward.get(WARD_4)), **{"muc-5": hostile, "muc-general": "</details>" + hostile})
        self.assertEqual(ward.post("/van-ban/gui", form).status, 303)
        back = self.shown(office.get(WARD_4)).form("/van-ban/tra-lai")
        self.assertEqual(office.post("/van-ban/tra-lai", {**back, "noi-dung": "<b>" + hostile + turning}).status, 303)
        for visitor, target in ((ward, WARD_4), (office, WARD_4), (office, f"/bao-cao?ky={CYCLE}"), (ward, "/don-vi?ma=ubnd-phuong-4")):
            answer = visitor.get(target)
            page = self.shown(answer)
            Pages.check_structure(self, page)
            Pages.check_isolation(self, page)
            self.assertEqual(page.all("b") + page.all("img"), [])
            self.assertIsNone(re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u0000\u0007]", page.source))
        self.assertIn("<script>alert(1)</script>", self.shown(ward.get(WARD_4)).form("/van-ban/gui")["muc-5"])
        self.assertIn("[U+202E]txet[U+202C]", self.shown(office.get(WARD_4)).text())
        self.assertNotIn(b"<script", office.get(f"/bao-cao/ban-in?ky={CYCLE}").body)
        for target in ("/bang-theo-doi?ky=%22%3E%3Cscript%3E&loc=%3Cb%3E", "/don-vi?ma=%3Cscript%3E", "/so-lieu?ky=%22%3E&ma=%3Cb%3E&trang=-1",
                       "/%3Cscript%3E", "/van-ban?ky=%E2%80%AE&don-vi=%FF%FE"):
            self.assertNotIn(b"<script", office.get(target).body)
            self.assertNotIn(b"<b>", office.get(target).body)

    def test_text_that_reads_differently_than_it_is_stored_is_shown_again_with_its_marks_and_not_kept(self):
        ward = signed_in(self.desk, self.desk.ward_4)
        for bad, shown in (("\u202etxet\u202c", "[U+202E]txet[U+202C]"), (b"a\xff\xc0\xafb", "a\ufffd"), ("a\u0007b", "a b")):
            form = self.shown(ward.get(WARD_4)).form("/van-ban/gui")
            answer = ward.post("/van-ban/luu", {**form, "muc-5": bad})
            self.assertIn("Chưa lưu, chưa gửi", self.refused(400, answer))
            self.assertEqual(Cycle.check_summary(self, answer.page), ["#muc-5"])
            self.assertIn(shown, answer.page.form("/van-ban/gui")["muc-5"])
            Pages.check_isolation(self, answer.page)
            self.assertEqual(self.shown(ward.get(WARD_4)).form("/van-ban/gui")["muc-5"], "")

    def test_a_form_of_five_megabytes_is_refused_with_a_page_that_says_why(self):
        ward = signed_in(self.desk, self.desk.ward_4)
        form = self.shown(ward.get(WARD_4)).form("/van-ban/gui")
        before = self.journal()
        self.assertIn("tối đa 1024 KB", self.refused(413, ward.post("/van-ban/gui", {**form, "muc-5": "a" * (5 << 20)})))
        self.assertEqual(self.journal(), before)

    def test_what_is_no_form_and_no_page_is_refused(self):
        ward = signed_in(self.desk, self.desk.ward_4)
        self.refused(415, ward.post("/van-ban/gui", {}, Content_Type="multipart/form-data; boundary=x"))
        self.refused(405, ward.call("DELETE", WARD_4))
        self.refused(404, ward.get("/khong-co"))
        self.refused(421, ward.call("GET", "/", headers={"Host": "evil.example"}))
        key = self.shown(ward.get(WARD_4)).form("/van-ban/gui")["khoa"]
        self.refused(404, ward.post("/khong-co", {"khoa": key}))
        self.assertEqual(ward.call("HEAD", WARD_4).body, b"")


if __name__ == "__main__":
    main()
