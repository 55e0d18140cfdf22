"""The history of a made-up site: a Git repository, and edits of every kind that a site sees, from a seed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.conftest import PROJECT

NAMES = ("lamp", "tide", "harbour", "buoy", "chart", "pilot", "signal", "rope", "anchor", "gull", "mast", "keel")
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452")
MAPPING = """\
mapping: 1
name: records
exporter: jsonl
options: {links: addresses}
types:
  - name: page
    otherwise: true
    unmapped: keep
    fields:
      id: {from: id}
      title: {from: title}
      url: {from: url}
      parent: {from: parent}
      body: {from: body.html}
      tags: {from: tags}
      links: {from: links}
  - name: tag
    of: tagging
    otherwise: true
    fields: {page: {from: page}, tag: {from: slug}}
  - name: redirect
    of: redirect
    otherwise: true
    fields: {old: {from: from}, new: {from: to}}
"""


LIQUID = (
    "{{ site.title }} and {{ site.pages.size }}",
    "{{ page.title }} of {{ site.title }}",
    "{% for post in site.posts limit: 2 %}{{ post.title }} {% endfor %}",
    "{% for post in site.posts limit: 2 %}{{ post.content | strip_html }} {% endfor %}",
    "{% for page in site.pages %}{{ page.url }} {% endfor %}",
    "{{ site.data.navigation.links.size }}",
    "{{ page.next.title }} {{ page.content | size }}",
)


class History:
    """A site in `root` that is edited; `gone` says that a page was renamed or deleted since it began."""

    def __init__(self, root: Path, seed: int, mapping: Path | None = None) -> None:
        self.root, self.rng, self.mapping, self.gone = root, Random(seed), mapping, False
        self.edits = EDITS
        self.number = 0
        self.moved: list[tuple[str, str]] = []
        shutil.copytree(PROJECT / "fixtures" / "isomer-mini", root)
        for _ in range(6):
            self.add()
        self.git("init", "--quiet")
        self.commit("begin")

    def git(self, *words: str) -> None:
        own = ("-c", "user.name=A", "-c", "user.email=a@harbourlights.example", "-c", "commit.gpgsign=false")
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        subprocess.run(["git", *own, *words], cwd=self.root, check=True, env=environment, capture_output=True)

    def commit(self, said: str) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", said)

    def step(self) -> str:
        """One to three edits, and a commit; their names."""
        done = [self.edit() for _ in range(self.rng.choice((1, 1, 1, 2, 3)))]
        self.commit(" ".join(done))
        return " ".join(done)

    def edit(self) -> str:
        edit = self.rng.choice(self.edits)
        edit(self)
        return edit.__name__

    # --- What there is ---

    def pages(self) -> list[Path]:
        found = [path for path in self.root.rglob("*.md") if ".git" not in path.parts and path.name != "README.md"]
        return sorted(path for path in found if path.read_bytes().startswith(b"---\n"))

    def page(self) -> Path:
        return self.rng.choice(self.pages())

    def word(self) -> str:
        self.number += 1
        return f"{self.rng.choice(NAMES)}-{self.number}"

    def early(self) -> str:
        """An address that a page may have, or had once."""
        return f"/made/{self.rng.choice(NAMES)}-{self.rng.randint(1, 9)}/"

    def links(self) -> str:
        """A link to a page that is there, or is not, or to a place in one."""
        names = [f"/made/{name}-{number}/" for name in NAMES for number in range(1, self.number + 1, 7)]
        known = re.findall(r"permalink: (/\S*)", "\n".join(path.read_text() for path in self.pages()))
        href = self.rng.choice([*known, *known, *self.rng.sample(names, 1)])
        return f"[{self.word()}]({href}{self.rng.choice(('', '', '#here', '#there'))})"

    def text(self) -> str:
        parts = [
            f"Of the {self.word()}.",
            self.links(),
            f"## {self.rng.choice(('Here', 'There', 'Nowhere'))}",
            self.rng.choice(LIQUID),
            f"![{self.word()}](/images/{self.rng.choice(NAMES)}.png)",
            "[up](#here)",
        ]
        return "\n\n".join(self.rng.sample(parts, self.rng.randint(1, 4))) + "\n"

    # --- Edits ---

    def append(self) -> None:
        path = self.page()
        path.write_bytes(path.read_bytes() + b"\n" + self.text().encode())

    def rewrite(self) -> None:
        """Another body, whatever was in it."""
        path = self.page()
        head, fence, _ = path.read_bytes().partition(b"\n---\n")
        path.write_bytes(head + fence + self.text().encode())

    def damage(self) -> None:
        """A page that is damaged; if there is one, it is mended."""
        hurt = b"\nclients\xc3\xa2\xe2\x82\xac\xe2\x84\xa2 needs\n"
        there = [path for path in self.pages() if hurt in path.read_bytes()]
        for path in there:
            path.write_bytes(path.read_bytes().replace(hurt, b""))
        if not there:
            path = self.page()
            path.write_bytes(path.read_bytes() + hurt)

    def add(self) -> None:
        name = self.word()
        permalink = f"permalink: /made/{name}/\n" if self.rng.random() < 0.8 else ""
        tags = f"tags: [{self.rng.choice(NAMES)}]\n" if self.rng.random() < 0.3 else ""
        folder = self.rng.choice(("pages", "pages/deep", "_about-us", "_services"))
        self.write(f"{folder}/{name}.md", f"---\ntitle: The {name}\n{permalink}{tags}---\n{self.text()}")

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def retitle(self) -> None:
        self.change(self.page(), r"^title:.*$", f"title: {self.word()}")

    def change(self, path: Path, pattern: str, new: str) -> None:
        path.write_bytes(re.sub(pattern, new, path.read_text("utf-8"), count=1, flags=re.M).encode())

    def delete(self) -> None:
        if len(self.pages()) > 30:
            self.gone = True
            self.page().unlink()

    def rename(self) -> None:
        """The file alone: with a permalink the address stays, without one it moves."""
        self.gone = True
        path = self.page()
        path.rename(path.with_name(f"{self.word()}.md"))

    def rename_and_edit(self) -> None:
        self.gone = True
        path = self.page()
        new = path.with_name(f"{self.word()}.md")
        path.rename(new)
        new.write_bytes(new.read_bytes() + b"\nAnd one word more.\n")

    def take_place(self) -> None:
        """A file gets another name, and a new page its old one."""
        self.gone = True
        path = self.page()
        path.rename(path.with_name(f"{self.word()}.md"))
        path.write_text(f"---\ntitle: Another\npermalink: /made/{self.word()}/\n---\n{self.text()}")

    def move_folder(self) -> None:
        folders = sorted({path.parent for path in self.pages() if path.parent.name in ("deep", "moved")})
        if folders:
            self.gone = True
            folder = self.rng.choice(folders)
            goal = folder.with_name("moved" if folder.name == "deep" else "deep")
            goal.mkdir(exist_ok=True)
            for path in sorted(folder.iterdir()):
                path.rename(goal / path.name)
            folder.rmdir()

    def move(self) -> None:
        self.gone = True
        self.change(self.page(), r"^permalink:.*$", f"permalink: /made/{self.word()}/")

    def move_back(self) -> None:
        """A page takes an address that was another's, or its own once."""
        self.gone = True
        self.change(self.page(), r"^permalink:.*$", f"permalink: {self.early()}")

    def swap(self) -> None:
        """Two pages change their addresses."""
        self.gone = True
        one, other = self.page(), self.page()
        lines = [re.search(r"^permalink:.*$", path.read_text("utf-8"), re.M) for path in (one, other)]
        if one != other and all(lines):
            first, second = (line[0] for line in lines if line)
            self.change(one, r"^permalink:.*$", second)
            self.change(other, r"^permalink:.*$", first)

    def config(self) -> None:
        self.change(self.root / "_config.yml", r"^title:.*$", f"title: {self.word()}")

    def markdown(self) -> None:
        path = self.root / "_config.yml"
        text = re.sub(r"\nkramdown:\n  hard_wrap: \w+\n", "\n", path.read_text("utf-8"))
        path.write_text(f"{text.rstrip()}\nkramdown:\n  hard_wrap: {self.rng.choice(('true', 'false'))}\n")

    def data(self) -> None:
        self.change(self.root / "_data" / "navigation.yml", r"title: .*$", f"title: {self.word()}")

    def picture(self) -> None:
        path = self.root / "images" / f"{self.rng.choice(NAMES)}.png"
        if path.exists() and self.rng.random() < 0.4:
            path.unlink()
        else:
            path.write_bytes(PNG + self.rng.randbytes(4))

    def redirect(self) -> None:
        path = self.root / "_redirects"
        text = path.read_text() if path.exists() else ""
        path.write_text(f"{text.rstrip()}\n/old/{self.word()} {self.early()} 301\n")

    def double(self) -> None:
        """A page with the address of another."""
        known = re.findall(r"permalink: (/\S*)", self.page().read_text())
        if known:
            name = self.word()
            self.gone = True
            self.write(f"pages/{name}.md", f"---\ntitle: {name}\npermalink: {known[0]}\n---\n{self.text()}")

    def date(self) -> None:
        day = self.rng.choice(("2020-01-01", "2030-01-01"))
        self.write(f"news/_posts/{day}-{self.word()}.md", f"---\ntitle: News\nlayout: post\n---\n{self.text()}")

    def touch(self) -> None:
        os.utime(self.page())

    def rules(self) -> None:
        if self.mapping is not None:
            name = self.rng.choice(("title", "heading"))
            self.mapping.write_text(MAPPING.replace("title: {", f"{name}: {{", 1))


Edit = Callable[[History], None]
EDITS: tuple[Edit, ...] = (
    *([History.append] * 6), *([History.rewrite] * 6), *([History.add] * 3), History.damage, History.retitle,
    History.delete, History.rename,
    History.rename_and_edit, History.take_place, History.move_folder, History.move, History.move, History.move_back,
    History.swap, History.config, History.markdown, History.data, History.picture, History.picture, History.redirect,
    History.double, History.date, History.touch, History.rules,
)  # fmt: skip
BODIES: tuple[Edit, ...] = (History.append, History.rewrite, History.append, History.touch)
