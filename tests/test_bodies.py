"""Places, organisations and meetings that no list has, sentence by sentence."""
import re

import pytest

from helpers import read


def found(text, *kinds):
    return [mention.text for mention in read(text).mentions if mention.kind in kinds and mention.reason == "name"]


@pytest.mark.parametrize("sentence", [
    "近日，【云桥县】【柳岔镇】召开大会。",
    "走进【石坪乡】【桐湾村】，处处是新房。",
    "在【松泉街道】【锦绣社区】，大家都来了。",
    "【沂远县】地处山区。",
    "记者来到【龙沂县】采访。",
    "【绥江经济技术开发区】有企业百家。",
    "【云桥县】修了路。，【云桥】成了旅游地。",
    "来到【云岭布依族苗族自治州】。",
    "【云桥县】【柳岔镇】【大塘村】有礼堂。",
    "沿着【清澜江】走，就到【柳岔水库】。",
    "保护【长江】，人人有责。",
    "【渭阳经开区】投产一批企业。",
    "来到【云溪县经济开发区】，机器轰鸣。",
    "【青岭县】是山区县。说起【青岭】，人人夸。",
    "走进【青岭县】【那禾镇】【下湾村】。",
    "【巴陵县】【大茅镇】有好茶。",
    "家住【双桥镇】的老人来了。",
    "【颍襄】正在爬坡。颍襄市委作出部署。",
    "做强【沔城区】，振兴【潜阳县】。",
    "【滆湖】之畔，【太湖】之滨。",
    "地处【秦岭】深处，从【贵阳】到【遵义】。",
    "从【温州】回来，又到【拉萨】。",
    "分管【柳河镇】。",
    "【岑溪市】、【苍梧县】、【藤县】【金鸡镇】都通了。",
    "【江口县】【怒溪镇】【骆象村】的春天。",
    "工作队走遍了【上滩】、【柳树底】、【三间房】4个自然村。",
    "这条路经过【青石沟】、【二道沟】和【马家店】三个屯。",
    "【岔河村】【三组】、【四组】都通了水。",
    "从【怀化】到【合肥】，从【银川】到【大连】。",
    "车过【济广高速】，上了【G331国道】。",
    "【正蓝旗】的【巴音胡舒嘎查】下了雨。",
    "站在【镜泊湖】边，远望【大巴山】。",
    "【八五七农场】收了稻子。",
])
def test_places(sentence):
    wanted = re.findall("【(.*?)】", sentence)
    assert set(wanted) <= set(found(re.sub("[【】]", "", sentence), "place"))


@pytest.mark.parametrize("sentence", [
    "【县农业农村局】组织培训。",
    "【镇党委】作出决定。",
    "【市纪委监委】发出通报。",
    "【柳岔镇人民政府】发出通知。",
    "记者从【市市场监督管理局】获悉。",
    "【县发展和改革局】开展检查。",
    "企业【浙江云松智能科技有限公司】投产。",
    "村里办起【桐湾茶叶专业合作社】。",
    "【区委巡察办】发出通知。",
    "【桐湾村党支部】带头。",
    "【市自然资源和规划局】发布公告。",
    "云桥县与【华中科技大学】共建。",
    "【陕西华辰光电股份有限公司】投产。",
    "【县人社局】送岗上门。",
    "当场召集【县水利局】、【县供电公司】会商。",
    "他住进【县医院】。",
    "【县一中】、【县二小】都换了新桌椅。",
    "【省农业科学院】派来专家。",
    "【中国共产党荆沔市第五届委员会】举行会议。",
    "【中共云溪县委】作出决定。",
    "成立【招商引资工作领导小组】。",
    "【中央纪委】通报，【国家乡村振兴局】表扬。",
    "【云溪县人民法院】开庭。",
    "【市疾控中心】提醒大家。",
    "【共青团云溪县委】发起倡议。",
])
def test_organisations(sentence):
    wanted = re.findall("【(.*?)】", sentence)
    assert set(wanted) <= set(found(re.sub("[【】]", "", sentence), "organisation"))


