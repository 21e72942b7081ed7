"""Hard negatives: pages that look like boilerplate or spam in some way and must stay as they are.

Agencies, persons and sentences are made up; names of counties are real where the point is that a list of them is honest.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import resources

from govclean.rules.load import builtin_rules

TITLE = "岚川市安排部署秋季重点工作"
HEAD = "来源：岚川日报　发布时间：2021-09-08 10:20"
PROSE = (
    "9月7日，岚川市召开专题会议，总结前一阶段工作，研究部署秋季各项重点任务，市直有关部门负责人参加。",
    "会议要求，各单位要把责任落实到岗位、落实到人头，做到有部署、有检查、有结果，并于月底前报送进展。",
    "会后，与会人员实地查看了三处施工现场，听取了建设单位的汇报，对下一步工作提出了具体意见。",
)


@cache
def counties() -> dict[str, list[str]]:
    """Province → names of today's counties, in the order of their codes."""
    raw = resources.files("govclean.data").joinpath("divisions.csv").read_text(encoding="utf-8")
    provinces: dict[str, str] = {}
    found: dict[str, list[str]] = defaultdict(list)
    for line in raw.splitlines():
        if not line[:1].isdigit():
            continue
        code, name, kind, _, last, _ = line.split(",")
        if kind == "province":
            provinces[code[:2]] = name
        elif kind == "county" and last == "202501":
            found[provinces[code[:2]]].append(name)
    return found


def page(*lines: str, at: str = "end", title: str = TITLE) -> str:
    """A page of three paragraphs with ``lines`` in it: ``"end"``, ``"middle"`` or ``"top"``."""
    body = list(PROSE)
    where = {"top": 0, "middle": 1, "end": len(body)}[at]
    return "\n".join([title, HEAD, *body[:where], *lines, *body[where:]]) + "\n"


def places() -> Iterator[tuple[str, str]]:
    """Honest lists of places."""
    rng = random.Random(7)
    provinces = sorted(counties())
    for seed, province in enumerate(rng.sample(provinces, 6)):
        names = counties()[province]
        start = rng.randrange(max(1, len(names) - 30))
        chosen = names[start : start + 30]
        warning = f"省气象台发布暴雨黄色预警：预计未来六小时，{'、'.join(chosen)}将有短时强降水，请注意防范"
        for at in ("top", "middle", "end"):
            yield f"weather-{seed}-{at}", page(warning, at=at)
        yield f"province-lines-{seed}", page("现将名单公布如下：", *chosen)
        yield f"province-blanks-{seed}", page(f"{province}参加评比的县（市、区）", " ".join(chosen))
        yield f"province-bars-{seed}", page(" | ".join(chosen[:16]))
        yield f"winners-{seed}", page("先进单位", *(f"{name}人民政府" for name in chosen[:20]))
    for seed in range(4):
        groups = rng.sample(provinces, 9)
        listed = {p: rng.sample(counties()[p], min(4, len(counties()[p]))) for p in groups}
        yield (
            f"pilot-by-province-{seed}",
            page("附件：试点县名单", *(f"{p}：{'、'.join(n)}" for p, n in listed.items())),
        )
        yield (
            f"pilot-table-{seed}",
            page("试点县（市、区）一览表", *(f"{p}\t{n}" for p, names in listed.items() for n in names)),
        )
        flat = [n for names in listed.values() for n in names]
        yield f"pilot-lines-{seed}", page("附件：", "国家级试点县名单", *flat)
        everywhere = rng.sample([n for p in provinces for n in counties()[p]], 30)
        ordered = sorted(everywhere, key=lambda n: n.encode("gb18030"))
        yield f"alphabet-lines-{seed}", page("参会县（市、区）名单（按拼音排序）", *ordered)
        yield f"alphabet-commas-{seed}", page("参会的有：" + "、".join(ordered), at="middle")
        yield f"shuffled-commas-{seed}", page("对口交流的县区包括" + "、".join(everywhere), at="end")
        yield f"shuffled-middle-{seed}", page("入选名单如下：", *everywhere, at="middle")


TOWNS = "安乐镇 白石镇 长岭乡 大坪镇 东河乡 高桥镇 红星乡 金沙镇 兰田镇 龙潭乡 马鞍镇 南山乡 平安镇 青龙镇 三合乡 石门镇"

