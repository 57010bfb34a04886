"""Gaps of a text, and which words would fill them. A word that cannot be ruled out counts as one that fits."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from helpers.lexicon import lexicon
from helpers.making.company import alike, kinds_of, objects, takes, verbs
from helpers.making.material import Material, clauses
from helpers.model import Mention, Sentence, Token
from helpers.syllables import is_hanzi

_HEAD_ENDS = frozenset("，。；、！？：’）和及与等后时前中")
FLEXIBLE = frozenset(  # verbs that take nearly any noun: no safe wrong answers, and none beside another verb in a bank
    "展示 了解 控制 组织 提供 保持 利用 共享 享受 具有 达到 争取 创新 优化 推广 明确 提出 发展 服务 增加 坚持 加强 强化 实现 启动 保障 保护 规范 打造 创造 形成 调动 维护 推进 应对"
    " 宣传 学习 建设 创建 影响 支持 研究 注入 改变 检验 落实 完善 提升 加快 振兴 拓展 整治 处理 管理 建立 适应 开发 传播 分享 带动 引导 投入 释放 交流 运用 掌握 开展 实施 执行 推行 培养 培育 发挥"
    " 恢复 巩固 发布 传递 传承 借鉴 整合 强调 准备 深化 推动 促进 引领 助推 赋能 谋划 追求 突出 公布 指导 检查 配备 参与 督导 抓好 确立 健全 塑造 分析 询问 探索 通报 协调 解读 审议 策划 打击 突破 重建 守护 看待 讲述 聆听 寻求 谋求 关注 熟悉 肯定 见证 缺乏 审核 核实 采纳 分类 直播 感悟 感受 体验 描绘 延续 支撑 呵护 兼顾 查看 拥有 具备 承接 围绕 筹备 顺应 倡导 瞄准 显现 统筹 设定 持有 聚焦 鼓励 起到 迎来 运行 传达 融入 开创 督办 安排 部署 总结 汇报 评选 表彰".split())
_NOMINAL = frozenset(  # verbs that stand before a noun as its attribute: 宣讲活动, 服务能力
    "宣讲 创建 审批 演讲 结对 惠民 培养 扶贫 执法 履职 就业 创业 招商 救援 应急 考核 测评 评议 问责 信访 调解 协商 议事 养老 健身 志愿 巡回 换届 服务 培训 宣传 教育 监督 治理 管理 建设 发展 整治 检查"
    " 改革 调研 合作 研究 示范 补偿 保护 监测 学习 施工 消费 生产 生活 工作 战斗 领导 组织".split())
ADVERBS = frozenset(  # how something is done: one of them in a bank, as another would do as well
    "切实 扎实 牢固 牢牢 广泛 充分 着力 大力 全力 稳步 有效 有力 密切 紧紧 坚决 严格 严肃 精准 踊跃 陆续 相继 逐步 逐一 纷纷 奋力 悉心 精心 及时 大胆 率先 妥善 稳妥 纵深 热情 亲切".split())
_BEFORE_VERBS = frozenset(  # what may stand before a verb besides: verbs that take another verb, and those who act
    "协助 帮助 推动 促进 组织 带动 争取 助力 着手 开始 继续 坚持 参与 参加 负责 支持 鼓励 引导 督促 要求 加快 实现 准备 计划 安排 承诺 提出 探索 研究 号召 动员 发动 选择 通过 谋划 保障 确保 保证 决定 接受 倡导"
    " 邀请 选派 委托 申请 停止 避免 防止 允许 提速 加速 主动 带领 召集 抽调 派出 督办 提升 干部 群众 党员 企业 代表 专家 老人 队伍 人员 骨干 志愿者 部门 机关 家庭 政府 社区 专班 合作社 单位 机构 书记 主任".split())
_LIGHT = frozenset("开展 加强 参与 推进 实施 组织 参加 推动 深化 强化 接受 完成 启动 支持 促进 加快 实现 落实 提供 给予 举行 主持 做好 抓好".split())  # verbs that take another verb as their noun
_NUMERALS = frozenset("一二三四五六七八九十两第双多百千万")


@dataclass(frozen=True, slots=True, eq=False)
class Gap:
    """A `word` that is left out, and where. `role`: verb (its noun is `partner`), noun (its verb is `partner`), half of a set phrase or last word of a term (the rest of it is `before`), adverb (of the verb `behind`)."""

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
        pair = {"verb": f"{self.word}…{self.partner}", "noun": f"{self.partner}…{self.word}", "adverb": self.word + self.behind}
        return pair.get(self.role, self.before + self.word)


def pairs(sentence: Sentence, material: Material) -> Iterator[tuple[Token, Token]]:
    """Verbs with their objects, as the table knows them: the noun ends its phrase, and no other verb of the table stands between."""
    for clause in clauses(sentence):
        for place, noun in enumerate(clause):
            behind = "".join(token.text for token in clause[place + 1 :]).lstrip("”")
            ends = not behind or behind[0] in _HEAD_ENDS
            verb = _verb_before(clause[:place], noun.text) if ends and noun.text in objects() and noun.start not in material.named else None
            if verb and not _is_attribute(verb, noun, clause) and verb.start not in material.named and verb.sure and noun.sure:
                yield verb, noun


def _is_attribute(verb: Token, noun: Token, clause: tuple[Token, ...]) -> bool:
    """Does the verb stand between two nouns of an object that another verb has (进入了试点公示名单)?"""
    before = [token for token in clause if token.start < verb.start]
    return verb.end == noun.start and any(token.text == "了" for token in before) and bool(before[-1].entry) and before[-1].entry.pos.startswith("noun")


def _verb_before(tokens: tuple[Token, ...], noun: str) -> Token | None:
    """The nearest verb of the table before a noun that takes it, within eight words; no mark of a list stands between, and no other verb but one that stands as a noun (宣讲活动)."""
    for token in reversed(tokens[-8:]):
        if token.text in objects()[noun]:
            return token
        if token.text in "、和及与" or token.entry and token.entry.pos == "verb" and token.text not in _NOMINAL:
            return None
    return None


def gaps(sentence: Sentence, material: Material) -> Iterator[Gap]:
    """What may be left out of a sentence: verbs and nouns that belong together, words that tell how, and the second half of set phrases."""
    for verb, noun in pairs(sentence, material):
        if material.askable(verb):
            yield Gap(verb.text, verb.start, sentence, "verb", noun.text, behind=_next(verb, sentence))
        if material.askable(noun):
            yield Gap(noun.text, noun.start, sentence, "noun", verb.text, before=_before(noun, sentence))
    for token, other in zip(sentence.tokens, sentence.tokens[1:]):
        if token.text in ADVERBS and material.askable(token) and len(other.text) == 2 and "verb" in kinds_of(other.text):
            yield Gap(token.text, token.start, sentence, "adverb", behind=other.text, before=_before(token, sentence))
    for mention in material.terms(sentence):
        last, whole = mention.text[-2:], _is_set(mention)
        if len(mention.text) > 3 and (whole or _is_known(mention) and _ends_in_word(mention, sentence)):
            yield Gap(last, mention.end - 2, sentence, "half" if whole or not lexicon().entry(last) else "term", before=mention.text[:-2])


def _is_set(mention: Mention) -> bool:
    """Is it a set phrase of two halves that everybody knows: an idiom, or two verbs side by side (转型升级), not a slogan of this text only?"""
    first, second = mention.text[:2], mention.text[2:]
    if len(mention.text) != 4 or _NUMERALS & set(mention.text) or mention.kind == "slogan" and lexicon().look_up(mention.text).zipf is None:
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
    parts = kinds_of(word)
    if surely_fits(word, gap, material):
        return True
    if gap.role in ("half", "term") or not lexicon().entry(word):  # the half of a set phrase is no word by itself
        loose = gap.role == "term" and _may_end(gap.before, word, material) or gap.role == "half" and len(gap.before) < 4 and (lexicon().look_up(gap.before).zipf or 0) > 3.8  # 深入人心, 深入群众
        return loose and bool(parts) and not parts.isdisjoint(kinds_of(gap.word) or parts)
    if gap.role == "adverb":
        return word in FLEXIBLE | _BEFORE_VERBS or not parts or not parts.isdisjoint(("adverb", "adjective"))
    if gap.role == "verb":
        return word in FLEXIBLE or word not in verbs() and (not parts or "verb" in parts)
    return word not in objects() and (not parts or "noun" in parts) or gap.partner in _LIGHT and "verb" in kinds_of(gap.word) and "verb" in parts


def _may_end(before: str, word: str, material: Material) -> bool:
    """May a term end in this word? Of a short term that is not known; of a longer one (中华民族伟大复兴) only if the word is known behind the two characters before."""
    return len(before) < 3 or material.attested(before[-2:] + word)


def surely_fits(word: str, gap: Gap, material: Material) -> bool:
    """Is the word known to go with what stands beside the gap: by the table, because it stands so somewhere, or because it nearly means the same as the word that is left out?"""
    stretches = (gap.before + word, word + gap.behind)
    if alike(word, gap.word) or any(material.attested(stretch) for stretch in stretches if len(stretch) > len(word) and stretch.isalpha()):
        return True
    if gap.role == "adverb":
        return word in ADVERBS
    return gap.role == "verb" and takes(word, gap.partner) or gap.role == "noun" and takes(gap.partner, word)


def unique(chosen: list[Gap], others: list[str], material: Material) -> bool:
    """Is there one way only to fill the gaps, each word used once? No word surely fits another gap, those left over may fit none, and where a word may fit, changing places leads nowhere."""
    bank = [gap.word for gap in chosen] + others
    if len(set(bank)) < len(bank) or any(fits(word, gap, material) for gap in chosen for word in others):
        return False
    pairs = [(gap, other) for gap in chosen for other in chosen if gap is not other]
    return not any(surely_fits(other.word, gap, material) for gap, other in pairs) and _leads_nowhere([(gap, other) for gap, other in pairs if fits(other.word, gap, material)])


def _leads_nowhere(steps: list[tuple[Gap, Gap]]) -> bool:
    """Is there no round among the steps from a gap to the gap of a word that may stand in it?"""
    while steps:
        ends = {gap for gap, _ in steps}
        shorter = [(gap, other) for gap, other in steps if other in ends]
        if len(shorter) == len(steps):
            return False
        steps = shorter
    return True
