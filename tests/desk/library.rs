//! The library in force: changed by the supervisor, kept over the program's restart, carried to other counters.

use rusqlite::Connection;
use tingsu::domain::code::{CaseKind, Channel, Emotion, SituationCode};
use tingsu::library::apply_change::Change;
use tingsu::library::approval::Subject;
use tingsu::library::edit::PhrasePlace;
use tingsu::library::moment::Given;
use tingsu::library::phrase::{Circumstances, Line, Part};
use tingsu::library::say::{self, Spoken};
use tingsu::library::sentence::Talk;
use tingsu::library::shelf::Library;
use tingsu::library::step::{Level, Step};
use tingsu::library::usage::Usage;
use tingsu::library::variable::{Template, Values, Variable};

use crate::support::{Counter, MORNING, at};

const OWN: &str = "您好，我在听，您慢慢说。";

fn add() -> Change {
    let spot = PhrasePlace { step: Step::Greet, situation: None };
    Change::Add { spot, text: Template::new(OWN).unwrap(), usage: Box::default() }
}

fn says(library: &Library, text: &str) -> bool {
    library.lines().any(|(_, line)| line.text.as_str() == text)
}

#[test]
fn a_change_is_in_force_at_once_and_after_a_restart() {
    let counter = Counter::at(MORNING);
    let before = counter.desk.library();
    let written = counter.desk.change_library(&counter.chief, add()).wait().unwrap();
    assert!(written.changed.library);
    assert!(says(&counter.desk.library(), OWN) && !says(&before, OWN));
    let counter = counter.later(MORNING);
    assert!(says(&counter.desk.library(), OWN));
    assert_eq!(counter.desk.library_in_force().problem, None);
}

#[test]
fn only_the_supervisor_changes_and_no_step_is_left_speechless() {
    let counter = Counter::at(MORNING);
    let refused = counter.desk.change_library(&counter.front, add()).wait().unwrap_err();
    assert!(refused.needs_supervisor());
    let off = |id: &str| Change::Switch { id: id.into(), off: true };
    counter.desk.change_library(&counter.chief, off("visit-open-1")).wait().unwrap();
    counter.desk.change_library(&counter.chief, off("visit-open-9")).wait().unwrap();
    let refused = counter.desk.change_library(&counter.chief, off("visit-open-2")).wait().unwrap_err();
    assert!(refused.message().contains("回访·开场") && refused.message().contains("没有保存"));
    let talk = Talk::new(Channel::Phone, Step::VisitOpen);
    assert_ne!(say::now(&counter.desk.library(), &talk).sentence.id, "visit-open-1");
}

#[test]
fn what_waits_for_approval_is_never_said_first() {
    let counter = Counter::at(MORNING);
    let talk = Talk { situation: SituationCode::new("V6"), ..Talk::new(Channel::Phone, Step::Explain) };
    let first = say::now(&counter.desk.library(), &talk).sentence;
    assert!(!first.needs_approval);
    let offered = |id: &str| {
        let spoken = say::now(&counter.desk.library(), &talk);
        let mut all = std::iter::once(spoken.sentence).chain(spoken.alternatives);
        all.find(|sentence| sentence.id.split('+').any(|part| part == id))
    };
    assert!(offered("V6-explain-n").unwrap().needs_approval);
    let subject = waiting(&counter, "道闸、巡逻、照明");
    let refused = counter.desk.judge_library(&counter.front, subject.clone(), Some(true));
    assert!(refused.wait().unwrap_err().needs_supervisor());
    counter.desk.judge_library(&counter.chief, subject.clone(), Some(true)).wait().unwrap();
    assert!(!offered("V6-explain-n").unwrap().needs_approval);
    let counter = counter.later("2026-11-03T10:00");
    let edits = counter.desk.library_in_force().edits;
    let verdict = edits.verdict_on(&subject).unwrap();
    assert_eq!((verdict.by.as_str(), verdict.at, verdict.approved), ("赵楠", at(MORNING), true));
    counter.desk.judge_library(&counter.chief, subject, Some(false)).wait().unwrap();
    let library = counter.desk.library();
    assert!(!library.lines().any(|(_, line)| line.id == "V6-explain-n"), "what is refused is not said");
    let other =
        Change::Text { id: "V6-explain-n".into(), text: Template::new("这几项我逐条讲。").unwrap() };
    counter.desk.change_library(&counter.chief, other).wait().unwrap();
    waiting(&counter, "这几项我逐条讲。");
}

/// What waits for approval and begins with these words.
fn waiting(counter: &Counter, words: &str) -> Subject {
    let all = counter.desk.library_in_force().edits.awaiting(Library::shipped());
    let found = all.into_iter().find(|one| one.verdict.is_none() && one.subject.text().starts_with(words));
    found.unwrap_or_else(|| panic!("「{words}」 does not wait")).subject
}

