//! Pictures of every screen and its main states, for people to look at:
//! `cargo run --example gallery -- FOLDER [NAME]` writes a PNG each in every size, or only those whose name begins so.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a gallery may fail by unwrapping")]

use std::fs;
use std::path::{Path, PathBuf};

use iced::Size;
use preset::AFTERNOON;
use tempfile::TempDir;
use tingsu::app::{Message, reminding, window as shown};
use tingsu::domain::case::CaseNumber;
use tingsu::domain::reminder::Reminder;
use tingsu::domain::time::Moment;
use tingsu::library::edit::Edits;
use tingsu::library::shelf::Library;
use tingsu::ui::shortcut::Shortcut;
use window::Pilot;

mod drill;
mod intake;
#[path = "../support/preset.rs"]
mod preset;
mod receipt;
mod roster;
#[path = "../support/window.rs"]
mod window;

const FRONT: &str = "李敏（前台）";
const CHIEF: &str = "赵楠（客服主任）";

/// The sizes in logical pixels: an old counter PC, one with a task bar on a low screen, a large screen, the smallest window.
const SIZES: [(&str, f32, f32); 4] =
    [("1366", 1366.0, 768.0), ("1280", 1280.0, 680.0), ("1920", 1920.0, 1080.0), ("900", 900.0, 500.0)];

/// A picture: its name, the data, and how to get there.
struct Picture {
    name: &'static str,
    data: fn(&Path),
    way: fn(&mut Pilot),
}

/// The busy day in a folder that no window can have for itself.
fn closed_to_writing(folder: &Path) {
    preset::busy_day(folder);
    let lock = folder.join("tingsu.lock");
    fs::remove_file(&lock).unwrap();
    fs::create_dir(lock).unwrap();
}

/// The pictures that begin at a folder which could not be opened; every other one begins at an open one.
const CLOSED: [&str; 2] = ["cannot-open", "looking-only"];

