//! Somebody whom no case knows but the roster does: proposed by anything that is typed of him, in the form with one key, with
//! what is to be minded of him before one's eyes. Ledger 20-38, 08-14.

use chrono::NaiveDate;
use tingsu::domain::code::{Channel, Relation, Title};
use tingsu::domain::household::{Car, Household, Lives, Resident, ResidentPhone, StandingWish, Steward};
use tingsu::ui::shortcut::Shortcut;

use super::{START, Shift, sign_in};
use crate::support::{chief, open};

/// A counter whose roster has the household of 3-2-1001, and a steward for building 3.
fn with_roster() -> Shift {
    let Shift { folder, window } = Shift::begin();
    drop(window);
    let desk = open(folder.path(), START);
    let chief = chief(&desk);
    let phone = |number: &str, remark: &str| ResidentPhone { number: number.into(), remark: remark.into() };
    let wish = StandingWish {
        since: NaiveDate::from_ymd_opt(2026, 5, 1).unwrap(),
        reason: "夜班，白天休息".into(),
        by: "王倩".into(),
    };
    let owner = Resident {
        id: 1,
        name: "欧阳晓岚".into(),
        title: Some(Title::Ms),
        relation: Some(Relation::Owner),
        phones: vec![phone("13900000451", ""), phone("13900000452", "女儿")],
        prefers: Some(Channel::Message),
        care: "孕妇，说话慢些".into(),
        no_visits: Some(wish),
        ..Resident::default()
    };
    let household = Household {
        lives: Some(Lives::Usual),
        residents: vec![owner],
        cars: vec![Car { plate: "粤ZF27854".into() }],
        note: "钥匙托管前台".into(),
        ..Household::new("3-2-1001")
    };
    desk.save_household(&chief, None, household).wait().unwrap();
    let steward = Steward { name: "方若溪".into(), phone: "801".into(), areas: vec!["3".into()] };
    desk.save_stewards(&chief, vec![steward]).wait().unwrap();
    drop(desk);
    let window = sign_in(folder.path(), START, "李敏（前台）");
    Shift { folder, window }
}

#[test]
fn whoever_is_on_the_roster_is_in_the_form_with_one_key() {
    for (label, typed) in [
        ("来电号码", "+86 139-0000-0452"),
        ("房号", "3号楼2单元1001室"),
        ("业主姓名", "欧阳晓岚"),
        ("业主姓名", "oyxl"),
        ("业主姓名", "粤Z·F27854"),
    ] {
        let mut shift = with_roster();
        let window = &mut shift.window;
        window.press(Shortcut::Phone);
        window.write("业主原话", "楼道灯不亮");
        window.write(label, typed);
        assert!(window.sees("可能是这位"), "{typed}");
        assert!(window.sees("欧阳晓岚　女士　3-2-1001　业主　在名册上　不接受回访"), "{typed}");
        assert!(!window.sees("孕妇"), "not before it is sure");
        window.press(Shortcut::TakePerson);
        assert!(!window.sees("可能是这位"), "{typed}");
        assert!(window.sees("不接受回访（夜班，白天休息，2026-05-01，王倩记）"), "{typed}");
        assert!(window.sees("孕妇，说话慢些") && window.sees("喜欢微信短信联系"), "{typed}");
        assert!(window.sees("管家 方若溪 801"), "{typed}");
        window.press(Shortcut::Save);
        assert!(window.sees("已受理，编号"), "{typed}");
        let case = shift.case_on_disk();
        let person = &case.receipt.complainant;
        assert_eq!((person.name.as_deref(), person.title), (Some("欧阳晓岚"), Some(Title::Ms)), "{typed}");
        assert_eq!(person.room.as_deref(), Some("3-2-1001"), "{typed}");
        assert_eq!(person.relation, Some(Relation::Owner), "{typed}");
        assert!(person.phones.iter().any(|number| number.starts_with("1390000045")), "{typed}");
        assert!(person.declines_visits, "{typed}");
    }
}

/// Who comes to the counter sees the screen: what is to be minded of her, the note on her household and her reason stand among
/// what is folded away. Rules §10, ledger 19-14.
#[test]
fn what_is_to_be_minded_of_a_visitor_is_folded_away_from_her_eyes() {
    let mut shift = with_roster();
    let window = &mut shift.window;
    window.press(Shortcut::WalkIn);
    window.write("业主原话", "楼道灯不亮");
    window.write("业主姓名", "欧阳晓岚");
    window.press(Shortcut::TakePerson);
    assert!(window.sees("不接受回访") && window.sees("喜欢微信短信联系") && window.sees("管家 方若溪 801"));
    let kept = ["孕妇，说话慢些", "夜班，白天休息", "钥匙托管前台"];
    for words in kept {
        assert!(!window.sees(words), "{words} is not for her eyes");
    }
    window.click("仅供内部");
    for words in kept {
        assert!(window.sees(words), "{words} is there for the receptionist");
    }
    window.click("仅供内部");
    for words in kept {
        assert!(!window.sees(words), "{words}: folded away again");
    }
}

#[test]
fn a_beginning_that_many_share_proposes_nobody() {
    let mut shift = with_roster();
    let window = &mut shift.window;
    window.press(Shortcut::Phone);
    for (label, typed) in [("来电号码", "139"), ("业主姓名", "欧")] {
        window.write(label, typed);
        assert!(!window.sees("可能是这位"), "{typed}");
    }
}

const BUSY: &str = "2026-11-21T14:32";
const SEARCH: &str = "找人、房号、电话、内容、编号…";

#[test]
fn the_one_search_field_leads_to_people_sentences_and_cases_and_chips_narrow_it() {
    let mut shift = with_roster();
    let window = &mut shift.window;
    window.fill(SEARCH, "欧阳");
    assert!(window.sees("住户") && window.sees("欧阳晓岚") && window.sees("粤ZF27854"));
    window.submit("欧阳");
    assert!(window.sees("孕妇，说话慢些") && window.sees("方若溪"), "her household is open");

    window.press(Shortcut::Find);
    window.replace("欧阳", "电梯困人");
    assert!(window.sees("话术"), "a situation");
    window.submit("电梯困人");
    assert!(!window.sees("孕妇，说话慢些") && window.sees("电梯困人"), "what to say there");
}

#[test]
fn hits_are_narrowed_to_one_kind_with_a_chip() {
    let folder = tempfile::TempDir::new().unwrap();
    crate::support::preset::busy_day(folder.path());
    let desk = open(folder.path(), BUSY);
    let found = desk.search_everywhere("电梯").wait().unwrap();
    let label = |kind: &str, count: usize| format!("{kind} {count}");
    let cases = label("受理单", found.cases.len());
    let phrases = label("话术", found.phrases.len());
    let settled = found.cases.iter().filter(|hit| !hit.row.is_open()).count();
    drop(desk);
    let mut window = sign_in(folder.path(), BUSY, "李敏（前台）");
    window.fill(SEARCH, "电梯");
    assert!(window.count("受理单") > 0 && window.count("话术") > 1, "some of each");
    window.click(&phrases);
    assert_eq!(window.count("受理单"), 0, "no case any more");
    assert!(window.count("话术") > 4);
    window.click(&cases);
    // The way to the screen of that name always stands there.
    assert_eq!((window.count("受理单"), window.count("话术")), (found.cases.len(), 1));
    if settled > 0 {
        window.click(&label("未了结", found.cases.len() - settled));
        assert_eq!(window.count("受理单"), found.cases.len() - settled);
    }
}
