"""A browser over WebDriver (W3C), by what Python brings: chromedriver listens, we send JSON."""
import base64
import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the key by which WebDriver names an element
CHROMIUM = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars", "--lang=vi"]


class Browser:
    def __init__(self):
        self.profile = tempfile.mkdtemp(prefix="tiendo-chromium-")
        self.driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                                       env={**os.environ, "LANGUAGE": "vi", "LANG": "C.UTF-8"})
        self.session = None
        for line in self.driver.stdout:
            if "successfully on port" in line:
                self.base = f"http://127.0.0.1:{line.split()[-1].rstrip('.')}"
                break
        options = {"args": [*CHROMIUM, f"--user-data-dir={self.profile}"]}
        wanted = {"capabilities": {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options,
                                                   "goog:loggingPrefs": {"browser": "ALL"},
                                                   # A machine that builds at the same time is slow.
                                                   "timeouts": {"script": 120_000, "pageLoad": 120_000}}}}
        self.session = self.send("POST", "/session", wanted)["sessionId"]

    def send(self, method, path, body=None):
        prefix = f"/session/{self.session}" if self.session else ""
        data = json.dumps(body if body is not None else {}).encode() if method == "POST" else None
        request = urllib.request.Request(self.base + prefix + path, data=data, method=method, headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=180) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {path}: {json.load(error)['value']['message'][:500]}") from None

    def open(self, url):
        self.send("POST", "/url", {"url": url})

    def leave(self, act):
        """Does what leads to another page, and comes back when that page is there: a click may come back before it is."""
        self.run("document.documentElement.dataset.left = ''")
        act()
        last = time.monotonic() + 120
        while not self.arrived():
            assert time.monotonic() < last, "no other page came"

    def arrived(self):
        try:
            return self.run("return document.documentElement.dataset.left === undefined && document.readyState === 'complete'")
        except AssertionError:  # between two pages there is none to ask
            return False

    def find(self, css):
        return self.send("POST", "/element", {"using": "css selector", "value": css})[ELEMENT]

    def click(self, css):
        self.send("POST", f"/element/{self.find(css)}/click")

    def type(self, css, text):
        self.send("POST", f"/element/{self.find(css)}/value", {"text": text})

    def keys(self, *keys):
        """Presses keys where the focus is, as somebody without a mouse does."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.send("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})

    def run(self, script, *arguments):
        return self.send("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def run_later(self, script, *arguments):
        return self.send("POST", "/execute/async", {"script": script, "args": list(arguments)})

    def text(self):
        return self.run("return document.querySelector('main')?.innerText ?? ''")

    def resize(self, width, height):
        """The page itself, not the window, gets this size."""
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)

    def devtools(self, command, **parameters):
        return self.send("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def shoot(self, path):
        """The whole page, however long."""
        shot = self.devtools("Page.captureScreenshot", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(shot["data"]))

    def complaints(self):
        """What the browser complains about on its console: breaches of the policy, things not found."""
        return [entry["message"] for entry in self.send("POST", "/se/log", {"type": "browser"}) if entry["level"] in ("WARNING", "SEVERE")]

    def end(self):
        try:
            if self.session:
                self.send("DELETE", "")
        finally:
            self.driver.terminate()
            self.driver.wait(timeout=30)
            self.driver.stdout.close()
            shutil.rmtree(self.profile, True)
