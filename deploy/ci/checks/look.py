"""look.py URL FOLDER draws a page in a browser without a screen, as somebody would see it.

It waits until every service has its line and the bars are drawn, leaves page.png and page.html in the folder, and fails when
the page complains in its console. The browser is spoken to over two pipes, in its own protocol, since
a page that listens to a stream is never done loading.
"""

import base64
import fcntl
import itertools
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

PATIENCE = 60
THERE = """
    document.querySelectorAll('#services li').length >= 6
        && document.querySelector('#orders tr') !== null
        && document.querySelector('#candle-readout').textContent.includes(' C ')
"""


def beyond(descriptor):
    """The browser takes 3 and 4, so nothing else may be there."""
    other = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 10)
    os.close(descriptor)
    return other


class Browser:
    def __init__(self, program, profile):
        hears, self.tell = map(beyond, os.pipe())
        self.hear, tells = map(beyond, os.pipe())

        def wire():
            os.dup2(hears, 3)
            os.dup2(tells, 4)

        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
             "--hide-scrollbars",
             f"--user-data-dir={profile}", "--window-size=1280,1600"],
            preexec_fn=wire, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(hears)
        os.close(tells)
        self.numbers = itertools.count(1)
        self.unread = b""
        self.complaints = []

    def message(self):
        while b"\0" not in self.unread:
            more = os.read(self.hear, 1 << 16)
            if not more:
                raise SystemExit("the browser has gone")
            self.unread += more
        text, self.unread = self.unread.split(b"\0", 1)
        return json.loads(text)

    def ask(self, method, session=None, **parameters):
        number = next(self.numbers)
        asked = {"id": number, "method": method, "params": parameters}
        if session:
            asked["sessionId"] = session
        os.write(self.tell, json.dumps(asked).encode() + b"\0")
        while True:
            said = self.message()
            if said.get("id") == number:
                if "error" in said:
                    raise SystemExit(f"{method}: {said['error']['message']}")
                return said["result"]
            self.note(said)

    def note(self, said):
        entry = said.get("params", {}).get("entry", {})
        if said.get("method") == "Runtime.exceptionThrown":
            self.complaints.append(said["params"]["exceptionDetails"]["text"])
        elif entry.get("level") == "error":
            self.complaints.append(entry["text"])


def look(browser, url, folder):
    target = browser.ask("Target.createTarget", url="about:blank")["targetId"]
    session = browser.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    for domain in ("Page", "Runtime", "Log"):
        browser.ask(f"{domain}.enable", session)
    browser.ask("Page.navigate", session, url=url)

    def value(expression):
        return browser.ask("Runtime.evaluate", session, expression=expression)["result"].get("value")

    until = time.monotonic() + PATIENCE
    while not value(THERE):
        if time.monotonic() > until:
            raise SystemExit("the page does not show services, orders and bars: " + str(value("document.body.innerText"))[:300])
        time.sleep(0.2)
    picture = browser.ask("Page.captureScreenshot", session, captureBeyondViewport=True)
    (folder / "page.png").write_bytes(base64.b64decode(picture["data"]))
    (folder / "page.html").write_text(value("document.documentElement.outerHTML"))
    if browser.complaints:
        raise SystemExit("the page complains: " + "; ".join(browser.complaints))


def main():
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        raise SystemExit("no chromium is here to look at the page; install chromium")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(program, profile)
        try:
            look(browser, sys.argv[1], pathlib.Path(sys.argv[2]))
        finally:
            browser.process.kill()
            browser.process.wait()


main()
