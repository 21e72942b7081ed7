"""Made-up official prose to build test pages from: sentences with slots, titles, names of places and agencies."""

from __future__ import annotations

__all__ = [
    "ATTACHMENTS",
    "CLOSINGS",
    "HEADINGS",
    "ISSUERS",
    "PEOPLE",
    "PLACES",
    "PROJECTS",
    "SENTENCES",
    "SLOTS",
    "SOURCES",
    "TITLES",
]

PLACES = ("岚川市", "望泽市", "云岫市", "南屿市", "江浔市", "清渡县", "沐河县", "淮岭县", "松坪县", "临岚区")
AGENCIES = (
    "市水利局",
    "市教育局",
    "市民政局",
    "市财政局",
    "市卫生健康委员会",
    "市交通运输局",
    "市文化和旅游局",
    "市应急管理局",
)
PEOPLE = ("陶立言", "季北辰", "白慕云", "韦小可", "闻人亮", "罗开河", "沈砚舟", "裴云舒")
SOURCES = ("岚川日报", "望泽日报", "云岫市人民政府办公室", "南屿融媒", "市教育局办公室", "江浔发布")
PROJECTS = (
    "老旧小区改造",
    "农村公路养护",
    "河道清淤疏浚",
    "智慧停车场建设",
    "乡镇污水处理厂扩建",
    "冷链物流园",
)
TOPICS = (
    "安全生产",
    "春季造林",
    "防汛抗旱",
    "义务教育",
    "招商引资",
    "食品安全",
    "消防安全",
    "农产品质量安全",
)

# A slot is a tuple of choices, or (smallest, largest) of a whole number.
SLOTS: dict[str, tuple[str, ...] | tuple[int, int]] = {
    "place": PLACES,
    "agency": AGENCIES,
    "person": PEOPLE,
    "project": PROJECTS,
    "topic": TOPICS,
    "month": (1, 12),
    "day": (1, 28),
    "few": (2, 9),
    "some": (11, 98),
    "many": (103, 9870),
}

TITLES = (
    "{place}召开{topic}工作会议",
    "{place}扎实推进{project}",
    "{place}{topic}工作取得明显成效",
    "{agency}组织开展{topic}专项检查",
    "{place}：{project}惠及{many}户居民",
    "{agency}关于做好{topic}工作的通知",
    "关于{project}项目进展情况的通报",
)

SENTENCES = (
    "{month}月{day}日，{place}召开{topic}工作会议，总结前一阶段工作，安排部署下一步任务。",
    "会议由{agency}主要负责同志主持，各县（区）分管负责人和市直有关部门代表共{some}人参加。",
    "会议听取了{agency}关于{topic}工作情况的汇报，并就存在的问题进行了讨论。",
    "今年以来，{place}把{project}列入为民办实事项目，累计投入资金{many}万元。",
    "截至目前，已完成{project}{some}处，占年度计划的{some}%，直接受益群众{many}户。",
    "{agency}负责人{person}介绍，全市{topic}工作总体平稳，各项指标好于上年同期。",
    "{person}强调，要把责任落实到岗位、落实到人头，做到有部署、有检查、有结果。",
    "检查组一行先后来到{place}的{few}个乡镇，实地查看了现场，并与基层干部座谈交流。",
    "针对检查中发现的问题，检查组当场提出整改意见，要求有关单位限期完成。",
    "据统计，上半年全市共开展{topic}检查{many}次，发现隐患{some}处，已经整改{some}处。",
    "“以前下雨天路上全是泥，现在出门就是水泥路，方便多了。”家住{place}的居民高兴地说。",
    "为了让群众少跑路，{agency}推行网上预约、上门服务，平均办理时间缩短了{few}天。",
    "下一步，{place}将继续加大工作力度，健全长效机制，确保{topic}工作取得实效。",
    "{agency}还组织技术人员进村入户，面对面讲解政策，手把手传授技术。",
    "活动现场，工作人员通过摆放展板、发放资料、现场解答等方式，向过往群众宣传{topic}知识。",
    "全市共有{some}所学校、{many}名师生参加了此次活动。",
    "项目建成以后，可以解决周边{few}个村的饮水问题，新增灌溉面积{many}亩。",
    "与去年相比，参加培训的人数增加了{some}%，培训的内容也更加贴近实际。",
    "各单位要按照统一要求，认真制定方案，并于{month}月底以前将落实情况报{agency}。",
    "有关部门提醒广大市民，出行前请留意天气变化，注意交通安全。",
    "{place}地处山区，耕地少、居住分散，过去交通不便一直是制约发展的主要因素。",
    "经过{few}年的努力，昔日的荒坡变成了果园，当地农民的收入逐年增加。",
)

HEADINGS = ("一、基本情况", "二、主要做法", "三、下一步打算")
CLOSINGS = ("特此通知。", "请认真贯彻执行。")
ATTACHMENTS = (
    "工作任务分解表",
    "项目申报书（样式）",
    "验收合格单位名单",
    "经费安排明细表.xls",
    "联系人通讯录",
)
ISSUERS = ("岚川市人民政府办公室", "望泽市教育局", "云岫市水利局", "清渡县民政局", "临岚区应急管理局")
