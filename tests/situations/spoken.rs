//! What is said in every situation, mood, channel and step: that there is something, that it fits, and that the talks
//! of the sample cases read well from end to end.

use std::collections::BTreeMap;

use tingsu::domain::code::{Channel, Emotion, Flag, Need, SituationCode, Trigger};
use tingsu::library::moment::Given;
use tingsu::library::phrase::{Circumstances, Part};
use tingsu::library::say::{self, Spoken};
use tingsu::library::sentence::Talk;
use tingsu::library::shelf::Library;
use tingsu::library::situation::{Question, Situation};
use tingsu::library::step::{Level, Step};
use tingsu::library::text::InternalText;
use tingsu::library::variable::{Values, Variable};

/// Those that have words of their own; the others borrow.
const CHANNELS: [Channel; 4] = [Channel::WalkIn, Channel::Phone, Channel::Message, Channel::Online];

/// Every situation, and none.
fn every_situation() -> impl Iterator<Item = Option<&'static Situation>> {
    Library::shipped().situations().iter().map(Some).chain([None])
}

/// Every answer to its question, and none.
fn every_branch(situation: Option<&Situation>) -> Vec<Option<String>> {
    let question = situation.and_then(|situation| situation.question.as_ref());
    let answers = question.map(Question::all_answers).unwrap_or_default();
    answers.into_iter().map(|answer| Some(answer.id.clone())).chain([None]).collect()
}

fn all_known() -> Values {
    Variable::ALL.iter().fold(Values::new(), |values, variable| values.with(*variable, "某"))
}

fn sentences(spoken: &Spoken) -> impl Iterator<Item = (&str, &str)> {
    let all = std::iter::once(&spoken.sentence).chain(&spoken.alternatives);
    all.map(|sentence| (sentence.id.as_str(), sentence.text.as_str()))
}

/// Everything in the library that is for the staff alone.
fn internal() -> Vec<String> {
    let library = Library::shipped();
    let of_blocks = library.blocks().iter().flat_map(|block| block.internal.iter().cloned());
    let of_situations = library.situations().iter().flat_map(|situation| {
        let expected = situation.expectations.iter().map(|one| one.text.clone());
        let acts = situation.steps.iter().map(|act| InternalText::new(act.what.clone()));
        let hints = situation.risks.iter().chain(&situation.internal).cloned();
        expected.chain(acts).chain(hints).collect::<Vec<_>>()
    });
    of_blocks.chain(of_situations).map(|text| text.for_staff().to_owned()).collect()
}

/// The scripts of the sources, each at its moment. Ledger 12-57 to 12-66.
#[test]
fn the_scripts_of_the_sources_are_at_hand() {
    for (situation, step, given, id) in [
        ("V2a", Step::Explain, vec![], "V2a-explain-s"),
        ("V3a", Step::Progress, vec![Given::Date], "V3a-cause"),
        ("V3a", Step::Handled, vec![], "V3a-call"),
        ("V3a", Step::Close, vec![], "V3a-call"),
        ("E1", Step::Progress, vec![], "E1-part"),
        ("E1", Step::Explain, vec![], "E1-told"),
        ("E3", Step::Progress, vec![], "E3-part"),
        ("E3", Step::Progress, vec![Given::SuperiorMet], "E3-part-s"),
        ("E6b", Step::Promise, vec![], "E6b-promise"),
        ("E6a", Step::Explain, vec![], "E6a-explain"),
    ] {
        let mut talk = Talk::new(Channel::Phone, step);
        talk.situation = SituationCode::new(situation);
        talk.circumstances.given = given;
        talk.values = all_known().with(Variable::StewardPhone, "0755-00001235");
        let spoken = say::now(Library::shipped(), &talk);
        assert!(sentences(&spoken).any(|(offered, _)| offered.ends_with(id)), "{situation} {step:?} {id}");
        if id == "V3a-call" {
            let (_, text) = sentences(&spoken).find(|(offered, _)| offered.ends_with(id)).unwrap();
            assert!(text.contains("0755-00001235"), "{text}");
        }
    }
}

