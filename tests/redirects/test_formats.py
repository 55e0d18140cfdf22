"""Each file of redirects says what the rules say, whatever stands in the addresses."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from migrate.redirects import address
from migrate.redirects.formats import FORMATS
from migrate.redirects.resolve import Resolved, resolve
from migrate.redirects.rule import Rule
from migrate.redirects.writing import written
from tests.redirects import readers
from tests.redirects.given import HOSTS, THERE, given, resolved
from tests.redirects.readers import Row

# what a grammar could stumble over, more often than by chance
_MARKS = st.sampled_from(
    [*"\"'\\$#;{}()[]<>*?&%=:@!,^|~`+ \t\n\r\0", "//", "..", "$1", "${a}", "%0a", "%25", "%2F", "é", "İ"]
)
_TEXT = st.lists(_MARKS | st.text(max_size=3), max_size=6).map("".join)
_ADDRESS = st.builds("/{}".format, _TEXT) | _TEXT | st.builds("https://good.example/{}".format, _TEXT)
_SEGMENTS = st.lists(st.sampled_from(["a", "b", "*", ":x", ":y", "A"]) | _TEXT, max_size=4).map("/".join)
_OLD = _ADDRESS | st.builds("/{}".format, _SEGMENTS) | st.builds("/{} {}=:x".format, _TEXT, _TEXT)
_NEW = (
    st.sampled_from(THERE) | _ADDRESS | st.builds("/{}".format, _SEGMENTS) | st.sampled_from(["/:splat", "/a/:splat"])
)
_STATUS = st.sampled_from([301, 302, 308, 200, 404])


@st.composite
def _found(draw: st.DrawFn) -> Resolved:
    redirects = [given(*draw(st.tuples(_OLD, _NEW, _STATUS))) for _ in range(draw(st.integers(0, 6)))]
    moved = draw(st.dictionaries(_ADDRESS, st.sampled_from(THERE) | _ADDRESS, max_size=4))
    return resolve(redirects, moved, THERE, HOSTS)


@examples(_found())
def test_laws(found: Resolved) -> None:
    """One hop, to a host that is named, in characters that no format and no header stumbles over."""
    olds = [(address.key(rule.path), rule.query) for rule in found.rules if rule.segments is None]
    assert len(olds) == len(set(olds))
    known = {address.key(path) for path in THERE}
    for rule in found.rules:
        assert re.fullmatch(r"(?:https://good\.example|https://good\.example:8443)?/(?!/)[!-~]*", rule.new), rule
        assert rule.path.startswith("/")
        assert "\\" not in rule.path
        assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\ue000]", f"{rule}{rule.new}")
        if rule.segments is None and not rule.has_places:
            assert address.key(rule.path) not in known
            assert rule.new.startswith("https:") or address.key(unquote(re.split("[?#]", rule.new)[0])) in known


def _kept(name: str, found: Resolved) -> list[Rule]:
    return [rule for rule in found.rules if FORMATS[name].refusal(rule) is None]


def _text(name: str, found: Resolved) -> str:
    file = written(name, found.rules)
    assert len(file.findings) == len(found.rules) - file.rules
    assert file.rules == len(_kept(name, found))
    return file.content.decode()


def _query(rule: Rule) -> str:
    return unquote(rule.written_query)


READERS: dict[str, tuple[Callable[[str], list[Row]], Callable[[Rule], list[str]]]] = {
    "redirection-csv": (readers.redirection_csv, lambda rule: [form + _query(rule) for form in rule.forms]),
    "redirection-json": (
        readers.redirection_json,
        lambda rule: [
            form + _query(rule)
            for form in (
                dict.fromkeys(form.rstrip("/") or "/" for form in rule.forms) if len(rule.forms) > 1 else rule.forms
            )
        ],
    ),
    "safe-redirect-manager": (
        readers.safe_redirect_manager,
        lambda rule: list(dict.fromkeys(form.rstrip("/") or "/" for form in rule.forms)),
    ),
    "netlify": (readers.netlify, lambda rule: list(rule.forms)),
    "csv": (readers.table, lambda rule: [rule.path + _query(rule)]),
    "json": (readers.objects, lambda rule: [rule.path + _query(rule)]),
}


@pytest.mark.parametrize("name", READERS)
@examples(found=_found())
def test_what_is_written_is_read(name: str, found: Resolved) -> None:
    """Patterns aside, which have tests of their own: their lines are compared with examples."""
    read, forms = READERS[name]
    single = found._replace(rules=tuple(rule for rule in found.rules if _is_single(name, rule)))
    status = {308: 301} if name == "safe-redirect-manager" else {}
    assert read(_text(name, single)) == [
        Row(form, rule.new, status.get(rule.status, rule.status))
        for rule in _kept(name, single)
        for form in forms(rule)
    ]


def _is_single(name: str, rule: Rule) -> bool:
    return not rule.has_places and not (name == "netlify" and rule.query)


def test_every_format_has_a_reader() -> None:
    assert {*READERS, "htaccess", "nginx"} == set(FORMATS)


@examples(_found())
def test_apache(found: Resolved) -> None:
    """Of each rule its forms lead to its target, and the text of no rule means anything more."""
    rules = _kept("htaccess", found)
    matches = readers.htaccess(_text("htaccess", found))
    assert [match.status for match in matches] == [rule.status for rule in rules]
    for rule, match in zip(rules, matches, strict=True):
        if rule.segments is None:
            assert {unquote(readers.apache_sends(match, form) or "") for form in rule.forms} == {unquote(rule.new)}
            assert readers.apache_sends(match, f"{rule.path}x") is None
            assert readers.apache_sends(match, f"/x{rule.path}") is None


@examples(_found())
def test_nginx(found: Resolved) -> None:
    """Of each rule its forms are keys that lead to its target, no key stands twice, and there is nothing else."""
    rules = [rule for rule in _kept("nginx", found) if rule.segments is None]
    maps = [one for one in readers.nginx(_text("nginx", found)) if one.given == "$uri"]
    rows = {(int(one.name[-3:]), *pair) for one in maps for pair in one.pairs}
    keys = [key.encode().lower() for one in maps for key, _ in one.pairs if not key.startswith("~")]
    assert len(keys) == len(set(keys))
    wanted = {(rule.status, key, _in_nginx(rule.new)) for rule in rules for key in _nginx_keys(rule)}
    assert rows <= wanted
    answered = {(status, key.encode().lower(), new) for status, key, new in rows}
    assert {(status, key.encode().lower(), new) for status, key, new in wanted} == answered


def _nginx_keys(rule: Rule) -> list[str]:
    return [f"~^{re.escape(form)}$" for form in rule.forms] if rule.cased else list(rule.forms)


def _in_nginx(new: str) -> str:
    path, mark, fragment = new.replace("$", "%24").partition("#")
    return path + ("" if "?" in path else "$is_args$args") + mark + fragment


EVERYTHING = resolved(
    ("/old/*", "/new/:splat"),
    ("/é b/:x/:y", "/n/:y-:x?z=1#top"),
    ("/q/:x", "/contact?x=:x"),
    ("/rest/*", "/:splat"),
    ("/café/*", "/about/"),
    ("/store id=:id", "/contact/?id=:id"),
    ("/store id=7 a=b%20c", "/about/"),
    ("/About/", "/about/", 302),
    ("/x/index.html", "/about/"),
    ("/files/a$b.pdf", "https://good.example/$HOME/{x}.pdf?$a=1#$b"),
    ("/plain", "/contact/", 308),
)


def test_netlify_has_patterns_and_queries() -> None:
    file = written("netlify", EVERYTHING.rules)
    assert file.content.decode().splitlines() == [
        "/About/ /about/ 302",
        "/About /about/ 302",
        "/files/a%24b.pdf https://good.example/%24HOME/%7Bx%7D.pdf?%24a=1#%24b 301",
        "/plain /contact/ 308",
        "/plain/ /contact/ 308",
        "/store id=7 a=b%20c /about/ 301",
        "/store/ id=7 a=b%20c /about/ 301",
        "/x/index.html /about/ 301",
        "/x/ /about/ 301",
        "/x /about/ 301",
        "/old/* /new/:splat 301",
        "/%C3%A9%20b/:x/:y /n/:y-:x?z=1#top 301",
        "/q/:x /contact/?x=:x 301",
        "/caf%C3%A9/* /about/ 301",
        "/store id=:id /contact/?id=:id 301",
        "/store/ id=:id /contact/?id=:id 301",
    ]
    [finding] = file.findings
    assert (finding.code, finding.file, finding.line) == ("redirect.unwritten", "_redirects", 1)
    why = "what a visitor asks for could become the name of a host"
    assert finding.message == f"/rest/* to /:splat is not in `netlify`: {why}"


def _says(name: str) -> list[str]:
    """What a format leaves out, and why."""
    return [finding.message.replace(f" is not in `{name}`", "") for finding in written(name, EVERYTHING.rules).findings]


def test_what_is_told_of_what_a_format_cannot_say() -> None:
    patterns = [
        "/old/* to /new/:splat",
        "/é b/:x/:y to /n/:y-:x?z=1#top",
        "/q/:x to /contact/?x=:x",
        "/rest/* to /:splat",
    ]
    hides = "/café/* to /about/: it would hide pages of the new site that lie below it"
    queries = [
        f"/store{query}: it cannot ask for a query" for query in ("?id=7&a=b%20c to /about/", " to /contact/?id=:id")
    ]
    cased = (
        "/About/ to /about/: it takes upper and lower case for the same, and another address differs in nothing else"
    )
    assert (
        _says("csv")
        == _says("json")
        == [
            f"{pattern}: it has no patterns"
            for pattern in (*patterns, hides.partition(":")[0], "/store to /contact/?id=:id")
        ]
    )
    assert _says("nginx") == [queries[0], hides, queries[1].replace("?id=7&a=b%20c", "")]
    assert _says("redirection-csv")[0] == cased
    assert _says("redirection-json") == [hides, queries[1]]
    assert _says("htaccess") == [
        queries[0],
        "/q/:x to /contact/?x=:x: it writes what it takes over into a query without encoding it",
        hides,
        queries[1],
    ]


def test_redirection_takes_patterns_as_regular_expressions() -> None:
    redirects = json.loads(written("redirection-json", EVERYTHING.rules).content)["redirects"]
    regexes = {one["url"]: one["action_data"]["url"] for one in redirects if one["regex"]}
    assert list(regexes.values()) == ["/new/${1}", "/n/${2}-${1}?z=1#top", "/contact/?x=${1}", "/${1}"]
    old, *_ = regexes
    assert re.sub(old, r"[\1]", "/old/a/b/?c=d") == "[a/b/]"
    assert [bool(re.search(old, path)) for path in ("/old", "/old/", "/old//", "/older", "/x/old/a", "/old/a\\b")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
    flags = {one["url"]: one["match_data"]["source"] for one in redirects if not one["regex"]}
    assert flags["/store?id=7&a=b%20c"]["flag_query"] == "exact"
    assert flags["/plain"] == {"flag_query": "pass", "flag_case": False, "flag_trailing": True, "flag_regex": False}
    assert not flags["/files/a%24b.pdf"]["flag_trailing"]
    assert {"/x", "/x/index.html"} <= set(flags)


@pytest.mark.parametrize("path", ["/a<b>", "/what?", "/100%25 %41", "/a&lt;", "/a ", "/a /"])
def test_redirection_would_read_another_address(path: str) -> None:
    """The plug-in takes tags, encodings and spaces at the end out of what it has decoded."""
    found = resolved(moved={path: "/about/"})
    assert written("redirection-csv", found.rules).rules == written("redirection-json", found.rules).rules == 0
    assert written("csv", found.rules).rules == 1


def test_safe_redirect_manager_has_patterns_that_end_in_a_star() -> None:
    file = written("safe-redirect-manager", EVERYTHING.rules)
    assert file.content.decode().splitlines() == [
        "source,target,regex,code,order",
        "/plain,/contact/,0,301,0",
        "/x/index.html,/about/,0,301,0",
        "/x,/about/,0,301,0",
        "/old/*,/new/*,0,301,1",
        "/rest/*,/*,0,301,2",
    ]


def test_safe_redirect_manager_heeds_a_thousand() -> None:
    many = resolved(*((f"/a{number}", "/about/") for number in range(1001)))
    [finding] = written("safe-redirect-manager", many.rules).findings
    remedy = "raise the plug-in's filter `srm_max_redirects`"
    message = f"`safe-redirect-manager` has 1,001 redirects, and 1,000 are heeded; {remedy}"
    assert (finding.code, finding.message) == ("redirect.many", message)
    assert written("safe-redirect-manager", many.rules[1:]).findings == ()


def test_apache_encodes_paths_itself() -> None:
    matches = readers.htaccess(written("htaccess", EVERYTHING.rules).content.decode())
    assert [(match.regex, match.target) for match in matches] == [
        (r"^/About/?$", "/about/"),
        (r"^/files/a\$b\.pdf$", r"https://good.example/\$HOME/\{x\}.pdf?%24a=1#%24b"),
        (r"^/plain/?$", "/contact/"),
        (r"^/x(?:/(?:index\.html)?)?$", "/about/"),
        (r"^/old(?:/+([^/\\?#\r\n][^\\?#\r\n]*)|/*)$", "/new/$1"),
        (r"^/é\ b/([^/\\?#\r\n]+)/([^/\\?#\r\n]+)/?$", "/n/$2-$1?z=1#top"),
        (r"^/rest(?:/+([^/\\?#\r\n][^\\?#\r\n]*)|/*)$", "/$1"),
    ]


def test_nginx_looks_patterns_up_as_they_were_asked_for() -> None:
    maps = readers.nginx(written("nginx", EVERYTHING.rules).content.decode())
    assert [(one.given, one.name) for one in maps] == [
        ("$uri", "$ssi_to_301"),
        ("$uri", "$ssi_to_302"),
        ("$uri", "$ssi_to_308"),
        ("$request_uri", "$ssi_to_all_301"),
    ]
    assert maps[0].pairs[0] == ("/files/a$b.pdf", "https://good.example/%24HOME/%7Bx%7D.pdf?%24a=1#%24b")
    assert maps[1].pairs[0] == ("~^/About/$", "/about/$is_args$args")
    assert maps[3].pairs == [
        (r"~^/old(?:/+(?<ssi_1>[^/\\?#\r\n][^\\?#\r\n]*)|/*)(?:\?|$)", "/new/${ssi_1}$is_args$args"),
        (
            r"~^/%[Cc]3%[Aa]9%20b/(?<ssi_1>[^/\\?#\r\n]+)/(?<ssi_2>[^/\\?#\r\n]+)/?(?:\?|$)",
            "/n/${ssi_2}-${ssi_1}?z=1#top",
        ),
        (r"~^/q/(?<ssi_1>[^/\\?#\r\n]+)/?(?:\?|$)", "/contact/?x=${ssi_1}"),
        (r"~^/rest(?:/+(?<ssi_1>[^/\\?#\r\n][^\\?#\r\n]*)|/*)(?:\?|$)", "/${ssi_1}$is_args$args"),
    ]


def test_nginx_has_room_for_the_longest_address() -> None:
    head = written("nginx", resolved(("/" + "a" * 300, "/about/")).rules).content.decode()
    assert "\nmap_hash_bucket_size 512;\nmap_hash_max_size 2048;\n" in head
    assert "#     if ($ssi_to_301) { return 301 $ssi_to_301; }\n" in head
    long = written("nginx", resolved(("/é" + "é" * 330 + "/*", "/about/")).rules)
    assert [finding.message.rpartition(": ")[2] for finding in long.findings] == ["it takes no word of that length"]


def test_no_redirects_make_files_all_the_same() -> None:
    files = {name: written(name, ()).content.decode() for name in FORMATS}
    assert json.loads(files["json"]) == []
    assert json.loads(files["redirection-json"])["redirects"] == []
    assert readers.nginx(files["nginx"]) == []
    assert readers.htaccess(files["htaccess"]) == []
    assert (files["csv"], files["netlify"]) == ("from,to,status\n", "")


def test_the_same_rules_make_the_same_bytes() -> None:
    lines = [("/b", "/about/"), ("/a", "/contact/"), ("/c?x=1", "/about/")]
    one, other = resolved(*lines), resolved(*lines[::-1])
    assert {name: written(name, one.rules) for name in FORMATS} == {
        name: written(name, other.rules) for name in FORMATS
    }
