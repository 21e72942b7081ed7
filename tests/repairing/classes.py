"""Damaged and sound text by class, made up, as data: each case is (displayed, truth); negatives are sound texts.

The damage is made with Python's own codecs and string operations, not with the simulators of the package.
"""

from __future__ import annotations

import html

Case = tuple[str, str]

# Made-up sentences; places, offices and persons do not exist.
SOUND = (
    "云河县人民政府办公室关于印发防汛工作方案的通知",
    "各乡镇人民政府，县直各有关部门，请认真组织实施",
    "会议听取了前三季度经济运行情况的汇报，研究了下一步工作",
    "青溪市财政局负责专项资金的分配和监督管理工作",
    "任何单位和个人不得擅自改变建设用地的用途",
    "全市中小学校要把安全教育放在更加突出的位置",
    "申请人应当如实提交有关材料，并对其真实性负责",
    "南溪镇党委书记带队到各村检查秸秆禁烧情况",
    "本次招聘坚持公开、平等、竞争、择优的原则",
    "对工作不力造成严重后果的，依法追究责任",
    "加强农村公路养护管理，改善群众出行条件",
    "市场监管部门开展食品安全专项检查",
)
TRADITIONAL = (
    "雲河縣人民政府辦公室關於印發防汛工作方案的通知",
    "各鄉鎮人民政府，縣直各有關部門，請認真組織實施",
    "會議聽取了經濟運行情況的匯報，研究了下一步工作",
    "青溪市財政局負責專項資金的分配和監督管理",
    "任何單位和個人不得擅自改變建設用地的用途",
    "全市學校要把安全教育放在更加突出的位置",
    "申請人應當如實提交有關材料，並對其真實性負責",
    "本次招聘堅持公開、平等、競爭、擇優的原則",
    "對工作不力造成嚴重後果的，依法追究責任",
    "加強農村公路養護管理，改善群眾出行條件",
)


def _western(data: bytes, codec: str) -> str:
    """As browsers read it: the bytes that cp1252 lacks become C1 controls."""
    return "".join(bytes((b,)).decode(codec, "ignore") or chr(b) for b in data)


def _even(text: str) -> str:
    """UTF-8 of an even number of Han characters is a whole number of GBK pairs."""
    return text if len(text) % 2 == 0 else text[:-1]


def _fits(text: str) -> bool:
    try:
        text.encode().decode("gbk")
    except UnicodeDecodeError:
        return False
    return True


def _recoded(text: str, written: str, read: str) -> str:
    """Read as displayed, "" where a pair is none of the other encoding's."""
    try:
        return text.encode(written).decode(read)
    except UnicodeError:
        return ""


def _spans(written: str, read: str) -> list[Case]:
    return [(t[:6] + _western(t[6:12].encode(written), read) + t[12:], t) for t in SOUND]


