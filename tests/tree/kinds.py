"""What made-up pages show: articles that look like something else, and pages that are something else."""

from __future__ import annotations

from .sites import MENU, RECORDS, Article, links

P = "<p>{}</p>".format


def _article(title: str, *lines: str, body: str = "", dated: bool = True) -> Article:
    return Article(title, body or "".join(map(P, lines)), lines, dated=dated)


_ROSTER = (
    "王青禾",
    "李远山",
    "赵知微",
    "陈若川",
    "周听澜",
    "吴慕云",
    "郑晚舟",
    "孙予安",
    "钱望舒",
    "冯景行",
    "褚疏影",
    "卫长庚",
)

ARTICLES: dict[str, Article] = {
    "one-sentence": _article("停水通知", "因主管道抢修，9月15日8时至17时城东片区停水。"),
    "sixty-characters": _article(
        "关于县图书馆闭馆的公告", "因设备检修，栖水县图书馆定于9月20日至22日闭馆三天，给广大读者带来不便，敬请谅解。特此公告。"
    ),
    "picture-and-caption": _article(
        "图片新闻：柳塘湿地迎来首批候鸟",
        "9月13日，柳塘湿地上空掠过成群的候鸟。（林知夏 摄）",
        body="<p style='text-align:center'><img src='/pic/1.jpg' width='800'></p><p>9月13日，柳塘湿地上空掠过成群的候鸟。（林知夏 摄）</p>",
    ),
    "roster-table": _article(
        "栖水县2022年度公开招聘教师体检人员名单",
        body="<table border='1'><tr><th>序号</th><th>姓名</th><th>岗位</th></tr>"
        + "".join(f"<tr><td>{n}</td><td>{name}</td><td>小学语文</td></tr>" for n, name in enumerate(_ROSTER, 1))
        + "</table>",
    ),
    "roster-lines": _article(
        "栖水县2022年度优秀志愿者名单", "（共12名，排名不分先后）", *(f"{n} 柳塘镇" for n in _ROSTER)
    ),
    "policy-with-links": _article(
        "栖水县人民政府办公室关于做好秋粮收购工作的通知",
        body="<p>各乡镇人民政府：</p>"
        "<p>根据<a href='/1.html'>《栖水县粮食流通管理办法》</a>、<a href='/2.html'>《关于加强粮食储备安全管理的实施意见》</a>和"
        "<a href='/3.html'>《栖水县粮食应急预案》</a>有关规定，现就做好秋粮收购工作通知如下。</p>"
        "<p>一、严格执行<a href='/4.html'>《粮食收购资格管理细则》</a>，不得压级压价。</p>"
        "<p>二、按照<a href='/5.html'>《秋粮收购资金管理暂行办法》</a>及时足额兑付售粮款。</p>",
    ),
    "questions-and-answers": _article(
        "《栖水县居家养老服务办法》政策问答",
        "问：哪些老年人可以申请居家养老服务补贴？",
        "答：年满七十周岁、具有本县户籍的低收入老年人可以申请。",
        "问：向哪里申请？",
        "答：向户籍所在地的村（居）民委员会提出。",
    ),
    "biography": _article(
        "赵知微",
        "赵知微，女，汉族，1973年6月生，大学学历，1995年8月参加工作。",
        "现任栖水县人民政府副县长，负责教育、卫生健康、文化旅游方面工作，分管县教育局、县卫生健康局。",
        dated=False,
    ),
    "sounds-like-error": _article(
        "关于政务服务网系统维护暂停服务的通知", "因系统升级，9月17日22时至次日6时暂停服务，期间页面无法访问，请提前安排办理时间。"
    ),
    "sounds-like-challenge": _article(
        "关于医保平台启用滑动验证的公告", "自9月20日起，县医疗保障服务平台登录时需完成安全验证，请先更新至最新版本后再使用。"
    ),
    "sounds-like-search": _article(
        "关于开通成绩查询的通知", "2022年下半年普通话水平测试成绩已公布，考生可登录县教育局网站输入证件号查询，共有1286人参加测试。"
    ),
    "br-lines": _article(
        "关于中秋节放假的通知",
        "各股室：",
        "中秋节9月10日至12日放假，共3天，请安排好值班。",
        "县政府办公室",
        "2022年9月5日",
        body="各股室：<br>　　中秋节9月10日至12日放假，共3天，请安排好值班。<br><br>　　　　　　县政府办公室<br>　　　　　　2022年9月5日",
    ),
    "long-document": _article(
        "栖水县古树名木保护办法",
        "第一条　为了加强古树名木保护，根据有关规定，结合本县实际，制定本办法。",
        "第二条　本县行政区域内古树名木的认定、养护和管理，适用本办法。",
        "第三条　县林业主管部门负责古树名木保护的组织、协调和监督工作。",
        "第四条　古树名木实行分级保护，每株古树名木应当设置保护标志。",
        "第五条　本办法自2022年10月1日起施行。",
    ),
    "appointments": _article(
        "栖水县人民政府关于周听澜等同志职务任免的通知",
        "各乡镇人民政府，县政府各部门：",
        "经研究，决定任命：",
        "周听澜为县水务局副局长；",
        "吴慕云为县审计局副局长。",
        "免去郑晚舟的县水务局副局长职务。",
        "栖水县人民政府",
        "2022年9月8日",
    ),
    "with-attachments": _article(
        "关于公布第四批县级文物保护单位的通知",
        "各乡镇人民政府：第四批县级文物保护单位名单已经县政府同意，现予公布。",
        "附件：栖水县第四批县级文物保护单位名单.doc",
        body="<p>各乡镇人民政府：第四批县级文物保护单位名单已经县政府同意，现予公布。</p>"
        "<p>附件：<a href='/att/P02.doc'>栖水县第四批县级文物保护单位名单.doc</a></p>",
    ),
    "steps-with-numbers": _article(
        "2022年栖水县秋季征兵公告",
        "一、征集对象",
        "高中以上文化程度的适龄男性青年。",
        "二、报名方式",
        "登录报名网站填写信息，或到户籍所在地人民武装部报名。",
    ),
    "table-of-data": _article(
        "2022年8月栖水县主要经济指标",
        body="<table border=1><tr><td>指标</td><td>单位</td><td>本月</td></tr><tr><td>规模以上工业增加值</td><td>亿元</td><td>12.3</td></tr>"
        "<tr><td>社会消费品零售总额</td><td>亿元</td><td>8.6</td></tr><tr><td>一般公共预算收入</td><td>亿元</td><td>1.9</td></tr></table>",
    ),
    "spans-and-word": _article(
        "柳塘镇开展消防演练",
        "9月9日，柳塘镇组织120名干部群众开展消防演练，增强自防自救能力。",
        "演练结束后，消防员现场讲解了灭火器的使用方法。",
        body="<p class='MsoNormal'><span lang='EN-US'>9</span><span>月</span><span lang='EN-US'>9</span><span>日，柳塘镇组织</span><span lang=EN-US>120<o:p></o:p></span><span>名干部群众开展消防演练，增强自防自救能力。</span></p>"
        "<p class='MsoNormal'><span>演练结束后，消防员现场讲解了灭火器的<b>使用方法</b>。</span></p>",
    ),
    "video-with-text": _article(
        "县长谈营商环境",
        "县长在访谈中表示，今年将再压减审批时限三成，企业开办一日办结。",
        body="<div class='video'><video src='/v/1.mp4' controls>您的浏览器不支持视频播放。</video></div><p>县长在访谈中表示，今年将再压减审批时限三成，企业开办一日办结。</p>",
    ),
    "english-inside": _article(
        "栖水县与友好城市举行线上交流",
        "活动以 “Green Towns, Better Life” 为主题，双方就垃圾分类、河道治理交换了意见。",
        "Both sides agreed to hold the next meeting in May 2023.",
    ),
    "letter": _article(
        "关于城东公交线路的咨询",
        "来信内容：5路公交车什么时候恢复经过城东小学？",
        "回复内容：您好，道路改造将于10月底完工，届时5路公交车恢复原线路。感谢您的关注。",
    ),
    "bid-result": _article(
        "柳塘镇中心卫生院改造工程中标结果公告",
        "项目编号：QS2022-0917",
        "中标人：湘江建设工程有限公司",
        "中标价：1260000元",
        "公示期自2022年9月14日至9月16日，如有异议请以书面形式提出。",
    ),
}  # fmt: skip