LINES = {
    "towns": (TOWNS,),
    "town-lines": tuple(TOWNS.split()),
    "streets": ("滨河街道、望江街道、东门街道、西门街道、南桥街道、北塔街道、新城街道、老街街道",),
    "visitors": ("国庆期间，全市访问人数突破百万，同比增长两成",),
    "visits-table": ("景区\t访问人数", "云岫山\t12034", "岚川古城\t30211"),
    "visit-statistics": ("1月访问量：32万人次，2月访问量：41万人次",),
    "clicks": ("政务新媒体阅读量：前三季度合计510万，居全省第四",),
    "contact": ("联系人：陶立言", "联系电话：0999-8655123", "地址：岚川市滨河路9号"),
    "contact-line": ("联系人：陶立言；电话：0999-8655123；邮箱：tly@lanchuan.example",),
    "addresses": ("一、政务大厅，地址：岚川市滨河路9号，邮编：999100", "二、东城分厅，地址：岚川市东门街3号，邮编：999101"),
    "address-list": ("办公地址：岚川市滨河路9号", "办公地址：岚川市东门街3号"),
    "icp-notice": ("未取得京ICP备99345678号等备案号的网站应当在十日内补办手续",),
    "icp-label": ("网站备案信息应当真实、准确",),
    "icp-list": (
        "岚川在线\t平ICP备09900011号", "望泽在线\t湘ICP备09900012号", "云岫在线\t湘ICP备09900013号", "南屿在线\t湘ICP备09900014号",
    ),
    "icp-lines": ("湘ICP备09900011号", "湘ICP备09900012号", "湘ICP备09900013号", "湘ICP备09900014号"),
    "event": ("主办单位：岚川市文化和旅游局", "承办单位：岚川市群众艺术馆", "协办单位：岚川市图书馆"),
    "event-line": ("主办单位：岚川市文化和旅游局 承办单位：岚川市群众艺术馆",),
    "organiser": ("三、主办单位", "岚川市体育局"),
    "support": ("技术支持：由市大数据中心负责平台的日常运行和维护",),
    "support-phone": ("技术支持电话：0999-8655777",),
    "police": ("网站应当在开通三十日内到公安机关办理备案，取得公网安备号",),
    "site-code": ("网站标识码的申请流程",),
    "copyright-law": ("作品版权所有者应当提交权属证明",),
    "print": ("打印材料一式三份，加盖公章",),
    "close": ("关闭小煤矿7处，整改12处",),
    "font": ("正文用3号仿宋字体，标题用2号小标宋字体",),
    "share": ("分享会由团市委主持",),
    "correct": ("建立容错纠错机制，鼓励干部担当作为",),
    "scan": ("群众扫描二维码即可反映问题",),
    "position": ("项目位置：岚川市滨河路北侧，东至三号路，西至望江街。",),
    "location": ("地理位置：岚川市地处平江上游",),
    "welcome": ("欢迎社会各界监督举报，举报电话：0999-8655111",),
    "welcome-investors": ("欢迎您来岚川投资兴业，共谋发展",),
    "today": ("今天是第三十个植树节",),
    "next-chapter": ("上一篇章已经翻过，新的征程正在开启",),
    "related-policy": ("相关政策措施", "一是落实补贴资金；", "二是完善考核办法。"),
    "recommended-units": ("推荐单位：岚川市农业农村局",),
    "recommended-list": ("推荐企业名单", "岚川远航机械有限公司", "望泽绿源食品有限公司"),
    "newest": ("最新政策解读", "什么人可以申请？具有本市户籍的居民均可申请。"),
    "editor-job": ("招聘责任编辑两名，具有三年以上工作经验",),
    "editor-duty": ("责任编辑应当对稿件内容负责",),
    "review": ("审核：材料是否齐全，是否符合法定形式",),
    "steps": ("申请", "受理", "审核", "办结"),
    "numbers": ("1", "2", "3"),
    "number-cells": ("序号\t数量", "1\t3", "2\t5"),
    "year": ("2021",),
    "cookie": ("办法要求网站在使用Cookie前征得用户同意",),
    "browser": ("检查中发现部分单位浏览器版本过低，已责令整改",),
    "disclaimer": ("两国发表联合声明：加强经贸合作",),
    "original-title": ("标题：关于印发实施方案的通知",),
    "gambling-news": ("警方捣毁网络赌博窝点，涉百家乐、六合彩、时时彩等，抓获嫌疑人12名",),
    "gambling-title": ("警方提醒：警惕足彩投注、百家乐、棋牌平台骗局",),
    "invoice-case": ("打击代开发票、办证刻章等违法行为",),
    "medicine-list": ("不合格药品名单：伟哥、万艾可、壮阳口服液（假冒）",),
    "keywords": ("关键词：农业 保险 贷款 股票 证书",),
    "subject-words": ("主题词：体育 彩票 管理 通知",),
    "games": ("体育 娱乐 棋牌 书画 舞蹈",),
    "hotline": ("举报电话：0999-8655111", "举报邮箱：jb@lanchuan.example"),
    "postal": ("来信请寄：岚川市滨河路9号市信访局，邮编：999100",),
    "members": ("组长：陶立言", "副组长：季北辰 白慕云", "成员：韦小可 罗开河 沈砚舟"),
    "editors-board": ("编委会主任：陶立言", "主编：季北辰"),
    "signature": ("岚川市人民政府办公室", "2021年9月8日"),
    "attachment": ("附件：1.申报表", "2.汇总表"),
    "underscored": ("姓名____ 性别____ 单位____ 电话____",),
    "form": ("申请人：________", "联系电话：________"),
    "code-list": ("A01 农业", "A02 林业", "A03 畜牧业", "A04 渔业"),
    "links-in-text": ("详见岚川市人民政府网站首页“公示公告”栏目",),
    "download": ("请登录市人社局官网下载报名表",),
    "official-app": ("可在岚川通app登录后在线申请",),
    "schools": ("岚川一中 | 岚川二中 | 岚川三中",),
    "schedule": ("上午 | 报到", "下午 | 开幕式"),
    "more": ("更多企业受益于减税政策",),
    "login": ("申请人未登录系统的，视为放弃",),
    "copyright-year": ("1998年，岚川在线上线",),
}  # fmt: skip


def lines() -> Iterator[tuple[str, str]]:
    """Lines that share words with boilerplate, at the end and in the middle of a page."""
    for name, block in LINES.items():
        yield f"{name}-end", page(*block)
        yield f"{name}-middle", page(*block, at="middle")


def counter_examples() -> Iterator[tuple[str, str]]:
    """Every counter-example of a rule, as a line between two paragraphs."""
    for rule in builtin_rules():
        for number, text in enumerate(rule.counter_examples):
            yield f"{rule.name}-{number}", page(text, at="middle")


def all_negatives() -> list[tuple[str, str]]:
    return [*places(), *lines(), *counter_examples()]
