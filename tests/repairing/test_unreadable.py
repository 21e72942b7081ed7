"""Text that no repair makes readable is told; names, lists, poems and other languages are not accused."""

from __future__ import annotations

import random

import pytest

from govclean import clean
from govclean.repairing import repair
from govclean.testing import simulate

from .texts import SENTENCES

KOREAN = (
    "오늘 회의에서는 재난 대책에 대해 논의하였습니다. 주민의 안전을 지키기 위해 대피소 정비를 추진합니다. "
    * 6
)
JAPANESE = (
    "本日の会議では防災対策について議論が行われました。地域住民の安全を守るため、避難所の整備を進めます。" * 6
)
CHINESE = "".join(SENTENCES)
CROSSED = [
    (JAPANESE, "cp932", "gbk"),
    (KOREAN, "cp949", "gbk"),
    (CHINESE, "gbk", "cp932"),
    (CHINESE, "gbk", "cp949"),
    (CHINESE, "utf-8", "big5"),
]


def is_told(text: str) -> bool:
    return any(w.startswith("repair.unreadable") for w in repair(text).warnings)


@pytest.mark.parametrize(("text", "written", "read"), CROSSED)
def test_text_in_the_wrong_encoding_is_told(text: str, written: str, read: str) -> None:
    shown = text.encode(written, "ignore").decode(read, "ignore")
    assert is_told(shown)
    article = clean(f"<h1>云河县通知</h1><p>{shown}</p>")
    assert any(w.startswith("repair.unreadable") for w in article.warnings)


def test_scrambled_text_is_told_and_not_changed() -> None:
    shown = "".join(chr(0x4E00 + ord(c) * 7919 % 20900) if "\u4e00" <= c <= "\u9fff" else c for c in CHINESE)
    assert is_told(shown)
    assert repair(shown).text == shown


def names(separator: str) -> str:
    chance = random.Random(3)
    first, second = "亓仉佴亢佘冼缪逄闫赵钱孙李周吴", "淼焱垚旻翀喆珺琤瑀玥琬伟芳娜敏"
    return separator.join(
        chance.choice(first) + chance.choice(second) + chance.choice(second) for _ in range(120)
    )


SOUND = [
    CHINESE,
    "佢哋喺度做嘢，唔使咁急，我哋聽日先至嚟攞啲嘢。",
    "噉樣做法冇人會鍾意，你睇下嗰邊啲人先啦，佢哋唔係咁諗嘅。",
    simulate.to_mirror_script(CHINESE),
    KOREAN,
    JAPANESE,
    *(names(separator) for separator in (" ", "\n", "、", "\t")),
    "录用人员名单如下（按姓氏笔画排列）：" + names("　"),
    "帝高阳之苗裔兮，朕皇考曰伯庸。摄提贞于孟陬兮，惟庚寅吾以降。皇览揆余初度兮，肇锡余以嘉名。"
    "名余曰正则兮，字余曰灵均。纷吾既有此内美兮，又重之以修能。扈江离与辟芷兮，纫秋兰以为佩。"
    "汩余若将不及兮，恐年岁之不吾与。朝搴阰之木兰兮，夕揽洲之宿莽。",
    "本次放流的有鲫鱼、鲢鱼、鳙鱼、鲤鱼、鳊鱼、鲂鱼、鳜鱼、鲈鱼、鲶鱼、鳝鱼、泥鳅、鳗鲡、鲟鱼、鲥鱼、鲳鱼、鲅鱼、鲷鱼。"
    * 3,
    "A01 稻谷种植\nA02 豆类种植\nB06 煤炭开采\nB07 石油开采\n" * 20,
]


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_is_not_accused(text: str) -> None:
    assert not is_told(text)