def _list(head: str, extra: str = "") -> str:
    return (
        f"<div class='list'><h2>{head}</h2><ul class='news'>{links(RECORDS, 0, dates=True)}</ul>{extra}</div>"
    )


_PAGER = "<div class='page'>首页 <a href='#'>上一页</a> <b>1</b> <a href='index_1.html'>2</a> <a href='index_2.html'>3</a> <a href='index_1.html'>下一页</a> 尾页 共36页</div>"
_TEASER = "栖水县近日就有关工作进行部署，要求各单位压实责任、细化措施，确保各项任务按期完成，取得实效……"
_BOX = "<div class='box'><h3>{0}<a class='more' href='/{1}/'>更多&gt;&gt;</a></h3><ul>{2}</ul></div>".format
_ITEM = (
    "<tr><td>事项名称</td><td>城镇燃气经营许可证核发</td><td>事项类型</td><td>行政许可</td></tr>"
    "<tr><td>实施主体</td><td>栖水县住房和城乡建设局</td><td>服务对象</td><td>企业法人</td></tr>"
    "<tr><td>法定办结时限</td><td>20个工作日</td><td>承诺办结时限</td><td>5个工作日</td></tr>"
    "<tr><td>办理地点</td><td>县政务服务中心二楼12号窗口</td><td>咨询电话</td><td>0000-7650012</td></tr>"
)

