//! Personal data: erased after their time without a change of any figure, and given out on request.

use iced::Task;
use rusqlite::Connection;
use tingsu::desk::personal::PastKeeping;
use tingsu::desk::print::printout::Printout;
use tingsu::domain::case::CaseNumber;
use tingsu::domain::closure::ClosureRequest;
use tingsu::domain::code::{ClosureCode, Flag};
use tingsu::domain::person::Complainant;
use tingsu::domain::statistics::period::Period;
use tingsu::ui::screen::settings::message::Section;
use tingsu::ui::screen::settings::{Message, SettingsScreen, data};

use crate::support::screen::Bench;
use crate::support::{Counter, MORNING, complaint, context, sample};

/// Every month of the sample as the table tells it.
fn tables(counter: &Counter) -> Vec<String> {
    let months = (9..=11).filter_map(|month| Period::month(2026, month, 1));
    months.map(|month| serde_json::json!(counter.desk.report(month).wait().unwrap()).to_string()).collect()
}

#[test]
fn anonymising_changes_no_figure_and_leaves_the_chain_whole() {
    let counter = sample();
    let before = tables(&counter);
    let cases = counter.desk.all_cases().wait().unwrap();
    let closed: Vec<CaseNumber> = {
        let rows = counter.register();
        rows.iter().filter(|row| !row.is_open()).map(|row| row.number).collect()
    };
    assert!(closed.len() > 20, "{} closed cases", closed.len());
    let refused = counter.desk.anonymise(&counter.front, closed.clone()).wait();
    assert!(refused.is_err(), "the supervisor's");
    counter.desk.anonymise(&counter.chief, closed.clone()).wait().unwrap();
    assert_eq!(tables(&counter), before, "no figure changes");
    assert_eq!(counter.desk.check().wait().unwrap(), [], "the chain is whole");
    let personal: Vec<String> = cases
        .iter()
        .filter(|case| closed.contains(&case.number))
        .flat_map(|case| {
            let facts = case.facts();
            let person = facts.complainant.clone();
            [person.name, facts.verbatim, person.phones.first().cloned()].into_iter().flatten()
        })
        .filter(|words| words.chars().count() > 2)
        .collect();
    assert!(personal.len() > 40);
    let open: String = cases
        .iter()
        .filter(|case| !closed.contains(&case.number))
        .map(|case| serde_json::to_string(&case.facts()).unwrap())
        .collect();
    for number in &closed {
        let told = format!("{:?}", counter.desk.case(*number).wait().unwrap());
        for words in personal.iter().filter(|words| !open.contains(words.as_str())) {
            assert!(!told.contains(words.as_str()), "{number}: {words}");
        }
    }
    assert_eq!(counter.desk.check_rebuild().wait().unwrap().value, [], "what is kept beside agrees");
    assert_eq!(tables(&counter), before, "after a rebuild, too");
}

#[test]
fn an_open_case_is_not_anonymised_and_nothing_else_either() {
    let counter = sample();
    let rows = counter.register();
    let number = |open: bool| rows.iter().find(|row| row.is_open() == open).unwrap().number;
    let refused =
        counter.desk.anonymise(&counter.chief, vec![number(false), number(true)]).wait().unwrap_err();
    assert!(refused.message().contains("还没有关闭"));
    assert!(counter.desk.case(number(false)).wait().unwrap().receipt.verbatim.is_some(), "all or nothing");
}

#[test]
fn the_time_of_keeping_is_counted_from_the_last_event() {
    let counter = sample();
    assert_eq!(counter.desk.past_keeping().wait().unwrap().count(), 0);
    let counter = counter.later("2029-11-30T18:00");
    let past = counter.desk.past_keeping().wait().unwrap();
    assert!(past.count() > 20);
    counter.desk.anonymise(&counter.chief, [past.plain, past.major].concat()).wait().unwrap();
    assert_eq!(counter.desk.past_keeping().wait().unwrap().count(), 0, "each once");
}

/// Ledger 09-09: a major case has a file of its own with its number; it is kept apart when others are erased, and the number of
/// the file stays when it is erased in the end.
#[test]
fn a_major_case_is_erased_only_when_that_is_said() {
    let counter = Counter::at(MORNING);
    let closed = |counter: &Counter, flags: Vec<Flag>| {
        let mut facts = complaint(MORNING);
        facts.flags = flags;
        let case = counter.take_in(facts);
        let request = ClosureRequest {
            code: ClosureCode::Verbal,
            reason: Some("已办好".into()),
            against_the_list: true,
        };
        counter.desk.close(&counter.chief, case.number, case.events.len(), request).wait().unwrap();
        case.number
    };
    let (major, plain) = (closed(&counter, vec![Flag::Major]), closed(&counter, vec![]));
    let file = |counter: &Counter| -> String {
        let pages = counter.desk.preview(Printout::MajorFile(major), &counter.chief).wait().unwrap();
        pages.iter().flat_map(|page| page.texts()).collect()
    };
    counter.desk.print_to_file(Printout::MajorFile(major), &counter.chief).wait().unwrap();
    assert!(file(&counter).contains("ZD-2026-01") && file(&counter).contains("张坤"));
    let counter = counter.later("2029-11-02T18:00");
    assert_eq!(counter.desk.past_keeping().wait().unwrap(), PastKeeping::default());
    let counter = counter.later("2029-11-04T18:00");
    let past = counter.desk.past_keeping().wait().unwrap();
    assert_eq!(past, PastKeeping { plain: vec![plain], major: vec![major] });

    let page = SettingsScreen::new(&context(&counter));
    let mut bench = Bench::shown((page, Task::none()), context(&counter));
    bench.send(Message::Show(Section::Data));
    assert!(bench.sees("2 张受理单过了保存期，其中重大 1 张。"));
    // The foot of a long page: the press itself, not the scrolling, is what is tried here.
    let press = |bench: &mut Bench<SettingsScreen>, message| bench.send(Message::Data(message));
    press(&mut bench, data::Message::Erase);
    assert!(bench.sees("其中重大 1 张，各有重大投诉卷：要留的先打印全卷，或先不抹去。"));
    assert!(bench.sees("抹去，重大的留着") && bench.sees("重大的也抹去"));
    press(&mut bench, data::Message::EraseNow(data::Major::Kept));
    let words = |number| counter.desk.case(number).wait().unwrap().receipt.verbatim;
    assert!(words(plain).is_none() && words(major).is_some(), "the major one is kept");
    assert!(bench.sees("1 张受理单过了保存期，其中重大 1 张。"));
    press(&mut bench, data::Message::Erase);
    assert!(!bench.sees("抹去，重大的留着") && bench.sees("重大的也抹去"), "only major ones are left");
    press(&mut bench, data::Message::EraseNow(data::Major::Too));
    assert!(words(major).is_none());
    assert!(file(&counter).contains("ZD-2026-01") && !file(&counter).contains("张坤"));
}

