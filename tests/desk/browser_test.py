#!/usr/bin/env python3
"""A ward officer and the office play one cycle at the desk in Chromium; pictures at the widths of a desktop and a phone.

usage: browser_test.py cycle|axe DESK DATABASE OUT_FOLDER [NODE_MODULES]
cycle: with the keyboard where it matters; axe: axe-core looks at every page of the cycle and finds nothing.
"""
import json
import pathlib
import shutil
import sys

from desk import Desk
from webdriver import Browser

CYCLE = "2021-half-year"
WARD_4 = f"van-ban?ky={CYCLE}&don-vi=ubnd-phuong-4"
TAB, ENTER = "\ue004", "\ue007"
WIDTHS = {"desktop": (1280, 800), "phone": (390, 844)}
SEND = "form[action='/van-ban/gui'] button:not([formaction])"
# Names of empty parts that must not be left out, as their legends say.
REQUIRED = ("return [...document.querySelectorAll('fieldset')].filter(each => each.querySelector('legend').innerText.includes('(bắt buộc)'))"
            ".map(each => each.querySelector('textarea')).filter(each => each.value === '').map(each => each.id)")
PAPER = "ban-in"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def skip(reason):
    print(f"Skipped: {reason}")
    sys.exit(77)


class Play:
    """The cycle; `look` is called at each page worth looking at."""

    def __init__(self, desk, browser, look):
        self.desk, self.browser, self.look = desk, browser, look

    def page(self, name, wanted):
        text = self.browser.text()
        assert wanted in text, f"{name}: {wanted!r} is not in\n{text[:1500]}"
        self.look(name)

    def goes(self, place):
        self.browser.open(self.desk.url + place)

    def enters(self, token):
        self.goes("dang-nhap")
        self.browser.type("#ma", token)
        self.browser.leave(lambda: self.browser.keys(ENTER))

    def leaves(self):
        self.follows("form[action='/dang-xuat'] button")

    def follows(self, css):
        self.browser.leave(lambda: self.browser.click(css))

    def run(self):
        self.goes("")
        self.page("dang-nhap", "Mã đăng nhập")
        self.enters("0" * 64)
        self.page("dang-nhap-sai", "không đúng")
        self.enters(self.desk.ward_4)
        self.page("don-vi", "quá hạn chưa nộp")
        self.skip_link()
        self.follows(".todo a")
        self.page("van-ban-soan", "Soạn báo cáo")
        self.states("1,234.5")
        self.page("van-ban-so-sai", "chưa đúng cách viết số")
        self.browser.click(".todo[role=alert] a[href='#so-dossier-late']")
        reached = self.browser.run("return document.querySelector(':target')?.id")
        assert reached == "so-dossier-late", f"the summary leads to {reached!r}"
        self.states("1.234")
        self.page("van-ban-so-lech", "▲ lệch")
        self.browser.type("#muc-5", "Hồ sơ trễ hạn do chờ kết quả xác minh; đã gửi thư xin lỗi.")
        self.follows(SEND)
        self.page("van-ban-con-thieu", "còn thiếu mục bắt buộc")
        for name in self.browser.run(REQUIRED):
            self.browser.type(f"#{name}", "Đã triển khai theo Kế hoạch.")
        self.follows("button[formaction]")
        self.page("van-ban-nhap", "Đã lưu nháp")
        self.follows(SEND)
        self.page("van-ban-da-gui", "Đã gửi báo cáo.")
        self.leaves()
        self.enters(self.desk.office)
        self.page("bang-theo-doi", "23 văn bản chờ tiếp nhận")
        self.goes(f"bang-theo-doi?ky={CYCLE}&loc=cho-tiep-nhan")
        self.page("bang-theo-doi-mot-ky", "chờ tiếp nhận")
        self.goes(WARD_4)
        self.page("van-ban-xu-ly", "Trả lại đơn vị")
        self.browser.type("#noi-dung-tra", "Đề nghị bổ sung số hồ sơ trễ hạn của từng lĩnh vực.")
        self.follows("form[action='/van-ban/tra-lai'] button")
        self.page("van-ban-tra-lai", "Đã trả lại báo cáo.")
        self.leaves()
        self.enters(self.desk.ward_4)
        self.goes(WARD_4)
        self.page("van-ban-bi-tra", "bị trả lại để bổ sung")
        self.browser.type("#muc-5", " Đã bổ sung số liệu.")
        self.follows(SEND)
        self.goes("bang-theo-doi")
        self.page("khong-duoc-xem", "Không thuộc phạm vi")
        self.leaves()
        self.enters(self.desk.office)
        self.goes(WARD_4)
        self.follows("form[action='/van-ban/tiep-nhan'] button")
        self.page("van-ban-tiep-nhan", "Đã tiếp nhận báo cáo.")
        self.goes(f"bao-cao?ky={CYCLE}")
        self.page("bao-cao", "21/22")
        self.goes(f"so-lieu?ky={CYCLE}&ma=F5.ubnd-phuong-4.dossier-late")
        self.page("so-lieu", "Câu của Kế hoạch")
        self.goes(f"bao-cao/ban-in?ky={CYCLE}")
        self.page(PAPER, "CỘNG HÒA XÃ HỘI")
        self.prints_on_paper()
        self.no_complaints()

    def skip_link(self):
        """The first press of Tab reaches the way past the menu, and it leads to the content."""
        self.browser.keys(TAB, ENTER)
        reached = self.browser.run("return document.activeElement.id")
        assert reached == "noi-dung", f"the skip link leads to {reached!r}"

    def states(self, number):
        """Types a figure, which may stand in a folded part, and saves the draft."""
        self.browser.run("for (const each of document.querySelectorAll('details:has(#so-dossier-late)')) each.open = true;"
                         "document.querySelector('#so-dossier-late').value = '';")
        self.browser.type("#so-dossier-late", number)
        self.follows("button[formaction]")

    def prints_on_paper(self):
        """What fits the phone is for the screen alone: printed, the report has the margins of the decree and no boxes that scroll."""
        self.browser.resize(*WIDTHS["phone"])
        self.browser.devtools("Emulation.setEmulatedMedia", media="print")
        seen = self.browser.run("const style = (css, name) => getComputedStyle(document.querySelector(css))[name];"
                                "return [style('.cuon', 'overflowX'), style('.dau', 'gridTemplateColumns').split(' ').length]")
        self.browser.devtools("Emulation.setEmulatedMedia", media="")
        self.browser.resize(*WIDTHS["desktop"])
        assert seen == ["visible", 2], seen

    def no_complaints(self):
        """The answers 401 to 403 that the cycle provokes are told by the browser; nothing else may be."""
        others = [each for each in self.browser.complaints() if "the server responded with a status of 40" not in each]
        assert not others, "\n".join(others)