# Inner HTML of pages that stand in any frame, with the <title> and the kinds that are right.
OTHERS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "list-with-pager": ("通知公告_栖水县人民政府", _list("通知公告", _PAGER), ("list",)),
    "list-without-pager": ("通知公告_栖水县人民政府", _list("通知公告"), ("list",)),
    "list-script-pager": (
        "工作动态",
        _list("工作动态", "<script>createPageHTML(20, 0,'index','html');</script>"),
        ("list",),
    ),
    "list-with-summaries": (
        "政务要闻_栖水县人民政府",
        "<div class='news'>"
        + "".join(
            f"<div class='item'><h4><a href='/a{n}.html'>{t}</a></h4><p class='sum'>{t}。{_TEASER[n:]}</p><span>2022-09-{n:02d}</span></div>"
            for n, t in enumerate(RECORDS, 1)
        )
        + f"</div>{_PAGER}",
        ("list",),
    ),
    "list-of-records-in-table": (
        "政府信息公开目录",
        "<table class='xxgk'><tr><th>索引号</th><th>名称</th><th>生成日期</th></tr>"
        + "".join(
            f"<tr><td>00101/2022-{n:05d}</td><td><a href='/a{n}.html'>{t}</a></td><td>2022-09-{n:02d}</td></tr>"
            for n, t in enumerate(RECORDS, 1)
        )
        + f"</table>{_PAGER}",
        ("list",),
    ),
    "list-of-pictures": (
        "图说栖水_栖水县人民政府",
        "<ul class='pics'>"
        + "".join(
            f"<li><a href='/p{n}.html'><img src='/s{n}.jpg'></a><p><a href='/p{n}.html'>{t}</a></p></li>"
            for n, t in enumerate(RECORDS, 1)
        )
        + f"</ul>{_PAGER}",
        ("list",),
    ),
    "list-of-letters": (
        "县长信箱-栖水县人民政府",
        "<table><tr><td>编号</td><td>标题</td><td>状态</td><td>日期</td></tr>"
        + "".join(
            f"<tr><td>2022{n:04d}</td><td><a href='/x{n}.html'>咨询：{t[:14]}进展</a></td><td>已回复</td><td>2022-09-{n:02d}</td></tr>"
            for n, t in enumerate(RECORDS, 1)
        )
        + f"</table>{_PAGER}",
        ("list",),
    ),
    "home-boxes": (
        "栖水县人民政府门户网站",
        "".join(
            _BOX(name, n, links(RECORDS[n % 6 : n % 6 + 6], n * 10, dates=True))
            for n, name in enumerate(("政务要闻", "部门动态", "乡镇动态", "通知公告", "政策文件", "政策解读"))
        ),
        ("home",),
    ),
    "home-with-headline": (
        "栖水县人民政府",
        f"<div class='top'><h2><a href='/t.html'>{RECORDS[0]}</a></h2><p>{_TEASER}<a href='/t.html'>[详细]</a></p></div>"
        + "".join(
            _BOX(name, n, links(RECORDS[n : n + 5], n * 10))
            for n, name in enumerate(("要闻", "公告", "部门", "乡镇", "解读"))
        ),
        ("home",),
    ),
    "home-of-a-column": (
        "政务公开_栖水县人民政府",
        "".join(
            _BOX(name, n, links(RECORDS[n : n + 4], n * 10, dates=True))
            for n, name in enumerate(("公开指南", "公开年报", "规范性文件", "人事信息", "财政信息"))
        ),
        ("home",),
    ),
    "home-of-services": (
        "栖水县政务服务网",
        "".join(
            f"<div class='svc'><h3>{name}</h3>" + "".join(f"<a href='/s/{n}{k}'>{w}</a>" for k, w in enumerate(("户籍办理", "婚姻登记", "社会保障", "医疗卫生", "住房公积金", "交通出行", "教育入学", "不动产登记"))) + "</div>"
            for n, name in enumerate(("个人服务", "法人服务", "部门服务", "便民服务"))
        ),
        ("home", "list"),
    ),
    "search": (
        "搜索结果-栖水县人民政府",
        f"<div class='so'><input name='q' value='水库'><p>为您找到相关结果约 128 个</p><ul>{links(RECORDS[:10], 0)}</ul>{_PAGER}</div>",
        ("search",),
    ),
    "search-with-excerpts": (
        "全文检索",
        "<p>关键词“水库”共检索到 36 条记录，用时 0.02 秒</p>"
        + "".join(
            f"<div class='r'><h3><a href='/a{n}.html'>{t}</a></h3><p>{t}。{_TEASER[n:]}</p><em>2022-09-{n:02d}</em></div>"
            for n, t in enumerate(RECORDS[:10], 1)
        )
        + _PAGER,
        ("search",),
    ),
    "search-nothing": (
        "站内搜索_栖水县人民政府",
        "<div class='so'><p>抱歉，没有找到与“龙舟补贴细则”相关的结果。</p><p>建议：检查输入是否正确，或换用其他关键词。</p></div>",
        ("search", "error"),
    ),
    "error-in-frame": (
        "页面不存在_栖水县人民政府",
        "<div class='err'><p>抱歉，您访问的页面不存在或已删除。</p><p><a href='/'>返回首页</a></p></div>",
        ("error",),
    ),
    "guide-table": (
        "城镇燃气经营许可证核发_栖水县政务服务网",
        f"<h1>城镇燃气经营许可证核发</h1><table border='1'>{_ITEM}</table><h3>申请材料</h3><ul><li>申请表</li><li>营业执照</li></ul>",
        ("guide",),
    ),
    "guide-prose": (
        "栖水县政府信息公开指南",
        "<div class='art'><h1>栖水县政府信息公开指南</h1><p>为了方便公民、法人和其他组织获得政府信息，编制本指南。</p><p>一、主动公开</p>"
        "<p>（一）公开范围</p><p>本机关主动公开的政府信息详见目录，可以在门户网站上查阅。</p><p>二、依申请公开</p><p>受理机构：县政府办公室，办公时间为工作日8:30至17:30，联系电话0000-7650001。</p></div>",
        ("guide",),
    ),
    "guide-with-departments": (
        "栖水县人民政府-政府信息公开指南",
        "<div class='nav1'><h3><a href='/zn'>政府信息公开指南</a></h3><h3><a href='/zd'>政府信息公开制度</a></h3></div><div class='t'>县政府部门</div><ul>"
        + "".join(f"<li><a href='/d/{n}'>县{d}</a></li>" for n, d in enumerate(("发展和改革局", "教育局", "科技局", "公安局", "民政局", "司法局", "财政局", "水务局", "农业农村局", "商务局", "审计局", "统计局")))
        + "</ul>",
        ("guide", "list"),
    ),
    "attachment-pdf-link": (
        "栖水县2021年度部门决算公开_栖水县人民政府",
        "<div class='art'><h1>栖水县2021年度部门决算公开</h1><div class='info'>发布时间：2022-09-14 09:30　来源：县财政局</div><div class='con'><p><a href='/att/P020.pdf'>栖水县2021年度部门决算公开.pdf</a></p></div></div>",
        ("attachment",),
    ),
    "attachment-pdf-embedded": (
        "栖水县国土空间总体规划_栖水县人民政府",
        "<div class='art'><h1>栖水县国土空间总体规划</h1><div class='info'>2022-09-14</div><iframe src='/pdfjs/viewer.html?file=/att/1.pdf' width='100%'></iframe></div>",
        ("attachment",),
    ),
}  # fmt: skip

