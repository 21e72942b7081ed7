"""Made-up pages of a made-up county, in the layouts that publishing systems print."""

from __future__ import annotations

import re

from govclean import Article, clean

TITLE = "青云县召开春季农业生产工作会议"
NOTICE = "青云县人民政府办公室关于做好春季农业生产工作的通知"
URL = "http://www.qingyun.example.gov.cn/art/2021/3/13/art_1.html"
BODY = (
    "<p>近日，青云县在县会议中心召开全县春季农业生产工作会议，研究部署全县春耕备耕各项工作任务，县直有关部门和各乡镇主要负责人参加会议。</p>"
    "<p>会议指出，各乡镇要把抓好春耕生产作为当前的重点工作，落实责任，强化措施，确保完成全年粮食生产目标任务，为全县经济社会发展打下坚实基础。</p>"
    "<p>会议要求，各部门要密切配合，形成合力，切实做好农资供应、技术指导和灾害防御等各项服务保障工作。</p>"
)
SIGNED = (
    "<p>各乡镇人民政府，县直各有关部门：</p>"
    + BODY
    + "<p>附件：1.青云县春耕生产任务分解表</p><p>2.青云县农资储备情况统计表</p>"
    "<p style='text-align:right'>青云县人民政府办公室</p><p style='text-align:right'>2021年3月10日</p><p>（此件公开发布）</p>"
)
RECORD = {
    "索 引 号：": "113400001234/2021-00012",
    "主题分类：": "农业、林业",
    "发文机关：": "青云县人民政府办公室",
    "成文日期：": "2021年03月10日",
    "标　　题：": NOTICE,
    "发文字号：": "青政办发〔2021〕5号",
    "发布日期：": "2021年03月13日",
    "有 效 性：": "有效",
    "主 题 词：": "",
}
FOOT = "<div class='footer'>主办：青云县人民政府办公室 Copyright © 2019-2023 版权所有 青ICP备12345678号</div>"


def page(
    header: str = "", body: str = BODY, title: str | None = None, head: str | None = None, foot: str = FOOT
) -> str:
    """Return a page: navigation, title, header, text, footer."""
    head = f"<title>{TITLE}_青云县人民政府</title>" if head is None else head
    title = f"<h1>{TITLE}</h1>" if title is None else title
    return (
        f"<html><head>{head}</head><body><div class='nav'><a href='/'>首页</a> &gt; <a href='/a'>政务动态</a></div>"
        f"<div class='main'>{title}{header}<div class='content'>{body}</div></div>{foot}</body></html>"
    )


def read(html: str) -> Article:
    """Clean a page at the made-up county's address."""
    return clean(html, url=URL)


def plain(html: str) -> str:
    """Return the text of a fragment without its tags."""
    return re.sub(r"<[^>]+>", "", html)
