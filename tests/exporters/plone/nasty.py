"""A site with everything that ends an import of Plone, or that it passes over or spoils without a word: each once."""

from __future__ import annotations

from tests.exporters.plone.reading import wild

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63606060000000040001"
    "f61738550000000049454e44ae426082"
)
STEPS = [
    {"action": None, "actor": "ed", "comments": "", "review_state": "private", "time": "2021-03-01T09:00:00+00:00"}
]

_IDS = (
    "/_posts/", "/edit/", "/title/", "/items/", "/keys/", "/view/", "/portal_catalog/", "/acl_users/", "/aq_parent/",
    "/blocks/", "/REQUEST/", "/café/", "/日本/", "/a<b>/", "/a&b/", "/a%41/", "/a?b/", "/a#b/", "/__x__/", "/@@main/",
    "/++theme++/", "/.../", "/deep/_x/edit/", "/index.html/", "/sp ace/", "/title/below/", "/日本/below/", "/image/",
)  # fmt: skip

SITE: dict[str, str | bytes] = {
    **{f"ids/{number}.md": wild(address, f"<p>{number} &amp;lt; &copy;</p>") for number, address in enumerate(_IDS)},
    "index.md": wild("/", "Home"),
    "same-1.md": wild("/same/"),
    "same-2.md": wild("/same/"),
    "same-3.md": wild("/SAME/"),
    "title-empty.md": wild("/title-empty/", title=""),
    "title-lines.md": wild("/title-lines/", odd_title="a\r\nb\u2028c"),
    "title-number.md": wild("/title-number/", odd_title=7),
    "title-blanks.md": wild("/title-blanks/", odd_title="  cafe\u0301  "),
    "title-list.md": wild("/title-list/", odd_title=["a"]),
    "type.md": wild("/type/", type="Blog Post"),
    "type-site.md": wild("/type-site/", type="Plone Site"),
    "subjects.md": wild("/subjects/", subjects=["a", "", None, "a", "b\nc"]),
    "language.md": wild("/language/", language="fr"),
    "language-wide.md": wild("/language-wide/", language="de_AT"),
    "language-odd.md": wild("/language-odd/", language={"token": "de", "title": "Deutsch"}),
    "state.md": wild("/state/", state="visible"),
    "pending.md": wild("/pending/", state="pending"),
    "dates.md": wild("/dates/", effective="junk", expires="None", created="", modified=12),
    "dates-old.md": wild("/dates-old/", effective="0999-01-01T00:00:00Z"),
    "dates-new.md": wild("/dates-new/", effective="2399-01-01T12:34:56+08:00"),
    "history.md": wild("/history/", fields={"workflow_history": {"simple_publication_workflow": STEPS}}),
    "history-right.md": wild(
        "/history-right/", state="private", fields={"workflow_history": {"simple_publication_workflow": STEPS}}
    ),
    "layout.md": wild("/layout-odd/", fields={"layout": "my_view"}),
    "constrains.md": wild(
        "/constrains/",
        type="Folder",
        fields={"exportimport.constrains": {"locally_allowed_types": ["Image", "Blog Post"]}},
    ),
    "event.md": wild("/event/", type="Event"),
    "event-end.md": wild(
        "/event-end/",
        type="Event",
        fields={"start": "2024-02-02T00:00:00Z", "end": "2024-01-01T00:00:00Z", "event_url": "", "contact_email": "x"},
    ),
    "event-url.md": wild("/event-url/", type="Event", fields={"start": "junk", "event_url": "no address"}),
    "event-child.md": wild("/event/location/"),
    "link.md": wild("/link/", type="Link", to=""),
    "link-out.md": wild("/link-out/", type="Link", to="https://a.example/?b=c&d#e"),
    "link-child.md": wild("/link/below/"),
    "link-list.md": wild("/link-list/", type="Collection", fields={"query": [], "sort_on": "effective"}),
    "news.md": wild("/news/", type="News Item", image="/img/pixel.png", fields={"image_caption": "a\nb"}),
    "news-none.md": wild("/news-none/", type="News Item", image="/img/fake.png"),
    "news-child.md": wild("/news/below/"),
    "folder-text.md": wild("/folder-text/", "<p>In a folder.</p>", type="Folder"),
    "markup.md": wild("/markup/", text={"data": "# a & b", "content-type": "text/x-web-markdown"}),
    "markup-safe.md": wild("/markup-safe/", text={"data": "<p>a</p>", "content-type": "text/x-html-safe"}),
    "markup-odd.md": wild("/markup-odd/", text={"data": "<p>a</p>", "content-type": "application/x-odd"}),
    "text-number.md": wild("/text-number/", text=7),
    "entities.md": wild("/entities/", "<code>if a &lt; b &amp;&amp; c</code> &amp;lt; &nbsp; &#169; &copy &notit; ü"),
    "blocks-list.md": wild("/blocks-list/", blocks=[1]),
    "blocks-odd.md": wild(
        "/blocks-odd/",
        blocks={
            "blocks": {"a": {"@type": "title"}, "b": {"@type": "x"}},
            "blocks_layout": {"items": ["a", "gone", "a"]},
        },
    ),
    "flags.md": wild(
        "/flags/", hide="maybe", fields={"allow_discussion": "true", "table_of_contents": 7, "no_field": 1}
    ),
    "creators.md": wild("/creators/", creators=["ed", ""]),
    "fields.md": wild("/fields/", fields=7),
    "links.md": wild(
        "/links/",
        '<p><a href="/same/">a</a> <a href="/img/pixel.png">b</a> <a href="/nowhere/">c</a> <img src="/img/pixel.png">'
        ' <a href="/img/empty.png">d</a> <a href="/#top">e</a></p>',
    ),
    "img/pixel.png": PNG,
    "img/fake.png": b"<!doctype html><p>No image at all.</p>",
    "img/empty.png": b"",
    "img/icon.svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "img/edit": b"text",
    "files/a b & é.pdf": b"%PDF-1.4\n%%EOF\n",
    "pages/under.pdf": b"%PDF-1.4\n%%EOF\n",
    "under.md": wild("/pages/under.pdf/below/"),
}
