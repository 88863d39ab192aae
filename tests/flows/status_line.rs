//! 紧急, 逾期 and the other markers of a case (rules §3) are the same in every list that shows it.

use tempfile::TempDir;
use tingsu::domain::code::{Flag, Impact, Urgency};
use tingsu::domain::household::{Household, Resident, ResidentPhone};
use tingsu::domain::outage::{Outage, OutageKind};
use tingsu::ui::shortcut::Shortcut;

use super::{START, Shift, sign_in};
use crate::support::{at, chief, complaint, open, preset};

/// In the order of rules §3.
const MARKS: &str = "逾期·紧急·重大";
const WORDS: &str = "电梯停运两天";

/// A counter with an urgent case that is past its time: of a household of the roster, on a 公共事件, together with a
/// second, ordinary case of the same household.
fn urgent() -> Shift {
    let folder = TempDir::new().unwrap();
    preset::empty(folder.path());
    let desk = open(folder.path(), "2026-11-21T10:00");
    let actor = chief(&desk);
    let mut facts = complaint("2026-11-21T10:00");
    facts.verbatim = Some(WORDS.into());
    facts.urgency = Some(Urgency::Urgent);
    facts.flags = vec![Flag::Major];
    let case = desk.take_in(&actor, facts, Vec::new(), None).wait().unwrap().value.number;
    drop(desk);
    let desk = open(folder.path(), START);
    let mut facts = complaint(START);
    facts.verbatim = Some("我要开发票".into());
    desk.take_in(&actor, facts, Vec::new(), None).wait().unwrap();
    let person = Resident {
        id: 1,
        name: "张坤".into(),
        phones: vec![ResidentPhone { number: "13900008316".into(), remark: String::new() }],
        ..Resident::default()
    };
    let household = Household { residents: vec![person], ..Household::new("3-2-1001") };
    desk.save_household(&actor, None, household).wait().unwrap();
    let outage = Outage {
        kind: OutageKind::Lift,
        place: "3栋2单元".into(),
        since: at("2026-11-21T09:00"),
        notice: String::new(),
        measure: "在更换配件".into(),
        expected: None,
        impact: Impact::Wide,
    };
    let outage = desk.save_outage(&actor, None, outage).wait().unwrap().value;
    desk.link_outage(&actor, outage, case, true).wait().unwrap();
    drop(desk);
    Shift { window: sign_in(folder.path(), START, "李敏（前台）"), folder }
}

#[test]
fn today_and_the_daily_check_show_them_beside_the_matter() {
    let mut shift = urgent();
    let window = &mut shift.window;
    assert_eq!((window.count("紧急"), window.count("重大")), (1, 1));
    window.click("盘点交班");
    assert_eq!((window.count("紧急"), window.count("重大")), (1, 1));
    window.click("交班");
    assert_eq!((window.count("紧急"), window.count("重大")), (1, 1), "what is handed over says it too");
}

#[test]
fn the_register_shows_them_behind_the_state() {
    let mut shift = urgent();
    shift.window.click("台账");
    assert_eq!(shift.window.count(MARKS), 1);
}

#[test]
fn a_hit_of_the_search_shows_them() {
    let mut shift = urgent();
    assert_eq!(shift.window.count(MARKS), 0, "nothing of the kind before");
    shift.window.fill("找人、房号、电话、内容、编号…", WORDS);
    assert_eq!(shift.window.count(MARKS), 1);
}

#[test]
fn the_list_of_a_public_event_shows_them() {
    let mut shift = urgent();
    shift.window.click("公共事件");
    assert!(shift.window.sees("来过的 1 户"));
    assert_eq!(shift.window.count(MARKS), 1);
}

#[test]
fn the_open_matters_of_a_caller_show_them() {
    let mut shift = urgent();
    let window = &mut shift.window;
    window.press(Shortcut::Phone);
    window.write("来电号码", "13900008316");
    assert!(window.sees("没了结的 2 件"));
    assert_eq!(window.count(MARKS), 1);
}

#[test]
fn the_history_of_a_household_shows_them() {
    let mut shift = urgent();
    let window = &mut shift.window;
    window.click("名册");
    window.click_last("3-2-1001");
    assert!(window.sees("变更记录"), "the page of the household");
    assert_eq!(window.count(MARKS), 1);
}

#[test]
fn what_a_case_may_be_linked_with_says_them() {
    let mut shift = urgent();
    shift.find("我要开发票");
    shift.rare("关联");
    assert!(shift.window.sees(&format!("3-2-1001 {WORDS}（待指派·{MARKS}）")));
}

/// The state alone stands on the screen of the one case, whose markers stand beside it as tags.
#[test]
fn no_screen_words_the_state_of_a_case_by_itself() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.join("ui"), root.join("app")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if std::fs::read_to_string(&path).unwrap().contains("status.label()") {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
                found.push(name);
            }
        }
    }
    found.sort();
    assert_eq!(found, ["ui/screen/case/view.rs", "ui/screen/status_line.rs"]);
}
