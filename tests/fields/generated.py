"""Pages put together at random from forms of real sites, each with what it states: forms that pass alone must pass together."""

from __future__ import annotations

import random
from typing import Any

from .pages import BODY

ORGS = (
    "青云县水利局", "青云县人民政府办公室", "青云日报", "县融媒体中心", "白石镇人民政府", "青云发布", "青云县供销合作社联合社", "政协青云县委员会", "青云县人民法院", "青云县第一中学",
)  # fmt: skip
SIGNERS = tuple(o for o in ORGS if o.startswith("青云县"))
TITLES = (
    "青云县召开水库除险加固工作推进会", "白石镇：小水渠流出大民生", "关于开展2021年度水利工程质量检查的通知", "青云县水利局关于水库除险加固工程的公告", "我县首个村级议事厅揭牌",
    "“渠”成润万家 青云水利再添新动能", "陈小舟到白石镇调研河长制工作", "青云县2020年国民经济和社会发展统计公报", "县法院开展送法进校园活动", "致全县中小学生家长的一封信",
)  # fmt: skip
SITES = ("青云县人民政府", "青云县人民政府门户网站", "青云县水利局", "中国青云政府网")
HOST, OPERATOR, ICP, CODE = "青云县人民政府办公室", "青云县大数据中心", "青ICP备05012345号-1", "3410210001"
ROOT = "http://www.qingyun.example.gov.cn"


def _name(r: random.Random) -> str:
    if r.random() < 0.15:
        return r.choice(("欧阳修远", "尉迟恭礼", "买买提·艾山", "阿依古丽·买买提"))
    return r.choice("刘陈王赵孙钱沐綦") + r.choice(("桂芳", "小舟", "大海", "明", "建国", "丽华", "洋"))


def _header(r: random.Random, truth: dict[str, Any]) -> str:
    day, time = r.choice((
        ("2021-03-13", ""), ("2021年3月13日", ""), ("2021/3/13", ""), ("2021.03.13", ""), ("[2021-03-13]", ""), ("2021-03-13 10:40", " 10:40:00+08:00"),
        ("2021年03月13日 10:40", " 10:40:00+08:00"), ("2021-3-13 10:40:05", " 10:40:05+08:00"), ("20210313", ""), ("13/03/2021", ""),
    ))  # fmt: skip
    truth["published_at"] = f"2021-03-13{time}"
    labels = ("发布时间：", "发布日期：", "时间：", "日期：", "发表时间：")
    parts = [r.choice(labels if day in ("20210313", "13/03/2021") else (*labels, "")) + day]
    if r.random() < 0.7:
        truth["source"] = r.choice(ORGS)
        parts.append(r.choice(("来源：", "信息来源：", "文章来源：", "稿源：")) + truth["source"])
    if r.random() < 0.35:
        truth["author"] = _name(r)
        parts.append(r.choice(("作者：", "记者：", "撰稿：")) + truth["author"])
    if r.random() < 0.25:
        truth["editor"] = _name(r)
        parts.append(r.choice(("编辑：", "责任编辑：", "责编：")) + truth["editor"])
    if r.random() < 0.4:
        parts.append(
            r.choice(
                ("浏览次数：123", "点击：", "【字体：大 中 小】", "【打印】【关闭】", "审核：" + _name(r))
            )
        )
    r.shuffle(parts)
    joined, before, after = r.choice((
        ("　", "<div>", "</div>"), (" | ", "<div>", "</div>"), ("</span><span>", "<div><span>", "</span></div>"),
        ("</li><li>", "<ul><li>", "</li></ul>"), ("</td><td>", "<table><tr><td>", "</td></tr></table>"), ("</p><p>", "<div><p>", "</p></div>"),
    ))  # fmt: skip
    return before + joined.join(parts) + after


def _files(r: random.Random, truth: dict[str, Any]) -> str:
    names = ["任务分解表", "责任人名单"][: r.choice((1, 2))]
    form = r.randrange(4)
    if form == 0:
        truth["attachments"] = [(n, None) for n in names]
        return f"<p>附件：{names[0] if len(names) == 1 else '1.任务分解表　2.责任人名单'}</p>"
    truth["attachments"] = [(f"{n}.doc", f"{ROOT}/f/{at}.doc") for at, n in enumerate(names)]
    links = [f"<a href='/f/{at}.doc'>{{}}{n}.doc</a>" for at, n in enumerate(names)]
    if form == 1:
        return "<p>附件：</p>" + "".join(f"<p>{link.format('')}</p>" for link in links)
    if form == 2:
        return "".join(f"<p>{link.format(f'附件{at}：')}</p>" for at, link in enumerate(links, 1))
    items = "".join(f"<li>{link.format('')} (12.5KB)</li>" for link in links)
    return f"</div><div class='fujian'><h4>附件下载</h4><ul>{items}</ul>"