const PICTURES: &[Picture] = &[
    picture("first-run", |_| {}, |_| {}),
    picture("first-run-problems", |_| {}, |window| window.click("开始使用")),
    picture(
        "first-run-recovery-code",
        |_| {},
        |window| {
            window.fill("如：阳光花园服务中心", "澄湖佳苑");
            window.fill("如：0755-00001234", "0755-00005678");
            window.fill("第1位的姓名", "赵楠");
            window.click("开始使用");
        },
    ),
    picture("cannot-open", closed_to_writing, |_| {}),
    picture("looking-only", closed_to_writing, |window| {
        window.click("只读打开");
        window.click(FRONT);
        window.click("台账");
    }),
    picture("sign-in", preset::empty, |_| {}),
    picture("today-empty", preset::empty, |window| window.click(FRONT)),
    picture("today-busy-day", preset::busy_day, |window| window.click(FRONT)),
    picture("today-drafts", preset::busy_day, |window| {
        window.click(FRONT);
        window.click("草稿 1");
    }),
    picture("reminder-waits", preset::busy_day, |window| reminded(window, false)),
    picture("reminder-said", preset::busy_day, |window| reminded(window, true)),
    picture("search", preset::busy_day, |window| {
        window.click(FRONT);
        window.fill("找人、房号、电话、内容、编号…", "2");
    }),
    picture("on-duty", preset::busy_day, |window| {
        window.click(FRONT);
        window.click("值班：李敏 ▼");
    }),
    picture("intake-empty", preset::empty, |window| {
        window.click(FRONT);
        window.click("受理");
    }),
    picture("intake-walk-in-1-greet", preset::busy_day, intake::walk_in),
    picture("intake-walk-in-2-listen", preset::empty, intake::walk_in_heard),
    picture("intake-walk-in-3-restate", preset::empty, intake::walk_in_restated),
    picture("intake-walk-in-4-explain", preset::empty, intake::walk_in_explained),
    picture("intake-walk-in-4-signed", preset::empty, intake::walk_in_signed),
    picture("intake-walk-in-7-wrap-up", preset::empty, intake::walk_in_wrapped_up),
    picture("intake-agitated-long", intake::long_reception, intake::resumed),
    picture("intake-escalate-1-ask", intake::long_reception, intake::escalate),
    picture("intake-escalate-2-contact", intake::long_reception, intake::consented),
    picture("intake-escalate-3-wait", intake::long_reception, intake::contacted),
    picture("intake-escalate-4-outcome", intake::long_reception, intake::arrived),
    picture("intake-escalate-5-done", intake::long_reception, intake::escalated),
    picture("intake-escalate-refused", intake::long_reception, intake::refused),
    picture("intake-phone-1-greet", preset::busy_day, intake::phone),
    picture("intake-phone-2-listen", preset::busy_day, intake::phone_heard),
    picture("intake-danger", preset::busy_day, intake::danger),
    picture("intake-danger-which", preset::busy_day, intake::danger_which),
    picture("intake-danger-likely", preset::busy_day, intake::danger_likely),
    picture("intake-phone-3-restate", preset::busy_day, intake::phone_restated),
    picture("intake-phone-5-promise", preset::busy_day, intake::phone_promised),
    picture("intake-phone-problems", preset::empty, intake::phone_problems),
    picture("intake-close-tab", preset::busy_day, intake::close_tab),
    picture("intake-plain", preset::busy_day, |window| {
        window.click(FRONT);
        window.press(Shortcut::OtherChannel);
    }),
    picture("case-overview", preset::busy_day, |window| receipt::show(window, "外墙渗水")),
    picture("case-more", preset::busy_day, |window| receipt::act(window, "外墙渗水", "更多…")),
    picture("case-assign", preset::busy_day, |window| receipt::act(window, "外墙渗水", "指派责任人")),
    picture("case-promise", preset::busy_day, |window| receipt::act(window, "外墙渗水", "约定回复")),
    picture("case-escalate", preset::busy_day, |window| receipt::act(window, "外墙渗水", "服务上移")),
    picture("case-progress", preset::busy_day, |window| receipt::act(window, "单元门禁", "进展告知")),
    picture("case-investigate", preset::busy_day, |window| receipt::act(window, "外墙渗水", "调查")),
    picture("case-solution", preset::busy_day, |window| receipt::act(window, "外墙渗水", "方案")),
    picture("case-solution-options", preset::busy_day, |window| {
        receipt::act(window, "外墙渗水", "方案");
        window.click("给业主几个办法选");
        window.write("办法一", "先搭防雨棚，天晴再做外墙");
        window.write("办法二", "今天请专业队打胶堵缝");
        window.click_last("业主选这个");
    }),
    picture("case-lessons", preset::busy_day, |window| {
        receipt::rare(window, "楼道灯", "关闭小结");
        window.write("要调整什么", "楼道灯改为每周巡一次，坏了当天换");
    }),
    picture("case-handle", preset::busy_day, |window| receipt::act(window, "楼道灯", "处理完成")),
    picture("case-visit", preset::busy_day, |window| receipt::act(window, "车位被占", "回访")),
    picture("case-visit-asked", preset::busy_day, receipt::visit_asked),
    picture("case-close", preset::busy_day, |window| receipt::act(window, "停车费多收", "关闭")),
    picture("case-close-missing", preset::busy_day, receipt::close_missing),
    picture("case-classify-chief", preset::busy_day, |window| {
        window.click(CHIEF);
        receipt::find(window, "外墙渗水");
        window.click("更多…");
        window.click_last("分类");
    }),
    picture("case-classify", preset::busy_day, |window| receipt::rare(window, "外墙渗水", "分类")),
    picture("case-correct", preset::busy_day, |window| receipt::rare(window, "外墙渗水", "更正")),
    picture("case-flag", preset::busy_day, |window| receipt::rare(window, "外墙渗水", "标记")),
    picture("case-judge", preset::busy_day, receipt::judge),
    picture("case-pictures", preset::busy_day, |window| receipt::pictures(window, &[])),
    picture("case-picture-large", preset::busy_day, |window| receipt::pictures(window, &["看图"])),
    picture("case-lift", preset::busy_day, |window| receipt::rare(window, "外墙渗水", "电梯困人")),
    picture("case-task", receipt::with_limits, |window| receipt::rare(window, "外墙渗水", "待办")),
    picture("case-left-half-written", preset::busy_day, receipt::left_half_written),
    picture("outage-new", preset::busy_day, |window| {
        window.click(FRONT);
        window.click("公共事件");
        window.click("电梯停运");
        window.write("预计恢复", "今天21:00");
    }),
    picture("outage-open", preset::busy_day, outage),
    picture("outage-call", preset::busy_day, |window| {
        outage(window);
        window.press(Shortcut::Outage);
        window.fill("1001 张坤", "1001 张坤");
    }),
    picture("outage-today", preset::busy_day, |window| {
        outage(window);
        window.click("今日");
    }),
    picture("outage-intake", preset::busy_day, |window| {
        outage(window);
        window.press(Shortcut::Phone);
    }),
    picture("case-appoint", preset::busy_day, |window| receipt::rare(window, "楼道灯", "预约上门")),
    picture("learning-study", preset::busy_day, |window| learning(window, "案例")),
    picture("learning-drill", preset::busy_day, |window| learning(window, "演练")),
    picture("learning-drill-play", preset::busy_day, |window| {
        learning(window, "演练");
        window.click("修了三回还漏");
        window.click("开始演练");
    }),
    picture("learning-drill-ticks", preset::busy_day, drill::ticked),
    picture("learning-drill-leave", preset::busy_day, |window| {
        drill::ticked(window);
        window.press(Shortcut::Back);
    }),
    picture("learning-drill-over", preset::busy_day, drill::over),
    picture("learning-drill-runs", preset::busy_day, drill::kept),
    picture("learning-drill-people", preset::busy_day, |window| {
        drill::kept(window);
        window.click("按人");
    }),
    picture("library-drills", preset::busy_day, |window| library(window, &["卡片", "演练剧本"])),
    picture("library-drill-form", preset::busy_day, |window| {
        library(window, &["卡片", "演练剧本"]);
        window.click_nth("改", 0);
    }),
    picture("learning-suggestion", preset::busy_day, |window| learning(window, "建议")),
    picture("learning-improvement", preset::busy_day, |window| {
        learning(window, "改进措施");
        window.click("定一条措施");
        window.write("改什么", "地库巡查改为每天两次，发现占位当场劝离");
        window.fill("例如：12-20、下周五", "12-30");
        window.click("保存措施");
    }),
    picture("learning-routine", preset::busy_day, |window| {
        learning(window, "例行事务");
        window.click("带入常用的一套");
    }),
    picture("learning-service", preset::busy_day, |window| services(window, "额外服务")),
    picture("learning-service-form", preset::busy_day, |window| {
        services(window, "额外服务");
        window.click("记一笔额外服务");
        window.fill("3-2-1001", "3-2-1001");
        window.write("做了什么", "下雨天帮老人把药和米送上楼");
    }),
    picture("learning-service-survey", preset::busy_day, |window| {
        services(window, "调查问卷");
        for (at, words) in [(0, "不满意"), (3, "满意")] {
            window.click("录一份收回的问卷");
            window.click_nth(words, at);
            window.press(Shortcut::Save);
        }
    }),
    picture("learning-service-survey-form", preset::busy_day, |window| {
        services(window, "调查问卷");
        window.click("录一份收回的问卷");
        window.click_nth("基本满意", 1);
    }),
    picture("learning-service-meeting", preset::busy_day, |window| {
        services(window, "座谈会");
        window.click("记一次座谈会");
        window.fill("几位、哪几栋的", "三位楼长");
        window.write("谈了什么", "电梯停得多，来访车没处停");
        window.write("提了哪些建议（一行一条）", "停梯提前三天通知");
        window.press(Shortcut::Save);
        window.click("电梯停得多，来访车没处停");
    }),
    picture("learning-watch", preset::busy_day, |window| {
        learning(window, "网上值守");
        window.click("加一个地方");
    }),
    picture("shift-check", preset::busy_day, |window| {
        window.click(CHIEF);
        window.click("盘点交班");
    }),
    picture("shift-note", preset::busy_day, |window| {
        window.click(FRONT);
        window.click("盘点交班");
        window.click("交班");
        window.write("要交代的话", "水表间钥匙在抽屉；陈先生明早来取资料。");
        window.click_last("交班");
    }),
    picture("shift-today", preset::busy_day, |window| {
        window.click(FRONT);
        window.click("盘点交班");
        window.click("交班");
        window.click_last("交班");
        window.click("今日");
    }),
    picture("register", preset::busy_day, |window| {
        window.click(FRONT);
        window.click("台账");
    }),
    picture("register-ticked", preset::busy_day, |window| {
        window.click(FRONT);
        window.click("台账");
        window.click("全勾这一页");
        window.click("一起告知");
    }),
    picture("print-day", preset::busy_day, |window| {
        window.click(FRONT);
        window.click("台账");
        window.press(Shortcut::Print);
    }),
    picture("print-notice", preset::busy_day, |window| {
        window.click(FRONT);
        window.press(Shortcut::Print);
        window.click("温馨提示");
        window.fill("3栋2单元电梯停运检修", "3栋2单元电梯停运检修");
    }),
    picture("print-table", preset::busy_day, |window| {
        window.click(CHIEF);
        window.click("统计");
        window.press(Shortcut::Print);
    }),
    picture("case-closing", preset::busy_day, |window| {
        window.click(FRONT);
        window.click("可以关闭 1");
        window.click("去关闭 ›");
    }),
    picture("roster", roster::taken_over, |window| roster::show(window, &[])),
    picture("roster-empty", preset::empty, |window| roster::show(window, &[])),
    picture("roster-household", roster::taken_over, |window| roster::show(window, &["1-1-301"])),
    picture("roster-found", roster::taken_over, |window| {
        roster::show(window, &[]);
        window.fill("房号、姓名、拼音、电话、车牌、车位", "zhou");
    }),
    picture("roster-edit", roster::taken_over, |window| roster::show(window, &["1-1-301", "修改"])),
    picture("roster-owner", roster::taken_over, |window| {
        roster::show(window, &["1-1-301", "修改", "换业主"])
    }),
    picture("roster-new", roster::taken_over, |window| roster::show(window, &["新增一户"])),
    picture("roster-stewards", roster::taken_over, |window| roster::show(window, &["管家"])),
    picture("roster-books", roster::taken_over, |window| roster::show(window, &["导入名册和旧台账"])),
    picture("roster-preview", roster::taken_over, roster::preview),
    picture("report", preset::busy_day, |window| {
        window.click(CHIEF);
        window.click("统计");
    }),
    picture("report-month-end", preset::busy_day, |window| {
        window.click(CHIEF);
        window.click("统计");
        window.click("‹");
        window.click("分析与定稿");
        window.click("定稿");
    }),
    picture("report-days", preset::busy_day, |window| report(window, &["起止日期"])),
    picture("report-needs", preset::busy_day, |window| report(window, &["服务需求"])),
    picture("report-focus", preset::busy_day, |window| report(window, &["专题"])),
    picture("report-people", preset::busy_day, |window| report(window, &["按人员"])),
    picture("report-picker", preset::busy_day, |window| report(window, &["2026年11月"])),
    picture("report-unlock", preset::busy_day, |window| {
        report(window, &["‹", "分析与定稿", "定稿", "撤销定稿…"]);
    }),
    picture("register-views", preset::busy_day, |window| {
        window.click(CHIEF);
        window.click("台账");
        window.click("列和视图");
    }),
    picture("list-behind-a-figure", preset::busy_day, |window| {
        window.click(CHIEF);
        window.click("统计");
        window.click("3 件");
    }),
    picture("library-step", preset::empty, |window| library(window, &[])),
    picture("library-situation", preset::empty, |window| {
        library(window, &["按场景", "E1 单元门禁报修未处理"])
    }),
    picture("library-facts", preset::empty, |window| {
        library(window, &["按场景", "E2 电梯困人", "步骤、时限等"]);
    }),
    picture("library-line-form", preset::empty, |window| {
        library(window, &["按场景", "V6 停车费上调不满", "＋ 添一句"]);
        window.fill("一口气说得完，说清谁、做什么、几点", "放心，业主称停车费涨了，{约定时间}前保证回您。");
        ["整句", "情绪激动", "来电", "第三次及以上"].iter().for_each(|words| window.click_last(words));
    }),
    picture("library-approvals", preset::empty, |window| {
        let waiting = Edits::default().awaiting(Library::shipped()).len();
        library(window, &[&format!("审核 {waiting}")]);
        window.click_below("请巡逻岗到场，先给业主找临时停处", "批准");
        window.click_below("“道闸、巡逻、照明这几项有变化，我逐条讲。”", "不批准");
    }),
    picture("library-cards", preset::empty, |window| library(window, &["卡片"])),
    picture("library-relief", preset::empty, |window| library(window, &["卡片", "歇一歇"])),
    picture("library-cards-form", preset::empty, |window| {
        library(window, &["卡片"]);
        window.click_nth("改", 0);
    }),
    picture("library-procedures", preset::empty, |window| library(window, &["卡片", "流程"])),
    picture("library-notes", preset::empty, |window| library(window, &["卡片", "提示"])),
    picture("library-facts-form", preset::empty, |window| facts(window, "名称和常用分类", "改")),
    picture("library-question-form", preset::empty, |window| facts(window, "先核实、先问", "改")),
    picture("library-limits-form", preset::empty, |window| facts(window, "时限", "改")),
    picture("library-steps-form", preset::empty, |window| facts(window, "处理步骤", "改")),
    picture("library-new-situation", preset::empty, |window| {
        library(window, &["按场景", "＋ 添一个场景"]);
        window.press(Shortcut::Save);
    }),
    picture("library-knowledge", preset::empty, |window| library(window, &["资料"])),
    picture("library-knowledge-form", preset::empty, |window| {
        library(window, &["资料", "＋ 添一条资料", "服务时限"]);
    }),
    picture("settings-locked", preset::empty, |window| {
        window.click(FRONT);
        window.click("设置");
    }),
    picture("settings-staff", preset::empty, |window| settings(window, "员工")),
    picture("settings-ladder", preset::empty, |window| settings(window, "服务上移")),
    picture("settings-categories", preset::empty, |window| settings(window, "统计类别")),
    picture("settings-deadlines", preset::empty, |window| settings(window, "时限")),
    picture("settings-calendar", preset::empty, |window| settings(window, "工作日历")),
    picture("settings-calendar-next", preset::empty, |window| {
        settings(window, "工作日历");
        window.click("2027年 ›");
    }),
    picture("settings-duty", preset::empty, |window| settings(window, "值班与显示")),
    picture("settings-data", preset::busy_day, |window| settings(window, "数据与备份")),
];