/// Every (channel × mood × step × situation × answer): a sentence, another one, do's and don'ts; with all values
/// known no gap, no brace; nothing for the staff alone in what a visitor hears, reads or may see.
#[test]
fn every_moment_of_every_situation_has_its_words() {
    let (library, values, internal) = (Library::shipped(), all_known(), internal());
    assert!(internal.len() > 150, "{}", internal.len());
    let mut moments = 0;
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for situation in every_situation() {
        for (branch, channel) in every_branch(situation)
            .into_iter()
            .flat_map(|branch| CHANNELS.iter().map(move |channel| (branch.clone(), *channel)))
        {
            for (emotion, step) in
                Emotion::ALL.iter().flat_map(|mood| Step::ALL.iter().map(move |step| (*mood, *step)))
            {
                let talk = Talk {
                    emotion,
                    situation: situation.map(|situation| situation.id.clone()),
                    circumstances: Circumstances { branch: branch.clone(), ..Circumstances::default() },
                    values: values.clone(),
                    ..Talk::new(channel, step)
                };
                let spoken = say::now(library, &talk);
                let place = format!("{:?} {branch:?} {channel:?} {emotion:?} {step:?}", talk.situation);
                moments += 1;
                assert!(!spoken.dos.is_empty() && !spoken.donts.is_empty(), "{place}");
                assert!(!spoken.alternatives.is_empty() && spoken.blanks.is_empty(), "{place}");
                for (id, text) in sentences(&spoken) {
                    assert!(!text.is_empty() && !text.contains(['{', '}', '_']), "{place} {id}: {text}");
                    seen.entry(id.to_owned()).or_insert_with(|| text.to_owned());
                }
                for point in spoken.dos.iter().chain(&spoken.donts) {
                    assert!(!point.contains(['{', '}', '_']), "{place}: {point}");
                    seen.entry(point.clone()).or_insert_with(|| point.clone());
                }
            }
        }
    }
    assert!(moments > 30_000, "{moments}");
    for (id, text) in &seen {
        let leaked = internal.iter().find(|secret| text.contains(secret.as_str()));
        assert_eq!(leaked, None, "{id}: {text}");
    }
}

/// Every sentence says which requirements it serves, itself or by its block or situation.
#[test]
fn every_sentence_carries_its_ledger_rows() {
    let library = Library::shipped();
    let rows = include_str!("../fixtures/ledger-ids.txt").lines().collect::<Vec<_>>();
    for block in library.blocks() {
        for line in &block.lines {
            let serves: Vec<&String> = block.ledger.iter().chain(&line.ledger).collect();
            assert!(!serves.is_empty(), "{}", line.id);
            assert!(serves.iter().all(|row| rows.contains(&row.as_str())), "{}: {serves:?}", line.id);
        }
    }
    for situation in library.situations() {
        let serves: Vec<&String> =
            situation.ledger.iter().chain(situation.say.iter().flat_map(|one| &one.ledger)).collect();
        assert!(!situation.ledger.is_empty(), "{}", situation.id);
        assert!(serves.iter().all(|row| rows.contains(&row.as_str())), "{}: {serves:?}", situation.id);
    }
}

/// A gap is named by the variable it stands for, and only known variables are filled.
#[test]
fn every_line_fills_and_names_its_gaps() {
    let known = all_known();
    for (_, line) in Library::shipped().lines() {
        let named = line.text.variables();
        let (text, blanks) = line.text.fill(&known);
        assert!(blanks.is_empty() && !text.as_str().contains(['{', '}', '_']), "{}", line.id);
        let (text, blanks) = line.text.fill(&Values::new());
        let gaps = named
            .iter()
            .filter(|one| !matches!(one, Variable::Salutation | Variable::Owner | Variable::Topic));
        assert_eq!(text.as_str().matches("____").count(), gaps.count(), "{}", line.id);
        assert!(blanks.iter().all(|blank| named.contains(blank)), "{}", line.id);
        assert!(!text.as_str().contains("您您") && !text.as_str().contains(['{', '}']), "{text}");
    }
}

/// Whoever is upset or agitated is received first, in every situation, before anything is said of the matter; the mood
/// is not skipped because a level or a need was chosen.
#[test]
fn every_situation_receives_the_feeling_first() {
    let library = Library::shipped();
    let feeling = |id: &str| library.lines().any(|(_, line)| line.id == id && line.part == Part::Feeling);
    for situation in every_situation() {
        for (step, level) in [Step::Listen, Step::Explain, Step::Restate, Step::Promise]
            .into_iter()
            .flat_map(|step| Level::ALL.iter().map(move |level| (step, *level)))
        {
            let say = |emotion| {
                let talk = Talk {
                    emotion,
                    level,
                    situation: situation.map(|situation| situation.id.clone()),
                    circumstances: Circumstances { needs: vec![Need::Respect], ..Circumstances::default() },
                    values: all_known(),
                    ..Talk::new(Channel::Phone, step)
                };
                say::now(library, &talk).sentence
            };
            let calm = say(Emotion::Calm);
            assert!(!calm.id.split('+').any(feeling), "{}", calm.id);
            for mood in [Emotion::Upset, Emotion::Agitated] {
                let told = say(mood);
                // Where his own words are said back, the feeling stands right behind them.
                let places = if step == Step::Restate { 2 } else { 1 };
                assert!(told.id.split('+').take(places).any(feeling), "{step:?}: {} {}", told.id, told.text);
            }
            // What a situation says to receive the feeling serves both moods.
            if ![Step::Listen, Step::Explain, Step::Restate].contains(&step) {
                assert_ne!(say(Emotion::Upset).text, say(Emotion::Agitated).text, "{step:?}");
            }
        }
    }
}

