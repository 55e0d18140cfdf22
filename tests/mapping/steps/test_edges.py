"""Steps at their edges: what each makes of odd values, by table."""

from __future__ import annotations

import pytest

from migrate.mapping.steps.catalogue import STEPS
from migrate.mapping.steps.step import Noted, StepError, applied, fault
from tests.mapping.steps.examples import CONTEXT

ZONELESS = "the address of the site is not known; give it in its configuration, or leave this step out"


@pytest.mark.parametrize(
    ("name", "params", "value", "expected"),
    [
        # texts
        ("title-case", {}, "“old” harbour (new)", "“Old” Harbour (New)"),
        ("slug", {}, "Łódź – Straße & Ærø", "lodz-strasse-aero"),
        ("slug", {}, "v1.2/beta_3", "v1-2-beta_3"),
        ("slug", {}, "", ""),
        ("slug", {}, "!!!", ""),
        ("slug", {"unicode": True}, "海港 Büro's", "海港-büros"),
        ("replace", {"from": ".", "to": ""}, "a.b.c", "abc"),
        ("truncate", {"length": 5}, "12345", "12345"),
        ("truncate", {"length": 6}, "ab cd ef", "ab cd…"),
        ("truncate", {"length": 7}, "ab cd ef", "ab cd…"),
        ("truncate", {"length": 4}, "abcdefgh", "abc…"),
        ("truncate", {"length": 7, "words": False}, "ab cdefgh", "ab cde…"),
        ("truncate", {"length": 3, "ellipsis": ""}, "abe\u0301f", "ab"),
        ("words", {}, " one  two\nthree ", 3),
        ("words", {"first": 2}, " one  two\nthree ", "one  two"),
        ("words", {"first": 9}, "one two", "one two"),
        ("pad-left", {"width": 2}, "1234", "1234"),
        # numbers
        ("number", {}, "1,234,567.5", 1234567.5),
        ("number", {}, "12,34,567", 1234567),
        ("number", {}, "1 234", 1234),
        ("number", {"decimal": ","}, "-1.234,5", -1234.5),
        ("number", {"decimal": ","}, "3", 3),
        ("integer", {}, "3.0", 3),
        ("integer", {}, True, None),
        ("round", {}, 2.5, 2),
        ("boolean", {}, " YES ", True),
        ("boolean", {}, 0, False),
        ("boolean", {}, False, False),
        ("boolean", {"true-for": ("no",)}, "No", True),
        ("boolean", {}, "maybe", None),
        # addresses
        ("last-segment", {}, "https://www.example.org", None),
        ("last-segment", {}, "/a//b/?x=/y#/z", "b"),
        ("first-segment", {}, "https://www.example.org/a/b", "a"),
        ("basename", {}, "/files/100%25%ff.pdf", "100%25%ff.pdf"),
        ("basename", {"extension": False}, ".htaccess", ".htaccess"),
        ("basename", {"extension": False}, "archive.tar.gz", "archive.tar"),
        ("extension", {}, "/files/readme", None),
        ("extension", {}, "/v1.2/readme", None),
        ("absolute-url", {}, "visit/", "https://www.example.org/visit/"),
        ("absolute-url", {}, "#top", "https://www.example.org/#top"),
        ("absolute-url", {}, "/../visit", "https://www.example.org/visit"),
        ("absolute-url", {}, "//cdn.example.org/a.js", "https://cdn.example.org/a.js"),
        ("absolute-url", {}, "mailto:a@example.org", "mailto:a@example.org"),
        ("absolute-url", {}, "page:index.md#top", "page:index.md#top"),
        ("relative-url", {}, "https://WWW.example.org", "/"),
        ("relative-url", {}, "https://www.example.org?x", "/?x"),
        ("relative-url", {}, "https://www.example.org.evil.example/", "https://www.example.org.evil.example/"),
        ("relative-url", {}, "//www.example.org/a", "/a"),
        ("relative-url", {}, "/a", "/a"),
        # HTML
        ("strip-html", {}, "<b>a</b>b<i> c</i>", "ab c"),
        ("strip-html", {}, "<ul><li>a<li>b</ul><td>x<br>y", "a b x y"),
        ("strip-html", {}, "<table><tr><td>1<td>2</table>", "1 2"),
        ("strip-html", {}, "a<!-- c --><style>p{}</style><p hidden>h</p>&lt;p&gt;", "a<p>"),
        ("strip-html", {"lines": True}, "<h1>A\n b</h1><p></p><p>c", "A b\nc"),
        ("strip-html", {}, "cut <p", "cut"),
        ("excerpt", {"words": 2}, "<p>one</p><p>two</p>", "one two"),
        ("excerpt", {"characters": 8}, "<p>one two three</p>", "one two…"),
        ("first-image", {}, "<!-- <img src=a> --><img><IMG SRC=' b '><img src=c>", "b"),
        ("first-image", {}, "<p>none", None),
        ("first-link", {}, "<a name=x>x</a><a href='/y?a=1&amp;b'>y</a>", "/y?a=1&b"),
        ("html-escape", {}, "\"'", "&quot;&#x27;"),
        # values for values
        ("map", {"values": {"1": "one", "true": "yes"}}, 1, "one"),
        ("map", {"values": {"1": "one", "true": "yes"}}, True, "yes"),
        ("map", {"values": {"a": None}}, "a", None),
        ("map", {"values": {}, "otherwise": 0}, "b", 0),
        ("map", {"values": {}, "missing": "keep"}, "b", "b"),
        ("map", {"values": {}, "missing": "null"}, "b", None),
        ("lookup", {"table": "sections"}, 7, 9),
        ("lookup", {"table": "sections", "missing": "keep"}, "x", "x"),
        ("lookup", {"table": "sections", "missing": "null"}, "x", None),
        # lists
        ("split", {}, "a, ,b", ["a", "b"]),
        ("split", {"on": "-", "limit": 2, "strip": False}, "a-b-c ", ["a", "b-c "]),
        ("split", {}, "", []),
        ("join", {}, ["a", None, 1.5, True], "a, 1.5, true"),
        ("join", {}, [], ""),
        ("at", {"index": -1}, ["a", "b"], "b"),
        ("at", {"index": 5}, ["a"], None),
        ("slice", {"start": -2}, ["a", "b", "c"], ["b", "c"]),
        ("unique", {}, [1, True, "1", {"a": 1, "b": 2}, {"b": 2, "a": 1}], [1, True, "1", {"a": 1, "b": 2}]),
        ("sort", {}, ["b", 2, None, "A", 1.5, False], [False, 1.5, 2, "A", "b", None]),
        ("sort", {"descending": True}, [1, None, 3], [3, 1, None]),
        ("sort", {"by": "n"}, [{"n": 2}, {}, {"n": 1}], [{"n": 1}, {"n": 2}, {}]),
        ("length", {}, {"a": 1}, 1),
        ("length", {}, "Zoë", 3),
        ("default-if-empty", {"default": "x"}, 0, 0),
        ("default-if-empty", {"default": "x"}, [], "x"),
        ("to-list", {}, (1, 2), [1, 2]),
        ("get", {"path": "a.b"}, {"a.b": 1, "a": {"b": 2}}, 1),
        ("get", {"path": "a.b"}, {"a": {"b": 2}}, 2),
        ("get", {"path": "a.1"}, {"a": [1]}, None),
        ("get", {"path": "a.b"}, {"a": 1}, None),
        # identifiers: these must never change
        ("hash-id", {}, "pages/tides.md", 3862395862769385),
        ("uuid5", {"namespace": "6ba7b810-9dad-11d1-80b4-00c04fd430c8"}, "python.org",
         "886313e1-3b8a-5372-9b90-0c9aee199e5d"),
        ("uuid5", {"namespace": "dns"}, "python.org", "886313e1-3b8a-5372-9b90-0c9aee199e5d"),
    ],
)  # fmt: skip
def test_edges(name: str, params: dict[str, object], value: object, expected: object) -> None:
    """None as the expectation of a step that never gives null stands for a value that cannot be taken."""
    assert fault(STEPS[name], params) is None
    try:
        result = applied(STEPS[name], value, CONTEXT, params)
    except StepError:
        result = None
        assert name in ("integer", "boolean")
    assert (result, type(result)) == (expected, type(expected))


