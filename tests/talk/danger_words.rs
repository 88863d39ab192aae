//! Danger heard in what callers say: how many of them, and how often where there is none; the card that knows what was
//! said, tells what is under way and ends with the record.

use tingsu::domain::case::{Case, CaseNumber, Facts};
use tingsu::domain::code::{CaseKind, Channel};
use tingsu::domain::event::{Event, EventKind};
use tingsu::domain::settings::Settings;
use tingsu::domain::time::Moment;
use tingsu::library::danger::{self, CaseDanger, LineKind};
use tingsu::library::moment::Given;
use tingsu::library::say::{self, Spoken};
use tingsu::library::sentence::Talk;
use tingsu::library::shelf::Library;
use tingsu::library::step::Step;

/// Callers' words, each with the cards that may be shown, `-` for none.
const WORDS: &str = include_str!("../fixtures/danger-words.tsv");

/// The same written by others, who knew none of our words.
const UNHEARD: &str = include_str!("../fixtures/danger-unheard.tsv");

/// At least so many of a hundred callers in danger are answered with their card.
const RECALL: usize = 95;
/// At most so many of a hundred others are shown one.
const FALSE_ALARMS: usize = 2;

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

/// What somebody says, with the label of its card.
type Labelled = Vec<(&'static str, &'static str)>;

/// The harmless lines and those of danger.
fn labelled(text: &'static str) -> (Labelled, Labelled) {
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split_once('\t').unwrap()).partition(|(card, _)| *card == "-")
}

#[test]
fn danger_is_heard_in_callers_words_and_rarely_where_there_is_none() {
    let cards = &Library::shipped().cards().dangers;
    let (harmless, dangers) = labelled(WORDS);
    assert!(dangers.len() >= 150 && harmless.len() >= 60);
    let known = |id: &str| cards.iter().any(|card| card.id == id);
    assert!(dangers.iter().all(|(wanted, _)| wanted.split('/').all(known)), "labels are cards");
    let found = |words: &str| danger::in_words(cards, words).map(|sign| sign.card.id.as_str());
    let missed: Vec<_> = dangers
        .iter()
        .map(|(wanted, words)| (*wanted, *words, found(words)))
        .filter(|(wanted, _, found)| !found.is_some_and(|found| wanted.split('/').any(|id| id == found)))
        .collect();
    let alarms: Vec<_> = harmless.iter().filter_map(|(_, words)| Some((*words, found(words)?))).collect();
    eprintln!(
        "danger: {} of {} heard, {} false alarms in {}",
        dangers.len() - missed.len(),
        dangers.len(),
        alarms.len(),
        harmless.len()
    );
    assert!((dangers.len() - missed.len()) * 100 >= RECALL * dangers.len(), "{missed:#?}");
    assert!(alarms.len() * 100 <= FALSE_ALARMS * harmless.len(), "{alarms:#?}");
    for card in cards {
        let labelled = dangers.iter().any(|(wanted, _)| wanted.split('/').any(|id| id == card.id));
        assert!(labelled, "no caller for {}", card.id);
    }
}

