"""A desk that runs, and a visitor who reads its pages and fills in its forms as a browser without scripts would."""
import html.parser
import http.client
import pathlib
import shutil
import ssl
import subprocess
import tempfile
import urllib.parse

DAY = "2021-05-20T09:00:00+07:00"  # on which the story of the district ends
FORM = "application/x-www-form-urlencoded"
INLINE = {"a", "span", "b", "code", "h1", "textarea", "option", "button", "li", "td", "th"}
VOID = {"meta", "link", "input", "br", "hr", "img"}


class Page(html.parser.HTMLParser):
    """Elements of a page: (name, attributes, text inside, names of what it stands in)."""

    def __init__(self, source):
        super().__init__()
        self.source, self.elements, self.open, self.faults = source, [], [], []
        self.feed(source)
        self.close()
        self.faults += [f"<{each['name']}> is never closed" for each in self.open]

    def handle_starttag(self, name, attributes):
        element = {"name": name, "attributes": dict(attributes), "text": "", "inside": [each["name"] for each in self.open],
                   "parents": list(self.open)}
        self.elements.append(element)
        if name not in VOID:
            self.open.append(element)

    def handle_endtag(self, name):
        if name not in INLINE:
            self.handle_data(" ")
        if not self.open or self.open[-1]["name"] != name:
            self.faults.append(f"</{name}> closes what is not open")
        else:
            self.open.pop()

    def handle_data(self, data):
        for each in self.open:
            each["text"] += data

    def all(self, name, **attributes):
        return [each for each in self.elements if each["name"] == name
                and all(each["attributes"].get(key.replace("_", "-")) == value for key, value in attributes.items())]

    def text(self):
        return " ".join(self.all("main")[0]["text"].split())

    def heading(self):
        return self.all("h1")[0]["text"]

    def form(self, action):
        """The fields of a form as a browser would send them untouched."""
        (form,) = self.all("form", action=action)
        fields = {}
        for each in self.elements:
            if form in each["parents"] and each["attributes"].get("name"):
                value = each["text"].removeprefix("\n") if each["name"] == "textarea" else each["attributes"].get("value", "")
                fields[each["attributes"]["name"]] = value
        return fields


def filled(page, **parts):
    """The form of a report with a word in each part that must not be left out."""
    fields = page.form("/van-ban/gui")
    for legend in page.all("legend"):
        if "(bắt buộc)" in legend["text"]:
            area = next(each for each in page.all("textarea") if legend["parents"][-1] in each["parents"])
            fields[area["attributes"]["name"]] = fields[area["attributes"]["name"]] or "Đã triển khai."
    return {**fields, **parts}


class Answer:
    def __init__(self, answer):
        self.status, self.headers, self.body = answer.status, answer.headers, answer.read()

    @property
    def page(self):
        return Page(self.body.decode("utf-8"))


class Desk:
    """The program, with a clock that the test moves."""

    def __init__(self, program, database, *words, url="http", tokens=True):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tiendo-desk-"))
        self.program, self.db, self.tokens, self.clock = program, self.folder / "quan.db", self.folder / "tokens", self.folder / "clock"
        shutil.copyfile(database, self.db)
        self.set_clock(DAY)
        self.office = self.token("phong-noi-vu", "Phòng Nội vụ")
        self.ward_4 = self.token("ubnd-phuong-4", "Văn phòng - Thống kê, UBND Phường 4")
        self.ward_6 = self.token("ubnd-phuong-6", "Văn phòng - Thống kê, UBND Phường 6")
        self.errors = open(self.folder / "log", "w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [program, "--db", f"sqlite:{self.db}", *(("--tokens", self.tokens) if tokens else ()), "--clock", self.clock, "--port", "0", *words],
            stdout=subprocess.PIPE, stderr=self.errors, text=True)
        self.url = self.process.stdout.readline().strip()
        if not self.url.startswith(url):
            raise AssertionError((self.folder / "log").read_text(encoding="utf-8"))
        self.host, self.port = urllib.parse.urlsplit(self.url).hostname, urllib.parse.urlsplit(self.url).port

    def token(self, unit, who):
        done = subprocess.run([self.program, "token", self.tokens, unit, who], capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def set_clock(self, instant):
        # Replaced as a whole: the desk reads it at any time.
        new = self.folder / "clock.new"
        new.write_text(instant, encoding="utf-8")
        new.rename(self.clock)

    def end(self):
        self.process.terminate()
        status = self.process.wait(timeout=60)
        self.process.stdout.close()
        self.errors.seek(0)
        self.log = self.errors.read()
        self.errors.close()
        shutil.rmtree(self.folder, True)
        return status


class Visitor:
    """Keeps cookies, sends what browsers send, follows nothing by itself."""

    def __init__(self, desk, context=None):
        self.desk, self.cookies, self.context = desk, {}, context
        self.always = []  # headers that a proxy in between adds to each request: (name, value)
        self.origin = f"{'https' if context else 'http'}://{desk.host}:{desk.port}"

    def call(self, method, target, body=None, headers=None, cookies=True):
        kind = http.client.HTTPSConnection if self.context else http.client.HTTPConnection
        more = {"context": self.context} if self.context else {}
        connection = kind(self.desk.host, self.desk.port, timeout=60, **more)
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if cookies and self.cookies else {}
        sent.update(headers or {})
        try:
            connection.putrequest(method, target, skip_host="Host" in sent, skip_accept_encoding=True)
            for name, value in [*sent.items(), *self.always]:
                connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body.encode() if body is not None else None)
            answer = Answer(connection.getresponse())
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            if value:
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)
        return answer

    def get(self, target):
        return self.call("GET", target)

    def post(self, target, fields, **headers):
        sent = {"Content-Type": FORM, "Origin": self.origin, "Sec-Fetch-Site": "same-origin"}
        sent.update({name.replace("_", "-"): value for name, value in headers.items()})
        return self.call("POST", target, urllib.parse.urlencode(fields), {name: value for name, value in sent.items() if value})

    def sign_in(self, token):
        fields = self.get("/dang-nhap").page.form("/dang-nhap")
        return self.post("/dang-nhap", {**fields, "ma": token})

    def key(self):
        return self.get("/").status and self.get(self.get("/").headers["Location"]).page.form("/dang-xuat")["khoa"]


def signed_in(desk, token, context=None):
    visitor = Visitor(desk, context)
    answer = visitor.sign_in(token)
    if answer.status != 303:
        raise AssertionError(f"{answer.status}: {answer.page.text()}")
    return visitor


def trusting(certificate):
    return ssl.create_default_context(cafile=certificate)
