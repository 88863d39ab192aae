//! What is worded for the owner is said to him; what staff wrote for each other is not, and a result is stated only where
//! the record states it.

use serde_json::{Value, json};
use tingsu::domain::case::{Case, CaseNumber, Facts};
use tingsu::domain::code::{CaseKind, Channel, Emotion, Responsibility};
use tingsu::domain::event::{Event, EventKind};
use tingsu::domain::time::Moment;
use tingsu::library::guard;
use tingsu::library::phrase::Part;
use tingsu::library::say::{self, Spoken};
use tingsu::library::sentence::Talk;
use tingsu::library::shelf::Library;
use tingsu::library::step::Step;

use crate::support::talks;

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn event(time: &str, json: Value) -> Event {
    Event::new(at(time), "孟知秋", serde_json::from_value::<EventKind>(json).unwrap())
}

fn case(events: Vec<Event>) -> Case {
    let received = at("2026-11-03T09:00");
    let mut facts = Facts::new(CaseKind::Complaint, Channel::Phone, received, "李敏");
    facts.verbatim = Some("电梯又停了".into());
    facts.complainant.phones = vec!["13900000417".into()];
    let mut case = Case::new(CaseNumber::new(received.date(), 1), facts);
    case.events = events;
    case
}

fn said(case: &Case, step: Step, mood: Emotion, now: &str) -> Spoken {
    let library = Library::shipped();
    let mut talk = Talk::of_case(library, case, &talks::settings(), step, at(now));
    talk.emotion = mood;
    say::now(library, &talk)
}

fn found(for_owner: Option<&str>) -> Event {
    let mut found = json!({"type": "investigated", "facts": "门机板烧毁，当事人未按频次巡检",
        "responsibility": "ours"});
    if let Some(words) = for_owner {
        found["for_owner"] = words.into();
    }
    event("2026-11-03T11:00", found)
}

#[test]
fn what_was_worded_for_the_owner_is_said_in_every_mood() {
    let words = "管门的那块板子烧了，新的要等厂家寄来";
    let case = case(vec![found(Some(words))]);
    for mood in Emotion::ALL {
        let spoken = said(&case, Step::Solution, *mood, "2026-11-03T11:10");
        assert!(spoken.sentence.text.as_str().contains(words), "{:?}", spoken.sentence);
        assert!(spoken.because.iter().any(|why| why.contains(words)), "{:?}", spoken.because);
        assert!(!spoken.dos[0].contains("别照着念"));
    }
    let handled = json!({"type": "handled", "result": "更换门机板，试运行两小时，业主在场验收",
        "verified": true, "told": false, "for_owner": "板子换了新的，您坐一趟试试"});
    let mut done = case;
    done.events.push(event("2026-11-03T15:00", handled));
    let spoken = said(&done, Step::Handled, Emotion::Upset, "2026-11-03T15:01");
    assert!(spoken.sentence.text.as_str().contains("板子换了新的"), "{:?}", spoken.sentence);
}

/// Without such words nothing of the record is read out, and the receptionist is asked to word it, beside the sentence.
#[test]
fn where_nothing_was_worded_the_receptionist_is_asked_to() {
    let silent = case(vec![found(None)]);
    let handled = json!({"type": "handled", "result": "更换门机板，当事人返工", "verified": true});
    let done = case(vec![event("2026-11-03T15:00", handled)]);
    for (case, step, now) in
        [(&silent, Step::Solution, "2026-11-03T11:10"), (&done, Step::Handled, "2026-11-03T15:01")]
    {
        for mood in Emotion::ALL {
            let spoken = said(case, step, *mood, now);
            let text = spoken.sentence.text.as_str();
            assert!(!text.contains("门机板") && !text.contains("当事人"), "{text}");
            assert!(spoken.dos[0].contains("别照着念"), "{:?}", spoken.dos);
            assert!(!text.contains("别照着念"), "an instruction is no sentence");
        }
    }
}

/// Words for the staff in the field are not said, nor a 今天 of another day.
#[test]
fn words_for_the_staff_and_days_gone_by_are_not_said() {
    for (words, now) in [("当事人已返工，统一口径", "2026-11-03T11:10"), ("板子今晚寄到", "2026-11-04T09:00")]
    {
        let case = case(vec![found(Some(words))]);
        let spoken = said(&case, Step::Solution, Emotion::Calm, now);
        assert!(!spoken.sentence.text.as_str().contains(words), "{:?}", spoken.sentence);
    }
    let case = case(vec![found(Some("板子今晚寄到"))]);
    let spoken = said(&case, Step::Solution, Emotion::Calm, "2026-11-03T11:10");
    assert!(spoken.sentence.text.as_str().contains("板子今晚寄到"), "the same day");
    assert_eq!(guard::staff_word("请责成当事人检讨"), Some("当事人"));
    assert_eq!(guard::staff_word("师傅换了新的灯"), None);
}