/// What nobody foresaw: in words that no list has, danger is shown or at least offered nearly always, and is rarely offered
/// where there is none. The receptionist opens the rest with F12.
#[test]
fn danger_in_words_that_nobody_foresaw_is_mostly_heard_and_else_offered() {
    let cards = &Library::shipped().cards().dangers;
    let (harmless, dangers) = labelled(UNHEARD);
    let told = |words: &str| {
        let mut facts = Facts::new(CaseKind::Complaint, Channel::Phone, at("2026-11-03T09:00"), "李敏");
        facts.verbatim = Some(words.into());
        let shown = danger::in_words(cards, words).map(|sign| sign.card.id.clone());
        let offered = CaseDanger::of(cards, &facts, &[], None).likely(at("2026-11-03T09:01"));
        (shown, offered)
    };
    let [mut shown, mut right, mut noticed, mut among] = [0; 4];
    for (wanted, words) in &dangers {
        let (card, offered) = told(words);
        let is_right = |card: &String| wanted.split('/').any(|id| id == card);
        shown += usize::from(card.is_some());
        right += usize::from(card.as_ref().is_some_and(is_right));
        noticed += usize::from(card.is_some() || offered.is_some());
        let first = offered.filter(|_| card.is_none()).map(|likely| likely.cards).unwrap_or_default();
        among += usize::from(card.as_ref().is_some_and(is_right) || first.iter().any(is_right));
    }
    let alarms: Vec<_> = harmless.iter().filter_map(|(_, words)| Some((*words, told(words).0?))).collect();
    let offers = harmless.iter().filter(|(_, words)| told(words).1.is_some()).count();
    eprintln!(
        "unforeseen danger: {shown} of {} shown, {right} of them right, {noticed} shown or offered, {among} of those right or among three; \
         of {} others {} shown, {offers} offered",
        dangers.len(),
        harmless.len(),
        alarms.len()
    );
    assert!(shown * 100 >= 30 * dangers.len() && right * 100 >= 70 * shown, "{shown} shown, {right} right");
    assert!(noticed * 100 >= 85 * dangers.len() && among * 100 >= 70 * noticed, "{noticed}, {among}");
    assert!(alarms.len() * 100 <= 5 * harmless.len() && offers * 100 <= 15 * harmless.len(), "{alarms:#?}");
}

/// A case with what was noted since, as its panel is read half an hour after the receipt.
fn spoken(words: &str, records: &[&str], step: Step) -> (Spoken, Talk) {
    let mut facts = Facts::new(CaseKind::Complaint, Channel::Phone, at("2026-11-03T09:00"), "李敏");
    facts.verbatim = Some(words.into());
    let now = at("2026-11-03T09:30");
    let mut case = Case::new(CaseNumber::new(now.date(), 1), facts);
    for (count, text) in records.iter().enumerate() {
        let kind = serde_json::json!({"type": "progress", "medium": "phone", "text": text});
        let kind: EventKind = serde_json::from_value(kind).unwrap();
        case.events.push(Event::new(at(&format!("2026-11-03T09:{:02}", 10 + count)), "李敏", kind));
    }
    let talk = Talk::of_case(Library::shipped(), &case, &Settings::default(), step, now);
    (say::now(Library::shipped(), &talk), talk)
}

#[test]
fn the_card_asks_only_what_was_not_said() {
    for (words, asked, not) in [
        ("我们三个人困在8栋的电梯里，快点", "不舒服", "哪栋"),
        ("电梯卡住了，我出不去", "哪栋", "没有"),
        ("门外全是烟，我在5栋801", "烟", "几栋"),
        ("女儿八岁，穿红裙子，走丢了", "什么", "多大"),
        ("老太太摔倒在3栋门口，起不来，头上流血了", "清醒", "流血"),
    ] {
        let (spoken, _) = spoken(words, &[], Step::Restate);
        let shown = spoken.danger.unwrap_or_else(|| panic!("{words}"));
        let ask = shown.lines.iter().find(|line| line.kind == LineKind::Ask);
        let ask = ask.map(|line| line.text.as_str()).unwrap_or_default();
        assert!(ask.is_empty() || (!ask.contains(not) && ask.ends_with('？')), "{words}: {ask}");
        assert!(ask.is_empty() || ask.contains(asked) || asked == "什么" || asked == "烟", "{words}: {ask}");
    }
}

#[test]
fn the_card_tells_what_is_under_way_instead_of_asking_again() {
    let (spoken, _) = spoken("我们困在电梯里了", &["维保已出发，十分钟到"], Step::Progress);
    let text = spoken.sentence.text.as_str();
    assert_eq!(spoken.danger.as_ref().map(|danger| danger.id.as_str()), Some("lift"));
    assert!(text.starts_with("跟您说一声：维保已出发，十分钟到。"), "{text}");
    assert!(!text.contains('？') && !text.contains("马上叫") && text.contains("别扒门"), "{text}");
}

