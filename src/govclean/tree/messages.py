"""Pages that only say something about themselves: an error, a challenge for robots, a way to another page."""

from __future__ import annotations

import re

from ..fold import fold
from ..page import Page

__all__ = ["is_error", "is_message", "message", "unshown_message"]

# All patterns are alternations of literals with bounded parts between them: linear.
_ERROR = re.compile(
    r"""\b(?:404|403|500|502|503|504|401|400)\b(?!\s?[元人个万亿件名家年户])|not\s?found|forbidden|bad\s?gateway|unavailable|server\s?error|access\s?denied
      |query\s?error|sql\s?syntax|syntax\s?error|runtime\s?error|fatal\s?error|database\s?error|exception\s?report|nullpointerexception|stack\s?trace|microsoft\s?(?:vbscript|ole\s?db|jet)
      |(?:页面|网页|文件|内容|信息|文章|栏目|地址|网址|资源|您(?:要)?(?:访问|查看|浏览|请求)的.{0,12}?)(?:不存在|未找到|找不到|已(?:被)?(?:删除|移除|撤销|下线|关闭)|无法(?:访问|显示|打开)|暂时无法|走丢|丢失)
      |没有找到(?:您|该|此|相关页面|页面|网页)|找不到(?:您|该|此|页面|网页|文件|对象|服务器)|无法(?:访问|找到|显示)(?:该|此|您|页面|网页)|(?:服务器|系统|程序|运行时?|内部|数据库)(?:内部|连接)?(?:错误|出错|异常|繁忙|维护)|出错了|错误(?:信息|提示|页面|代码)|发生错误|维护中|暂停(?:服务|访问)
      |(?:禁止|拒绝|没有权限)访问|访问(?:被拒绝|出错|受限|异常)|(?:网站|站点)(?:已|已经|暂时|被)(?:暂停|关闭|停止)|(?:链接|页面)已(?:经)?(?:失效|过期)|参数(?:错误|不正确)|非法(?:请求|参数|访问)|连接数据库失败""",
    re.VERBOSE | re.IGNORECASE,
)
_CHALLENGE_TEXT = re.compile(
    r"(?:人机|安全|访问|滑动)(?:验证|校验)|浏览器(?:安全)?(?:检查|检测|验证)|输入验证码|验证码(?:错误|已过期)|正在(?:验证|检查)您|(?:请)?(?:开启|启用|打开)(?:浏览器的?)?(?:javascript|cookie)"
    r"|(?:访问|请求)(?:已)?被(?:系统|网站)?(?:阻断|拦截|阻止)|(?:访问|请求|操作)(?:过于|太)频繁|拖动(?:滑块|到)|(?:网站|web)\s?(?:应用)?防火墙|请求(?:可能)?存在(?:威胁|风险)"
    r"|just a moment|checking your browser|verify you are human|enable (?:javascript|cookies)|request (?:was )?blocked|web application firewall",
    re.IGNORECASE,
)
_CHALLENGE_CODE = re.compile(
    r"document\.cookie\s*=|_clearance|acw_sc__|\$_ts\b|_0x[0-9a-f]{4,6}\b|eval\(function\(p,a,c,k|captcha|challenge|dynamic_?challenge|\b(?:fromCharCode|atob)\(",
    re.IGNORECASE,
)
_REDIRECT_CODE = re.compile(
    r"location(?:\.href)?\s*=\s*[\"'`]|location\.(?:replace|assign)\s*\(|window\.navigate\s*\("
)
_REDIRECT_TEXT = re.compile(
    r"(?:正在|自动|即将|页面)跳转|跳转(?:中|到新)|document has moved|object (?:has )?moved|\b30[12] (?:found|moved)|moved permanently",
    re.IGNORECASE,
)
# What a script says before it leads away; the loop excludes what ends it.
_ALERT = re.compile(r"""alert\(\s*["']([^"'\n]{2,80})""")

# A redirect shows less than this beside its code or its sentence, and its code is short.
REDIRECT_CHARS = 200
REDIRECT_CODE = 3_000
# A challenge that is all script shows next to nothing.
CHALLENGE_CHARS = 100


def is_error(text: str) -> bool:
    """Return whether ``text`` tells of an error."""
    return _ERROR.search(fold(text)) is not None


def is_message(text: str) -> bool:
    """Return whether ``text`` tells of an error or asks for a check."""
    flat = fold(text)
    return bool(_ERROR.search(flat) or _CHALLENGE_TEXT.search(flat))


def _code(page: Page) -> str:
    scripts = page.cache.get("tree", {}).get("scripts", ())
    return "".join(page.text[a:b] for a, b in scripts[:50])


def message(page: Page, text: str, chars: int) -> str:
    """Return the type of a page that shows ``text``, of ``chars`` characters: challenge, redirect, error, or ``""``."""
    code = _code(page)
    refresh = next((v for k, v in page.meta if k == "http-equiv:refresh" and "url" in v.lower()), "")
    head = fold(f"{page.head_title} {text}")
    if _CHALLENGE_TEXT.search(head) or (
        chars < CHALLENGE_CHARS and _CHALLENGE_CODE.search(code) and len(code) > chars
    ):
        return "challenge"
    leads = refresh or (_REDIRECT_CODE.search(code) and len(code) < REDIRECT_CODE)
    if chars < REDIRECT_CHARS and leads:
        return "redirect"
    if _ERROR.search(head):
        return "error"
    return "redirect" if chars < REDIRECT_CHARS and _REDIRECT_TEXT.search(head) else ""


def unshown_message(page: Page) -> str:
    """Return the type of a page without a text that a script or ``<noscript>`` shows as a message, or ``""``."""
    scripts = page.cache.get("tree", {}).get("scripts", ())
    alerts = [m[1] for a, b in scripts[:50] for m in _ALERT.finditer(page.text, a, b)]
    texts = [p.text for p in page.pieces if p.hidden == "<noscript>"]
    flat = fold(" ".join(alerts + texts))
    if _CHALLENGE_TEXT.search(flat):
        return "challenge"
    return "error" if _ERROR.search(fold(" ".join(alerts))) else ""
