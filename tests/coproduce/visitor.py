"""Somebody's browser, as a server sees it: cookies, forms and files, from an address of its own."""

import http.client
import secrets
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from http.cookies import SimpleCookie
from urllib.parse import urlencode


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    body: bytes


@dataclass
class Visitor:
    """Speaks to `port`; comes from `source`, one of this machine's own addresses."""

    port: int
    host: str = ""
    source: str = "127.0.0.1"
    tls: ssl.SSLContext | None = None
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def site(self) -> str:
        return f"http{'s' if self.tls else ''}://{self.host or '127.0.0.1'}:{self.port}"

    def asks(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Make one request, and keep the cookies that the answer sets."""
        line = self.line()
        held = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        told = {"Host": self.site.partition("//")[2], "Cookie": held, **(headers or {})}
        try:
            line.request(method, path, body, told)
            came = line.getresponse()
            answer = Answer(came.status, came.headers, came.read())
        finally:
            line.close()
        for line_ in answer.headers.get_all("Set-Cookie") or ():
            self.cookies |= {name: one.value for name, one in SimpleCookie(line_).items()}
        return answer

    def line(self) -> http.client.HTTPConnection:
        """A connection that nothing was said on."""
        source = (self.source, 0)
        if not self.tls:
            return http.client.HTTPConnection(
                "127.0.0.1", self.port, timeout=60, source_address=source
            )
        return Named(self.host, self.port, timeout=60, source_address=source, context=self.tls)

    def gets(self, path: str, **headers: str) -> Answer:
        return self.asks("GET", path, None, headers)

    def posts(self, path: str, form: Mapping[str, str], **headers: str) -> Answer:
        """Send a form as a page of this site would."""
        kind = "application/x-www-form-urlencoded"
        return self._sends(path, kind, urlencode(form).encode(), headers)

    def uploads(self, path: str, form: Mapping[str, str], name: str, raw: bytes) -> Answer:
        """The same, with a file."""
        return self._sends(path, f"multipart/form-data; boundary={EDGE}", _parts(form, name, raw))

    def _sends(
        self, path: str, kind: str, body: bytes, headers: Mapping[str, str] | None = None
    ) -> Answer:
        token = self.cookies.setdefault("csrftoken", secrets.token_hex(16))
        told = {"Content-Type": kind, "X-CSRFToken": token, "Origin": self.site}
        return self.asks("POST", path, body, told | dict(headers or {}))


class Named(http.client.HTTPSConnection):
    """Goes to this machine, whatever name it asks for."""

    def connect(self) -> None:
        name, self.host = self.host, "127.0.0.1"
        http.client.HTTPConnection.connect(self)
        self.host = name
        context: ssl.SSLContext = self._context  # type: ignore[attr-defined]
        self.sock = context.wrap_socket(self.sock, server_hostname=name)


EDGE = "the-edge-of-a-part"


def _parts(form: Mapping[str, str], name: str, raw: bytes) -> bytes:
    parts = [(f'name="{field}"', said.encode()) for field, said in form.items()]
    parts.append((f'name="files"; filename="{name}"', raw))
    told = [f"--{EDGE}\r\nContent-Disposition: form-data; {of}\r\n\r\n" for of, _ in parts]
    bodies = [head.encode() + raw + b"\r\n" for head, (_, raw) in zip(told, parts, strict=True)]
    return b"".join(bodies) + f"--{EDGE}--\r\n".encode()