#[test]
fn the_card_ends_with_the_record_and_care_follows() {
    for (words, record, care) in [
        ("我被困在电梯里面了", "人都放出来了", "就好"),
        ("着火了，厨房烧起来了", "明火已扑灭", "就好"),
        ("阿姨，我爸妈都不在家，水管爆了", "保安到场，总阀已关住", "人平安就好"),
        ("我爸一个人住，打了一天电话没人接", "门开了，老人平安", "人平安就好"),
        ("孩子走丢了", "孩子找到了，在滑梯后面", "就好"),
        // Who was taken to hospital is not said to be safe and sound.
        ("我妈晕倒了叫不醒", "120接走，保安陪着", "人先好好治"),
    ] {
        for step in [Step::Listen, Step::Restate, Step::Explain, Step::Progress] {
            let (before, _) = spoken(words, &["保安到场了，还在处理"], step);
            assert!(before.danger.is_some(), "{words} at {step:?}: still going on");
            let (after, talk) = spoken(words, &["保安到场了，还在处理", record], step);
            assert_eq!(after.danger, None, "{record}");
            assert!(talk.circumstances.given.contains(&Given::DangerPassed), "{record}");
            let text = after.sentence.text.as_str();
            assert!(text.contains(care), "{record} at {step:?}: {text}");
        }
    }
    let (denied, _) = spoken("着火了，厨房烧起来了", &["火还没灭，消防到场"], Step::Progress);
    assert!(denied.danger.is_some(), "it is not over");
}

/// No read-back, no fee, no closing line in danger, whatever the step.
#[test]
fn nothing_else_is_said_in_danger() {
    let dangers = WORDS.lines().filter(|line| !line.starts_with(['#', '-']) && !line.is_empty());
    let words = dangers.filter_map(|line| Some(line.split_once('\t')?.1));
    let cards = &Library::shipped().cards().dangers;
    for words in words.filter(|words| danger::in_words(cards, words).is_some()).step_by(6) {
        for step in Step::ALL {
            let (spoken, _) = spoken(words, &[], *step);
            let text = spoken.sentence.text.as_str();
            assert!(spoken.danger.is_some(), "{words} at {step:?}");
            for wrong in ["复述", "我念一遍", "费", "谢谢", "再见", "单子", "登记", "您说的是"]
            {
                assert!(!text.contains(wrong), "{words} at {step:?}: {text}");
            }
        }
    }
}

/// A case of the fixture's words with its channel, the time of what happened and the events since.
fn moment(words: &str, channel: Channel, occurred: Option<&str>, events: &[serde_json::Value]) -> Spoken {
    let mut facts = Facts::new(CaseKind::Complaint, channel, at("2026-11-03T09:00"), "李敏");
    facts.verbatim = Some(words.into());
    facts.occurred_at = occurred.map(at);
    let mut case = Case::new(CaseNumber::new(at("2026-11-03T09:00").date(), 1), facts);
    for (count, event) in events.iter().enumerate() {
        let kind: EventKind = serde_json::from_value(event.clone()).unwrap();
        case.events.push(Event::new(at(&format!("2026-11-03T09:{:02}", 10 + count)), "李敏", kind));
    }
    let talk =
        Talk::of_case(Library::shipped(), &case, &Settings::default(), Step::Restate, at("2026-11-03T09:30"));
    say::now(Library::shipped(), &talk)
}

