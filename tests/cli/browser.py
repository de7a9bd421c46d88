"""browser.py: a headless Chromium driven over the DevTools protocol, by pipe: no package and no port is needed.

As a program: browser.py PAGE PICTURE.png [WIDTH HEIGHT [dark]] takes a picture of a page, PAGE OUT.pdf prints it.
"""
import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find():
    """The path of a Chromium, or None."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


class Browser:
    def __init__(self, width=1200, height=900):
        self.profile = tempfile.mkdtemp(prefix="gazet-page.")
        self.events, self.number, self.rest = [], 0, b""
        to_child, self.to = os.pipe()
        self.fro, from_child = os.pipe()
        # The browser reads commands from descriptor 3 and writes answers to 4.
        command = [find(), "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
                   "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
                   "--force-color-profile=srgb", "--hide-scrollbars", "--user-data-dir=" + self.profile, "about:blank"]
        high = [fcntl.fcntl(fd, fcntl.F_DUPFD, 10) for fd in (to_child, from_child)]

        def place():
            os.dup2(high[0], 3)
            os.dup2(high[1], 4)

        self.child = subprocess.Popen(command, preexec_fn=place, pass_fds=[3, 4], stdin=subprocess.DEVNULL,
                                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for fd in [to_child, from_child] + high:
            os.close(fd)
        target = self.send("Target.createTarget", {"url": "about:blank"}, session=False)["targetId"]
        self.session = self.send("Target.attachToTarget", {"targetId": target, "flatten": True}, session=False)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log", "Accessibility"):
            self.send(domain + ".enable")
        self.size(width, height)

    def close(self):
        try:
            self.send("Browser.close", session=False)
            self.child.wait(10)
        except (OSError, RuntimeError, subprocess.TimeoutExpired):
            self.child.kill()
            self.child.wait()
        os.close(self.to)
        os.close(self.fro)
        shutil.rmtree(self.profile, ignore_errors=True)

    # ---- the protocol ----

    def _message(self, timeout):
        end = time.monotonic() + timeout
        while b"\0" not in self.rest:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.fro], [], [], left)[0]:
                return None
            more = os.read(self.fro, 1 << 16)
            if not more:
                raise RuntimeError("the browser has gone")
            self.rest += more
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def send(self, method, params=None, session=True, timeout=60):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params or {}}
        if session:
            message["sessionId"] = self.session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.to, data):]
        while True:
            answer = self._message(timeout)
            if answer is None:
                raise RuntimeError("no answer to " + method)
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError("%s: %s" % (method, answer["error"]["message"]))
                return answer["result"]
            self.events.append(answer)

    def wait(self, method, timeout=60):
        """The next event of that name that was not waited for yet."""
        while True:
            for i, event in enumerate(self.events):
                if event.get("method") == method and not event.get("seen"):
                    self.events[i]["seen"] = True
                    return event["params"]
            event = self._message(timeout)
            if event is None:
                raise RuntimeError("no event " + method)
            self.events.append(event)

    # ---- pages ----

    def size(self, width, height):
        self.send("Emulation.setDeviceMetricsOverride",
                  {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})

    def prefer(self, **features):
        self.send("Emulation.setEmulatedMedia", {"features": [{"name": name.replace("_", "-"), "value": value}
                                                              for name, value in features.items()]})

    def open(self, path, script=True):
        self.send("Emulation.setScriptExecutionDisabled", {"value": not script})
        self.send("Page.navigate", {"url": "file://" + os.path.abspath(path)})
        self.wait("Page.loadEventFired")

    def ask(self, expression):
        """The value of an expression in the page."""
        result = self.send("Runtime.evaluate", {"expression": expression, "returnByValue": True, "awaitPromise": True,
                                                "userGesture": True})
        if "exceptionDetails" in result:
            raise RuntimeError(expression + ": " + json.dumps(result["exceptionDetails"].get("exception", {})))
        return result["result"].get("value")

    def place(self, selector, x=0.5, y=0.5):
        """A point of an element in the window, to which it is scrolled."""
        return self.ask("""(function () {
            var node = document.querySelector(%s);
            node.scrollIntoView({block: "center", behavior: "instant"});
            var box = node.getBoundingClientRect();
            return [box.left + box.width * %f, box.top + box.height * %f];
        })()""" % (json.dumps(selector), x, y))

    def mouse(self, kind, at, buttons=0):
        self.send("Input.dispatchMouseEvent", {"type": kind, "x": at[0], "y": at[1], "buttons": buttons,
                                               "button": "left" if kind != "mouseMoved" or buttons else "none",
                                               "clickCount": 0 if kind == "mouseMoved" else 1})

    def hover(self, selector, x=0.5, y=0.5):
        self.mouse("mouseMoved", self.place(selector, x, y))

    def click(self, selector):
        at = self.place(selector)
        self.mouse("mouseMoved", at)
        self.mouse("mousePressed", at, 1)
        self.mouse("mouseReleased", at)

    def drag(self, selector, x1, x2):
        start, end = self.place(selector, x1), self.place(selector, x2)
        self.mouse("mouseMoved", start)
        self.mouse("mousePressed", start, 1)
        for i in range(1, 6):
            self.mouse("mouseMoved", [start[0] + (end[0] - start[0]) * i / 5, end[1]], 1)
        self.mouse("mouseReleased", end)

    def key(self, name, text=None):
        press = {"type": "keyDown", "key": name, "code": name}
        codes = {"Enter": 13, "Escape": 27, "Tab": 9, "ArrowLeft": 37, "ArrowRight": 39, "Home": 36, "End": 35}
        if name in codes:
            press["windowsVirtualKeyCode"] = codes[name]
        if text or len(name) == 1:
            press["text"] = text or name
        if name == "Enter":
            press["text"] = "\r"
        self.send("Input.dispatchKeyEvent", press)
        self.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": name, "code": name})

    def type(self, text):
        self.send("Input.insertText", {"text": text})

    def picture(self, path, whole=True):
        shot = self.send("Page.captureScreenshot", {"format": "png", "captureBeyondViewport": whole})
        with open(path, "wb") as out:
            out.write(base64.b64decode(shot["data"]))

    def print(self, path):
        page = self.send("Page.printToPDF", {"printBackground": False, "preferCSSPageSize": True})
        with open(path, "wb") as out:
            out.write(base64.b64decode(page["data"]))


def main(page, out, width="1200", height="900", theme="light", script=""):
    browser = Browser(int(width), int(height))
    try:
        browser.prefer(prefers_color_scheme=theme)
        browser.open(page)
        if script:
            browser.ask(script)
        (browser.print if out.endswith(".pdf") else browser.picture)(out)
    finally:
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
