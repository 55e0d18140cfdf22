"""What cannot be rendered is told with its line, stays in the output as a comment, and costs nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

import pytest

from migrate.liquid import Clock, Engine, Problem, Rendered, Sources
from tests.liquid.fixture import CLOCK, PAGE, SOURCES, engine

# A template with <tag> where the tag stands that fails, what it is told for, and what is written
PROBLEMS = [
    ("a <{% toc %}> {{ 1 }}", "`toc` is no tag of Jekyll", "a <!-- {% toc %} --> 1"),
    ("<{% if %}x{% endif %}> {{ 1 }}", "the condition cannot be read", "<!-- {% if %}x{% endif %} --> 1"),
    ("<{% if true %}>x {{ 1 }}", "`if` is never closed", "<!-- {% if true %} -->x 1"),
    ("{{ 1 }}<{% endif %}>", "`endif` belongs to no tag", "1<!-- {% endif %} -->"),
    ("<{% else %}>{{ 1 }}", "`else` belongs to no tag", "<!-- {% else %} -->1"),
    ("{% for x in (1..2) %}<{% y %}>{% endfor %}", "`y` is no tag of Jekyll", "<!-- {% y %} --><!-- {% y %} -->"),
    ("<{% tabs %}>{{ 1 }}{% endtabs %}", "`tabs` is no tag of Jekyll", "<!-- {% tabs %} -->1<!-- {% endtabs %} -->"),
    ("<{% raw %}>{{ 1 }}", "`raw` is never closed", "<!-- {% raw %} -->1"),
    ("<{% include seo.html %}>!", "there is no include 'seo.html'", "<!-- {% include seo.html %} -->!"),
    ("<{% link a.md %}>", "there is no page or file 'a.md' to link to", "<!-- {% link a.md %} -->"),
    ("<{% post_url 2020-01-01-a %}>", "there is no post '2020-01-01-a'", "<!-- {% post_url 2020-01-01-a %} -->"),
    ("<{{ 1 | divided_by: 0 }}>", "divided by 0", "<!-- {{ 1 | divided_by: 0 }} -->"),
    ("<{% x a-->b %}>", "`x` is no tag of Jekyll", "<!-- {% x a- ->b %} -->"),
    ("<{% x ---- %}>", "`x` is no tag of Jekyll", "<!-- {% x - - - - %} -->"),
    ("<{{ 'v' | plugged }}>", "`plugged` is no filter of Jekyll, the value is left as it is", "v"),
    ("<{{ 'v' | scssify }}>", "style sheets are not compiled here, the text is left as it is", "v"),
    ("<{{ 'v' | smartify }}>", "`smartify` is not done here, the text is left as it is", "v"),
]


@pytest.mark.parametrize(("marked", "message", "text"), PROBLEMS)
def test_one_tag_fails_and_the_rest_renders(marked: str, message: str, text: str) -> None:
    before, tag, after = re.split(r"<(?={)|(?<=})>", marked)
    rendered = engine().render(before + tag + after, {})
    assert (rendered.text, rendered.problems[0]) == (text, Problem(1, message, tag))


def test_the_line_is_that_of_the_file() -> None:
    rendered = engine().render("one\n\n  {% a %}\n{{ 1 }}{% b %}", {}, line=10)
    assert [problem.line for problem in rendered.problems] == [12, 13]


def test_a_problem_in_the_name_of_an_include_is_on_the_line_of_the_tag() -> None:
    (problem,) = engine().render("\n\n{% include {{ page.name | nope }} %}", PAGE).problems
    assert problem == Problem(3, "`nope` is no filter of Jekyll, the value is left as it is", "{{ page.name | nope }}")


def test_a_problem_in_an_include_is_told_at_the_page_with_the_place_in_the_include() -> None:
    rendered = engine().render("x\n{% include broken.html %}\n", {}, line=5)
    assert rendered == Rendered(
        "x\none\n<!-- {% nope %} -->\ntwo\n",
        (Problem(6, "broken.html:2: `nope` is no tag of Jekyll", "{% nope %}"),),
    )


def test_a_tag_of_a_branch_that_is_not_taken_is_not_told() -> None:
    assert engine().render("{% if false %}{% google_analytics %}{% endif %}.", {}) == Rendered(".")


def test_crossed_blocks_keep_the_outer_one() -> None:
    rendered = engine().render("{% if true %}{% for x in y %}a{% endif %}b{% endfor %}", {})
    assert rendered.text == "<!-- {% for x in y %} -->ab<!-- {% endfor %} -->"


def test_a_long_tag_is_shown_shortened() -> None:
    (problem,) = engine().render(f"{{% nope {'x' * 500} %}}", {}).problems
    assert problem.tag == f"{{% nope {'x' * 111}…"


def test_text_without_liquid_is_the_same_text_and_imports_nothing() -> None:
    program = (
        "import sys; from datetime import UTC, datetime; from migrate.liquid import Clock, Engine, Sources;"
        "engine = Engine({}, Sources(), Clock(lambda: datetime(2024, 1, 1, tzinfo=UTC)));"
        "text = 'a { b } % } {% '[:9]; assert engine.render(text, {}).text is text;"
        "print('migrate.liquid.template' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


class Costly(Mapping[str, object]):
    """A lazy mapping that says what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __getitem__(self, key: str) -> object:
        self.asked.append(key)
        return {"title": "T"}[key]

    def __iter__(self) -> Iterator[str]:
        raise AssertionError("it was walked through")

    def __len__(self) -> int:
        raise AssertionError("it was counted")


def test_lazy_values_are_asked_for_what_is_used_and_no_more() -> None:
    site = Costly()
    assert Engine(site, SOURCES, CLOCK).render("{{ site.title }}", {}).text == "T"
    assert set(site.asked) == {"title"}


@pytest.mark.parametrize(
    "template",
    [
        "{{ page.__class__ }}",
        "{{ page.title.upper }}",
        "{{ page.keys }}",
        "{{ page.n.real }}",
        "{{ site['__init__'] }}",
    ],
)
def test_attributes_of_python_are_out_of_reach(template: str) -> None:
    assert engine().render(template, PAGE) == Rendered("")


def test_an_include_is_only_what_the_callable_gives() -> None:
    asked: list[str] = []
    sources = Sources(include=lambda name: asked.append(name))
    clock = Clock(lambda: datetime(2024, 1, 1, tzinfo=UTC))
    Engine({}, sources, clock).render("{% include ../../etc/passwd %}{% include /x %}{% include a/b.html %}", {})
    assert asked == ["/x", "a/b.html"]


def test_the_environment_is_an_argument() -> None:
    built = Engine({}, SOURCES, CLOCK, environment="production")
    assert built.render("{{ jekyll.environment }}", {}).text == "production"


def test_a_time_of_day_is_the_clock_s() -> None:
    assert engine().render("{{ 'now' | date: '%Y-%m-%d %H:%M' }}", {}).text == "2024-05-06 15:08"