/// The measures of these four wait for the supervisor; what is said first in them does not.
#[test]
fn situations_are_spoken_of_while_their_measures_wait_for_approval() {
    let counter = Counter::at(MORNING);
    for (code, words) in
        [("V1a", "请巡逻岗到场"), ("V2a", "安抚并请门岗放行"), ("E4b", "先围挡"), ("E7", "说明上锁")]
    {
        let talk = || Talk {
            situation: SituationCode::new(code),
            values: Values::new().with(Variable::PromiseTime, "今天下午五点"),
            ..Talk::new(Channel::Phone, Step::Explain)
        };
        let way = || {
            let spoken = say::now(&counter.desk.library(), &talk());
            let own = spoken.sentence.id.contains(code);
            assert!(own && !spoken.sentence.needs_approval, "{code}: {}", spoken.sentence.id);
            let all: Vec<String> = spoken.internal.iter().map(|hint| hint.for_staff().to_owned()).collect();
            all.into_iter().find(|hint| hint.contains(words))
        };
        assert!(way().unwrap().contains("还没批"), "{code}");
        let subject = waiting(&counter, words);
        counter.desk.judge_library(&counter.chief, subject.clone(), Some(true)).wait().unwrap();
        assert!(!way().unwrap().contains("还没批"), "{code}");
        counter.desk.judge_library(&counter.chief, subject.clone(), Some(false)).wait().unwrap();
        assert_eq!(way(), None, "{code}: what is refused is not shown as the way");
        counter.desk.judge_library(&counter.chief, subject, None).wait().unwrap();
        assert!(way().unwrap().contains("还没批"), "{code}");
    }
    let gone = Subject::Measure { situation: SituationCode::new("V1a").unwrap(), text: "拖走".into() };
    let refused = counter.desk.judge_library(&counter.chief, gone, Some(true)).wait().unwrap_err();
    assert!(refused.message().contains("没有保存"));
}

/// The sentence that is said first, without what is joined to it.
fn core(library: &Library, talk: &Talk) -> String {
    say::now(library, talk).sentence.id
}

/// An own sentence is chosen exactly where its conditions hold; a shipped one can be bound to other moods.
#[test]
fn a_sentence_is_chosen_where_its_conditions_hold() {
    let counter = Counter::at(MORNING);
    let spot = PhrasePlace { step: Step::Explain, situation: None };
    let usage = Usage {
        part: Part::Whole,
        level: Level::Advanced,
        channels: vec![Channel::Phone],
        moods: vec![Emotion::Agitated],
        kinds: vec![CaseKind::Complaint],
        given: vec![Given::Third],
        without: vec![Given::Promise],
        ..Usage::default()
    };
    let text = Template::new("这是第三次了，我自己跟到底。").unwrap();
    let add = Change::Add { spot, text: text.clone(), usage: Box::new(usage.clone()) };
    counter.desk.change_library(&counter.chief, add).wait().unwrap();
    let library = counter.desk.library();
    let mut talk = Talk {
        emotion: Emotion::Agitated,
        level: Level::Advanced,
        values: Variable::ALL.iter().fold(Values::new(), |values, one| values.with(*one, "五点")),
        ..Talk::new(Channel::Phone, Step::Explain)
    };
    talk.circumstances.given = vec![Given::Third];
    let mut spoken = say::now(&library, &talk);
    assert_eq!(spoken.sentence.text.as_str(), text.as_str());
    assert!(spoken.because.iter().any(|reason| reason == "本中心写的话"), "{:?}", spoken.because);
    let chosen = |talk: &Talk| say::now(&library, talk).sentence.text.as_str() == text.as_str();
    for turns in 1..5 {
        assert!(chosen(&Talk { turns, ..talk.clone() }), "it does not take turns with shipped ones");
    }
    assert!(!chosen(&Talk { emotion: Emotion::Calm, ..talk.clone() }));
    assert!(!chosen(&Talk { channel: Channel::WalkIn, ..talk.clone() }));
    assert!(!chosen(&Talk { level: Level::Basic, ..talk.clone() }));
    let other = |change: fn(&mut Circumstances)| {
        let mut talk = talk.clone();
        change(&mut talk.circumstances);
        talk
    };
    assert!(!chosen(&other(|now| now.given.clear())));
    assert!(!chosen(&other(|now| now.given.push(Given::Promise))));
    assert!(!chosen(&other(|now| now.kind = CaseKind::Enquiry)));
    // The same sentence for calm people at the counter, and with other words.
    let usage = Usage { moods: vec![Emotion::Calm], channels: vec![Channel::WalkIn], ..usage };
    let text = Template::new("您已经来了三趟，我自己跟到底。").unwrap();
    let change = Change::Line { id: "own-1".into(), text: text.clone(), usage: Box::new(usage) };
    counter.desk.change_library(&counter.chief, change).wait().unwrap();
    talk.emotion = Emotion::Calm;
    talk.channel = Channel::WalkIn;
    spoken = say::now(&counter.desk.library(), &talk);
    assert_eq!(spoken.sentence.text.as_str(), text.as_str());
}