@pytest.mark.parametrize("sentence", ["【市委六届五次全会】召开。", "【党的十七届四中全会】提出要求。", "县里召开【乡村振兴现场推进会】。", "镇里召开【上半年经济运行分析会暨安全生产调度会】。",
                                      "【市政协十二届三次会议】将召开。", "近日，【全县宣传思想文化工作会议暨文明城市创建动员大会】召开。", "召开的【全市作风建设暨优化营商环境推进会】上，大家发言。",
                                      "【县委十四届八次全体会议暨县委经济工作会议】召开。",
                                      "召开【全县脱贫攻坚推进会】。", "在【全省基层党建工作会议】上发言。", "村里开了【第三次分红大会】。", "贯彻【党的十六届五中全会】精神。", "【市第五次党代会】代表列席。",
                                      "【中共云溪县委九届三次全体会议】召开。", "【县十七届人大四次会议】开幕。", "【全区优化营商环境大会】举行。", "【中国共产党荆沔市第五届委员会第十次全体会议】举行。", "【全市人才工作会议】召开。"])
def test_meetings(sentence):
    assert re.findall("【(.*?)】", sentence) == found(re.sub("[【】]", "", sentence), "meeting")


@pytest.mark.parametrize("sentence", [
    "全县各乡镇都要落实。", "这个村有三百户人家。", "两个镇合并了。", "每个社区都有食堂。", "我市加快建设步伐。", "心往一处想。", "他在全镇大会上作了检讨。",
    "干部和县领导谈话。", "会议强调，要抓好落实。", "此次会议很重要。", "他们进村入户。", "农村小学越来越少。", "新农村建设加快。",
    "靠湖吃湖，护湖养湖。", "靠山吃山，靠水吃水。", "推广普通话走村进校。", "一个人回乡创业。", "打完针头回村里看看。", "他们住进县城，搬进新村。", "全镇平均亩产千斤。", "强村带弱村，先进村帮后进村。",
    "撤县设市，撤乡并镇。", "由乡到镇，由村到组。", "治山治水，治穷治愚。", "产业强县，生态立县。", "建设美丽新村，打造特色小镇。", "上山下乡，走州过县。", "县里一中午没吃饭。", "下好全局一盘棋，打开新局面。",
    "各县局、各镇办都来了。", "一进医院就看到了他。", "全省各级法院都行动起来。", "村民大会开到天黑。", "各类会议减少三成。", "一次推进会也没开。",
    "群众安居乐业。", "整治文山会海。", "全州上下都动了起来。", "读完三门课程。", "水城相依，城在水中。",
])
def test_what_is_no_name(sentence):
    assert found(sentence, "place", "organisation", "meeting") == []


@pytest.mark.parametrize("sentence", [
    "【县委副书记】到会。", "【市委常委】、【市纪委书记】讲话。", "【区委社会工作部部长】郎春晖说。", "【县人大常委会副主任】参加。", "【县委政法委常务副书记】介绍。",
    "【村党总支书记】带头。", "【市政协委员】提出建议。", "沂和县桃峪镇党委书记介绍。", "全县党委书记都到了。", "县住建局副局长到会。", "驻村第一书记来了。",
])
def test_an_office_has_its_committee_but_no_name_of_a_place(sentence):
    offices = [mention.text for mention in read(re.sub("[【】]", "", sentence)).mentions if mention.reason == "office"]
    assert offices == re.findall("【(.*?)】", sentence)


def test_a_place_says_its_level_and_what_it_belongs_to():
    entries = {mention.text: mention.entry for mention in read("近日，云桥县柳岔镇桐湾村通了车。").mentions if mention.kind == "place"}
    assert [(entry.pinyin, entry.gloss) for entry in entries.values()] == [
        ("Yúnqiáo Xiàn", "county (named in this text)"),
        ("Liǔchà Zhèn", "town; in 云桥县 (named in this text)"),
        ("Tóngwān Cūn", "village; in 柳岔镇 (named in this text)"),
    ]


def test_a_county_is_not_cut_through_by_another_one():
    assert [token.text for token in read("沂和县和百良乡").tokens][:2] == ["沂和", "县"]


def test_every_name_has_an_entry_with_capitals():
    for mention in read("云桥县柳岔镇的县农业农村局召开现场推进会，县纪委监委到会。").mentions:
        if mention.reason == "name":
            assert mention.entry.pinyin[0].isupper() and mention.entry.gloss
