//! What the shipped library says: the ruler of phrases, coverage, fall-backs, and nothing internal.

use tingsu::domain::code::{Channel, Emotion, Flag, Need, Responsibility, Trigger};
use tingsu::domain::settings::Settings;
use tingsu::domain::time::Moment;
use tingsu::library::approval::{Subject, Verdict};
use tingsu::library::card::Cards;
use tingsu::library::edit::{Edits, LineEdit};
use tingsu::library::measure;
use tingsu::library::moment::Given;
use tingsu::library::phrase::Circumstances;
use tingsu::library::say::{self, Spoken};
use tingsu::library::sentence::Talk;
use tingsu::library::shelf::Library;
use tingsu::library::step::{Level, Step};
use tingsu::library::transfer;
use tingsu::library::variable::{Template, Values, Variable};

fn say(talk: &Talk) -> Spoken {
    say::now(Library::shipped(), talk)
}

/// Every (channel × mood × step × level).
fn every_talk() -> impl Iterator<Item = Talk> {
    Channel::ALL.iter().flat_map(|channel| {
        Emotion::ALL.iter().flat_map(move |emotion| {
            Step::ALL.iter().flat_map(move |step| {
                Level::ALL.iter().map(move |level| Talk {
                    emotion: *emotion,
                    level: *level,
                    ..Talk::new(*channel, *step)
                })
            })
        })
    })
}

/// A value for every variable.
fn all_known() -> Values {
    Variable::ALL.iter().fold(Values::new(), |values, variable| values.with(*variable, "某"))
}