def _tail(r: random.Random, truth: dict[str, Any], body: str) -> str:
    """Return the body with signature, files, byline and editor below it."""
    if "关于" in truth["title"] and r.random() < 0.6:
        signer, day = (
            r.choice(SIGNERS),
            r.choice(("2021年3月10日", "二〇二一年三月十日", "2021 年 3 月 10 日", "2021-3-10")),
        )
        body += r.choice(
            (f"<p align=right>{signer}</p><p align=right>{day}</p>", f"<p>{signer}<br>{day}</p>")
        )
        truth["signed_on"] = "2021-03-10"
    if r.random() < 0.35:
        body += _files(r, truth)
    elif truth["author"] is None and truth["signed_on"] is None and r.random() < 0.5:
        truth["author"] = writer = _name(r)
        credit = r.choice(("{}", "记者 {}", "通讯员 {}", "青云县水利局 {}", "文/图 {}")).format(writer)
        body = f"{body[:-4]}（{credit}）</p>"
    if truth["editor"] is None and r.random() < 0.25:
        truth["editor"] = editor = _name(r)
        body += r.choice(
            (
                f"<p>责任编辑：{editor}</p>",
                f"<p>编辑：{editor}　审核：王大海</p>",
                f"<p align=right>（责编：{editor}）</p>",
            )
        )
    return body


def make(seed: int) -> tuple[str, dict[str, Any]]:
    """Return a page and what it states, by name of field."""
    r = random.Random(seed)
    title, site = r.choice(TITLES), r.choice(SITES)
    truth: dict[str, Any] = dict.fromkeys(
        (
            "source",
            "author",
            "editor",
            "signed_on",
            "document_number",
            "subtitle",
            "modified_at",
            "index_number",
        )
    )
    truth |= {"title": title, "attachments": []}
    head = r.choice((
        f"<title>{title}_{site}</title>", f"<title>{title} - 政务动态 - {site}</title>", f"<title>{site}</title>", "", f"<title>{site}-{title}</title>",
        f"<title>{title}</title>", f"<meta name='ArticleTitle' content='{title}'><title>{site}</title>",
    ))  # fmt: skip
    shown = r.choice((
        f"<h1>{title}</h1>", f"<h2>{title}</h2>", f"<div class='title'>{title}</div>", f"<p align=center><b>{title}</b></p>",
        f"<center><font size=5>{title}</font></center>", f"<h1>{site}</h1><h2>{title}</h2>", f"<h3>政务动态</h3><h1>{title}</h1>",
    ))  # fmt: skip
    header = _header(r, truth)
    if "关于" in title and r.random() < 0.5:
        header += (
            "<p align=center>"
            + r.choice(("青水发〔2021〕5号", "青水发[2021]5号", "青水发（2021）第05号"))
            + "</p>"
        )
        truth["document_number"] = "青水发〔2021〕5号"
    body = _tail(r, truth, BODY)
    foot = r.choice((
        f"<p>主办：{HOST}　承办：{OPERATOR}</p><p>{ICP}　网站标识码：{CODE}</p>",
        f"<p>{HOST}主办　{OPERATOR}承办</p><p>版权所有 © 2015-2023 {site}　{ICP} 标识码：{CODE}</p>",
        f"<table><tr><td>主办单位：{HOST}</td><td>承办单位：{OPERATOR}</td></tr><tr><td>{ICP}</td><td>政府网站标识码{CODE}</td></tr></table>",
    ))  # fmt: skip
    related = r.choice(
        (
            "",
            "<div><h3>相关链接</h3><ul><li><a href='/1.html'>青云县开展春季植树活动</a><span>2021-03-16</span></li></ul></div>",
        )
    )
    nav = "<div><a href='/'>首页</a><a href='/a'>政务公开</a><a href='/b'>办事服务</a></div><div>当前位置：<a href='/'>首页</a> &gt; <a href='/a'>政务动态</a></div>"
    html = (
        f"<html><head><meta charset='utf-8'>{head}</head><body>{nav}<div class='main'>{shown}{header}<div class='content'>{body}</div></div>"
        f"{related}<div class='footer'>{foot}</div></body></html>"
    )
    return html, truth