/// A line that says how it ended asks for a record that says so; beside it always stands one that does not.
#[test]
fn a_result_is_stated_only_where_the_record_states_it() {
    const ENDED: [&str; 18] = [
        "修好了",
        "换好了",
        "挪走了",
        "挪开了",
        "清走了",
        "清出来了",
        "恢复了",
        "水来了",
        "电通了",
        "下水通了",
        "铺好了",
        "停好了",
        "登记好了",
        "录好了",
        "开好了",
        "抽干了",
        "调好了",
        "弄好了",
    ];
    let mut bound = 0;
    for (block, line) in Library::shipped().lines().filter(|(block, _)| block.is_for(Step::Handled)) {
        let text = line.text.as_str();
        let states = ENDED.iter().any(|word| text.contains(word));
        let asks = !line.when.result.is_empty() || !block.when.result.is_empty();
        assert!(!states || asks, "{}: {text}", line.id);
        bound += u32::from(states);
    }
    assert!(bound >= 15, "{bound}");
}

/// Each mood of each step has three lines to begin with, in every channel that is spoken or written.
#[test]
fn every_step_has_three_ways_to_say_it() {
    let library = Library::shipped();
    let mut thin = Vec::new();
    for channel in [Channel::WalkIn, Channel::Phone, Channel::Message, Channel::Online, Channel::Letter] {
        for step in Step::ALL {
            for mood in Emotion::ALL {
                let mut talk = Talk::of_case(
                    library,
                    &talks::sample()[0],
                    &talks::settings(),
                    *step,
                    at("2026-11-02T15:00"),
                );
                talk.channel = channel;
                talk.emotion = *mood;
                talk.situation = None;
                talk.circumstances = Default::default();
                let mut heard = std::collections::BTreeSet::new();
                for _ in 0..3 {
                    let sentence = say::now(library, &talk).sentence;
                    talk.said.extend(sentence.id.split('+').map(str::to_owned));
                    heard.insert(sentence.text.as_str().to_owned());
                }
                if heard.len() < 3 {
                    thin.push((channel, *step, *mood, heard));
                }
            }
        }
    }
    assert!(thin.is_empty(), "{} thin: {:#?}", thin.len(), &thin[..thin.len().min(6)]);
}

/// Who may decide speaks for himself: he does not ask himself to come.
#[test]
fn a_superior_has_sentences_of_his_own() {
    let library = Library::shipped();
    let case = case(vec![found(None)]);
    for step in [Step::Explain, Step::Promise, Step::Solution, Step::SolutionRefused, Step::Delay] {
        for mood in Emotion::ALL {
            let mut talk = Talk::of_case(library, &case, &talks::settings(), step, at("2026-11-03T11:10"));
            talk.emotion = *mood;
            talk.situation = None;
            talk.circumstances.responsibility = Some(Responsibility::Unknown);
            talk.circumstances.may_decide = true;
            let sentence = say::now(library, &talk).sentence;
            assert!(sentence.id.contains("sup-"), "{step:?}: {} {}", sentence.id, sentence.text);
            assert!(!sentence.text.as_str().contains("主任"), "{}", sentence.text);
        }
    }
    let sorry = library.lines().filter(|(_, line)| line.id.starts_with("sup-sorry"));
    assert!(sorry.filter(|(_, line)| line.part == Part::Whole).count() >= 3);
}

/// How long until the superior is there comes from the settings. Rules §4 superior_contact.
#[test]
fn the_wait_for_a_superior_is_the_setting() {
    let mut settings = talks::settings();
    settings.rules.superior_contact_walk_in_minutes = 15;
    settings.rules.superior_contact = 2;
    let mut case = case(Vec::new());
    let wait = |case: &Case| {
        let talk =
            Talk::of_case(Library::shipped(), case, &settings, Step::EscalateAsk, at("2026-11-03T09:10"));
        say::now(Library::shipped(), &talk).sentence.text.as_str().to_owned()
    };
    assert!(wait(&case).contains("两小时内"), "{}", wait(&case));
    case.receipt.channel = Channel::WalkIn;
    assert!(wait(&case).contains("十五分钟内"), "{}", wait(&case));
}