DATE = "2024-01-05T02:00:00+08:00"


@pytest.mark.parametrize(
    ("params", "value", "expected"),
    [
        ({}, "2024-01-05", "2024-01-05T00:00:00+08:00"),
        ({}, "2024-01-05 10:00:00 +0000", "2024-01-05T18:00:00+08:00"),
        ({}, "2024-01-05 10:00:00 UTC", "2024-01-05T18:00:00+08:00"),
        ({}, "2024-01-05T10:00:00Z", "2024-01-05T18:00:00+08:00"),
        ({"format": "unix"}, DATE, "1704391200"),
        ({"format": "rfc2822"}, DATE, "Fri, 05 Jan 2024 02:00:00 +0800"),
        ({"format": "%-d %B %Y, %-I:%M %p (%A, %b, %j, %y, %:z) 100%%"}, DATE,
         "5 January 2024, 2:00 AM (Friday, Jan, 005, 24, +08:00) 100%"),
        ({"zone": "UTC", "format": "%Y-%m-%d %H:%M:%S.%f"}, DATE, "2024-01-04 18:00:00.000000"),
        ({"from": ("%d/%m/%Y", "%d %b %Y")}, "5  january 2024", "2024-01-05T00:00:00+08:00"),
        ({"from": ("%d %b %Y",)}, "5 Sept. 2024", None),
        ({"from": ("%d %b %Y",)}, "5 Sep. 2024", "2024-09-05T00:00:00+08:00"),
        ({"from": ("%m/%d/%y %I:%M %p",)}, "1/5/99 12:30 am", "1999-01-05T00:30:00+08:00"),
        ({"from": ("%Y-%m-%dT%H:%M%z",)}, "2024-01-05T10:00-03:30", "2024-01-05T21:30:00+08:00"),
        ({"from": ("unix",)}, "1704391200", "2024-01-05T02:00:00+08:00"),
        ({"from": ("%d/%m/%Y",)}, "2024-01-05", "2024-01-05T00:00:00+08:00"),
        ({"from": ("%d/%m/%Y",)}, "31/02/2024", None),
        ({}, "20240105", None),
        ({}, "5 Jan 2024", None),
        ({"zone": "UTC"}, "0001-01-01", None),
    ],
)  # fmt: skip
def test_dates(params: dict[str, object], value: str, expected: str | None) -> None:
    assert fault(STEPS["date"], params) is None
    if expected is None:
        with pytest.raises(StepError, match=r"^`.*`.*; correct it"):
            applied(STEPS["date"], value, CONTEXT, params)
    else:
        assert applied(STEPS["date"], value, CONTEXT, params) == expected


