"""Chromium without a window, spoken to over the two pipes of its DevTools protocol: no library is needed."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: Chromium reads commands from 3 and writes answers to 4; the pipes are moved there out of the way of
#: each other, in a process of its own, since a forked copy of a test run with threads is not safe.
_START: Final = """
import fcntl, os, sys
read, write = (fcntl.fcntl(int(n), fcntl.F_DUPFD, 10) for n in sys.argv[1:3])
os.dup2(read, 3)
os.dup2(write, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
_OPTIONS: Final = (
    "--headless",
    "--remote-debugging-pipe",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
#: Seconds that an answer may take on a busy machine.
_PATIENCE: Final = 60.0
#: Key -> what the protocol wants of it.
_KEYS: Final[dict[str, dict[str, Any]]] = {
    "Tab": {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9},
    "Enter": {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"},
}


def installed() -> str | None:
    """Give the path of a Chromium, or None; without POSIX's pipes this cannot speak to one."""
    if os.name != "posix":
        return None
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Chromium:
    """One tab. Raises TimeoutError where no answer comes, and RuntimeError for an answer that is an error."""

    def __init__(self, program: str, folder: Path) -> None:
        to_it, from_us = os.pipe()
        from_it, to_us = os.pipe()
        options = [*_OPTIONS, f"--user-data-dir={folder}"]
        if os.geteuid() == 0:  # Chromium refuses to be root in its sandbox
            options.append("--no-sandbox")
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START, str(to_it), str(to_us), program, *options],
            pass_fds=(to_it, to_us),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_it)
        os.close(to_us)
        self._write, self._read = from_us, from_it
        self._waiting = b""
        self._number = 0
        self._session: str | None = None
        #: What the browser reported by itself, since it was last forgotten.
        self.events: list[dict[str, Any]] = []
        target = self.do("Target.createTarget", url="about:blank")["targetId"]
        attached = self.do("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for part in ("Page", "Runtime", "Log", "Network"):
            self.do(f"{part}.enable")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End it."""
        try:
            self._session = None
            self.do("Browser.close")
            self._process.wait(10)
        except (OSError, RuntimeError, TimeoutError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()
        finally:
            os.close(self._write)
            os.close(self._read)

    def do(self, method: str, **params: Any) -> dict[str, Any]:
        """Give a command and wait for its answer."""
        self._number += 1
        asked: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self._session:
            asked["sessionId"] = self._session
        rest = json.dumps(asked).encode() + b"\0"
        while rest:
            rest = rest[os.write(self._write, rest) :]
        end = time.monotonic() + _PATIENCE
        while True:
            told = self._message(end)
            if told.get("id") != self._number:
                self.events.append(told)
            elif "error" in told:
                raise RuntimeError(f"{method}: {told['error']}")
            else:
                result: dict[str, Any] = told["result"]
                return result

    def open(self, address: str) -> None:
        """Go to a page and wait until it is loaded."""
        self.events.clear()
        self.do("Page.navigate", url=address)
        self.wait_for("Page.loadEventFired")

    def wait_for(self, method: str) -> None:
        """Wait until the browser reports something."""
        end = time.monotonic() + _PATIENCE
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self._message(end))

    def ask(self, script: str) -> Any:
        """Give the value of an expression on the page."""
        told = self.do("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in told:
            raise RuntimeError(f"{script}: {told['exceptionDetails']}")
        return told["result"].get("value")

    def press(self, key: str, *, shift: bool = False) -> None:
        """Press a named key and let it go."""
        for kind in ("keyDown", "keyUp"):
            self.do("Input.dispatchKeyEvent", type=kind, modifiers=8 if shift else 0, **_KEYS[key])

    def type(self, text: str) -> None:
        """Type letters where the focus is."""
        for letter in text:
            self.do("Input.dispatchKeyEvent", type="keyDown", text=letter, key=letter)
            self.do("Input.dispatchKeyEvent", type="keyUp", key=letter)

    def size(self, width: int, height: int = 800) -> None:
        """Give the window a size in CSS pixels."""
        self.do(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def media(self, medium: str = "", scheme: str = "light") -> None:
        """Choose screen ("") or print, and light or dark."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.do("Emulation.setEmulatedMedia", media=medium, features=features)

    def complaints(self) -> list[str]:
        """Give what went wrong on the page: scripts' errors, messages, and files that did not load."""
        wrong = ("Runtime.exceptionThrown", "Log.entryAdded", "Network.loadingFailed")
        said = [event for event in self.events if event.get("method") in wrong]
        return [json.dumps(event["params"]) for event in said]

    def asked_for(self) -> list[str]:
        """Give the addresses that the page asked for."""
        sent = (e for e in self.events if e.get("method") == "Network.requestWillBeSent")
        return [event["params"]["request"]["url"] for event in sent]

    def picture(self, file: Path, *, whole: bool = False) -> None:
        """Write a PNG of the window, or of the whole page."""
        told = self.do("Page.captureScreenshot", captureBeyondViewport=whole)
        file.write_bytes(base64.b64decode(told["data"]))

    def _message(self, end: float) -> dict[str, Any]:
        while b"\0" not in self._waiting:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self._read], [], [], left)[0]:
                raise TimeoutError("the browser does not answer")
            piece = os.read(self._read, 1 << 20)
            if not piece:
                raise RuntimeError("the browser ended")
            self._waiting += piece
        message, _, self._waiting = self._waiting.partition(b"\0")
        told: dict[str, Any] = json.loads(message)
        return told
