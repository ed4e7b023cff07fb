"""The `Judge` port on any endpoint that speaks the chat completions protocol of OpenAI: a hosted service or a model of one's own.

Off unless configured: RETOLD_JUDGE_URL (as "http://localhost:11434/v1"), RETOLD_JUDGE_MODEL, RETOLD_JUDGE_KEY (where one is needed).
The two passages of each question then leave this machine for that endpoint, and nothing else does.

Nothing that comes back is trusted. An answer has one strict form, a size and a time; what has not that form is no opinion. An
endpoint that fails three times in a row, or answers ten times in another form, is not asked again. The key travels in a header and
is shown nowhere; where it would go in clear over a network, one line warns of it.
"""

from __future__ import annotations

import ipaddress
import logging
import os
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from urllib.parse import urlsplit

from msgspec import Struct

from retold.adapters.judge_abstaining import AbstainingJudge
from retold.adapters.judge_wire import Endpoint, Failed, Limits, NotAccepted, post
from retold.adapters.judge_words import Unreadable, body, opinion
from retold.errors import BadInput
from retold.ports import Judge, Opinion, Question

TRIES = 2  # a second one only after a time-out, a lost connection or a 5xx
FAILURES = 3  # questions in a row without an answer, after which no more are asked
GARBAGE = 10  # answers in a row that cannot be read, after which no more are asked
VERDICTS = {"keep": "kept", "drop": "dropped", "abstain": "left open", "nothing": "without a usable answer"}
log = logging.getLogger("retold.judge")


class Patience(Struct, frozen=True):
    """How long to wait, in seconds, for one answer and for all of a run, and how many bytes of an answer to read."""

    each: float = 60.0
    total: float = 900.0
    largest: int = 256 * 1024


class OpenAIJudge:
    """Asks an endpoint, one question at a time and always in the same words; abstains where it gives no usable answer."""

    def __init__(self, endpoint: Endpoint, model: str, patience: Patience | None = None) -> None:
        self.name = model
        self._endpoint, self._patience = endpoint, patience or Patience()
        self._counts: Counter[str] = Counter()
        self._spent = 0.0
        self._in_a_row: Counter[bool] = Counter()
        self._stopped = False
        self._strict = True  # ask for "response_format"; some endpoints refuse it

    @property
    def note(self) -> str:
        """Return what was asked and answered so far, in one line; "" before the first question."""
        if not self._counts:
            return ""
        said = ", ".join(f"{self._counts[verdict]} {words}" for verdict, words in VERDICTS.items() if self._counts[verdict])
        asked = sum(self._counts.values())
        return f"{self.name} at {self._endpoint.host} was asked for a second opinion on {asked} points: {said}"

    def judge(self, questions: Sequence[Question]) -> Iterator[Opinion]:
        """Yield an opinion on each question, in order; "abstain" where there is no usable answer. Raises nothing."""
        for question in questions:
            found = self._asked(question) if self._willing() else None
            self._counts[found.verdict if found else "nothing"] += 1
            yield found or Opinion("abstain")

    def _willing(self) -> bool:
        if not self._stopped and self._spent >= self._patience.total:
            self._stop("its time is up")
        return not self._stopped

    def _stop(self, why: str) -> None:
        self._stopped = True
        log.warning("retold: the judge at %s is not asked any more: %s", self._endpoint.host, why)

    def _asked(self, question: Question) -> Opinion | None:
        """Return the opinion on one question; None where none came or it had another form."""
        began = time.monotonic()
        try:
            found = opinion(self._answer(question), about=question.kind is not None)
        except (Failed, Unreadable) as error:
            self._missed(error)
            return None
        finally:
            self._spent += time.monotonic() - began
        self._in_a_row.clear()
        return found

    def _missed(self, error: Failed | Unreadable) -> None:
        """Count an answer that did not come or could not be read; too many in a row, and no more is asked."""
        failed = isinstance(error, Failed)
        self._in_a_row[failed] += 1
        if self._in_a_row[failed] >= (FAILURES if failed else GARBAGE):
            self._stop(str(error) if failed else "its answers have not the form that was asked for")

    def _answer(self, question: Question) -> bytes:
        """Return the bytes of a good answer. Raises Failed where none came."""
        for again in range(TRIES):
            limits = Limits(min(self._patience.each, self._patience.total - self._spent), self._patience.largest)
            try:
                return self._posted(question, limits)
            except Failed as failed:
                if not failed.worth_another or again == TRIES - 1:
                    raise
        raise AssertionError("every try returns or raises")

    def _posted(self, question: Question, limits: Limits) -> bytes:
        try:
            return post(self._endpoint, body(question, self.name, strict=self._strict), limits)
        except NotAccepted:
            if not self._strict:
                raise
            self._strict = False
            return post(self._endpoint, body(question, self.name, strict=False), limits)


def configured(
    url: str | None = None,
    model: str | None = None,
    environment: Mapping[str, str] = os.environ,
    patience: Patience | None = None,
) -> Judge:
    """Return the judge that is configured, by argument or else by environment; one that abstains where no address is given.

    Warns, in one line, where a key would travel in clear beyond this machine. Raises BadInput, in one line, for an address that is no
    http(s) URL, a missing model or a key that no header can carry.
    """
    url = (url or environment.get("RETOLD_JUDGE_URL") or "").strip()
    if not url:
        return AbstainingJudge()
    model = " ".join((model or environment.get("RETOLD_JUDGE_MODEL") or "").split())
    if not model or not model.isprintable():
        raise BadInput("a judge needs a model: name it in RETOLD_JUDGE_MODEL")
    key = (environment.get("RETOLD_JUDGE_KEY") or "").strip()
    if key and not re.fullmatch(r"[\x21-\x7e]+", key):
        raise BadInput("RETOLD_JUDGE_KEY holds characters that no header can carry")
    where = endpoint(url, key)
    if key and not where.secure and not _own_machine(where.host):
        log.warning("retold: RETOLD_JUDGE_KEY goes to %s in clear, for all between to read; use https", where.host)
    return OpenAIJudge(where, model, patience)


def _own_machine(host: str) -> bool:
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost" or host.endswith(".localhost")


def endpoint(url: str, key: str = "") -> Endpoint:
    """Return where to post, from the base address of an endpoint. Raises BadInput for what is no plain http(s) URL."""
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname
    except ValueError:
        raise BadInput("the judge's address is no URL: give one as http://localhost:11434/v1") from None
    if parts.scheme not in ("http", "https") or not host or not re.fullmatch(r"[\x21-\x7e]+", url):
        raise BadInput("the judge's address must begin with http:// or https:// and name a host")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise BadInput("the judge's address must hold no key and no query; the key goes into RETOLD_JUDGE_KEY")
    secure = parts.scheme == "https"
    path = parts.path.rstrip("/").removesuffix("/chat/completions")
    usual = 443 if secure else 80
    return Endpoint(secure, host, usual if port is None else port, f"{path}/chat/completions", key)