@pytest.mark.parametrize(
    ("name", "params", "value", "message"),
    [
        ("slug", {}, "海港", "`海港` has no letter for an ASCII slug; use `slug: {unicode: true}`"),
        ("number", {"decimal": ","}, "1.5", '`1.5` has a decimal point where a comma is expected; set `decimal: "."`'),
        ("number", {}, "1,5", "`1,5` is no number; correct it, or use `number` to say how it is written"),
        ("integer", {}, "3.5", "`3.5` is no whole number; use `round` first"),
        ("multiply", {"by": 10.0**300}, 10.0**300, "the result is too large a number; correct the value"),
        ("multiply", {"by": 1.5}, 2**2000,
         "a large number cannot be taken by `multiply` (the number is too large); correct it"),
        ("boolean", {}, "maybe", "`maybe` is neither true nor false; add it to `true-for` or `false-for`"),
        ("map", {"values": {}, "missing": "error"}, "b",
         "`b` is not in the values of `map`; add it, or say with `missing` what becomes of it"),
        ("lookup", {"table": "none"}, "b", "there is no look-up `none`; add it to `lookups`"),
        ("sort", {}, [{}], "a map has no place in an order; name the field to sort by, as `sort: {by: title}`"),
        ("from-json", {}, "{", "`{` is no JSON; correct it"),
        ("from-json", {}, "[" * 100_000,
         f"`{'[' * 39}…` cannot be taken by `from-json` (it is nested too deep); correct it"),
        ("replace", {"from": "a", "to": "b" * 1000}, "a" * 2000,
         "the text would have more than 1,000,000 characters; shorten it first"),
        ("join", {"with": "b" * 1000}, ["a"] * 2000, "the text would have more than 1,000,000 characters; take fewer"),
        ("split", {}, "," * 200_000, "the text would have more than 100,000 pieces; split it on something else"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken(name: str, params: dict[str, object], value: object, message: str) -> None:
    with pytest.raises(StepError) as caught:
        applied(STEPS[name], value, CONTEXT, params)
    assert str(caught.value) == message


def test_without_the_sites_address() -> None:
    context = CONTEXT._replace(site_url=None)
    assert applied(STEPS["relative-url"], "https://a.example/b", context, {}) == "https://a.example/b"
    assert applied(STEPS["absolute-url"], "https://a.example/b", context, {}) == "https://a.example/b"
    with pytest.raises(StepError, match=ZONELESS):
        applied(STEPS["absolute-url"], "/b", context, {})


def test_what_a_table_does_not_hold_is_noted() -> None:
    """The value goes on as null, each element's note beside it."""
    note = "`{}` is not in the table sections; add it, or say with `missing` what becomes of it"
    result = applied(STEPS["lookup"], ["x", "media-room", "y"], CONTEXT, {"table": "sections"})
    assert result == Noted([None, "Newsroom", None], (note.format("x"), note.format("y")))
    table = CONTEXT.lookups["sections"]
    assert (table.get("7"), table.get(7), table.get("x")) == (9, 9, None)


@pytest.mark.parametrize(
    ("name", "params", "message"),
    [
        ("replace", {"from": ""}, "`from` is empty; say what is to be replaced"),
        ("truncate", {"length": 1}, "`length` leaves no room for the ellipsis; make it larger"),
        ("words", {"first": 0}, "`first` is less than 1; give a number of words"),
        ("pad-left", {"width": 10**9}, "`width` is not between 0 and 1,000; correct it"),
        ("pad-left", {"width": 3, "with": ""}, "`with` is not one character; give one, as `0`"),
        ("round", {"digits": 16}, "`digits` is not between 0 and 15; correct it"),
        ("boolean", {"true-for": ("Oui",), "false-for": ("oui",)},
         "`oui` stands in `true-for` and `false-for`; keep one"),
        ("date", {"format": "Y-m-d"}, "`Y-m-d` has no directive of a date; write it as `%Y-%m-%d`"),
        ("date", {"from": ("%d %b",)}, "`%d %b` has no year; add `%Y`"),
        ("date", {"from": ("%Y %B %b",)}, "`%B` stands twice in `%Y %B %b`; keep one"),
        ("date", {"zone": "Mars"},
         "there is no time zone `Mars`; give a name of the IANA list, as `UTC` or `Asia/Singapore`"),
        ("date", {"zone": "../../etc/passwd"},
         "there is no time zone `../../etc/passwd`; give a name of the IANA list, as `UTC` or `Asia/Singapore`"),
        ("excerpt", {"words": 0}, "`words` is less than 1; give a number of words"),
        ("excerpt", {"characters": 1}, "`characters` leaves no room for the ellipsis; make it larger"),
        ("split", {"on": ""}, "`on` is empty; say what stands between the pieces"),
        ("split", {"limit": -1}, "`limit` is negative; give how many pieces at most"),
        ("hash-id", {"digits": 1}, "`digits` is not between 4 and 15; correct it"),
        ("uuid5", {"namespace": "x"}, "`x` is no namespace; give a UUID or one of url, dns, oid, x500"),
    ],
)  # fmt: skip
def test_faults_of_parameters(name: str, params: dict[str, object], message: str) -> None:
    assert fault(STEPS[name], params) == message


def test_directives_that_there_are_not() -> None:
    assert (fault(STEPS["date"], {"format": "%x"}) or "").startswith(
        "`%x` is no directive of a date here; there are: %Y"
    )
    assert (fault(STEPS["date"], {"from": ("%Y-%j",)}) or "").startswith(
        "`%j` is no directive of a date here; there are: %Y"
    )