#[test]
fn who_tells_of_it_long_after_or_by_letter_hears_no_instructions() {
    let pot = "上午有个花盆从七栋高处砸下来，就在我前面两步";
    let shown = |channel, occurred| moment(pot, channel, occurred, &[]).danger.map(|danger| danger.id);
    assert_eq!(shown(Channel::WalkIn, Some("2026-11-03T08:55")).as_deref(), Some("falling"));
    assert_eq!(shown(Channel::WalkIn, Some("2026-11-03T07:50")), None, "an hour ago");
    assert_eq!(shown(Channel::Letter, None), None, "by letter");
    // What goes on is danger however long ago it began, and who would not live is always answered.
    let locked = moment("我困在电梯里一个多钟头了，没人来", Channel::Phone, Some("2026-11-03T07:50"), &[]);
    assert_eq!(locked.danger.map(|danger| danger.id).as_deref(), Some("lift"));
    let letter = moment("这日子没法过了，我不想活了", Channel::Letter, None, &[]);
    assert_eq!(letter.danger.map(|danger| danger.id).as_deref(), Some("self"));
}

#[test]
fn a_task_that_was_done_ends_the_danger_and_the_next_sentence_tells_one_thing_that_is_over() {
    let done = |result: &str| serde_json::json!({"type": "task_done", "what": "到场", "result": result});
    let note = |text: &str| serde_json::json!({"type": "note", "text": text, "internal": true});
    for (words, result, told) in [
        ("楼道在冒烟，从门缝往里钻，我爸腿不好", "明火已灭，四口由消防员扶下，无人受伤", "火灭了"),
        ("楼道里煤气味好大", "三户都下楼，总阀已由燃气员关闭", "气阀关了，先别回屋"),
        ("我被困在电梯里了", "放出两人，走出轿厢", "人出来就好"),
        ("地库水上来了，充电桩灯还亮着，滋滋响", "15:50断闸，无人触电", "电断了"),
        ("隔壁小孩哭着说妈妈不在家，他会开阳台的门，我怕他爬", "妈妈到家，孩子没受伤", "就好"),
        ("有人在试我家密码，我一个人在家", "系走错楼层的住户，民警当面教育", "走错门"),
    ] {
        let before = moment(words, Channel::Phone, None, &[note("人往那边去了")]);
        assert!(before.danger.is_some(), "{words}");
        let over = moment(words, Channel::Phone, None, &[note("人往那边去了"), done(result)]);
        let text = over.sentence.text.as_str();
        assert!(over.danger.is_none() && text.contains(told), "{result}: {text}");
        // What happens next is told as in any case.
        let later = serde_json::json!({"type": "investigated", "facts": "查过了"});
        let later = moment(words, Channel::Phone, None, &[done(result), later]);
        assert!(later.danger.is_none() && !later.sentence.text.as_str().contains(told), "{words}");
    }
}

#[test]
fn the_card_says_where_he_is_and_calls_120_for_a_tight_chest() {
    let text = |words: &str| moment(words, Channel::Phone, None, &[]).sentence.text.as_str().to_owned();
    let lift = text("我在九栋电梯里，它不动了，我孙女在边上，我心口有点闷");
    assert!(lift.contains("离门远一点") && lift.contains("120马上叫") && !lift.contains('？'), "{lift}");
    let garage = text("地库水上来了，充电桩灯还亮着，滋滋响，有人还在里面推车");
    assert!(garage.contains("谁都别下水") && garage.contains("断电"), "{garage}");
    let door = text("门把手在动，我一个人住，我在卧室");
    assert!(door.contains("门别开") && door.contains("110"), "{door}");
    let balcony = text("隔壁小孩哭着说妈妈不在家，他会开阳台的门，我怕他爬");
    assert!(balcony.contains("坐到门边") && !balcony.contains("穿什么"), "{balcony}");
}

/// What he was told at first is not told again at every record: one line is enough while people are on their way.
#[test]
fn once_people_are_under_way_the_card_keeps_to_one_instruction() {
    let note = serde_json::json!({"type": "note", "text": "已代报119", "internal": true});
    let spoken = moment("楼道在冒烟，从门缝往里钻，我爸腿不好", Channel::Phone, None, &[note]);
    let text = spoken.sentence.text.as_str();
    assert!(text.starts_with("门别开") && !text.contains('？') && text.contains("电话别挂"), "{text}");
    assert!(spoken.dos.iter().any(|whom| whom.contains("119")), "who is called still stands there");
}