class Pictures:
    """Each page at both widths; none may be wider than the screen. In print the report for signing is a sheet of A4, whatever the screen."""

    def __init__(self, browser, folder):
        self.browser, self.folder = browser, folder

    def __call__(self, name):
        for width_name, (width, height) in WIDTHS.items():
            self.browser.resize(width, height)
            wide = self.browser.run("return document.documentElement.scrollWidth")
            assert wide <= width, f"{name} is {wide} wide on a screen of {width}"
            self.browser.shoot(self.folder / f"{name}-{width_name}.png")
        self.browser.resize(*WIDTHS["desktop"])


class Axe:
    """What axe-core finds, at both widths: what is hidden or stacked on a phone is looked at as well."""

    def __init__(self, browser, source):
        self.browser, self.source, self.found, self.checks = browser, source, [], 0

    def __call__(self, name):
        for width_name, size in WIDTHS.items():
            self.browser.resize(*size)
            self.browser.run("for (const each of document.querySelectorAll('details')) each.open = true;")
            self.browser.run(self.source + "\nwindow.axe = axe;")
            result = self.browser.run_later(
                "const done = arguments[arguments.length - 1];"
                "axe.run(document, {runOnly: arguments[0]}).then(found => done({passes: found.passes.length, violations: found.violations.map("
                "each => each.id + ': ' + each.help + ' ' + each.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | '))}),"
                "error => done({passes: 0, violations: [String(error)]}));", RULES)
            self.checks += result["passes"]
            self.found += [f"{name} ({width_name}): {each}" for each in result["violations"]]
        self.browser.resize(*WIDTHS["desktop"])


def axe_source(folder):
    source = folder / "axe-core/axe.min.js"
    if not source.is_file():
        skip("axe-core is not installed (npm and its registry are needed)")
    wanted = json.loads((pathlib.Path(__file__).parent / "package.json").read_text(encoding="utf-8"))["devDependencies"]["axe-core"]
    found = json.loads((folder / "axe-core/package.json").read_text(encoding="utf-8"))["version"]
    assert found == wanted, f"axe-core {found} is installed, not {wanted}"
    return source.read_text(encoding="utf-8")


def main():
    what, program, database, out = sys.argv[1], sys.argv[2], sys.argv[3], pathlib.Path(sys.argv[4])
    if not shutil.which("chromedriver"):
        skip("chromedriver is not installed")
    source = axe_source(pathlib.Path(sys.argv[5])) if what == "axe" else None
    shutil.rmtree(out, True)
    out.mkdir(parents=True)
    desk, browser = Desk(program, database), Browser()
    try:
        look = Axe(browser, source) if what == "axe" else Pictures(browser, out)
        browser.resize(*WIDTHS["desktop"])
        Play(desk, browser, look).run()
    finally:
        browser.end()
        desk.end()
    if what == "axe":
        print("\n".join(look.found) or f"axe-core: {look.checks} rules passed, none broken")
        return 1 if look.found or look.checks < 100 else 0
    print(f"{len(list(out.glob('*.png')))} pictures in {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
