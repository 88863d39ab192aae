//! What was found and how it ended, told to the owner: the clauses of the record that state it and that nobody minds hearing,
//! else a few plain words of our own. Of a record that speaks as colleagues do among themselves nothing is read out.
//! Ledger 12-69.

use chrono::NaiveDate;

use crate::library::guard;
use crate::library::heard::heard;
use crate::library::second_person::sayable;

/// What a record of the findings states, and how one says it.
const FOUND: [(&[&str], &str); 32] = [
    (&["总闸跳", "总闸…跳"], "总闸跳了"),
    (&["跳闸", "空开跳", "空开…跳"], "电闸跳了"),
    (&["软管爆", "软管破", "软管裂", "软管…爆", "软管…裂", "软管老化"], "软管坏了，水从那儿来的"),
    (&["水管爆", "爆管", "管道破裂", "水管裂"], "水管裂了"),
    (&["浴缸溢", "忘关水", "未关水", "溢水"], "水是没关好溢出来的"),
    (&["防水层", "防水失效", "防水老化"], "防水坏了"),
    (&["马桶漏", "马桶…漏", "水箱漏"], "马桶在漏水"),
    (&["管道堵", "下水堵", "堵塞", "堵点"], "管子堵了"),
    (&["阀门坏", "阀门损坏", "阀门故障", "阀芯"], "阀门坏了"),
    (&["水泵故障", "水泵坏", "水泵停", "泵故障"], "水泵出了毛病"),
    (&["气堵", "未排气", "积气"], "管里有气，热水过不去"),
    (&["滤网堵", "过滤网"], "滤网堵了"),
    (&["烧坏", "烧毁", "烧损"], "有个零件烧坏了"),
    (&["轴承", "导轨", "门机", "主板", "编码器", "变频器"], "有个零件坏了"),
    (&["线路老化", "线路松", "接触不良", "断线"], "线路出了毛病"),
    (&["漏录", "录入漏", "没有移交录入", "未录入", "漏登", "未批量导入", "未导入"], "资料漏录了"),
    (&["抄错", "录错", "算错", "多收", "误收", "重复收"], "账上弄错了"),
    (&["未拍到", "没拍到", "监控盲区", "无监控"], "录像里没拍到"),
    (&["脱岗", "没人负责", "无人值守", "空岗", "空档"], "那段时间没人值守"),
    (&["漏签", "压在柜内", "件压"], "件压在柜里了"),
    (&["未通知", "漏通知", "没有通知", "通知漏"], "没有提前告诉到位"),
    (&["漏报修", "未派单", "漏派", "未报修", "报修漏"], "报修在中间漏掉了"),
    (&["缺件", "待配件", "配件未到", "无配件"], "缺一个配件"),
    (&["欠费停", "账户欠费"], "因为欠费停的"),
    (&["供水公司", "自来水公司", "市政停水"], "外面供水那头的事"),
    (&["供电局", "供电公司", "市政停电"], "外面供电那头的事"),
    (&["感应故障", "识别故障", "识别有误", "误识别", "误砸", "感应器"], "机器没认准"),
    (&["井盖松", "地砖松", "砖松"], "那一块松了"),
    (&["清运不及时", "未及时清运", "清运漏"], "垃圾没按时清走"),
    (&["占用消防", "堵消防"], "消防通道确实被占着"),
    (&["擅自施工", "违规施工", "超时施工", "违规装修"], "确实在不该动工的时候动了工"),
    (&["改建隔间", "隔断出租", "违规隔断"], "屋里确实隔了间"),
];