#[test]
fn a_shipped_sentence_is_offered_otherwise_and_goes_back() {
    let counter = Counter::at(MORNING);
    let talk = |emotion| Talk {
        emotion,
        values: Values::new().with(Variable::CentrePhone, "0755-12345678"),
        ..Talk::new(Channel::Phone, Step::VisitThanks)
    };
    let first = core(&counter.desk.library(), &talk(Emotion::Calm));
    let shipped = Library::shipped();
    let is_core = |line: &Line| matches!(line.part, Part::Matter | Part::Whole);
    let said = |line: &Line| is_core(line) && first.split('+').any(|id| id == line.id);
    let (block, line) = shipped.lines().find(|(_, line)| said(line)).unwrap();
    let id = line.id.clone();
    let spare = Change::Add {
        spot: PhrasePlace { step: Step::VisitThanks, situation: None },
        text: Template::new("耽误您时间了，谢谢您。").unwrap(),
        usage: Box::default(),
    };
    counter.desk.change_library(&counter.chief, spare).wait().unwrap();
    let (moods, given) = (vec![Emotion::Agitated], vec![Given::Third]);
    let usage = Usage { moods, given, ..Usage::of(block, line) };
    let change = Change::Line { id: id.clone(), text: line.text.clone(), usage: Box::new(usage.clone()) };
    counter.desk.change_library(&counter.chief, change).wait().unwrap();
    let counter = counter.later("2026-11-03T10:00");
    let has = |spoken: Spoken, id: &str| {
        let mut all = std::iter::once(spoken.sentence).chain(spoken.alternatives);
        all.any(|sentence| sentence.id.split('+').any(|part| part == id))
    };
    let library = counter.desk.library();
    assert!(!has(say::now(&library, &talk(Emotion::Calm)), &id));
    let mut third = talk(Emotion::Agitated);
    assert!(!has(say::now(&library, &third), &id));
    third.circumstances.given.push(Given::Third);
    assert!(core(&library, &third).split('+').any(|part| part == id));
    let there = Counter::at(MORNING);
    let file = counter.desk.export_library().unwrap();
    there.desk.import_library(&there.chief, "话术.toml", &file).wait().unwrap();
    let carried = there.desk.library_in_force().edits;
    assert_eq!(carried.usage_of(&id, Library::shipped()), Some(usage), "it travels with the library");
    counter.desk.change_library(&counter.chief, Change::Restore { id: id.clone() }).wait().unwrap();
    assert!(has(say::now(&counter.desk.library(), &talk(Emotion::Calm)), &id));
}

#[test]
fn a_library_is_carried_to_another_counter() {
    let (here, there) = (Counter::at(MORNING), Counter::at(MORNING));
    let block = Library::shipped().blocks().iter().find(|block| !block.dos.is_empty()).unwrap();
    let spot = PhrasePlace { step: block.step, situation: None };
    let point =
        Change::Point { spot: spot.clone(), before: block.dos[0].clone(), after: Some("先让座".into()) };
    let text =
        Change::Text { id: "greet-p1".into(), text: Template::new("您请讲，我记着。").unwrap() };
    let off = Change::Switch { id: "greet-p2".into(), off: true };
    for change in [add(), point, text, off] {
        here.desk.change_library(&here.chief, change).wait().unwrap();
    }
    let file = here.desk.export_library().unwrap();
    let refused = there.desk.import_library(&there.front, "话术.toml", &file).wait().unwrap_err();
    assert!(refused.needs_supervisor());
    let imported = there.desk.import_library(&there.chief, "话术.toml", &file).wait().unwrap().value;
    assert_eq!((imported.changed, imported.added, imported.off, imported.faults), (1, 1, 1, 0));
    assert!(imported.sentence().contains("改写 1 句，新增 1 句，停用 1 处"));
    let library = there.desk.library();
    assert!(says(&library, OWN) && says(&library, "您请讲，我记着。"));
    let greets = |text: &str| {
        library.blocks().iter().any(|one| one.step == spot.step && one.dos.iter().any(|own| own == text))
    };
    assert!(greets("先让座") && !greets(&block.dos[0]));
    let spoilt = there.desk.import_library(&there.chief, "别的.toml", "乱写").wait().unwrap_err();
    assert!(spoilt.message().contains("别的.toml") && spoilt.message().contains("现有话术未变"));
    assert!(says(&there.desk.library(), OWN));
}

#[test]
fn changes_that_cannot_be_read_leave_the_shipped_library_in_force() {
    let counter = Counter::at(MORNING);
    counter.desk.change_library(&counter.chief, add()).wait().unwrap();
    let Counter { folder, desk, .. } = counter;
    drop(desk);
    let file = Connection::open(folder.path().join("tingsu.db")).unwrap();
    let change = "DROP TRIGGER body_is_only_erased; \
                  UPDATE event_body SET body = json_set(body, '$.value', json('{\"lines\": 7}')) WHERE seq = (SELECT max(seq) FROM event WHERE subject_kind = 'setting' AND subject = 'library');";
    file.execute_batch(change).unwrap();
    drop(file);
    let desk = crate::support::open(folder.path(), MORNING);
    let in_force = desk.library_in_force();
    assert_eq!(*in_force.library, *Library::shipped());
    assert!(in_force.problem.is_some_and(|sentence| sentence.contains("出厂话术")));
}
