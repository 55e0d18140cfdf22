"""Liquid that is small to write and never ends."""

from __future__ import annotations

from tests.hostile.corpus.attack import PAGE, Attack, Files, body, files

LOOP = "{% for a in (1..100000) %}"
MANY: tuple[tuple[str, str, str], ...] = (
    ("loops", "loops in loops in loops, a hundred thousand times each", LOOP * 3 + "x" + "{% endfor %}" * 3),
    ("loops-silent", "the same with nothing in them", LOOP * 5 + "{% endfor %}" * 5),
    (
        "range",
        "a range to a number of thirty digits",
        "{% for a in (1..999999999999999999999999999999) %}x{% endfor %}",
    ),
    (
        "range-printed",
        "a range printed, joined, reversed and sorted",
        "{% assign a = (1..999999999) %}{{ a }}{{ a | join: ',' }}{{ a | reverse | sort | map: 'x' | first }}",
    ),
    (
        "capture-doubling",
        "a text that is doubled sixty times",
        "{% assign a = 'ha' %}" + "{% capture a %}{{ a }}{{ a }}{% endcapture %}" * 60 + "{{ a }}",
    ),
    (
        "append-doubling",
        "a text that is appended to itself sixty times",
        "{% assign a = 'ha' %}" + "{% assign a = a | append: a %}" * 60 + "{{ a }}",
    ),
    (
        "replace-growing",
        "every letter replaced by ten, thirty times",
        "{{ 'a'" + " | replace: 'a', 'aaaaaaaaaa'" * 30 + " }}",
    ),
    (
        "split-join",
        "a text split, joined and split again, longer each time",
        "{% assign a = 'x,x' %}" + "{% assign b = a | split: ',' | join: a %}{% assign a = b %}" * 40 + "{{ a }}",
    ),
    (
        "lists-doubling",
        "a list that is joined to itself sixty times",
        "{% assign a = 'a,b' | split: ',' %}" + "{% assign a = a | concat: a %}" * 60 + "{{ a | size }}",
    ),
    (
        "lists-in-themselves",
        "a list pushed into itself",
        "{% assign a = 'a,b' | split: ',' %}"
        + "{% assign a = a | push: a %}" * 60
        + "{{ a }}{{ a | jsonify }}{{ a | inspect }}",
    ),
    (
        "numbers",
        "a number squared sixty times, divided by nothing, rounded to a million places",
        "{% assign a = 999999999 %}"
        + "{% assign a = a | times: a %}" * 60
        + "{{ a }}{{ 1 | divided_by: 0 }}{{ 1.5 | round: 1000000 }}",
    ),
    (
        "pad",
        "a date with a width of a billion, a word cut to a billion",
        (
            "{{ 'now' | date: '%999999999Y%-999999999d' }}{{ 'a' | truncate: 999999999 }}"
            "{{ 'a' | slice: 0, 99999999999999999999 }}"
        ),
    ),
    ("include-recursion", "an include that includes itself", "{% include itself.html %}"),
    ("include-doubling", "an include that includes itself twice", "{% include twice.html %}"),
    ("include-circle", "two includes that include each other", "{% include one.html %}"),
    ("nesting", "a hundred thousand blocks in each other", "{% if true %}" * 100_000),
    ("nesting-closed", "five thousand blocks in each other", "{% if true %}" * 5_000 + "x" + "{% endif %}" * 5_000),
    ("unclosed", "a hundred thousand tags that never end", "{% if " * 50_000 + "{{ x " * 50_000),
    ("raw-unclosed", "raw and comment that never end", "{% raw %}{% comment %}" * 30_000),
    ("markup-long", "one tag of half a megabyte", "{% if a" + " and a" * 80_000 + " %}x{% endif %}"),
    ("filters-long", "a chain of fifty thousand filters", "{{ 'a'" + " | upcase" * 50_000 + " }}"),
    ("lookups-long", "a look-up of a hundred thousand steps", "{{ a" + ".b" * 50_000 + "[c" * 20_000 + " }}"),
    (
        "cycle",
        "cycles, counters and tables by the hundred thousand",
        LOOP
        + "{% cycle 'a', 'b' %}{% increment x %}{% endfor %}{% tablerow a in (1..1000000) cols:1 %}{% endtablerow %}",
    ),
    (
        "unknown-tags",
        "tags that no reader knows, by the ten thousand",
        "".join(f"{{% nope{n} %}}" for n in range(10_000)),
    ),
    (
        "unknown-filters",
        "filters that no reader knows, by the ten thousand",
        "".join(f"{{{{ a | f{n} }}}}" for n in range(10_000)),
    ),
    (
        "all-pages",
        "the content of all pages, for every page, for every page",
        (
            "{% for a in site.pages %}{% for b in site.pages %}{% for c in site.pages %}"
            "{{ c.content }}{% endfor %}{% endfor %}{% endfor %}"
        ),
    ),
    (
        "own-content",
        "a page that prints itself, its excerpt, its neighbours' neighbours",
        "{{ page.content }}{{ page.excerpt }}{{ content }}{{ page.next.next.next.previous.previous.content }}",
    ),
    (
        "where-expressions",
        "expressions in expressions",
        "{{ site.pages | where_exp: 'a', 'a.b == a.b" + " and a.b == a.b" * 500 + "' }}",
    ),
    ("group", "groups of groups, sorted", "{{ site.pages | group_by: 'content' | sort: 'name' | jsonify }}" * 50),
    (
        "regex-filters",
        "slugs, words and stripped HTML of a long line",
        "{{ '"
        + "<a" * 5_000
        + "' | strip_html }}{{ '"
        + "- " * 5_000
        + "' | slugify }}{{ '"
        + "a " * 5_000
        + "' | number_of_words }}",
    ),
    (
        "markdownify",
        "Markdown in Liquid in Markdown",
        "{% for a in (1..1000) %}{{ '" + "> " * 200 + "' | markdownify }}{% endfor %}",
    ),
    (
        "times",
        "times of every wrong kind",
        (
            "{{ '99999999999999999999' | date: '%s' }}{{ '0000-00-00' | date_to_xmlschema }}"
            "{{ -99999999999999 | date: '%c' }}"
        ),
    ),
    (
        "attributes-of-python",
        "names that mean something to the reader",
        "{{ page.__class__ }}{{ site.__dict__ }}{{ ''.__class__.__mro__ }}{{ forloop.__init__ }}{{ 'a' | __class__ }}",
    ),
    ("many-problems", "a page of nothing but mistakes", "{{ 'a' | date: }}{% assign %}{% for %}{% endif %}" * 5_000),
)
INCLUDES = {
    "_includes/itself.html": "x{% include itself.html %}",
    "_includes/twice.html": "x{% include twice.html %}{% include twice.html %}",
    "_includes/one.html": "{% include two.html %}",
    "_includes/two.html": "{% include one.html %}",
}
ALL = ("all-pages", "group")  # these need some pages to go over
SLOW = frozenset(("all-pages", "include-doubling"))


def _site(name: str, text: str) -> Files:
    others = {f"p/{number}.md": PAGE for number in range(200)} if name in ALL else {}
    return {"a.md": body(text), **INCLUDES, **others}


ATTACKS = [
    Attack(
        name=f"liquid-{name}",
        what=what,
        must="stop at a bound, keep what cannot be resolved, and tell it",
        make=files(lambda name=name, text=text: _site(name, text)),
        cpu=40,
        slow=name in SLOW,
    )
    for name, what, text in MANY
]