/// Ledger 16-08: what is contested is worded in three levels at every step at which it is spoken of.
#[test]
fn contested_matters_have_three_levels_at_every_step() {
    let none = Circumstances::default;
    let with = |circumstances: Circumstances| circumstances;
    let money = [Step::Explain, Step::Promise, Step::Investigate, Step::Solution, Step::SolutionRefused];
    let about: Vec<Step> = money.into_iter().chain([Step::Progress]).collect();
    let handing_up = vec![
        Step::EscalateAsk,
        Step::EscalateContact,
        Step::EscalateWait,
        Step::EscalateIntroduce,
        Step::EscalateRefused,
    ];
    let fees = tingsu::domain::code::Category::new("fees");
    let mut topics = vec![
        ("fees", with(Circumstances { category: fees, ..none() }), None, about.clone()),
        ("group", with(Circumstances { flags: vec![Flag::Group], ..none() }), None, about.clone()),
        ("money", with(Circumstances { needs: vec![Need::Compensation], ..none() }), None, about.clone()),
        (
            "threat",
            with(Circumstances { flags: vec![Flag::Extortion], ..none() }),
            None,
            vec![Step::Explain, Step::Promise, Step::Solution, Step::SolutionRefused],
        ),
        (
            "exposure",
            with(Circumstances { flags: vec![Flag::Exposure], ..none() }),
            None,
            vec![Step::Explain, Step::Promise, Step::SolutionRefused],
        ),
        ("extreme", with(Circumstances { flags: vec![Flag::Extreme], ..none() }), None, vec![Step::Explain]),
        ("refusal", none(), None, vec![Step::SolutionRefused, Step::EscalateRefused]),
    ];
    for trigger in Trigger::ALL {
        let asked = Circumstances { trigger: Some(*trigger), ..none() };
        topics.push(("handing up", asked, None, handing_up.clone()));
    }
    for (code, steps) in [
        ("V6", vec![Step::Explain, Step::Promise, Step::Solution, Step::SolutionRefused]),
        ("M1", vec![Step::Explain, Step::Promise, Step::Solution, Step::SolutionRefused]),
    ] {
        topics.push((code, none(), SituationCode::new(code), steps));
    }
    let hurt = Circumstances { needs: vec![Need::Compensation], ..none() };
    topics.push(("E2", hurt.clone(), SituationCode::new("E2"), vec![Step::Promise, Step::SolutionRefused]));
    topics.push(("B1", hurt, SituationCode::new("B1"), vec![Step::Explain]));
    let crowd = Circumstances { flags: vec![Flag::Group], ..none() };
    topics.push(("E3", crowd, SituationCode::new("E3"), vec![Step::Explain]));
    for (topic, circumstances, situation, steps) in topics {
        for (step, channel) in steps
            .into_iter()
            .flat_map(|step| [Channel::WalkIn, Channel::Phone].map(|channel| (step, channel)))
        {
            let mut texts = Vec::new();
            for level in Level::ALL {
                let talk = Talk {
                    level: *level,
                    situation: situation.clone(),
                    circumstances: circumstances.clone(),
                    values: all_known(),
                    ..Talk::new(channel, step)
                };
                let sentence = say::now(Library::shipped(), &talk).sentence;
                assert_eq!(sentence.level, *level, "{topic} {step:?} {channel:?}: {}", sentence.text);
                texts.push(sentence.text);
            }
            texts.dedup();
            assert_eq!(texts.len(), 3, "{topic} {step:?}");
        }
    }
}