const fn picture(name: &'static str, data: fn(&Path), way: fn(&mut Pilot)) -> Picture {
    Picture { name, data, way }
}

fn settings(window: &mut Pilot, part: &str) {
    window.click(CHIEF);
    window.click("设置");
    window.click(part);
}

fn report(window: &mut Pilot, way: &[&str]) {
    window.click(CHIEF);
    window.click("统计");
    way.iter().for_each(|words| window.click(words));
}

/// A lift that two households have called about.
fn outage(window: &mut Pilot) {
    window.click(FRONT);
    window.click("公共事件");
    window.click("电梯停运");
    window.write("地点", "3栋2单元");
    window.write("正在采取", "维保单位已到场，正在更换门机配件");
    window.write("预计恢复", "今天21:00");
    window.press(Shortcut::Save);
    for line in ["1001 张坤", "902"] {
        window.press(Shortcut::Outage);
        window.fill("1001 张坤", line);
        window.click_last("受理");
    }
}

/// A page of 改进学习.
fn learning(window: &mut Pilot, page: &str) {
    window.click(CHIEF);
    window.click("改进学习");
    window.click(page);
}

/// 服务簿, at one of its kinds.
fn services(window: &mut Pilot, kind: &str) {
    learning(window, "服务簿");
    window.click(kind);
}

