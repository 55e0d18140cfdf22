"""Every step there is: the one table that the loader, the documentation and the JSON Schema are made of."""

from __future__ import annotations

from migrate.mapping.steps import dates, html, ids, links, lists, numbers, patterns, tables, texts
from migrate.mapping.steps.step import Param, Step

_ELLIPSIS = Param("ellipsis", "text", "what stands where something was cut", required=False, default="…")
_DIGITS = Param("digits", "integer", "how many digits after the decimal point, 0 to 15", required=False, default=0)

_ALL = (
    # Texts
    Step(
        "strip",
        "Takes blanks and line ends away at both ends.",
        "text", "text", (), texts.strip, (None, "  Opening hours\n", "Opening hours"),
    ),
    Step(
        "lower",
        "Makes all letters small.",
        "text", "text", (), texts.lower, (None, "Pilot and TOW", "pilot and tow"),
    ),
    Step(
        "upper",
        "Makes all letters large.",
        "text", "text", (), texts.upper, (None, "Zoë", "ZOË"),
    ),
    Step(
        "capitalize",
        "Makes the first letter large. The others stay.",
        "text", "text", (), texts.capitalized, (None, "news from NASA", "News from NASA"),
    ),
    Step(
        "title-case",
        "Makes the first letter of each word large. The others stay.",
        "text", "text", (), texts.titled, (None, "tides don't wait", "Tides Don't Wait"),
    ),
    Step(
        "slug",
        "Makes the part of an address that a title stands for, as WordPress does: small letters, figures and "
        "hyphens. A text with no letter that has an ASCII form is told.",
        "text", "text", (
            Param("unicode", "boolean", "keeps letters of all alphabets", required=False, default=False),
        ), texts.slug,
        (None, "Café & Crème: what’s on?", "cafe-creme-whats-on"),
    ),
    Step(
        "replace",
        "Puts one text in place of another, wherever it stands.",
        "text", "text", (
            Param("from", "text", "what is replaced, letter by letter"),
            Param("to", "text", "what stands there instead", required=False, default=""),
        ), texts.replaced,
        ({"from": "Harbour Office", "to": "Port Office"}, "The Harbour Office", "The Port Office"),
        check=texts.empty_from,
    ),
    Step(
        "regex-replace",
        r"Puts a text in place of all that a regular expression of RE2 finds; `\1` or `\g<name>` in it stand for "
        r"groups. RE2 cannot hang; it has no look-around and no back-references in patterns, and `\d`, `\w` and `\b`"
        r" mean ASCII there (`\pL` is any letter).",
        "text", "text", (
            Param("pattern", "pattern", "what is found"),
            Param("to", "text", "what stands there instead", required=False, default=""),
            Param("count", "integer", "how many at most; 0 is all", required=False, default=0),
        ), patterns.regex_replaced,
        ({"pattern": r"^(\d+)\. *", "to": r"\1 - "}, "12. Moorings", "12 - Moorings"), check=patterns.regex_fault,
    ),
    Step(
        "truncate",
        "Cuts a longer text, at a word's end. The ellipsis counts.",
        "text", "text", (
            Param("length", "integer", "how many characters at most"),
            Param("words", "boolean", "cuts between words only, where there are two", required=False, default=True),
            _ELLIPSIS,
        ), texts.truncated,
        (20, "Low water at the eastern pier", "Low water at the…"), short="length", check=texts.truncate_fault,
    ),
    Step(
        "words",
        "Counts the words, or with `first` keeps that many of them.",
        "text", "any", (Param("first", "integer", "how many words are kept", required=False),), texts.words,
        (3, "Low water at the pier", "Low water at"), short="first", check=texts.words_fault,
    ),
    Step(
        "prefix",
        "Puts a text in front.",
        "text", "text", (Param("with", "text", "the text"),), texts.with_prefix,
        ("/news/", "buoy-seven", "/news/buoy-seven"), short="with",
    ),
    Step(
        "suffix",
        "Puts a text behind.",
        "text", "text", (Param("with", "text", "the text"),), texts.with_suffix,
        (".html", "buoy-seven", "buoy-seven.html"), short="with",
    ),
    Step(
        "remove-prefix",
        "Takes a text away that stands in front.",
        "text", "text", (Param("prefix", "text", "the text"),), texts.without_prefix,
        ("/images/", "/images/pier.jpg", "pier.jpg"), short="prefix",
    ),
    Step(
        "remove-suffix",
        "Takes a text away that stands behind.",
        "text", "text", (Param("suffix", "text", "the text"),), texts.without_suffix,
        (" | Port Office", "Tides | Port Office", "Tides"), short="suffix",
    ),
    Step(
        "pad-left",
        "Fills up in front to a width.",
        "text", "text", (
            Param("width", "integer", "how many characters at least, up to 1,000"),
            Param("with", "text", "the character that fills up", required=False, default="0"),
        ), texts.padded,
        (4, 17, "0017"), short="width", check=texts.pad_fault,
    ),
    Step(
        "normalize",
        "Writes characters in one of Unicode's normal forms: `NFC` for texts, `NFKC` to make full-width letters and"
        " ligatures plain.",
        "text", "text", (
            Param("form", "choice", "the form", required=False, default="NFC", choices=("NFC", "NFD", "NFKC", "NFKD")),
        ), texts.normalized,
        ("NFKC", "Ｐｉｅｒ ﬁve", "Pier five"), short="form",
    ),
    # Numbers and truth
    Step(
        "number",
        "Reads a number as people write it: signs between groups of digits, and spaces, do not count.",
        "text", "number", (
            Param("decimal", "choice", "the decimal sign", required=False, default=".", choices=(".", ",")),
        ), numbers.number,
        (",", "1.234,50", 1234.5), short="decimal",
    ),
    Step(
        "integer",
        "Reads a whole number; a number with a fraction is told.",
        "text", "number", (), numbers.integer, (None, "0042", 42),
    ),
    Step(
        "round",
        "Rounds a number; halves go to the even neighbour.",
        "number", "number", (_DIGITS,), numbers.rounded,
        (1, 3.14159, 3.1), short="digits", check=numbers.round_fault,
    ),
    Step(
        "add",
        "Adds a number.",
        "number", "number", (Param("by", "number", "the number"),), numbers.sum_of,
        (100, 7, 107), short="by",
    ),
    Step(
        "multiply",
        "Multiplies with a number.",
        "number", "number", (Param("by", "number", "the number"),), numbers.product,
        (60, "2.5", 150.0), short="by",
    ),
    Step(
        "boolean",
        "Reads a truth value: true, yes, on, y, t and 1 are true, their opposites false, in any case. Anything else"
        " is told.",
        "text", "boolean", (
            Param("true-for", "texts", "further texts that are true", required=False, default=()),
            Param(
                "false-for", "texts",
                "further texts that are false; both go before the built-in ones",
                required=False, default=(),
            ),
        ), numbers.boolean,
        ({"true-for": ["shown"], "false-for": ["hidden"]}, "Hidden", False), check=numbers.boolean_fault,
    ),
    # Dates
    Step(
        "date",
        "Writes a date in another format. `format` is `iso`, `unix`, `rfc2822`, or directives as in `%d %B %Y`; "
        "names are English. A date without a zone is of the site's zone.",
        "text", "text", (
            Param("format", "text", "how it is written", required=False, default="iso"),
            Param(
                "from", "texts",
                "how it may stand in the source, tried in order: directives, or `unix`; ISO 8601 is always tried at"
                " last",
                required=False, default=(),
            ),
            Param("zone", "text", "the zone it is written in; without it, the site's", required=False),
        ), dates.dated,
        ({"format": "%Y-%m-%d %H:%M:%S", "from": ["%d %b %Y"], "zone": "UTC"}, "5 Jan 2024", "2024-01-04 16:00:00"),
        short="format", check=dates.date_fault,
    ),
    # Addresses and files
    Step(
        "last-segment",
        "Takes what stands after the last slash of an address that is not its end. Query and anchor do not count.",
        "text", "text", (), links.last_segment, (None, "/news/2024/buoy-seven/", "buoy-seven"),
    ),
    Step(
        "first-segment",
        "Takes the first part of an address' path.",
        "text", "text", (), links.first_segment, (None, "/news/2024/buoy-seven/", "news"),
    ),
    Step(
        "basename",
        "Takes the name of a file, percent-encoding undone.",
        "text", "text", (
            Param("extension", "boolean", "whether its ending stays", required=False, default=True),
        ), links.basename,
        ({"extension": False}, "/files/Tide%20table.PDF?v=2", "Tide table"),
    ),
    Step(
        "extension",
        "Takes the ending of a file's name in small letters, without its dot; null where there is none.",
        "text", "text", (), links.extension, (None, "/files/Tide%20table.PDF?v=2", "pdf"),
    ),
    Step(
        "absolute-url",
        "Puts the site's scheme and host in front of an address that has none. Links to pages and assets that the "
        "program knows stay: the target writes those.",
        "text", "text", (), links.absolute_url, (None, "/visit/?from=home", "https://www.example.org/visit/?from=home"),
    ),
    Step(
        "relative-url",
        "Takes the site's own scheme and host away. Other addresses stay.",
        "text", "text", (), links.relative_url, (None, "http://www.example.org/visit/", "/visit/"),
    ),
    Step(
        "url-encode",
        "Percent-encodes what may not stand in the path of an address: blanks, letters beyond ASCII, `%`, `?`, `#`.",
        "text", "text", (), links.url_encoded, (None, "/tide tables/Bücher 5%", "/tide%20tables/B%C3%BCcher%205%25"),
    ),
    Step(
        "url-decode",
        "Undoes percent-encoding. What would not be UTF-8 stays as it is.",
        "text", "text", (), links.url_decoded, (None, "/tide%20tables/", "/tide tables/"),
    ),
    # HTML
    Step(
        "strip-html",
        "Takes the visible text out of HTML. Blocks, cells and line breaks part words, and blanks in a row become "
        "one.",
        "html", "text", (
            Param("lines", "boolean", "puts each block on a line of its own", required=False, default=False),
        ), html.without_html,
        (None, "<h2>Tides</h2><p>Low &amp; <b>h</b>igh</p><script>track()</script>", "Tides Low & high"),
    ),
    Step(
        "excerpt",
        "Takes the beginning of HTML's visible text, cut at a word's end.",
        "html", "text", (
            Param("words", "integer", "how many words at most", required=False, default=55),
            Param(
                "characters", "integer",
                "how many characters at most, ellipsis and all; goes before `words`",
                required=False,
            ),
            _ELLIPSIS,
        ), html.excerpt,
        (4, "<p>Low water at the</p><p>eastern pier</p>", "Low water at the…"), short="words", check=html.excerpt_fault,
    ),
    Step(
        "first-image",
        "Takes the address of the first image in HTML; null where there is none.",
        "html", "text", (), html.first_image, (None, '<p>A<img alt="" src="/images/pier.jpg"></p>', "/images/pier.jpg"),
    ),
    Step(
        "first-link",
        "Takes the address of the first link in HTML; null where there is none.",
        "html", "text", (), html.first_link, (None, '<p>See <a href="/tides/">tides</a></p>', "/tides/"),
    ),
    Step(
        "html-escape",
        "Writes text so that HTML shows it as it is.",
        "text", "text", (), html.escaped, (None, "Fish & <chips>", "Fish &amp; &lt;chips&gt;"),
    ),
    Step(
        "html-unescape",
        "Puts characters in the place of HTML's references.",
        "text", "text", (), html.unescaped, (None, "Fish &amp; chips&hellip;", "Fish & chips…"),
    ),
    # Values for values
    Step(
        "map",
        "Puts one value in the place of another. Values are compared as text.",
        "text", "any", (
            Param("values", "map", "the values, each with what stands in its place"),
            Param("otherwise", "plain", "what stands in the place of any other value", required=False),
            Param(
                "missing", "choice",
                "where there is no `otherwise`: `report` gives null and tells it, `keep` keeps the value, `error` "
                "tells that it cannot be taken, `null` gives null",
                required=False, default="report", choices=tables.MISSING,
            ),
        ), tables.mapped,
        ({"values": {"post": "article", "index": "listing"}, "otherwise": "page"}, "post", "article"),
    ),
    Step(
        "lookup",
        "Looks a value up in one of the mapping's `lookups`. Values are compared as text.",
        "text", "any", (
            Param("table", "lookup", "the table's name"),
            Param(
                "missing", "choice",
                "what becomes of a value that it does not hold, as for `map`; without it, what the table says",
                required=False, choices=tables.MISSING,
            ),
        ), tables.looked_up,
        ("sections", "media-room", "Newsroom"), short="table",
    ),
    # Lists
    Step(
        "split",
        "Makes a list of a text.",
        "text", "list", (
            Param("on", "text", "what stands between the pieces", required=False, default=","),
            Param("limit", "integer", "how many pieces at most; 0 is any number", required=False, default=0),
            Param(
                "strip", "boolean",
                "takes blanks away around pieces, and empty pieces",
                required=False, default=True,
            ),
        ), lists.split,
        (";", "tides; moorings;", ["tides", "moorings"]), short="on", check=lists.split_fault,
    ),
    Step(
        "join",
        "Makes a text of a list; nulls are left out.",
        "list", "text", (
            Param("with", "text", "what stands between the pieces", required=False, default=", "),
        ), lists.joined,
        (" / ", ["tides", 7], "tides / 7"), short="with",
    ),
    Step(
        "first",
        "Takes the first element; null where there is none.",
        "list", "any", (), lists.first, (None, ["tides", "moorings"], "tides"),
    ),
    Step(
        "last",
        "Takes the last element; null where there is none.",
        "list", "any", (), lists.last, (None, ["tides", "moorings"], "moorings"),
    ),
    Step(
        "at",
        "Takes one element; null where there is none.",
        "list", "any", (Param("index", "integer", "its number: 0 is the first, -1 the last"),), lists.at,
        (1, ["tides", "moorings"], "moorings"), short="index",
    ),
    Step(
        "slice",
        "Takes some elements in a row.",
        "list", "list", (
            Param(
                "start", "integer",
                "the number of the first one: 0 is the list's first, -1 its last",
                required=False, default=0,
            ),
            Param(
                "end", "integer",
                "the number of the one before which it ends; without it, the list's end",
                required=False,
            ),
        ), lists.slice_of,
        ({"start": 0, "end": 2}, ["a", "b", "c"], ["a", "b"]), short="start",
    ),
    Step(
        "unique",
        "Leaves each value once, where it stands first.",
        "list", "list", (), lists.unique, (None, ["a", "b", "a"], ["a", "b"]),
    ),
    Step(
        "sort",
        "Sorts: truth values, numbers, then texts and dates without regard to case, null at the end.",
        "list", "list", (
            Param("by", "text", "for a list of maps, the key to sort by", required=False),
            Param("descending", "boolean", "the largest first", required=False, default=False),
        ), lists.ordered,
        ("title", [{"title": "b"}, {"title": "A"}], [{"title": "A"}, {"title": "b"}]), short="by",
        check=lists.sort_fault,
    ),
    Step(
        "reverse",
        "Turns the order round.",
        "list", "list", (), lists.reversed_list, (None, [1, 2, 3], [3, 2, 1]),
    ),
    Step(
        "flatten",
        "Makes one list of lists in lists.",
        "list", "list", (), lists.flattened, (None, [1, [2, [3]]], [1, 2, 3]),
    ),
    Step(
        "filter-empty",
        "Leaves out null, blank texts, and lists and maps with nothing in them.",
        "list", "list", (), lists.filled, (None, ["a", " ", None, 0], ["a", 0]),
    ),
    Step(
        "to-list",
        "Makes a list of one of a single value. A list stays.",
        "any", "list", (), lists.to_list, (None, "tides", ["tides"]),
    ),
    Step(
        "length",
        "Counts: the elements of a list, the keys of a map, the characters of a text.",
        "any", "number", (), lists.length, (None, ["tides", "moorings"], 2),
    ),
    Step(
        "default-if-empty",
        "Puts a value in the place of a blank text, an empty list or an empty map. Null stays null: for that the "
        "rule's own `default` is.",
        "any", "any", (Param("default", "plain", "the value"),), lists.or_default,
        ("untitled", "  ", "untitled"), short="default",
    ),
    # Maps and JSON
    Step(
        "get",
        "Takes the value of a key of a map, or the one that a path of keys and numbers leads to; null where there "
        "is none.",
        "map", "any", (Param("path", "text", "the key, or keys with dots between"),), lists.get,
        ("hours.0.from", {"hours": [{"from": "09:00"}]}, "09:00"), short="path",
    ),
    Step(
        "keys",
        "Lists the keys of a map.",
        "map", "list", (), lists.keys, (None, {"a": 1, "b": 2}, ["a", "b"]),
    ),
    Step(
        "values",
        "Lists the values of a map.",
        "map", "list", (), lists.values, (None, {"a": 1, "b": 2}, [1, 2]),
    ),
    Step(
        "json",
        "Writes a value as JSON.",
        "any", "text", (), lists.to_json, (None, {"name": "Zoë", "tags": ["a"]}, '{"name": "Zoë", "tags": ["a"]}'),
    ),
    Step(
        "from-json",
        "Reads JSON.",
        "text", "any", (), lists.from_json, (None, '{"a": [1, true]}', {"a": [1, True]}),
    ),
    # Identifiers
    Step(
        "hash-id",
        "Makes a number of a text, always the same: the first 53 bits of its SHA-256, brought into 1 to 2^53 - 1, or "
        "into as many digits as `digits` says. With 9 digits 1 in 80 sites of 5,000 pages has a number twice.",
        "text", "number", (
            Param("digits", "integer", "how many digits at most, 4 to 15", required=False),
        ), ids.hash_id,
        (9, "pages/tides.md", 866631780), short="digits", check=ids.hash_id_fault,
    ),
    Step(
        "uuid5",
        "Makes a UUID of a text, always the same (RFC 9562, version 5).",
        "text", "text", (
            Param(
                "namespace", "text",
                "a UUID of your own, or `url`, `dns`, `oid`, `x500`",
                required=False, default="url",
            ),
        ), ids.uuid5,
        (None, "https://www.example.org/tides/", "472c1837-4bd6-5e4a-95a2-b16c8af6fc0b"),
        short="namespace", check=ids.uuid5_fault,
    ),
    Step(
        "md5",
        "Makes the MD5 digest of a text's UTF-8, for targets that ask for it. It protects nothing.",
        "text", "text", (), ids.md5, (None, "tides", "d6dea0c807dede15b4d90ed18dacf6dd"),
    ),
    Step(
        "sha256",
        "Makes the SHA-256 digest of a text's UTF-8.",
        "text", "text", (), ids.sha256,
        (None, "tides", "0e714fd92f7538e3531b61c0eeb7f9c70e44475be7557df873b13df3af34225f"),
    ),
)  # fmt: skip

STEPS: dict[str, Step] = {step.name: step for step in _ALL}