/// What a record of the result states, and how one says it.
const DONE: [(&[&str], &str); 35] = [
    (&["暖气热", "已热", "供暖恢复", "温度正常"], "暖气热起来了"),
    (&["灯已亮", "灯亮", "照明恢复"], "灯亮了"),
    (&["电梯恢复", "恢复运行", "已复梯"], "电梯又开了"),
    (&["恢复供水", "供水恢复", "来水"], "水来了"),
    (&["恢复供电", "供电恢复", "已通电", "送电"], "电通了"),
    (&["供应恢复"], "已经恢复了"),
    (&["疏通", "已通水", "通畅"], "管子通开了"),
    (&["止漏", "不再渗", "不再漏", "无渗漏", "漏点修复", "漏水修复"], "漏的地方修了，没再漏"),
    (&["更换", "换新", "已换"], "换上新的了"),
    (&["修复", "修好", "维修完成"], "修好了"),
    (&["加固", "焊牢", "固定好"], "已经加固了"),
    (&["退回", "已退", "退款", "退费"], "钱退回去了"),
    (&["补录完成", "已补录", "已录入", "资料更新", "资料当日更新"], "资料补上了"),
    (&["重新授权", "授权完成", "新卡", "已开卡"], "卡办好了"),
    (&["新密码"], "密码换好了"),
    (&["垃圾清", "杂物清", "清走", "清洁完成", "冲洗干净", "清扫完", "清扫干净"], "那里清干净了"),
    (&["消杀"], "药打过了"),
    (&["修剪"], "树修剪了"),
    (&["补种", "补植"], "补种上了"),
    (&["划线", "标线"], "线划好了"),
    (&["挪走", "挪开", "移走", "搬走"], "已经挪走了"),
    (&["停工", "停止施工"], "那边停工了"),
    (&["拆除"], "已经拆了"),
    (&["放低声音", "声音降", "音量调", "音量已", "调低音量"], "声音调小了"),
    (&["安装完成", "已安装", "已加装", "加装完成"], "装好了"),
    (&["围挡", "已围"], "先围起来了"),
    (&["找回", "归还", "领回", "送还"], "东西还到您手上了"),
    (&["已送达", "送到", "送达"], "东西送到了"),
    (&["明细", "对账"], "账目对过了"),
    (&["已公示", "公示"], "公示出来了"),
    (&["巡逻加密", "增加巡逻", "巡逻已加"], "巡逻多走几趟了"),
    (&["频次表", "告示已", "已张贴"], "告示贴出来了"),
    (&["水压恢复", "水压正常"], "水压上来了"),
    (&["调好", "已调试", "调试完成"], "调好了"),
    (&["粉刷", "补漆", "修补"], "补好了"),
];
/// Before a word these deny it or put it off.
const NOT: &str = "未没不待拟将需应可要能";

/// What a clause of the findings says to be wrong with a thing.
const WRONG: [&str; 42] = [
    "坏", "断", "裂", "松", "堵", "渗", "漏水", "老化", "脱落", "掉落", "破", "卡住", "卡死", "烧了", "进水",
    "积水", "生锈", "锈死", "锈穿", "磨", "变形", "移位", "错位", "失灵", "没关", "未关", "没锁", "没插",
    "偏低", "太低", "过低", "不足", "缺", "空鼓", "塌", "下沉", "翘", "没电", "没气", "塞满", "放空", "反了",
];
/// What a clause of the result says to be done.
const SETTLED: [&str; 66] = [
    "换",
    "修好",
    "修复",
    "修补",
    "加固",
    "焊",
    "拧紧",
    "清完",
    "清了",
    "清走",
    "清空",
    "已清",
    "清掉",
    "拆了",
    "拆掉",
    "拆除",
    "装好",
    "装上",
    "安装",
    "加装",
    "疏通",
    "通畅",
    "通水",
    "通电",
    "恢复",
    "退回",
    "退了",
    "已退",
    "到账",
    "转账",
    "补了",
    "补上",
    "补好",
    "补齐",
    "补种",
    "调好",
    "调了",
    "调向",
    "调整",
    "调岗",
    "调离",
    "道歉",
    "致歉",
    "合格",
    "正常",
    "达标",
    "不滴",
    "不漏",
    "没漏",
    "不再",
    "没再",
    "没有再",
    "送还",
    "归还",
    "送到",
    "找到",
    "列入",
    "贴出",
    "贴好",
    "打胶",
    "冲洗",
    "铺好",
    "铺了",
    "更正",
    "划好",
    "划线",
];
/// Parts and tools that tell an owner nothing.
const PARTS: [&str; 22] = [
    "门机",
    "主板",
    "板卡",
    "编码器",
    "变频器",
    "轴承",
    "导轨",
    "曳引",
    "接触器",
    "继电器",
    "漏保",
    "空开",
    "断路器",
    "回路",
    "阀芯",
    "水晶头",
    "模块",
    "伸缩缝",
    "PLC",
    "mm",
    "DN",
    "MPa",
];
/// Who did not do what he should have is nobody's business but the supervisor's.
const BLAME: [&str; 12] =
    ["未按", "没按", "擅自", "失职", "脱岗", "空岗", "疏忽", "偷懒", "没巡", "未巡", "态度", "承认"];
/// Shortest and longest clause, and the longest of all, in characters.
const SHORTEST: usize = 4;
const LONGEST: usize = 16;
const ALL: usize = 24;

/// What a record of the findings states in words that may be said as they stand.
pub fn found_as_written(record: &str, written: NaiveDate, today: NaiveDate) -> Option<String> {
    as_written(record, &WRONG, written, today)
}

/// What a record of the result states in words that may be said as they stand.
pub fn done_as_written(record: &str, written: NaiveDate, today: NaiveDate) -> Option<String> {
    as_written(record, &SETTLED, written, today)
}

