//! 名册: looking up, changing, joining doubles; an office's books taken over in the window.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use iced::Task;
use tingsu::desk::old_book::preview::{Book, Mappings, read_book};
use tingsu::domain::household::Household;
use tingsu::domain::imported::BookKind;
use tingsu::ui::screen::contract::{Request, Screen};
use tingsu::ui::screen::roster::books;
use tingsu::ui::screen::roster::entry;
use tingsu::ui::screen::roster::stewards;
use tingsu::ui::screen::roster::{Message, Roster, Side};

use crate::support::screen::Bench;
use crate::support::{self, Counter, at, complaint, context};

const NOW: &str = "2026-11-30T18:00";

fn book(counter: &Counter, kind: BookKind, name: &str) -> Book {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    read_book(Some(&counter.desk), at(NOW), &path, &Mappings::none(kind)).unwrap()
}

fn with_roster() -> Counter {
    let counter = Counter::at(NOW);
    let book = book(&counter, BookKind::Roster, "roster.xlsx");
    support::take_over(&counter, book);
    counter
}

fn screen(counter: &Counter) -> Bench<Roster> {
    Bench::shown((Roster::new(), Task::none()), context(counter))
}

fn household(counter: &Counter, room: &str) -> Household {
    counter.desk.household(room).wait().unwrap().unwrap().household
}

#[test]
fn a_household_is_found_by_anything_and_shows_its_people_and_cases() {
    let counter = with_roster();
    let mut facts = complaint(NOW);
    facts.complainant.name = Some("周萱".into());
    facts.complainant.room = Some("1-1-301".into());
    facts.complainant.phones = vec!["13900004724".into()];
    let case = counter.take_in(facts);
    let mut bench = screen(&counter);
    assert!(bench.sees("1栋") && bench.sees("1-1-101") && bench.sees("田家莹"));
    assert!(!bench.sees("13900004677"), "numbers are masked in the list");
    for text in ["zhouxuan", "13900007854", "1号楼1单元301室", "B1-035", "ZF90263"] {
        bench.send(Message::Text(text.into()));
        assert!(bench.sees("1-1-301"), "{text}");
    }
    bench.send(Message::Open(0));
    for words in ["周萱", "139****7854", "方若溪", "粤ZF90263", &case.number.to_string(), "登记", "（导入）"]
    {
        assert!(bench.sees(words), "{words}");
    }
    bench.click("看全号");
    assert!(bench.sees("13900007854"));
    let log = rusqlite::Connection::open(counter.folder.path().join("tingsu.db")).unwrap();
    let sql = "SELECT count(*) FROM event WHERE type = 'unmasked' AND subject = '1-1-301'";
    assert_eq!(log.query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap(), 1, "who looked is on record");
    // What is being typed of a household is not lost by a press on another.
    bench.click("修改");
    bench.send(Message::Entry(entry::Message::Note("夜班".into())));
    bench.send(Message::Building("2".into()));
    assert!(bench.sees("夜班") && bench.screen.unsaved().is_some());
    assert!(matches!(bench.asked(), Some(Request::Say(words)) if words.contains("先保存或取消")));
    bench.click("取消");
    bench.click(&case.number.to_string());
    assert!(matches!(bench.asked(), Some(Request::Open(number, _)) if number == case.number));
}

#[test]
fn a_change_a_new_owner_and_a_double_are_kept_with_their_history() {
    let counter = with_roster();
    let mut bench = screen(&counter);
    bench.send(Message::Text("1-1-301".into()));
    bench.send(Message::Open(0));
    bench.click("修改");
    bench.send(Message::Entry(entry::Message::Care(0, "夜班，上午勿扰".into())));
    bench.send(Message::Entry(entry::Message::Wish(0, "本人来电要求".into())));
    assert!(bench.screen.unsaved().is_some());
    bench.click("保存");
    let person = household(&counter, "1-1-301").residents[0].clone();
    assert_eq!((person.care.as_str(), person.phones.len()), ("夜班，上午勿扰", 2));
    let wish = person.no_visits.unwrap();
    assert_eq!((wish.reason.as_str(), wish.by.as_str()), ("本人来电要求", "赵楠"));
    assert!(bench.sees("不接受回访：本人来电要求") && bench.sees("周萱 的资料"));

    bench.click("修改");
    bench.click("换业主");
    bench.click("换成新业主");
    assert!(bench.sees("请填写新业主的姓名。"));
    bench.send(Message::Entry(entry::Message::OwnerName("陈建国".into())));
    bench.send(Message::Entry(entry::Message::OwnerPhones("13900000009（晚上打）".into())));
    bench.send(Message::Entry(entry::Message::OwnerSince("某天".into())));
    bench.click("换成新业主");
    assert!(bench.sees("过户日期读不出"));
    bench.send(Message::Entry(entry::Message::OwnerSince("11-12".into())));
    bench.click("换成新业主");
    let house = household(&counter, "1-1-301");
    assert_eq!(house.present().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["陈建国"]);
    assert_eq!(house.present().next().unwrap().phones[0].remark, "晚上打");
    assert_eq!(house.residents[0].until, NaiveDate::from_ymd_opt(2026, 11, 12));
    assert!(bench.sees("已迁出") && bench.sees("周萱 迁出"));

    bench.send(Message::New);
    bench.send(Message::Entry(entry::Message::Room("1栋1单元0301".into())));
    bench.send(Message::Entry(entry::Message::Name(0, "某人".into())));
    bench.send(Message::Entry(entry::Message::Save));
    assert!(bench.sees("名册里已有 1-1-301"), "one household is one household");
    bench.send(Message::Entry(entry::Message::Room("1-9-301".into())));
    bench.send(Message::Entry(entry::Message::Save));
    assert_eq!(household(&counter, "1-9-301").residents[0].name, "某人");
    bench.send(Message::Edit);
    bench.click("与另一户重复，合并");
    bench.send(Message::Entry(entry::Message::DoubleOf("1-1-301".into())));
    bench.click("合并");
    assert!(counter.desk.household("1-9-301").wait().unwrap().is_none());
    assert!(household(&counter, "1-1-301").present().any(|one| one.name == "某人"));
}