UTF8_PIECES = [
    p
    for t in SOUND
    for p in (_even(t), _even(t[2:]), _even(t[4:12]), _even(t[1:9]))
    if len(p) > 3 and _fits(p)
]
CLASSES: dict[str, list[Case]] = {
    "utf-8 as gbk": [(p.encode().decode("gbk"), p) for p in UTF8_PIECES],
    "gbk as latin-1": [(_western(t.encode("gbk"), "latin-1"), t) for t in SOUND],
    "gbk as cp1252": [(_western(t.encode("gbk"), "cp1252"), t) for t in SOUND],
    "traditional gbk as cp1252": [(_western(t.encode("gbk"), "cp1252"), t) for t in TRADITIONAL],
    "big5 as cp1252": [(_western(t.encode("big5"), "cp1252"), t) for t in TRADITIONAL],
    "utf-8 as latin-1": [(_western(t.encode(), "latin-1"), t) for t in SOUND],
    "utf-8 as cp1252": [(_western(t.encode(), "cp1252"), t) for t in SOUND],
    "utf-8 as latin-1 twice": [
        (_western(_western(t.encode(), "latin-1").encode(), "latin-1"), t) for t in SOUND
    ],
    "utf-8 as cp1252 twice": [
        (_western(_western(t.encode(), "cp1252").encode(), "cp1252"), t) for t in SOUND
    ],
    "span of gbk as latin-1": _spans("gbk", "latin-1"),
    "span of gbk as cp1252": _spans("gbk", "cp1252"),
    "span of utf-8 as latin-1": _spans("utf-8", "latin-1"),
    "span of utf-8 as cp1252": _spans("utf-8", "cp1252"),
    "span of utf-8 as gbk": [
        (t[:5] + t[5:11].encode().decode("gbk") + t[11:], t) for t in SOUND + TRADITIONAL if _fits(t[5:11])
    ],
    "big5 as gbk": [
        (shown, piece)
        for t in TRADITIONAL
        for piece in (t[i : i + 8] for i in range(len(t) - 7))
        if (shown := _recoded(piece, "big5", "gb18030")) and not any("\ue766" <= c <= "\uf8ff" for c in shown)
    ],
    "gbk as big5": [
        (shown, piece)
        for t in (*SOUND, *TRADITIONAL)
        for piece in (t, t[:8], t[4:12], t[8:], t[2:10])
        if (shown := _recoded(piece, "gbk", "big5")) and len(piece) > 6
    ],
    "named entities": [(t.replace("，", "&ensp;"), t.replace("，", "\u2002")) for t in SOUND if "，" in t]
    + [(f"&ldquo;{t[:4]}&rdquo;{t[4:]}", f"“{t[:4]}”{t[4:]}") for t in SOUND],
    "numeric entities": [("".join(f"&#{ord(c)};" for c in t), t) for t in SOUND],
    "hexadecimal entities": [("".join(f"&#x{ord(c):X};" for c in t), t) for t in SOUND],
    "entities escaped twice": [("".join(f"&amp;#{ord(c)};" for c in t), t) for t in SOUND],
    "entities escaped three times": [
        (html.escape(html.escape(f"&ldquo;{t}&rdquo;")), f"“{t}”") for t in SOUND
    ],
    "entities without semicolon": [(f"&ldquo{t}&rdquo", f"“{t}”") for t in SOUND],
    "%u escapes": [("".join(f"%u{ord(c):04X}" for c in t[:6]) + t[6:], t) for t in SOUND],
    "\\u escapes": [("".join(f"\\u{ord(c):04x}" for c in t[:6]) + t[6:], t) for t in SOUND],
    "zero width": [("\u200b".join(t), t) for t in SOUND] + [(t[:3] + "\ufeff" + t[3:], t) for t in SOUND],
    "direction marks": [(f"\u202a{t}\u202c", t) for t in SOUND]
    + [(f"{t[:4]}\u200f{t[4:]}", t) for t in SOUND],
    "controls": [(t[:2] + chr(1 + i) + t[2:], t) for i, t in enumerate(SOUND[:8])]
    + [(t[:5] + chr(0x80 + i) + t[5:], t) for i, t in enumerate(SOUND) if 0x80 + i != 0x85],
    "kangxi radicals": [
        ("⼈⺠政府", "人民政府"),
        ("⼯作⽅案", "工作方案"),
        ("⼤会⽇程", "大会日程"),
        ("⽂件⽬录", "文件目录"),
        ("⻓河镇", "长河镇"),
        ("⽣产⽤⽔", "生产用水"),
        ("⾏政⾸⻓", "行政首长"),
        ("⼩⼭村", "小山村"),
        ("⽼⼈节", "老人节"),
        ("⼟地⾯积", "土地面积"),
        ("⻝品安全", "食品安全"),
        ("⻔户⽹站", "门户网站"),
    ],
    "compatibility ideographs": [
        ("\uf9fd麼", "什麼"),
        ("\uf98a量", "力量"),
        ("年\uf98e度", "年年度"),
        ("\uf9f7法", "立法"),
        ("\uf969量", "數量"),
        ("\uf9d1月", "六月"),
        ("車\uf93d", "車綠"),
        ("\uf972水", "沈水"),
        ("不\uf967", "不不"),
        ("\uf9e4由", "理由"),
        ("\uf99a合", "連合"),
    ],
    "private use of GB 18030": [
        (f"{a}{chr(code)}{b}", f"{a}{truth}{b}")
        for code, truth in (
            (0xE816, "\U00020087"),
            (0xE817, "\U00020089"),
            (0xE818, "\U000200cc"),
            (0xE831, "\U000215d7"),
            (0xE83B, "\U0002298f"),
            (0xE855, "\U000241fe"),
            (0xE81E, "\u9fb4"),
            (0xE826, "\u9fb5"),
            (0xE82B, "\u9fb6"),
            (0xE82C, "\u9fb7"),
            (0xE832, "\u9fb8"),
            (0xE843, "\u9fb9"),
        )
        for a, b in (("云河县", "等字"),)
    ],
    "noise between characters": [
        ("".join(a + b for a, b in zip(t, "#x@*3^q~k%&u=+7d$w|A`m_Z9" * 3, strict=False))[:-1], t)
        for t in (piece for sentence in SOUND + TRADITIONAL for piece in sentence.split("，"))
        if len(t) > 9
    ],
}

SOUND_ELSEWHERE = (
    "学校引进法国教材《Le Français à l'école》，由Hélène Dubois女士授课。",
    "Café Müller位于青溪市城东，经营者为José García。",
    "Ångström单位的符号是Å，Réaumur温标已不使用。",
    "São Paulo与Córdoba两市代表参加了会议，讨论了“naïve”一词的译法。",
    "家庭照👨‍👩‍👧‍👦和彩虹旗🏳️‍🌈、心形❤️都能显示。",
    "会议由热合曼·阿不都拉（رەخمان ئابدۇللا）主持。",
    "人名\u200fمۇھەممەت\u200e在名单上，波斯语写作می\u200cخواهم。",
    "部首表：⼀⼁⼂⼃⼄；又如⼈、⼉、⼊、⼋。",
    "地名由维吾尔语音译：قەشقەر（喀什）、خوتەن（和田）。",
    "他的俄文名字是Александр，住在Москва。",
    "第一步：点击“开始”?再点击“确定”!",
    "查询地址 https://www.example.org/s?q=%u4E91%u6CB3&id=3 可以收藏",
    "地址：www.example.org/list?name=%u4E91",
    "增长率为5%，占比从12%升至15%u。",
    "路径是C:\\users\\data，正则写作\\d+。",
    "ａｂｃ，全角字母与数字１２３照常保留。",
    "康熙字典共有214个部首，如一、丨、丶、丿。",
    "单位：㎡、㎏、℃、№、Ⅲ、①、㈠。",
    "R&D经费与AT&T公司、M&A业务。",
    "你好？？？真的吗？！是的！！！",
    "锟铻山位于传说之中，斤两不差，拷贝一份。",
    "甲、乙、丙；（一）、（二）；A、B、C。",
    "韩语“한국어”与日语“ひらがな、カタカナ”并列。",
    "数学式：α+β=γ，∑x≤∞，√2≈1.414。",
    "邕宁、兖州、亳州、鄠邑、盱眙、甪直、涪陵、暨阳。",
    "囹圄、饕餮、魑魅魍魉、踟蹰、旖旎、彷徨。",
)
