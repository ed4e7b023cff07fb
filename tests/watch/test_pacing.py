"""When feeds, pages and hosts are asked again."""

from __future__ import annotations

import pytest

from retold.watching.pacing import (
    Visit,
    feed_came,
    feed_missed,
    host_failed,
    host_of,
    leased,
    next_due,
    own_pace,
    page_came,
    page_missed,
    plan,
)
from retold.watching.records import DAY, Feed, Host, Listed, Pace

PACE = Pace(every=100.0, longest=1000.0, again=(4, 16), tries=3)
NOW = 5000.0


@pytest.mark.parametrize(
    "failures, wait, reason",
    [
        (0, 100.0, "the first failure costs no more than the next turn"),
        (1, 200.0, "the second doubles it"),
        (3, 800.0, "and so on"),
        (4, 1000.0, "up to a bound"),
        (500, 1000.0, "which no number of failures passes, or overflows"),
    ],
)
def test_a_feed_that_fails_is_put_off_longer_each_time(failures: int, wait: float, reason: str) -> None:
    missed = feed_missed(Feed(failures=failures), NOW, PACE, 500)
    assert missed.due == NOW + wait, reason
    assert feed_came(missed, NOW, PACE) == Feed(due=NOW + 100.0), "a feed that comes again is asked as ever"


@pytest.mark.parametrize(
    "status, gone, reason",
    [(410, True, "its server says so"), (404, False, "it may be back tomorrow"), (0, False, "nobody answered")],
)
def test_a_feed_is_given_up_only_where_its_server_says_that_it_is_gone(status: int, gone: bool, reason: str) -> None:
    missed = feed_missed(Feed(), NOW, PACE, status)
    assert (missed.due is None, missed.gone) == (gone, gone), reason


@pytest.mark.parametrize(
    "content, seconds, reason",
    [
        (b"<rss><channel><ttl>60</ttl>", 3600.0, "minutes"),
        (b"<ttl>99999</ttl>", DAY, "no feed may ask not to be asked for a year"),
        (b"<ttl>soon</ttl>", 0.0, "no number"),
        (b"<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 1800.0, "twice an hour"),
        (b"<sy:updatePeriod>daily</sy:updatePeriod>", DAY, "once a day"),
        (b"<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", 3600.0, "never is once"),
        (b"<rss>" + b" " * 30_000 + b"<ttl>60</ttl>", 0.0, "an article that speaks of such things is no head of a feed"),
    ],
)
def test_a_feed_may_ask_to_be_asked_less_often(content: bytes, seconds: float, reason: str) -> None:
    assert own_pace(content) == seconds, reason
    assert feed_came(Feed(own=seconds), NOW, PACE).due == NOW + max(100.0, seconds)


def test_a_page_is_looked_at_again_more_and_more_seldom_then_never() -> None:
    page, dues = Listed("f", b"", NOW), []
    for _ in range(3):
        page = page_came(page, NOW, PACE)
        dues.append(page.due)
    assert dues == [NOW + 400.0, NOW + 1600.0, None]


@pytest.mark.parametrize(
    "status, failures, never, reason",
    [
        (500, 0, False, "a server that is out of order may recover"),
        (500, 2, True, "three times is enough"),
        (404, 0, True, "it is not there"),
        (403, 0, True, "it is not for us"),
        (429, 0, False, "later"),
    ],
)
def test_a_page_that_does_not_come_is_tried_a_few_times(status: int, failures: int, never: bool, reason: str) -> None:
    assert (page_missed(Listed("f", b"", NOW, failures=failures), NOW, PACE, status).due is None) == never, reason


@pytest.mark.parametrize(
    "host, wait, free, failures, reason",
    [
        (Host(), 0.0, NOW + 100, 1, "a failure"),
        (Host(failures=2), 0.0, NOW + 400, 3, "another"),
        (Host(failures=2), 777.0, NOW + 777, 2, "a host that asks for quiet answers: that is no failure"),
        (Host(free=NOW + 9999), 5.0, NOW + 9999, 0, "what was promised before still holds"),
    ],
)
def test_a_host_that_fails_or_asks_for_quiet_is_left_alone(
    host: Host, wait: float, free: float, failures: int, reason: str
) -> None:
    assert host_failed(host, NOW, PACE, wait) == Host(free, failures), reason


@pytest.mark.parametrize(
    "url, host, reason",
    [
        ("https://A.example:8443/x", "a.example", "a port is no host of its own"),
        ("http://u:p@a.example/", "a.example", "nor is a name in front of it"),
        ("http://[::1]:80/", "[::1]", "IPv6"),
        ("/home/me/feeds.opml", "", "a file"),
    ],
)
def test_the_host_of_an_address(url: str, host: str, reason: str) -> None:
    assert host_of(url) == host, reason


def test_a_plan_holds_what_is_due_feeds_first_and_leaves_out_hosts_that_want_quiet() -> None:
    feeds = {"http://a/f": Feed(), "http://b/f": Feed(), "http://c/f": Feed(due=NOW + 1), "http://d/f": Feed(due=None)}
    pages = {"http://a/1": Listed("", b"", 0, due=NOW - 2), "http://a/2": Listed("", b"", 0, due=NOW - 3)}
    hosts = {"b": Host(free=NOW + 50)}
    assert plan(feeds, pages, hosts, NOW) == {
        "a": [Visit("feed", "http://a/f"), Visit("page", "http://a/2"), Visit("page", "http://a/1")]
    }
    assert next_due({"http://b/f": Feed(), "http://c/f": Feed(due=NOW + 60)}, {}, hosts) == NOW + 50
    assert next_due({"http://d/f": Feed(due=None)}, {}, {}) is None


def test_a_feed_that_is_about_to_be_asked_is_not_asked_at_once_by_a_run_that_begins_anew() -> None:
    put_off = leased([Visit("feed", "http://a/f"), Visit("page", "http://a/1")], {"http://a/f": Feed(due=1.0)}, NOW, PACE)
    assert put_off == {"http://a/f": Feed(due=NOW + 60.0)}