#[test]
fn a_book_is_looked_at_set_right_taken_over_and_taken_back_in_the_window() {
    let counter = Counter::at(NOW);
    let mut bench = screen(&counter);
    assert!(bench.sees("名册还是空的"));
    bench.click("去导入名册");
    let read = |book| Message::Books(books::Message::Read(Ok(Some(Arc::new(book)))));
    bench.send(read(book(&counter, BookKind::Ledger, "ledger.xlsx")));
    assert!(bench.sees("可导入 629 行") && bench.sees("不能导入 16 行"));
    assert!(bench.sees("反映内容 → 内容") && bench.sees("日期不对"));
    assert!(bench.screen.unsaved().is_some());

    // The fourth column of the first sheet is no room.
    bench.send(Message::Books(books::Message::Column(0, 3)));
    assert!(bench.sees("不用"));
    bench.send(Message::Books(books::Message::Meaning(0)));
    assert!(bench.sees("房号 → 不用"));
    bench.send(Message::Books(books::Message::Column(0, 3)));
    bench.click("房号");
    bench.click("导入 629 行");
    assert!(bench.sees("已导入 629 行"));
    bench.click("完成");
    assert!(bench.sees("历史台账　ledger.xlsx　629 条"));
    bench.click("撤销…");
    bench.click("撤销");
    assert!(bench.sees("已撤销"));
    assert!(
        bench
            .requests
            .iter()
            .any(|one| matches!(one, Request::Say(words) if words.contains("已撤销 629 条")))
    );
}

#[test]
fn what_a_roster_changes_is_looked_at_before_it_is_taken_over() {
    let counter = with_roster();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("新名册.csv");
    let rows = "房号,业主姓名,联系电话\n1-1-301,周萱,13900000009\n99-1-101,秦越,13900000010\n";
    std::fs::write(&path, rows).unwrap();
    let again = read_book(Some(&counter.desk), at(NOW), &path, &Mappings::none(BookKind::Roster)).unwrap();
    let mut bench = screen(&counter);
    bench.send(Message::Show(Side::Books));
    bench.send(Message::Books(books::Message::Read(Ok(Some(Arc::new(again))))));
    assert!(bench.sees("可导入 2 行") && !bench.sees("周萱 电话 13900000009"));
    bench.click("住户变化：新增 1 户，1 户有变化");
    assert!(bench.sees("1-1-301") && bench.sees("周萱 电话 13900000009"));
    assert!(bench.sees("99-1-101") && bench.sees("业主 秦越 13900000010"));
    bench.click("导入 2 行");
    assert!(bench.sees("已导入 2 行"));
    assert!(household(&counter, "1-1-301").residents[0].phones.iter().any(|one| one.number == "13900000009"));
}

/// Ledger 20-19, 21-11.
#[test]
fn stewards_are_set_by_building_and_stand_at_their_households() {
    use stewards::Message::{Add, Areas, Name, Phone, Remove};
    let counter = with_roster();
    let mut bench = screen(&counter);
    bench.send(Message::Show(Side::Stewards));
    let known = counter.desk.stewards().wait().unwrap();
    assert!(known.len() > 1, "the roster names them");
    for at in (0..known.len()).rev() {
        bench.send(Message::Stewards(Remove(at)));
    }
    for (at, name, phone, areas) in [(0, "方若溪", "0755-0000 1111", "1栋、3-2"), (1, "陆鸣", "801", "1号楼")]
    {
        bench.send(Message::Stewards(Add));
        bench.send(Message::Stewards(Name(at, name.into())));
        bench.send(Message::Stewards(Phone(at, phone.into())));
        bench.send(Message::Stewards(Areas(at, areas.into())));
    }
    assert!(bench.screen.unsaved().is_some());
    bench.click("保存");
    assert!(bench.sees("1 同时写了 方若溪 和 陆鸣"));
    bench.send(Message::Stewards(Areas(1, "2栋".into())));
    bench.click("保存");
    assert!(bench.screen.unsaved().is_none());
    let of = |room: &str| counter.desk.steward_of(room).wait().unwrap().map(|one| one.name);
    assert_eq!(of("1栋1单元301").as_deref(), Some("方若溪"));
    assert_eq!(of("2-1-101").as_deref(), Some("陆鸣"));
    assert_eq!(of("3-2-1001").as_deref(), Some("方若溪"));
    assert_eq!(of("3-1-1001"), None);

    let mut front = context(&counter);
    front.actor = counter.front.clone();
    let mut bench = Bench::shown((Roster::new(), Task::none()), front);
    bench.send(Message::Show(Side::Stewards));
    assert!(bench.sees("陆鸣") && bench.sees("修改须由客服主任登录后办理"));
    bench.send(Message::Stewards(Remove(0)));
    assert!(bench.screen.unsaved().is_none());
}

#[test]
fn only_a_supervisor_takes_a_book_over() {
    let counter = Counter::at(NOW);
    let mut context = context(&counter);
    context.actor = counter.front.clone();
    let mut bench = Bench::shown((Roster::new(), Task::none()), context);
    bench.click("去导入名册");
    assert!(bench.sees("须由客服主任办理"));
}