#[test]
fn what_stays_of_an_erased_case_cannot_be_changed_unseen() {
    let counter = sample();
    let counter = counter.later("2029-11-30T18:00");
    let past = counter.desk.past_keeping().wait().unwrap();
    counter.desk.anonymise(&counter.chief, past.plain).wait().unwrap();
    let file = Connection::open(counter.folder.path().join("tingsu.db")).unwrap();
    let sql = "DROP TRIGGER body_is_only_erased; \
               UPDATE event_body SET body = json_set(body, '$.category', 'fees') \
               WHERE seq = (SELECT min(seq) FROM event_body WHERE salt IS NULL)";
    file.execute_batch(sql).unwrap();
    let found = counter.desk.check().wait().unwrap();
    assert!(found.iter().any(|finding| finding.0.contains("匿名化后留下的内容被改动过")), "{found:?}");
}

#[test]
fn one_persons_data_are_given_out_and_the_log_tells_of_it() {
    let counter = sample();
    let cases = counter.desk.all_cases().wait().unwrap();
    let phone = cases.iter().find_map(|case| case.receipt.complainant.phones.first().cloned()).unwrap();
    let person = Complainant { phones: vec![phone.clone()], ..Complainant::default() };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("person.json");
    assert!(counter.desk.export_person(&counter.front, person.clone(), &file).wait().is_err());
    let count = counter.desk.export_person(&counter.chief, person, &file).wait().unwrap();
    let expected = cases.iter().filter(|case| case.facts().complainant.phones.contains(&phone)).count();
    assert!(count >= expected && expected > 0);
    let told: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    assert_eq!(told["cases"].as_array().unwrap().len(), count);
    let log = Connection::open(counter.folder.path().join("tingsu.db")).unwrap();
    let sql = "SELECT count(*) FROM event WHERE subject_kind = 'export' AND subject = 'person.json' AND by_name = '赵楠'";
    assert_eq!(log.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap(), 1);
}

#[test]
fn what_is_kept_of_others_in_the_house_stays_out_of_the_export() {
    let counter = Counter::at(MORNING);
    let own = counter.take_in(complaint(MORNING));
    let mut wife = complaint(MORNING);
    wife.complainant.name = Some("周平".into());
    wife.complainant.phones = vec!["13900000555".into()];
    counter.take_in(wife);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("person.json");
    let person = own.receipt.complainant.clone();
    assert_eq!(counter.desk.export_person(&counter.chief, person, &file).wait().unwrap(), 1);
    let told = std::fs::read_to_string(&file).unwrap();
    assert!(told.contains("张坤") && !told.contains("周平") && !told.contains("13900000555"));
    let room = Complainant { room: Some("3-2-1001".into()), ..Complainant::default() };
    let other = folder.path().join("room.json");
    let refused = counter.desk.export_person(&counter.chief, room, &other).wait().unwrap_err();
    assert!(refused.message().contains("姓名加房号") && !other.exists(), "a room alone is no person");
}

#[test]
fn numbers_shown_in_full_are_on_record_before_they_are_shown() {
    use tingsu::ui::screen::case;
    use tingsu::ui::screen::contract::OpenAt;
    use tingsu::ui::screen::register::{self, Register};

    let counter = Counter::at(MORNING);
    let number = counter.take_in(complaint(MORNING)).number;
    let log = Connection::open(counter.folder.path().join("tingsu.db")).unwrap();
    let recorded = || -> i64 {
        let sql = "SELECT count(*) FROM event WHERE type = 'unmasked' AND subject = '20261103-001' AND by_name = '赵楠'";
        log.query_row(sql, [], |row| row.get(0)).unwrap()
    };
    let context = context(&counter);
    let mut screen = Bench::shown(case::Case::new(number, OpenAt::Overview, &context), context.clone());
    assert!(screen.sees("139****8316") && !screen.sees("13900008316"));
    screen.send(case::Message::Reveal);
    assert!(screen.sees("13900008316"));
    assert_eq!(recorded(), 1);
    let mut list = Bench::shown(Register::new(&context), context);
    assert!(list.sees("139****8316") && !list.sees("13900008316"));
    list.send(register::Message::Reveal(number));
    assert!(list.sees("13900008316"));
    assert_eq!(recorded(), 2);
    assert_eq!(counter.desk.check().wait().unwrap(), []);
}
