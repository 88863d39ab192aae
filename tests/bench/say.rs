//! Choosing what to say – sentence, others, do's, don'ts, hints and what the counter knows – against the plain look-up
//! of one phrase by its name, and against the time of one frame: the choice is made again with every picture.

use tingsu::domain::case::{Case, CaseNumber, Facts};
use tingsu::domain::code::{CaseKind, Category, Channel, Emotion};
use tingsu::domain::knowledge::{Knowledge, KnowledgeKind};
use tingsu::domain::settings::Settings;
use tingsu::domain::time::Moment;
use tingsu::library::say;
use tingsu::library::sentence::Talk;
use tingsu::library::shelf::Library;
use tingsu::library::step::Step;

use crate::{compare, turns};

/// Milliseconds of one frame at 60 pictures a second.
const FRAME: f64 = 16.7;
/// Every talk is measured so often.
const ROUNDS: usize = 15;

/// Prints the figures of the choice: the slowest one of all steps, moods and situations.
pub fn measure() {
    let (library, settings) = (Library::shipped(), Settings::default());
    let now = Moment::parse("2026-11-30T18:00").unwrap();
    let knowledge = shelf();
    let mut slowest: (f64, f64) = (0.0, f64::INFINITY);
    for situation in library.situations() {
        for (step, mood) in
            Step::ALL.iter().flat_map(|step| Emotion::ALL.iter().map(move |mood| (*step, *mood)))
        {
            let mut facts = lift(now);
            facts.situation = Some(situation.id.clone());
            facts.emotion = Some(mood);
            let case = Case::new(CaseNumber::new(now.date(), 1), facts);
            let talk = Talk::of_case(library, &case, &settings, step, now);
            // The first of the lines that it is put together from.
            let id = say::now(library, &talk).sentence.id;
            let name = id.split('+').next().unwrap_or_default();
            let mut choose = |_: usize| {
                let talk = Talk::of_case(library, &case, &settings, step, now);
                let spoken = say::now(library, &talk).with_known(&knowledge, &case.receipt, now.date());
                assert!(!spoken.sentence.text.as_str().is_empty());
            };
            let mut look_up = |_: usize| {
                let (_, line) = library.lines().find(|(_, line)| line.id == name).unwrap();
                assert!(!line.text.fill(&talk.values).0.as_str().is_empty());
            };
            let [ours, baseline] = turns(ROUNDS, [&mut choose, &mut look_up]);
            if ours > slowest.0 {
                slowest = (ours, baseline);
            }
        }
    }
    let (ours, baseline) = slowest;
    println!("\nWhat to say, the slowest of all steps, moods and situations");
    compare("choose what to say / look one phrase up", ours * 1e3, baseline * 1e3, "µs", None);
    compare("choose what to say / one frame", ours, FRAME, "ms", Some(1.0));
}

/// A complaint with everything that sentences and hints follow.
fn lift(now: Moment) -> Facts {
    let mut facts = Facts::new(CaseKind::Complaint, Channel::Phone, now, "李敏");
    facts.complainant.name = Some("张坤".into());
    facts.complainant.phones = vec!["13900008316".into()];
    facts.complainant.room = Some("3-2-1001".into());
    facts.place = Some("3号楼2单元电梯".into());
    facts.verbatim = Some("电梯已经停了两天了，老人有病下不了楼，打了三次电话都说在修。".into());
    facts.summary = Some("3号楼2单元电梯停运两天，老人上下楼困难。".into());
    facts.category = Category::new("facilities");
    facts
}

/// The knowledge of a counter that writes everything down.
fn shelf() -> Vec<Knowledge> {
    let entry = |at: usize| Knowledge {
        id: None,
        kind: KnowledgeKind::ALL[at % KnowledgeKind::ALL.len()],
        title: format!("第{at}号公告"),
        text: "停梯保养期间请走一单元，保养后第一时间恢复。".into(),
        category: Category::new(if at.is_multiple_of(2) { "facilities" } else { "vehicles" }),
        place: at.is_multiple_of(3).then(|| format!("{}栋", at % 12)),
        from: None,
        to: None,
        who: None,
        hours: None,
        basis: None,
    };
    (0..200).map(entry).collect()
}