#[test]
fn every_shipped_sentence_passes_the_ruler() {
    let mut faults = Vec::new();
    for (_, line) in Library::shipped().lines() {
        for fault in measure::faults(line.text.as_str()) {
            faults.push(format!("{}: {fault}", line.id));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn hints_are_short_and_full_width() {
    let library = Library::shipped();
    let own: Vec<_> = library.situations().iter().flat_map(|situation| situation.blocks()).collect();
    for block in library.blocks().iter().chain(&own) {
        for hint in block.dos.iter().chain(&block.donts) {
            assert!(hint.chars().count() <= 22, "{hint}");
            assert!(!hint.contains([',', ';', ':', '!', '?', '"', '{']), "{hint}");
        }
        assert!(block.dos.len() <= 6 && block.donts.len() <= 6, "{:?}", block.step);
        for row in block.ledger.iter().chain(block.lines.iter().flat_map(|line| &line.ledger)) {
            let (group, number) = row.split_once('-').unwrap();
            assert!(group.len() == 2 && number.len() == 2, "{row}");
            assert!((1..=20).contains(&group.parse::<u8>().unwrap()), "{row}");
        }
    }
}

#[test]
fn there_is_always_something_to_say_to_do_and_to_avoid() {
    for talk in every_talk() {
        let spoken = say(&talk);
        let place = format!("{:?} {:?} {:?}", talk.channel, talk.emotion, talk.step);
        assert!(!spoken.sentence.text.as_str().is_empty(), "{place}");
        assert!(!spoken.dos.is_empty(), "no do's: {place}");
        assert!(!spoken.donts.is_empty(), "no don'ts: {place}");
        assert!(spoken.dos.len() <= 6 && spoken.donts.len() <= 6, "{place}");
        assert!(!spoken.alternatives.is_empty(), "no alternative: {place}");
        assert!(!spoken.ledger.is_empty(), "no ledger row: {place}");
    }
}

#[test]
fn two_alternatives_at_the_counter_and_on_the_phone() {
    for talk in every_talk().filter(|talk| matches!(talk.channel, Channel::WalkIn | Channel::Phone)) {
        let spoken = say(&talk);
        assert!(spoken.alternatives.len() >= 2, "{:?} {:?} {:?}", talk.channel, talk.emotion, talk.step);
    }
}

#[test]
fn the_request_to_be_rational_is_never_the_first_sentence() {
    let never_first: Vec<&str> = Library::shipped()
        .lines()
        .filter(|(_, line)| line.never_first)
        .map(|(_, line)| line.id.as_str())
        .collect();
    let rational: Vec<&str> = Library::shipped()
        .lines()
        .filter(|(_, line)| line.ledger.iter().any(|row| row == "01-13"))
        .map(|(_, line)| line.id.as_str())
        .collect();
    assert!(!rational.is_empty());
    assert!(rational.iter().all(|id| never_first.contains(id)));
    let mut offered = 0;
    for talk in every_talk() {
        let spoken = say(&talk);
        assert!(!never_first.contains(&spoken.sentence.id.as_str()), "{spoken:?}");
        offered += usize::from(spoken.alternatives.iter().any(|other| rational.contains(&other.id.as_str())));
    }
    assert!(offered > 0, "ledger 01-13 is still offered as an alternative");
}

#[test]
fn nothing_internal_is_reachable_from_a_sentence() {
    let library = Library::shipped();
    let hints: Vec<&str> =
        library.blocks().iter().flat_map(|block| &block.internal).map(|hint| hint.for_staff()).collect();
    assert!(hints.len() > 10);
    for talk in every_talk() {
        let spoken = say(&talk);
        for sentence in std::iter::once(&spoken.sentence).chain(&spoken.alternatives) {
            for hint in &hints {
                assert!(!sentence.text.as_str().contains(hint));
            }
        }
        for point in spoken.dos.iter().chain(&spoken.donts) {
            assert!(!hints.contains(&point.as_str()), "{point}");
        }
    }
}

/// Ledger 01-21, 16-19: what is read back is made of the points as they are noted; a sentence is a template whose
/// gaps are named.
#[test]
fn values_are_filled_and_gaps_are_named() {
    let mut talk = Talk::new(Channel::Phone, Step::Restate);
    talk.values = Values::new().with(Variable::Salutation, "陈先生");
    let spoken = say(&talk);
    assert_eq!(spoken.sentence.text.as_str(), "陈先生，您说的我都记下了，是在哪一栋、哪个位置？");
    assert!(spoken.blanks.is_empty(), "what is not known is not stated");
    let gap = spoken.alternatives.iter().find(|other| other.id.starts_with("restate-1")).unwrap();
    assert!(gap.text.as_str().starts_with("陈先生，____，"), "{}", gap.text);
    assert_eq!(gap.blanks, [Variable::Summary]);
    talk.values.set(Variable::Summary, "3号楼2单元的电梯从19号停到现在。");
    let spoken = say(&talk);
    assert_eq!(spoken.sentence.text.as_str(), "陈先生，3号楼2单元的电梯从19号停到现在，对吗？");
    assert!(spoken.blanks.is_empty());
    for talk in every_talk() {
        let spoken = say(&Talk { values: all_known(), ..talk });
        assert!(spoken.blanks.is_empty());
        for sentence in std::iter::once(&spoken.sentence).chain(&spoken.alternatives) {
            let text = sentence.text.as_str();
            assert!(!text.contains(['{', '}', '_']), "{text}");
        }
    }
}

/// Ledger 03-09: what is said hangs on whether it is ours, not ours, or not known yet.
#[test]
fn our_fault_is_only_apologised_for_when_it_is_ours() {
    let faults = ["没做好", "我们的错", "错在我们", "我们的疏忽", "我们认"];
    let admits = |spoken: &Spoken| {
        std::iter::once(&spoken.sentence)
            .chain(&spoken.alternatives)
            .any(|sentence| faults.iter().any(|fault| sentence.text.as_str().contains(fault)))
    };
    for talk in every_talk() {
        for responsibility in [None, Some(Responsibility::Unknown), Some(Responsibility::NotOurs)] {
            let mut talk = talk.clone();
            talk.circumstances.responsibility = responsibility;
            talk.circumstances.given = vec![Given::Investigated];
            assert!(!admits(&say(&talk)), "{:?}", talk.step);
        }
    }
    let mut talk = Talk::new(Channel::WalkIn, Step::Explain);
    talk.circumstances.responsibility = Some(Responsibility::Ours);
    talk.circumstances.given = vec![Given::Investigated];
    assert!(admits(&say(&talk)), "once it was looked into");
}

#[test]
fn circumstances_choose_the_narrowest_sentence() {
    let first = |step, circumstances: Circumstances| {
        let talk = Talk { circumstances, values: all_known(), ..Talk::new(Channel::WalkIn, step) };
        say(&talk).sentence.id
    };
    let none = Circumstances::default;
    assert_eq!(first(Step::EscalateAsk, none()), "esc-ask-w1");
    assert_eq!(first(Step::EscalateAsk, Circumstances { trigger: Some(Trigger::C), ..none() }), "esc-ask-c1");
    assert_eq!(
        first(Step::Explain, Circumstances { needs: vec![Need::Compensation], ..none() }),
        "explain-c1"
    );
    assert_eq!(
        first(
            Step::Investigate,
            Circumstances {
                responsibility: Some(Responsibility::Ours),
                flags: vec![Flag::Serious],
                ..none()
            }
        ),
        "inv-s1"
    );
    let negotiates = |may_decide| {
        let mut talk = Talk::new(Channel::WalkIn, Step::Solution);
        talk.circumstances.may_decide = may_decide;
        let offered = say(&talk).alternatives;
        offered.iter().any(|other| other.id.starts_with("sol-d"))
    };
    assert!(negotiates(true));
    assert!(!negotiates(false), "only who may decide negotiates");
}

/// Ledger 03-05: whoever cannot explain, decide or answer apologises, names who is to come, then asks whether he may; one
/// sentence of each says how soon.
#[test]
fn handing_up_begins_with_an_apology_and_ends_with_a_question() {
    for channel in [Channel::WalkIn, Channel::Phone] {
        for trigger in [Trigger::A, Trigger::B, Trigger::D, Trigger::E, Trigger::F, Trigger::G] {
            for (emotion, turns) in Emotion::ALL.iter().flat_map(|mood| (0..4).map(move |turn| (*mood, turn)))
            {
                let circumstances = Circumstances { trigger: Some(trigger), ..Circumstances::default() };
                let talk = Talk::new(channel, Step::EscalateAsk);
                let values = all_known().with(Variable::Superior, "韩经理").with(Variable::Wait, "十分钟");
                let spoken = say(&Talk { emotion, turns, circumstances, values, ..talk });
                let text = spoken.sentence.text.as_str();
                assert!(text.contains("抱歉") || text.contains("对不住"), "{trigger:?} {emotion:?}: {text}");
                assert!(text.contains("韩经理"), "{trigger:?} {emotion:?}: {text}");
                assert!(text.ends_with("行吗？"), "{text}");
            }
        }
    }
}

/// Ledger 10-24, 10-25: an apology in person, a rule about the next time.
#[test]
fn who_wants_somebody_called_to_account_or_no_next_time_hears_of_it() {
    let first = |need| {
        let circumstances = Circumstances { needs: vec![need], ..Circumstances::default() };
        let talk = Talk::new(Channel::WalkIn, Step::Solution);
        say(&Talk {
            circumstances,
            values: all_known().with(Variable::Solution, "").with(Variable::Findings, ""),
            ..talk
        })
        .sentence
    };
    let (punish, again) = (first(Need::Punish), first(Need::NoRecurrence));
    assert!(punish.id.starts_with("sol-pn") && punish.text.as_str().contains("道歉"), "{punish:?}");
    assert!(again.id.starts_with("sol-nr"), "{again:?}");
}

/// Ledger 01-19: both phrases are at hand beside an agitated visitor.
#[test]
fn the_soothing_phrases_are_at_hand_while_listening() {
    for channel in [Channel::WalkIn, Channel::Phone] {
        for emotion in Emotion::ALL {
            let spoken = say(&Talk { emotion: *emotion, ..Talk::new(channel, Step::Listen) });
            let offered = |id: &str| spoken.alternatives.iter().any(|other| other.id.ends_with(id));
            assert!(offered("listen-5") && offered("listen-6"), "{channel:?} {emotion:?}");
        }
    }
}

#[test]
fn the_level_asked_for_comes_first_and_a_missing_one_falls_back() {
    let first = |step, level| {
        let talk = Talk { level, values: all_known(), ..Talk::new(Channel::Phone, step) };
        say(&talk).sentence.level
    };
    assert_eq!(first(Step::Explain, Level::Basic), Level::Basic);
    assert_eq!(first(Step::Explain, Level::Advanced), Level::Advanced);
    assert_eq!(first(Step::Explain, Level::Expert), Level::Expert);
    assert_eq!(first(Step::VisitDeclined, Level::Expert), Level::Basic);
}

#[test]
fn a_heated_mood_never_leaks_into_a_calmer_talk() {
    let calm = Talk::new(Channel::WalkIn, Step::Listen);
    let spoken = say(&calm);
    let all: Vec<&str> = std::iter::once(&spoken.sentence)
        .chain(&spoken.alternatives)
        .map(|sentence| sentence.text.as_str())
        .collect();
    assert!(!all.iter().any(|text| text.contains("急")), "{all:?}");
    let agitated = Talk { emotion: Emotion::Agitated, ..calm };
    assert_eq!(say(&agitated).sentence.id, "feel-listen-4+listen-1", "received first");
}

#[test]
fn the_json_has_the_keys_of_the_interchange() {
    let json = serde_json::to_value(say(&Talk::new(Channel::Phone, Step::Promise))).unwrap();
    let keys: Vec<&String> = json.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "step",
            "channel",
            "mood",
            "situation",
            "sentence",
            "alternatives",
            "do",
            "dont",
            "internal",
            "ledger",
            "because"
        ]
    );
    assert!(json["because"][0].as_str().unwrap().starts_with("约定回复"), "{json}");
    assert_eq!(json["alternatives"][0]["level"], "basic");
}

#[test]
fn broken_files_are_refused_with_a_place() {
    let error = tingsu::library::shelf::read_blocks(
        "试",
        "[[block]]\nstep = \"greet\"\nlines = [{ id = \"x\", text = \"{姓名}您好。\" }]\n",
    )
    .unwrap_err();
    assert!(error.to_string().contains("第3行处"), "{error}");
    assert!(error.to_string().contains("姓名"), "{error}");
    let blocks: Vec<_> =
        Library::shipped().blocks().iter().filter(|block| block.step != Step::Delay).cloned().collect();
    assert!(
        Library::new(blocks, Vec::new(), Cards::shipped().clone())
            .unwrap_err()
            .to_string()
            .contains("延期说明")
    );
}

/// A supervisor's change of one sentence.
fn edit(id: &str, text: Option<&str>) -> LineEdit {
    let shipped = Library::shipped().lines().find(|(_, line)| line.id == id).unwrap().1;
    LineEdit {
        id: id.to_owned(),
        text: text.map(|text| Template::new(text).unwrap()),
        shipped: shipped.text.as_str().to_owned(),
        off: false,
        usage: None,
    }
}

#[test]
fn the_whole_library_travels_in_one_file() {
    let written = transfer::write(Library::shipped()).unwrap();
    let read = transfer::read("话术.toml", &written).unwrap();
    assert_eq!(&read, Library::shipped());
    assert_eq!(transfer::write(&read).unwrap(), written);
    assert_eq!(Edits::between(Library::shipped(), &read), Edits::default());
    let later = written.replacen("version = 1", "version = 2", 1);
    assert!(transfer::read("话术.toml", &later).unwrap_err().to_string().contains("第2版"));
    assert!(transfer::read("话术.toml", "乱写").is_err());
}

#[test]
fn a_supervisors_changes_are_worked_in_and_come_back() {
    let mut edits = Edits {
        lines: vec![
            edit("greet-p1", Some("您好，{物业名}，请您讲。")),
            LineEdit { off: true, ..edit("greet-p2", None) },
        ],
        ..Edits::default()
    };
    let subject = {
        let line = Library::shipped().lines().find(|(_, line)| line.id == "V6-explain-n").unwrap().1;
        Subject::line(&line.id, &line.text)
    };
    let at = Moment::parse("2026-11-03T09:00").unwrap();
    let verdict = Verdict { subject: subject.clone(), approved: true, by: "赵楠".into(), at };
    edits.judge(&subject, Some(verdict), Library::shipped()).unwrap();
    let edited = edits.apply(Library::shipped()).unwrap();
    let talk = Talk::new(Channel::Phone, Step::Greet);
    let spoken = say::now(&edited, &talk);
    assert_eq!(spoken.sentence.text.as_str(), "您好，____，请您讲。");
    assert!(spoken.alternatives.iter().all(|other| other.id != "greet-p2"));
    let needs_approval = |library: &Library| {
        library.lines().find(|(_, line)| line.id == "V6-explain-n").unwrap().1.needs_approval
    };
    assert!(needs_approval(Library::shipped()) && !needs_approval(&edited));
    let between = Edits::between(Library::shipped(), &edited);
    assert_eq!(between.lines[..2], edits.lines[..]);
    let carried = between.lines[2].usage.as_ref().unwrap();
    assert!(!carried.needs_approval, "what was approved there waits for nobody here");
    assert_eq!((between.entries, between.blocks), (Vec::new(), Vec::new()), "the rest is left to updates");
    assert!(edits.faults().is_empty());
    let stale = |edits: &Edits| edits.stale(Library::shipped(), &Settings::default()).len();
    assert_eq!(stale(&edits), 0);
    edits.lines[0].shipped = "旧的一句。".into();
    assert_eq!(stale(&edits), 1);
}

#[test]
fn the_last_general_sentence_of_a_step_cannot_be_switched_off() {
    let off = |id: &str| LineEdit { off: true, ..edit(id, None) };
    let edits = Edits {
        lines: vec![off("visit-open-1"), off("visit-open-2"), off("visit-open-9")],
        ..Edits::default()
    };
    assert!(edits.apply(Library::shipped()).unwrap_err().to_string().contains("回访·开场"));
}

#[test]
fn choosing_what_to_say_costs_less_than_a_frame() {
    let frame = std::time::Duration::from_micros(16_700);
    let once = |talk: &Talk| {
        let start = std::time::Instant::now();
        let spoken = say::now(Library::shipped(), talk);
        assert!(!spoken.dos.is_empty());
        start.elapsed()
    };
    for situation in Library::shipped().situations() {
        for step in Step::ALL {
            let mut talk = Talk::new(Channel::Phone, *step);
            talk.situation = Some(situation.id.clone());
            talk.emotion = Emotion::Agitated;
            // The best of a few: whatever else the computer does in between is not counted.
            let took = (0..5).map(|_| once(&talk)).min().unwrap();
            assert!(took < frame, "{} at {step:?}: {took:?}", situation.id);
        }
    }
}
