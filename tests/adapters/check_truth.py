#!/usr/bin/env python3
"""Fetches everything from a simulator over HTTP and judges it anew from its dates, by the definitions of its README.

usage: check_truth.py mot_cua|van_ban|phan_anh EXECUTABLE [OPTION of the simulator]...
The simulator counts its figures by the categories from which it made the records; this script knows the records only.
"""
import collections
import datetime
import json
import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request

from open311_rules import check_open311

VIETNAM = datetime.timezone(datetime.timedelta(hours=7))


class Simulator:
    def __init__(self, command):
        self.process = subprocess.Popen([*command, "--port", "0"], stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if not line.startswith("listening 127.0.0.1:"):
            raise SystemExit(f"{command[0]} did not start")
        self.base = "http://" + line.split()[1]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        if self.process.wait(timeout=20) != 0:
            raise SystemExit("the simulator did not end cleanly")

    def call(self, method, target, body=None, headers=None):
        """Status, content type and bytes."""
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(self.base + target, data=data, method=method, headers=headers or {})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.headers["Content-Type"], answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers["Content-Type"], error.read()

    def json(self, method, target, body=None, headers=None):
        status, _, content = self.call(method, target, body, headers)
        assert status == 200, f"{method} {target}: {status} {content[:200]}"
        return json.loads(content)


# ---- mot_cua ----

MOT_CUA_FIGURES = ["carried_over", "received", "before_due", "on_due_day", "late", "withdrawn", "open_in_time",
                   "open_overdue", "open_paused"]


def all_dossiers(simulator):
    session, cursor, found, more = None, ("", ""), {}, True
    while more:
        if session is None:
            answer = simulator.json("POST", "/dang-nhap", {"username": "tiendo", "password": "mat-khau-thu-nghiem"})
            session = answer["session"]
        page = simulator.json("POST", "/tra-cuu-ho-so-thay-doi", {
            "session": session, "madonvi": "000.00.12.H99", "tuThoiDiem": cursor[0], "tuMaHoSo": cursor[1], "soLuong": 500})
        if int(page["error_code"]) == -2:
            session = None
            continue
        assert int(page["error_code"]) == 0, page["message"]
        for dossier in page["result"]:
            pair = (dossier["NgayCapNhat"], dossier["MaHoSo"])
            assert pair > cursor, f"{pair} does not come after {cursor}"
            assert dossier["MaHoSo"] not in found
            found[dossier["MaHoSo"]] = dossier
            cursor = pair
        assert cursor == (page["thoiDiemTiepTheo"], page["maHoSoTiepTheo"])
        more = page["conTiep"]
    return list(found.values())


def check_dossier(dossier, clock):
    """What the README says of every dossier."""
    assert re.fullmatch(r"000\.\d\d\.12\.H99-\d{6}-\d{4}", dossier["MaHoSo"]), dossier
    assert dossier["MaHoSo"][14:20] == dossier["NgayTiepNhan"][2:8], dossier
    state = int(dossier["TrangThaiHoSo"])
    order = [dossier[name] for name in ("NgayNopHoSo", "NgayTiepNhan", "NgayKetThucXuLy", "NgayTra") if dossier[name]]
    assert order == sorted(order), dossier
    for name, value in dossier.items():
        if name != "DanhSachHoSoBoSung":
            assert isinstance(value, str), dossier
        if name.startswith("Ngay"):
            assert re.fullmatch(r"(\d{14})?", value), dossier
            assert name == "NgayHenTra" or value <= clock, dossier
            assert name == "NgayHenTra" or value <= dossier["NgayCapNhat"], dossier
    assert bool(dossier["NgayKetThucXuLy"]) == (state in (7, 9, 10)), dossier
    assert bool(dossier["NgayTra"]) == (state == 10), dossier
    assert bool(dossier["NgayTuChoi"]) == (state == 3), dossier
    for each in dossier["DanhSachHoSoBoSung"]:
        assert dossier["NgayTiepNhan"] < each["NgayBoSung"], dossier
        if each["NgayTiepNhanBoSung"]:
            assert each["NgayBoSung"] < each["NgayTiepNhanBoSung"] and each["NgayHenTraTruoc"] < each["NgayHenTraMoi"], dossier
            assert each["NgayHenTraMoi"] == dossier["NgayHenTra"], dossier
            assert each["NgayTiepNhanBoSung"] < dossier["NgayKetThucXuLy"], dossier


def judge_dossiers(dossiers, start, cutoff):
    """`start` and `cutoff` as yyyymmdd."""
    wards = collections.defaultdict(collections.Counter)
    for dossier in dossiers:
        state = int(dossier["TrangThaiHoSo"])
        received, finished, due = (dossier[n][:8] for n in ("NgayTiepNhan", "NgayKetThucXuLy", "NgayHenTra"))
        if state in (1, 3) or received > cutoff or (finished and finished < start):
            continue
        ward = wards[dossier["MaHoSo"][:13]]
        ward["carried_over" if received < start else "received"] += 1
        if finished and finished <= cutoff:
            if state == 7:
                ward["withdrawn"] += 1
            elif not due or finished < due:
                ward["before_due"] += 1
            else:
                ward["on_due_day" if finished == due else "late"] += 1
        elif state in (5, 6, 8):
            ward["open_paused"] += 1
        else:
            ward["open_overdue" if due and due <= cutoff else "open_in_time"] += 1
    return wards


def check_mot_cua(simulator):
    for changes in (0, 25, 200):
        if changes:
            changed = simulator.json("POST", f"/_sim/change?count={changes}")["ids"]
            assert len(changed) == len(set(changed)) == changes
        truth = simulator.json("GET", "/_sim/truth")
        dossiers = all_dossiers(simulator)
        for dossier in dossiers:
            check_dossier(dossier, "20210520090200")
        start, cutoff = (truth["window"][name].replace("-", "") for name in ("from", "to"))
        judged = judge_dossiers(dossiers, start, cutoff)
        assert len(dossiers) == truth["records"]
        assert len(truth["wards"]) == 14
        total = collections.Counter()
        for code, row in truth["wards"].items():
            expected = {name: row[name] for name in MOT_CUA_FIGURES}
            found = {name: judged[code][name] for name in MOT_CUA_FIGURES}
            assert expected == found, f"{code}: simulator {expected}, judged anew {found}"
            total.update(found)
            assert found["carried_over"] + found["received"] == sum(found.values()) - found["carried_over"] - found["received"]
        assert {name: total[name] for name in MOT_CUA_FIGURES} == truth["total"]
        assert all(truth["total"].values()), "a figure that is never met proves nothing"
        print(f"after {changes} changes: {len(dossiers)} dossiers, {dict(total)}")
    late = {code: row["late"] / (row["before_due"] + row["on_due_day"] + row["late"]) for code, row in truth["wards"].items()}
    assert max(late, key=late.get) == "000.07.12.H99", late


# ---- van_ban ----

INSTRUMENTS = ["34/2007/PL-UBTVQH11", "159/2016/NĐ-CP", "84/2015/NĐ-CP", "343/2016/TT-BTC", "59/2019/NĐ-CP",
               "61/2018/NĐ-CP", "619/QĐ-TTg", "118/KH-UBND"]


def all_documents(simulator):
    key = {"X-Khoa-Truy-Cap": "khoa-thu-nghiem"}
    cursor, found, more = 0, {}, True
    while more:
        page = simulator.json("GET", f"/van-ban?tu={cursor}&soLuong=100", headers=key)
        for document in page["vanBan"]:
            assert document["thuTu"] > cursor and document["id"] not in found, document
            cursor = document["thuTu"]
            found[document["id"]] = document
        assert page["tiepTheo"] == cursor
        more = page["con"]
    return list(found.values())


def check_document(document):
    if document["xoa"]:
        kept = {"id", "thuTu", "xoa", "capNhat", "vanBanLienQuan"}
        assert all(document[name] is None for name in document if name not in kept), document
        assert document["vanBanLienQuan"] == [], document
        return
    for name in ("ngayBanHanh", "ngayDen", "hanXuLy"):
        assert document[name] is None or re.fullmatch(r"\d\d/\d\d/\d{4}", document[name]), document
    assert (document["huong"] == "di") == (document["coQuanBanHanhMa"] == "000.00.12.H99"), document
    assert (document["huong"] == "di") == (document["ngayDen"] is None), document
    assert "{" not in document["trichYeu"], document
    assert re.fullmatch(r"\d+/\S+", document["soKyHieu"]), document


def check_van_ban(simulator):
    known = {re.sub(r"\s", "", name).lower(): name for name in INSTRUMENTS}
    moved = []
    for changes in (0, 25, 40):
        if changes:
            changed = simulator.json("POST", f"/_sim/change?count={changes}")["ids"]
            assert len(changed) == len(set(changed)) == changes
        truth = simulator.json("GET", "/_sim/truth")
        documents = all_documents(simulator)
        counts = collections.defaultdict(collections.Counter)
        citing = 0
        for document in documents:
            check_document(document)
            cited = {known.get(re.sub(r"\s", "", text).lower()) for text in document["vanBanLienQuan"]} - {None}
            citing += bool(cited)
            for name in cited:
                counts[name][document["coQuanBanHanhMa"]] += 1
        assert len(documents) == truth["records"]
        assert sum(not document["xoa"] for document in documents) == truth["living"] < truth["records"]
        assert citing == truth["citing"]
        assert list(truth["instruments"]) == INSTRUMENTS
        for name, row in truth["instruments"].items():
            assert row["issuers"] == dict(counts[name]), f"{name}: simulator {row}, counted anew {dict(counts[name])}"
            assert row["total"] == sum(counts[name].values()) > 0
        moved.append(json.dumps(truth, sort_keys=True))
        print(f"after {changes} changes: {len(documents)} documents, {citing} cite one of the eight")
    assert len(set(moved)) == 3


# ---- phan_anh ----

def read_span(simulator, start, end):
    """All requests of a span, halved where the answer is full."""
    query = urllib.parse.urlencode({"start_date": start.isoformat(), "end_date": end.isoformat()})
    answer = simulator.json("GET", f"/requests.json?{query}")
    if len(answer) < 1000:
        return answer
    middle = start + datetime.timedelta(seconds=int((end - start).total_seconds() / 2))
    return read_span(simulator, start, middle) + read_span(simulator, middle, end)


def all_requests(simulator):
    start = datetime.datetime(2020, 11, 1, tzinfo=VIETNAM)
    found = {}
    while start < datetime.datetime(2021, 5, 20, tzinfo=VIETNAM):
        end = start + datetime.timedelta(days=89)
        for request in read_span(simulator, start, end):
            found[request["service_request_id"]] = request
        start = end
    return list(found.values())


def judge_requests(requests, start, end):
    judged = collections.defaultdict(collections.Counter)
    parse = datetime.datetime.fromisoformat
    for request in requests:
        requested, updated = (parse(request[n].replace("Z", "+00:00")) for n in ("requested_datetime", "updated_datetime"))
        if not start <= requested < end:
            continue
        row = judged[request["agency_responsible"] or ""]
        row["total"] += 1
        if request["status"] == "closed" and updated < end:
            row["closed"] += 1
            expected = request.get("expected_datetime")
            row["closed_on_time"] += not expected or updated <= parse(expected.replace("Z", "+00:00"))
        else:
            row["open"] += 1
    return judged


def check_phan_anh(simulator):
    check_open311(simulator)
    names = ("total", "closed", "closed_on_time", "open")
    totals = []
    for changes in (0, 25, 1):
        if changes:
            answer = simulator.json("POST", f"/_sim/change?count={changes}")
            assert len(set(answer["ids"])) == changes and len(answer["reopened"]) == 1
        truth = simulator.json("GET", "/_sim/truth")
        requests = all_requests(simulator)
        start, last = (datetime.datetime.fromisoformat(truth["window"][n]).replace(tzinfo=VIETNAM) for n in ("from", "to"))
        judged = judge_requests(requests, start, last + datetime.timedelta(days=1))
        total, others = collections.Counter(), collections.Counter()
        for agency, row in judged.items():
            total.update(row)
            if not agency.startswith("UBND Phường "):
                others.update(row)
        for row in truth["wards"].values():
            found = {name: judged[row["name"]][name] for name in names}
            assert {name: row[name] for name in names} == found, f"simulator {row}, judged anew {found}"
            assert found["total"] == found["closed"] + found["open"]
        assert len(truth["wards"]) == 14
        assert {name: others[name] for name in names} == truth["others"]
        assert {name: total[name] for name in names} == truth["total"]
        # Requests posted by check_open311 are on top.
        assert len(requests) >= truth["records"]
        totals.append(truth["total"])
        print(f"after {changes} changes: {len(requests)} requests, {truth['total']}")
    assert [row["open"] for row in totals] == [totals[0]["open"] + n for n in range(3)]


def main():
    checks = {"mot_cua": check_mot_cua, "van_ban": check_van_ban, "phan_anh": check_phan_anh}
    with Simulator(sys.argv[2:]) as simulator:
        checks[sys.argv[1]](simulator)
    print("agreed")


if __name__ == "__main__":
    main()
