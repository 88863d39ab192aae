//! The promise guard: what it marks, and what it leaves in peace.

use tingsu::library::guard::{Known, look, rules};
use tingsu::library::shelf::Library;
use tingsu::library::variable::Values;

const CONFIRMED: Known = Known { result_confirmed: true, fault_ours: true };

/// Sentences that are marked, with the rule.
const HITS: [(&str, &str); 72] = [
    ("放心，今晚一定修好", "result"),
    ("电梯明天上午就能修好", "result"),
    ("三天内修好", "result"),
    ("今天下午给您解决", "result"),
    ("修完以后不会再漏", "result"),
    ("今晚八点来水", "result"),
    ("马上就好，您稍等", "result"),
    ("这回肯定能办成", "result"),
    ("您放心，再也不会了", "result"),
    ("下周三修好这扇门", "result"),
    ("明天就恢复", "result"),
    ("我们包您满意", "result"),
    ("我们保证处理", "absolute"),
    ("电梯绝对安全", "absolute"),
    ("百分之百没事", "absolute"),
    ("这台梯没有任何危险", "absolute"),
    ("没问题，交给我", "absolute"),
    ("您提的我们都答应", "absolute"),
    ("肯定给您一个说法", "absolute"),
    ("我给您打包票", "absolute"),
    ("这个我们赔", "compensation"),
    ("我们赔偿您两千", "compensation"),
    ("给您免三个月物业费", "compensation"),
    ("可以抵物业费", "compensation"),
    ("地板照价赔", "compensation"),
    ("给您退停车费", "compensation"),
    ("先补五百元", "compensation"),
    ("物业费给您打折", "compensation"),
    ("这是我们的错", "fault"),
    ("责任在我们", "fault"),
    ("都怪我们", "fault"),
    ("我们没做好巡查", "fault"),
    ("是我们漏录了车牌", "fault"),
    ("这事我们负全责", "fault"),
    ("我们失职了", "fault"),
    ("我们搞错了单元", "fault"),
    ("墙裂不归我们", "blame"),
    ("您找开发商吧", "blame"),
    ("这不是我们的事", "blame"),
    ("您自己去问供电局", "blame"),
    ("这跟我们没关系", "blame"),
    ("我做不了主", "blame"),
    ("规定就这样", "blame"),
    ("那也没办法", "blame"),
    ("当时不是我经手", "blame"),
    ("谁让您不登记", "blame"),
    ("去找街道吧", "blame"),
    ("您先冷静一下", "lecture"),
    ("您消消气", "lecture"),
    ("别激动嘛", "lecture"),
    ("通知没看吗", "lecture"),
    ("公告早就贴了", "lecture"),
    ("就您一家有意见", "lecture"),
    ("别人都同意了", "lecture"),
    ("不交就停门禁", "threat"),
    ("再不交就断您的电", "threat"),
    ("欠费的车不放行", "threat"),
    ("我们会锁您的车", "threat"),
    ("请用五方对讲求助", "jargon"),
    ("线路短路了", "jargon"),
    ("我方将跟进", "jargon"),
    ("您的问题予以处理", "jargon"),
    ("已经给您升级处理", "jargon"),
    ("工单已生成", "jargon"),
    ("业主有心脏病", "privacy"),
    ("他孩子学校在旁边", "privacy"),
    ("家有孕妇，注意", "privacy"),
    ("业主在做透析", "privacy"),
    ("是602的业主反映的", "others"),
    ("3-2-1001投诉您家吵", "others"),
    ("楼上1502滴水，您去说", "others"),
    ("我告诉您是谁投诉的", "others"),
];