/// What belongs to the counter, the phone or a message is not said elsewhere; nobody who is calm is told of anger.
#[test]
fn words_fit_the_channel_and_the_mood() {
    let library = Library::shipped();
    let elsewhere = |channel| match channel {
        Channel::WalkIn => &["挂了", "先挂", "别挂", "没挂", "线上", "来电，", "感谢您的来电", "私信"][..],
        Channel::Phone => &["请坐", "慢走", "签个字", "坐会儿", "喝口水", "私信", "跑这一趟"],
        Channel::Message | Channel::Online => &["请坐", "慢走", "先挂", "别挂", "没挂", "签个字", "来电，"],
        _ => &[],
    };
    for situation in every_situation() {
        for channel in [Channel::WalkIn, Channel::Phone, Channel::Message, Channel::Online] {
            let steps = || Step::ALL.iter().filter(|step| **step != Step::OnlineReply);
            for (emotion, step) in
                Emotion::ALL.iter().flat_map(|mood| steps().map(move |step| (*mood, *step)))
            {
                let talk = Talk {
                    emotion,
                    situation: situation.map(|situation| situation.id.clone()),
                    values: all_known(),
                    ..Talk::new(channel, step)
                };
                let spoken = say::now(library, &talk);
                let (id, text) = (&spoken.sentence.id, spoken.sentence.text.as_str());
                let alien = elsewhere(channel).iter().find(|word| text.contains(**word));
                assert_eq!(alien, None, "{id} {channel:?} {step:?}: {text}");
                let unseen: &[&str] = match channel {
                    Channel::Phone => {
                        &["看着业主", "点点头", "表情、", "坐下", "递杯", "递上", "眼睛", "前倾", "约1"]
                    }
                    Channel::WalkIn => &["三声", "挂断", "挂机", "仪容镜", "核对回电"],
                    _ => &["看着业主", "点点头", "表情、", "坐下", "眼睛", "前倾", "挂断", "挂机", "仪容镜"],
                };
                for point in spoken.dos.iter().chain(&spoken.donts) {
                    let alien = unseen.iter().find(|word| point.contains(**word));
                    assert_eq!(alien, None, "{channel:?} {step:?}: {point}");
                }
                if emotion == Emotion::Calm {
                    for heat in ["难怪", "换谁都", "窝火", "真急人", "恼", "闹心", "堵心"] {
                        assert!(!text.contains(heat), "{id} in a calm talk: {text}");
                    }
                }
            }
        }
    }
}

/// The same words never come twice running, in any mood or situation.
#[test]
fn no_step_repeats_the_one_before() {
    let way = [
        Step::Greet,
        Step::Listen,
        Step::Ask,
        Step::Restate,
        Step::Explain,
        Step::Promise,
        Step::EscalateAsk,
        Step::EscalateContact,
        Step::EscalateWait,
        Step::EscalateIntroduce,
        Step::Investigate,
        Step::Solution,
        Step::Progress,
        Step::Delay,
        Step::Handled,
        Step::VisitOpen,
        Step::VisitProcess,
        Step::VisitMeasures,
        Step::VisitResult,
        Step::VisitThanks,
        Step::Close,
    ];
    for situation in every_situation() {
        for (channel, emotion) in [Channel::WalkIn, Channel::Phone]
            .into_iter()
            .flat_map(|channel| Emotion::ALL.iter().map(move |mood| (channel, *mood)))
        {
            let mut said: Vec<String> = Vec::new();
            for step in way {
                let talk = Talk {
                    emotion,
                    situation: situation.map(|situation| situation.id.clone()),
                    ..Talk::new(channel, step)
                };
                let text = say::now(Library::shipped(), &talk).sentence.text.as_str().to_owned();
                assert!(!said.contains(&text), "{:?} {step:?} {emotion:?}: {text}", talk.situation);
                said.push(text);
            }
        }
    }
}

/// An answer that leads to another situation leads to one that is there and leads back.
#[test]
fn an_answer_may_make_another_situation_of_it() {
    let library = Library::shipped();
    let code = |text: &str| SituationCode::new(text).unwrap();
    for leaf in ["E5a", "E5b", "E5c"] {
        let question = library.situation(&code(leaf)).unwrap().question.as_ref().unwrap();
        let leads: Vec<SituationCode> =
            question.all_answers().iter().filter_map(|answer| answer.situation.clone()).collect();
        assert_eq!(leads, [code("E5a"), code("E5b"), code("E5c")], "{leaf}");
    }
    for answer in
        library.situations().iter().filter_map(|one| one.question.as_ref()).flat_map(Question::all_answers)
    {
        assert!(answer.situation.as_ref().is_none_or(|to| library.situation(to).is_some()), "{answer:?}");
    }
}