/// Something comes to its time while somebody types, or in the pause.
fn reminded(window: &mut Pilot, at_once: bool) {
    window.click(FRONT);
    window.press(Shortcut::Phone);
    window.write("业主原话", "楼道的灯又不亮了");
    let one = |who: &str, words: &str| Reminder {
        case: CaseNumber::parse("20261121-001").unwrap(),
        who: who.into(),
        words: words.into(),
        is_due: true,
    };
    let asked = Moment::parse(AFTERNOON).unwrap();
    let all = Ok(vec![one("3-2-1001（陈）", "约定回复 已过 2小时"), one("B-12（刘）", "进展告知 还剩 25分")]);
    let found = reminding::Message::Found { asked, at_once, all };
    window.send(Message::Window(shown::Message::Remind(found)));
}

fn library(window: &mut Pilot, way: &[&str]) {
    window.click(CHIEF);
    window.click("话术");
    way.iter().for_each(|words| window.click(words));
}

/// The form of a group of facts of the trapped lift.
fn facts(window: &mut Pilot, group: &str, button: &str) {
    library(window, &["按场景", "E2 电梯困人", "步骤、时限等"]);
    window.resize(Size::new(1366.0, 3000.0));
    window.click_below(group, button);
}

fn main() {
    let mut asked = std::env::args_os().skip(1);
    let folder = PathBuf::from(asked.next().unwrap_or_else(|| "target/gallery".into()));
    let only = asked.next().unwrap_or_default().into_string().expect("names are plain");
    for Picture { name, data, way } in PICTURES.iter().filter(|picture| picture.name.starts_with(&only)) {
        let place = TempDir::new().expect("a temporary folder can be made");
        data(place.path());
        let mut window = Pilot::open(place.path(), AFTERNOON);
        assert_eq!(window.sees("没有打开"), CLOSED.contains(name), "{name}");
        // High enough for everything that is to be pressed on the way.
        window.resize(Size::new(1366.0, 1600.0));
        way(&mut window);
        for (size, width, height) in SIZES {
            window.resize(Size::new(width, height));
            let file = folder.join(format!("{name}-{size}"));
            let _ = fs::remove_file(file.with_file_name(format!("{name}-{size}-tiny-skia.png")));
            window.picture(&file);
        }
    }
}