/// Sentences that stay unmarked although nothing is confirmed.
const INNOCENT: [&str; 62] = [
    "今天下午五点前我告诉您修到哪",
    "预计明天修好，有变我先说",
    "修好了，请您来试一试",
    "修好前先走连廊那部梯",
    "还没修好，我催过两次",
    "争取今天修好，没成我先告诉您",
    "结果我不敢保证，五点前给您准信",
    "到货还没准信，明早十点再说",
    "您担心会不会再漏，我三天后来看",
    "您希望以后别再发生，我记下了",
    "装修保证金的事我问财务",
    "您看有没有问题",
    "赔偿的事我记下报公司",
    "您要求赔两千元，我原样报上去",
    "数额我定不了，公司定了当面说",
    "给您添麻烦了，真抱歉",
    "让您久等了，对不住",
    "原因正在查，查清我告诉您",
    "是不是我们漏了，查清再答您",
    "如果是我们的责任，我们会担起来",
    "业主说是我们的错，要求道歉",
    "这项归开发商保修，函今天我送",
    "这项由供电局来测，进展我来告诉您",
    "不让您自己去跑，我来问",
    "这事要主任定，我去请，约五分钟",
    "我请赵主任过来谈，您看行吗",
    "换谁都急，我先记准",
    "您说的我都记下了",
    "公告可能没让您看到，抱歉",
    "意见不一样很正常，我记下来",
    "绿地是共用的，不能划车位",
    "今晚我帮您找临时位，意见报项目经理",
    "有疑问的这项先单列，核清了再谈",
    "计划明早九点停水，请先存一些",
    "停水通知贴在大堂",
    "巡逻岗到门口抬杆放您的车",
    "核对好就放行",
    "线路哪里接触不好就会跳",
    "电梯里的求助铃一按就有人应",
    "师傅四点前到，到前给您电话",
    "家里行动不便，需要送水上门",
    "老人上下楼不方便，请工程先看",
    "邻居那边我们上门提醒，不会提到您",
    "我们到楼上提醒，不说是谁反映的",
    "房号3-2-1001，陈先生",
    "业主电话13900000417",
    "编号20261103-002，今天受理",
    "三号楼二单元电梯从十九号停到今天",
    "单元门的零件今天没到",
    "约好明天上午十点到家查看",
    "查到什么，今天下班前我都告诉您",
    "您先别喝这水，师傅去取样",
    "请从楼梯下来，别坐电梯",
    "监控由派出所来调，我们配合",
    "收费明细打出来逐条对",
    "您不认可可以书面提",
    "物业费单子给您一份",
    "车位锁我们能帮着装",
    "照相认车会有偏差，一周内测试",
    "每天定时有人巡这几层",
    "周末方便的话，师傅上门",
    "谢谢您指点，这条我报上去",
];

#[test]
fn what_should_be_marked_is_marked_by_its_rule() {
    let missed: Vec<_> = HITS
        .iter()
        .filter(|(text, rule)| !look(text, Known::default()).iter().any(|mark| mark.rule == *rule))
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn innocent_sentences_stay_unmarked() {
    let marked: Vec<_> = INNOCENT
        .iter()
        .map(|text| (text, look(text, Known::default())))
        .filter(|(_, marks)| !marks.is_empty())
        .collect();
    assert!(marked.is_empty(), "{marked:#?}");
}

#[test]
fn the_guard_has_nothing_against_the_shipped_sentences() {
    let marked: Vec<_> = Library::shipped()
        .lines()
        .map(|(_, line)| (line.id.as_str(), look(line.text.fill(&Values::new()).0.as_str(), CONFIRMED)))
        .flat_map(|(id, marks)| marks.into_iter().map(move |mark| (id, mark.rule, mark.place)))
        .collect();
    assert!(marked.is_empty(), "{marked:#?}");
}

#[test]
fn what_is_known_lifts_a_mark() {
    let result = "今天下午就能修好";
    assert_eq!(look(result, Known::default())[0].rule, "result");
    assert!(look(result, CONFIRMED).is_empty());
    let fault = "这是我们的疏忽";
    assert_eq!(look(fault, Known::default())[0].rule, "fault");
    assert!(look(fault, CONFIRMED).is_empty());
}

#[test]
fn a_mark_says_where_why_and_what_is_better() {
    let text = "您先坐，我们保证办，赔您五百。";
    let marks = look(text, Known::default());
    let places: Vec<&str> = marks.iter().map(|mark| &text[mark.place.clone()]).collect();
    assert_eq!(places, ["保证", "赔您"]);
    assert!(marks.iter().all(|mark| !mark.why.is_empty() && !mark.better.is_empty()));
}

#[test]
fn odd_input_is_no_harm() {
    for text in ["", "…", "#", "😀保证😀", "\n\n", "123", "楼上"] {
        for mark in look(text, Known::default()) {
            assert!(text.get(mark.place.clone()).is_some(), "{text}");
        }
    }
    let long = "我们赔…".repeat(20_000);
    assert!(!look(&long, Known::default()).is_empty());
    assert!(rules().len() >= 8);
}
