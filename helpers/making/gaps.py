"""Gaps of a text, and which words would fill them. A word that cannot be ruled out counts as one that fits."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from helpers.lexicon import lexicon
from helpers.making.company import alike, kinds_of, objects, verbs
from helpers.making.material import Material, clauses
from helpers.model import Mention, Sentence, Token
from helpers.syllables import is_hanzi

_HEAD_ENDS = frozenset("，。；、！？：’）和及与等后时前中")
FLEXIBLE = frozenset(  # verbs that take nearly any noun: no safe wrong answers, and none beside another verb in a bank
    "展示 了解 控制 组织 提供 保持 利用 共享 享受 具有 达到 争取 创新 优化 推广 明确 提出 发展 服务 增加 坚持 加强 强化 实现 启动 保障 保护 规范 打造 创造 形成 调动 维护 推进 应对"
    " 宣传 学习 建设 创建 影响 支持 研究 注入 改变 检验 落实 完善 提升 加快 振兴 拓展 整治 处理 管理 建立 适应 开发 传播 分享 带动 引导 投入 释放 交流 运用 掌握 开展 实施 执行 推行 培养 培育 发挥"
    " 恢复 巩固 发布 传递 传承 借鉴 整合 强调 准备 深化 推动 促进 引领 助推 赋能 谋划 追求 突出 公布 指导 检查 配备 参与 督导 抓好 确立 健全 塑造 分析 询问 探索 通报 协调 解读 审议 策划 打击 突破 重建 守护 安排 部署 总结 汇报 评选 表彰".split())
_NUMERALS = frozenset("一二三四五六七八九十两第双多百千万")


@dataclass(frozen=True, slots=True)
class Gap:
    """A `word` that is left out, and where. `role`: verb (its noun is `partner`), noun (its verb is `partner`), half of a set phrase or last word of a term (the rest of it is `before`)."""

    word: str
    start: int
    sentence: Sentence
    role: str
    partner: str = ""
    before: str = ""
    behind: str = ""

    @property
    def company(self) -> str:
        """The words that belong together, for the answer: 发挥…作用, 攻坚克难."""
        pair = {"verb": f"{self.word}…{self.partner}", "noun": f"{self.partner}…{self.word}"}
        return pair.get(self.role, self.before + self.word)


def pairs(sentence: Sentence, material: Material) -> Iterator[tuple[Token, Token]]:
    """Verbs with their objects, as the table knows them: the noun ends its phrase, and no other verb of the table stands between."""
    for clause in clauses(sentence):
        for place, noun in enumerate(clause):
            behind = "".join(token.text for token in clause[place + 1 :]).lstrip("”")
            ends = not behind or behind[0] in _HEAD_ENDS
            verb = _verb_before(clause[:place], noun.text) if ends and noun.text in objects() and noun.start not in material.named else None
            if verb and verb.start not in material.named and verb.sure and noun.sure:
                yield verb, noun


def _verb_before(tokens: tuple[Token, ...], noun: str) -> Token | None:
    """The nearest verb of the table before a noun that takes it, within eight words; no other verb and no mark of a list stands between."""
    for token in reversed(tokens[-8:]):
        if token.text in objects()[noun]:
            return token
        if token.text in "、和及与" or token.entry and token.entry.pos == "verb":
            return None
    return None


def gaps(sentence: Sentence, material: Material) -> Iterator[Gap]:
    """What may be left out of a sentence: verbs and nouns that belong together, and the second half of set phrases."""
    for verb, noun in pairs(sentence, material):
        if material.askable(verb):
            yield Gap(verb.text, verb.start, sentence, "verb", noun.text, behind=_next(verb, sentence))
        if material.askable(noun):
            yield Gap(noun.text, noun.start, sentence, "noun", verb.text, before=_before(noun, sentence))
    for mention in material.terms(sentence):
        if len(mention.text) == 4 and _is_set(mention) or len(mention.text) > 4 and _is_known(mention) and _ends_in_word(mention, sentence):
            yield Gap(mention.text[-2:], mention.end - 2, sentence, "term" if mention.kind == "term" and len(mention.text) > 4 else "half", before=mention.text[:-2])


def _is_set(mention: Mention) -> bool:
    """Is it a set phrase of two halves that everybody knows: an idiom, or two verbs side by side (转型升级), not a slogan of this text only?"""
    first, second = mention.text[:2], mention.text[2:]
    if _NUMERALS & set(mention.text) or mention.kind == "slogan" and lexicon().look_up(mention.text).zipf is None:
        return False
    return mention.kind == "idiom" or all("noun" not in (parts := kinds_of(half)) and (not parts or "verb" in parts) for half in (first, second))


def _is_known(mention: Mention) -> bool:
    """Is it a term of the glossary, or a slogan that is not only of this text?"""
    record = lexicon().slogans.get(mention.text)
    return mention.kind == "term" or bool(record) and not all(source.startswith("in this text") for source in record["sources"])


def _ends_in_word(mention: Mention, sentence: Sentence) -> bool:
    """Does a longer term end in a word of two characters?"""
    word = any(token.start == mention.end - 2 and token.end == mention.end for token in sentence.tokens) and (lexicon().look_up(mention.text[-2:]).zipf or 0) > 4
    return word and all(map(is_hanzi, mention.text)) and not _NUMERALS & set(mention.text)


def _next(token: Token, sentence: Sentence) -> str:
    return next((other.text for other in sentence.tokens if other.start == token.end), "")


def _before(token: Token, sentence: Sentence) -> str:
    return next((other.text for other in sentence.tokens if other.end == token.start), "")


def fits(word: str, gap: Gap, material: Material) -> bool:
    """May the word stand in the gap? False only where a reason is known: another part of speech, a set phrase, or a verb and a noun that do not go together.

    >>> from helpers import read
    >>> material = Material(read("着力破解企业融资难题。"))
    >>> gap = next(gaps(material.sentences[0], material))
    >>> gap.company, fits("凝聚", gap, material), fits("化解", gap, material)
    ('破解…难题', False, True)
    """
    stretches = (gap.before + word, word + gap.behind)
    if alike(word, gap.word) or any(material.attested(stretch) for stretch in stretches if len(stretch) > len(word) and stretch.isalpha()):
        return True
    parts = kinds_of(word)
    if gap.role in ("half", "term") or not lexicon().entry(word):  # the half of a set phrase is no word by itself
        loose = gap.role == "term" or gap.role == "half" and len(gap.before) < 4 and (lexicon().look_up(gap.before).zipf or 0) > 3.8  # 深入人心, 深入群众
        return loose and bool(parts) and not parts.isdisjoint(kinds_of(gap.word) or parts)
    if gap.role == "verb":
        return word in FLEXIBLE or word in objects()[gap.partner] if word in verbs() else not parts or "verb" in parts
    return gap.partner in objects()[word] if word in objects() else not parts or "noun" in parts


def unique(chosen: list[Gap], others: list[str], material: Material) -> bool:
    """Has each gap one word only, of all the words of a bank?"""
    bank = [gap.word for gap in chosen] + others
    return len(set(bank)) == len(bank) and not any(fits(word, gap, material) for gap in chosen for word in bank if word != gap.word)