# Whole pages that stand in no frame.
BARE: dict[str, tuple[str, tuple[str, ...]]] = {
    "error-nginx": ("<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>", ("error",)),
    "error-iis-chinese": ("<html><head><title>无法找到该页</title></head><body><h1>无法找到该页</h1><p>您正在搜索的页面可能已经删除、更名或暂时不可用。</p><hr><p>请尝试以下操作：</p><ul><li>确保浏览器的地址栏中显示的网站地址的拼写和格式正确无误。</li><li>单击后退按钮尝试另一个链接。</li></ul><h2>HTTP 错误 404 - 文件或目录未找到。<br>Internet 信息服务 (IIS)</h2></body></html>", ("error",)),
    "error-tomcat": ("<html><head><title>Apache Tomcat/7.0.52 - Error report</title></head><body><h1>HTTP Status 500 - </h1><hr><p><b>type</b> Exception report</p><p><b>description</b> <u>The server encountered an internal error that prevented it from fulfilling this request.</u></p><p><b>exception</b></p><pre>java.lang.NullPointerException\n\tat com.example.web.Show.doGet(Show.java:88)\n\tat org.apache.catalina.core.Filter.doFilter(Filter.java:303)</pre></body></html>", ("error",)),
    "error-asp-vbscript": ("<html><body><font face='Arial' size=2><p>Microsoft VBScript 运行时错误</font> <font face='Arial' size=2>错误 '800a000d'</font><p><font face='Arial' size=2>类型不匹配: 'cint'</font><p><font face='Arial' size=2>/show.asp</font><font face='Arial' size=2>，行 12</font></body></html>", ("error",)),
    "error-mysql": ("<html><body>MySQL Query Error<br>Error: Table 'cms.article' doesn't exist<br>SQL: SELECT * FROM article WHERE id=12</body></html>", ("error",)),
    "error-back": ("<script>alert('该信息不存在或已被删除！');history.back();</script>", ("error",)),
    "error-maintenance": ("<html><head><title>系统维护公告</title></head><body><div>网站正在维护中，请稍后访问。</div></body></html>", ("error",)),
    "error-closed": ("<html><head><title>提示</title></head><body><div class='box'><h2>站点已暂停访问</h2><p>该网站暂时无法访问，如有疑问请联系管理员。</p></div></body></html>", ("error",)),
    "challenge-cookie": ("<html><head><meta charset='utf-8'><script>var x='a1b2';function setC(){document.cookie='wzws_cid='+x+';path=/';location.reload();}setC();</script></head><body></body></html>", ("challenge",)),
    "challenge-jsl": ("<script>document.cookie=('_')+('_')+('jsl_clearance_s')+'=1663120000.123|0|abc;max-age=3600;path=/';location.href=location.pathname+location.search</script>", ("challenge",)),
    "challenge-rs": ("<!DOCTYPE html><html><head><meta id='q9' content='{abc;def'><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=1234;$_ts.cd='qxfz';</script><script src='/4QbVtADbnLVIc/d.FxJzG50F.js'></script></head><body></body></html>", ("challenge",)),
    "challenge-slider": ("<html><head><title>访问验证</title></head><body><h2>请完成安全验证</h2><p>请按住滑块，拖动到最右边</p></body></html>", ("challenge",)),
    "challenge-waf": ("<html><head><title>405</title></head><body><div>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</div><div>您的请求ID是：781bad0a16631200001234567e</div></body></html>", ("challenge", "error")),
    "challenge-captcha": ("<html><head><title>请输入验证码</title></head><body><form><p>您的访问过于频繁，请输入验证码后继续访问</p><img src='/captcha.jpg'><input name='c'><input type='submit' value='提交'></form></body></html>", ("challenge",)),
    "redirect-meta": ("<html><head><meta http-equiv='refresh' content='0; url=/col/col1/index.html'></head><body></body></html>", ("redirect",)),
    "redirect-meta-text": ("<html><head><title>栖水县人民政府</title><meta http-equiv='Refresh' content='3;URL=http://new.example/'></head><body><p>网站已改版，3秒后自动跳转到新网站，如未跳转请<a href='http://new.example/'>点击这里</a>。</p></body></html>", ("redirect",)),
    "redirect-script": ("<html><head><script language='javascript'>window.location='index.htm'</script></head></html>", ("redirect",)),
    "redirect-top": ("<script>top.location.href='/portal/index.do';</script>", ("redirect",)),
    "redirect-302": ("<html><head><title>302 Found</title></head><body><h1>Found</h1><p>The document has moved <a href='http://www.qishui.example/'>here</a>.</p></body></html>", ("redirect",)),
    "redirect-moved-object": ("<head><title>Object moved</title></head><body><h1>Object Moved</h1>This object may be found <a HREF='/default.aspx'>here</a>.</body>", ("redirect",)),
    "empty-body": ("<html><head><title></title></head><body></body></html>", ("empty",)),
    "empty-vue-shell": ("<!DOCTYPE html><html><head><meta charset='utf-8'><title>栖水县人民政府</title><link href='/css/app.9f.css' rel='stylesheet'></head><body><noscript><strong>We're sorry but this site doesn't work properly without JavaScript enabled. Please enable it to continue.</strong></noscript><div id='app'></div><script src='/js/chunk.js'></script><script src='/js/app.js'></script></body></html>", ("empty", "challenge")),
    "empty-spaces": ("<html><body>&nbsp;<p>&nbsp;</p><br></body></html>", ("empty",)),
    "fragment-menu": ("<li><a href='/'>首页</a></li><li><a href='/zw'>政务</a></li>", ("fragment", "list")),
    "fragment-footer": ("<p>主办：栖水县人民政府办公室</p><p>湘ICP备05000009号-1</p>", ("fragment",)),
    "frames": ("<html><head><title>栖水县水务局</title></head><frameset rows='90,*'><frame src='top.htm'><frame src='main.htm'></frameset></html>", ("empty", "redirect", "home")),
    "home-2003-splash": ("<html><head><title>欢迎光临栖水县水务局</title></head><body><center><img src='in.jpg'><br><a href='main.asp'>进入网站</a></center></body></html>", ("home", "redirect")),
    "home-menu-only": (f"<html><head><title>首页</title></head><body>{''.join(f'<a href=/{n}>{t}</a>' for n, t in enumerate(MENU * 3))}</body></html>", ("home",)),
}  # fmt: skip