/// The clauses that state one of the words, as one says them; nothing at all of a record that speaks of people as
/// colleagues do among themselves.
fn as_written(record: &str, words: &[&str], written: NaiveDate, today: NaiveDate) -> Option<String> {
    if guard::staff_word(record).is_some_and(|word| !PARTS.contains(&word)) {
        return None;
    }
    let mut said = String::new();
    for clause in record.split(['，', '。', '；', ',', ';', '：']).map(str::trim) {
        let length = clause.chars().count();
        let kept = (SHORTEST..=LONGEST).contains(&length)
            && words.iter().any(|word| states(clause, word))
            && !PARTS.iter().chain(&BLAME).any(|word| clause.contains(word))
            && sayable(clause, written, today).is_some();
        if kept && said.chars().count() + length < ALL {
            said.extend([if said.is_empty() { "" } else { "，" }, &in_speech(clause)]);
        }
    }
    (!said.is_empty()).then_some(said)
}

/// A clause of a record as one says it: 五楼灯更换 is 五楼灯换好了.
fn in_speech(clause: &str) -> String {
    const WITHIN: [(&str, &str); 12] = [
        ("该层", "那一层"),
        ("已全部更换", "全换好了"),
        ("全部更换", "全换好了"),
        ("更换完成", "换好了"),
        ("维修完成", "修好了"),
        ("安装完成", "装好了"),
        ("已更换", "换好了"),
        ("已恢复", "恢复了"),
        ("已修复", "修好了"),
        ("已加固", "加固了"),
        ("已致歉", "道过歉了"),
        ("未关", "没关"),
    ];
    const LAST: [(&str, &str); 17] = [
        ("已换", "换好了"),
        ("更换", "换好了"),
        ("修复", "修好了"),
        ("疏通", "通开了"),
        ("加固", "加固了"),
        ("拆除", "拆掉了"),
        ("恢复", "恢复了"),
        ("送还", "送回来了"),
        ("退回", "退回来了"),
        ("损坏", "坏了"),
        ("老化", "老化了"),
        ("脱落", "掉下来了"),
        ("断裂", "断了"),
        ("堵塞", "堵了"),
        ("松动", "松了"),
        ("破损", "破了"),
        ("变形", "变形了"),
    ];
    const BARE: [&str; 10] = ["坏", "断", "裂", "松", "换", "换好", "装好", "修好", "堵死", "卡死"];
    let said = WITHIN.iter().fold(clause.to_owned(), |said, (written, spoken)| said.replace(written, spoken));
    if let Some((head, spoken)) =
        LAST.iter().find_map(|(written, spoken)| Some((said.strip_suffix(written)?, spoken)))
    {
        return format!("{head}{spoken}");
    }
    if BARE.iter().any(|word| said.ends_with(word)) { said + "了" } else { said }
}

/// What a record of the findings states, in plain words.
pub fn found(record: &str) -> Option<&'static str> {
    first(&FOUND, record)
}

/// What a record of the result states, in plain words.
pub fn done(record: &str) -> Option<&'static str> {
    first(&DONE, record)
}

fn first(table: &[(&[&str], &'static str)], record: &str) -> Option<&'static str> {
    table.iter().find(|(words, _)| words.iter().any(|word| states(record, word))).map(|(_, said)| *said)
}

/// Whether a record states a word; `…` skips up to six characters within a clause.
fn states(record: &str, word: &str) -> bool {
    record.split(['，', '。', '；', ',', ';']).any(|clause| {
        let head = word.split('…').next().unwrap_or(word);
        heard(clause, word)
            && clause.find(head).is_some_and(|at| {
                let before = clause[..at].chars().next_back();
                before.is_none_or(|before| !NOT.contains(before))
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_record_states_is_said_in_plain_words() {
        assert_eq!(found("上门看过，楼上软管爆裂，业主在外地"), Some("软管坏了，水从那儿来的"));
        assert_eq!(found("登记单已收，夹在旧文件夹里没有移交录入"), Some("资料漏录了"));
        assert_eq!(found("门机板烧毁，当事人未按频次巡检"), Some("有个零件烧坏了"));
        assert_eq!(found("当班记录与监控已调取，情况属实"), None);
        assert_eq!(done("换阀门，暖气热了，业主签字"), Some("暖气热起来了"));
        assert_eq!(done("供应恢复，逐户确认"), Some("已经恢复了"));
        assert_eq!(done("尚未修复，待更换配件"), None, "neither denied nor put off");
        assert_eq!(done("已与对方沟通"), None);
    }

    #[test]
    fn nothing_of_it_is_a_word_for_the_staff() {
        for said in FOUND.iter().chain(&DONE).map(|(_, said)| said) {
            assert!(!guard::is_for_staff(said), "{said}");
        }
    }
}
