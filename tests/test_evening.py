"""An instructor's evening: from the file of an article to a lesson pack in every format, twice. Each format has its own tests; here the way is whole."""
import re
import time
from dataclasses import replace
from pathlib import Path

import pytest

from helpers.export.formats import FORMATS, export_pack
from helpers.importing.drafts import drafts
from helpers.importing.files import open_page
from helpers.importing.keeping_articles import save_article
from helpers.making.maker import make_exercises
from helpers.pack import Pack, open_pack, save_pack, words_to_learn
from helpers.reading import read
from helpers.syllables import hanzi_count

FRESH = Path(__file__).parent / "cases" / "fresh"


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("DUBAO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def asked(exercise):
    """An exercise with its stem as text: from the pack's file a stem is read by itself."""
    return replace(exercise, stem="".join(token.text for token in exercise.stem))


@pytest.mark.parametrize("file, formula, stands_for", [
    ("traditional_with_pinyin.txt", "三单五步", ["群众点单", "支部派单", "党员接单", "收集", "研判", "交办", "落实", "回访"]),
    ("pdf_breaks.txt", "五联五促", ["组织联建促班子强", "产业联兴促农民富", "人才联育促活力足", "治理联抓促乡风好", "服务联办促民心聚"]),
])
def test_from_the_file_to_all_formats(home, tmp_path, file, formula, stands_for):
    draft, = drafts(open_page(FRESH / file))
    article = draft.article("next-week")
    assert save_article(article).parent == home / "articles"
    reading = read(article)

    made = make_exercises(reading, number=3)
    accepted = tuple(replace(exercise, review="accepted") if exercise.kind != "open" else exercise for exercise in made)
    assert len(made) >= 10 and all(exercise.check(exercise.key).right for exercise in made if exercise.kind != "open")

    pack = Pack("next-week", article.title, (article,), accepted, words_to_learn(reading))
    assert [str(item) for slogan in pack.slogans if slogan.hanzi == formula for item in slogan.items] == stands_for
    again = open_pack(save_pack(pack))
    assert (home / "packs" / "next-week.yaml").is_file() and again.articles == pack.articles and again.chosen == pack.chosen
    assert list(map(asked, again.exercises)) == list(map(asked, pack.exercises))

    began = time.process_time()
    files = export_pack(pack, folder=tmp_path / "lesson")
    assert files.failed == {} and time.process_time() - began < 60
    assert len(files) == sum(1 + one.has_key for one in FORMATS.values()) and all(path.stat().st_size > 500 for path in files)
    worksheet = re.sub("<r[pt]>.*?</r[pt]>|<[^>]*>", "", (tmp_path / "lesson" / "next-week.html").read_text(encoding="utf-8"))
    assert all(part in worksheet for part in (article.title, article.blocks[-1].text[:20], "CC-CEDICT", pack.rights[0])) and hanzi_count(article.text) > 500
