//! Danger: shown alone in every step and mood, ticked line by line with its time, over when it is over.

use tingsu::domain::case::{Case, CaseNumber, Facts};
use tingsu::domain::code::{CaseKind, Channel, Emotion, SituationCode, Urgency};
use tingsu::domain::danger_mark::DangerMark;
use tingsu::domain::deadline::Terms;
use tingsu::domain::event::{Event, EventKind};
use tingsu::domain::obligation::TaskKind;
use tingsu::domain::settings::{Rules, Settings};
use tingsu::domain::time::Moment;
use tingsu::library::danger::{self, DangerNow, LineKind};
use tingsu::library::measure;
use tingsu::library::moment::Given;
use tingsu::library::say::{self, Spoken};
use tingsu::library::sentence::Talk;
use tingsu::library::shelf::Library;
use tingsu::library::step::Step;

use crate::support::handled;

const NOW: &str = "2026-11-03T09:02";

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn case(words: &str, channel: Channel) -> Case {
    let mut facts = Facts::new(CaseKind::Complaint, channel, at("2026-11-03T09:00"), "李敏");
    facts.verbatim = Some(words.into());
    Case::new(CaseNumber::new(at(NOW).date(), 1), facts)
}

fn say_at(case: &Case, step: Step, mood: Emotion, now: &str) -> Spoken {
    let mut talk = Talk::of_case(Library::shipped(), case, &Settings::default(), step, at(now));
    talk.emotion = mood;
    say::now(Library::shipped(), &talk)
}

/// The words of an owner for each card, none of them a word list of the card.
const CALLS: [(&str, &str); 30] = [
    ("self", "欠的物业费我拿不出来，我就坐在楼顶，脚底下全是车"),
    ("self", "电费算错三回了，再不改我就死给你们看"),
    ("self", "我现在就站在天台上，你们谁也别过来"),
    ("self", "这日子没法过了，我不想活了"),
    ("self", "上个月厂里把我裁了。我今天在天台坐了半天，我这个人也没什么用，活着没意思"),
    ("self", "去年离的婚，上个月又丢了工作。活着没意思。"),
    ("jumper", "有人坐在楼顶边上，好像要往下跳，你们快来"),
    ("gas", "厨房里一股煤气味，孩子还在睡觉"),
    ("gas", "楼道里燃气味特别大，怎么回事啊"),
    ("fire-home", "我在家，走廊里全是烟，门口也冒进来了怎么办"),
    ("fire", "着火了着火了！12楼厨房烧起来了"),
    ("fire", "地下室在冒烟，好大的烟"),
    ("lift", "我被困在电梯里面了，按铃没人理"),
    ("lift", "电梯把人关里面了，里头有个孩子在哭"),
    ("lift", "两个老人卡在电梯里了，你们快来人啊"),
    ("faint", "我妈在楼道里晕倒了，叫不醒"),
    ("injury", "楼下有人被车撞了，血流不止"),
    ("poison", "我们一家都头晕恶心，热水器开着的"),
    ("violence", "门口有人拿刀，快叫保安"),
    ("violence", "隔壁打起来了，在砸门"),
    ("breakin", "我刚回家，家里被翻了，门被撬了"),
    ("child", "我孩子丢了！刚才还在滑梯那儿"),
    ("child", "我妈不见了，她有老年痴呆，穿红衣服"),
    ("water-power", "厨房的插座进水了，一碰就麻手"),
    ("cable", "楼下电线掉下来了，搭在栏杆上"),
    ("falling", "外墙的砖快掉下来了，底下还有人走"),
    ("falling", "楼上有人往下扔东西，现在还在扔，从楼上扔花盆"),
    ("lift", "喂，我在电梯里，门打不开，灯也灭了"),
    ("violence", "有个男的拿着棍在大堂打人"),
    ("injury", "有个老人摔在地上起不来了，头上都是血"),
];

/// What sounds like it and is none: over, long ago, or a way of speaking.
const CALM: [&str; 20] = [
    "昨天电梯困人，今天想问问查得怎么样了",
    "上次被困在里面四十分钟，出来以后没人道歉",
    "烟感坏了，真着火了它能响？",
    "油烟熏得我们一层楼都是味儿",
    "楼道里天天有人抽烟，烟味飘进来",
    "外墙砖上周砸到人，缝了九针，还在留观",
    "停车费贵得要命，想死的心都有了",
    "他们家装修砸墙，吵死人了",
    "刚才电梯抖得厉害，吓死我了",
    "电动车昨晚在楼下着火，灭了",
    "我的快递不见了",
    "狗绳不牵，追着孩子跑",
    "水表不走，水费三百多",
    "有人跳楼价甩卖传单贴满楼道",
    "孩子走丢那次多亏你们，找到了，谢谢",
    "对门厨房着火那天，是我拍门一家一家喊下去的",
    "楼上总有人高空抛物，什么时候能查出来",
    "车位顶上漏水滴泥浆",
    "电梯又停了，老人下不了楼",
    "我爸昨天被关电梯里，膝盖磕破了",
];

#[test]
fn words_of_danger_bring_its_card_and_others_do_not() {
    let cards = &Library::shipped().cards().dangers;
    let wrong: Vec<_> = CALLS
        .iter()
        .map(|(card, words)| {
            (*card, *words, danger::in_words(cards, words).map(|sign| sign.card.id.as_str()))
        })
        .filter(|(card, _, found)| *found != Some(card))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let wrong: Vec<_> =
        CALM.iter().filter_map(|words| Some((*words, danger::in_words(cards, words)?.because))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn danger_answers_danger_in_every_step_mood_channel_and_level() {
    // Every moment with some of the calls, every call at some of the moments: and none of them is left out.
    let channels = [Channel::WalkIn, Channel::Phone, Channel::Message, Channel::Online];
    let moments = channels.iter().flat_map(|channel| {
        Step::ALL.iter().flat_map(move |step| Emotion::ALL.iter().map(move |mood| (*channel, *step, *mood)))
    });
    let calls = || CALLS.iter().enumerate();
    for (at, (channel, step, mood)) in moments.enumerate() {
        for (_, (card, words)) in calls().filter(|(call, _)| call % 6 == at % 6) {
            let spoken = say_at(&case(words, channel), step, mood, NOW);
            let shown = spoken.danger.as_ref().unwrap_or_else(|| panic!("{words} at {step:?}"));
            assert_eq!(shown.id, *card, "{words}");
            assert!(spoken.alternatives.is_empty() && spoken.internal.is_empty(), "alone");
            assert!(spoken.sentence.text.as_str().starts_with(shown.lines[0].text.as_str()));
            assert!(spoken.because[0].contains(&shown.name));
        }
    }
}

/// What the cards must agree with: `danger.md`.
#[test]
fn the_cards_say_what_the_services_advise() {
    let card =
        |id: &str| Library::shipped().cards().dangers.iter().find(|card| card.id == id).unwrap().clone();
    let told = |id: &str| card(id).tell.iter().map(|text| text.as_str().to_owned()).collect::<String>();
    let calls = |id: &str| card(id).call.iter().map(|whom| whom.as_str().to_owned()).collect::<String>();
    for (id, words) in [
        ("fire-home", &["别出门", "关上门", "湿布", "窗口", "别坐电梯", "别往下跳"][..]),
        ("fire", &["走楼梯", "身子放低", "湿布", "别坐电梯", "119"]),
        ("gas", &["电器都别碰", "别点火", "气阀", "开窗", "出去"]),
        ("lift", &["离门远", "别扒门", "求助铃", "维保"]),
        ("injury", &["别挪动", "保暖", "陪着"]),
        ("faint", &["平躺", "呼吸", "胸口"]),
        ("locked", &["陪他说话"]),
        ("violence", &["反锁"]),
        ("water-power", &["离开水", "干处"]),
        ("cable", &["离那根线远", "别碰", "拦住"]),
        ("child", &["留在", "门岗", "110"]),
        ("falling", &["远离这栋楼", "别贴着墙", "保安"]),
        ("poison", &["窗都打开", "屋外"]),
    ] {
        for word in words {
            assert!(told(id).contains(word), "{id}: {word}");
        }
    }
    for (id, number) in [
        ("fire", "119"),
        ("fire-home", "119"),
        ("gas", "燃气公司"),
        ("lift", "维保"),
        ("injury", "120"),
        ("faint", "120"),
        ("locked", "119"),
        ("self", "110"),
        ("self", "119"),
        ("violence", "110"),
        ("water-power", "供电"),
        ("cable", "供电"),
        ("self", "120"),
        ("child", "110"),
        ("poison", "120"),
        ("breakin", "110"),
        ("falling", "110"),
    ] {
        assert!(calls(id).contains(number), "{id}: {number}");
    }
    for card in &Library::shipped().cards().dangers {
        assert_eq!(card.hang_up, card.id == "gas", "the call ends early for gas alone");
        assert!(
            (1..=3).contains(&card.tell.len()) && !card.never.is_empty() && card.call.len() <= 3,
            "{}",
            card.id
        );
        let next = card.next.as_str();
        assert!(
            card.hang_up != next.contains("别挂") || card.id == "self" || card.id == "fire" || !card.hang_up
        );
        for text in card.tell.iter().chain([&card.ask, &card.next]) {
            assert_eq!(measure::faults(text.as_str()), Vec::<String>::new(), "{}", card.id);
            let words = text.as_str();
            for wrong in ["冷静", "费", "投诉", "登记", "掉不下来", "没事的"] {
                assert!(!words.contains(wrong), "{}: {words}", card.id);
            }
        }
    }
}

#[test]
fn a_card_is_ticked_through_line_by_line_and_keeps_the_times() {
    let mut case = case("我被困在电梯里面了", Channel::Phone);
    let shown = |case: &Case, now: &str| say_at(case, Step::Listen, Emotion::Calm, now).danger;
    let first: DangerNow = shown(&case, NOW).unwrap();
    let kinds: Vec<LineKind> = first.lines.iter().map(|line| line.kind).collect();
    let mut sorted = kinds.clone();
    sorted.sort();
    assert_eq!(kinds, sorted, "question, instructions, calls, what then");
    assert_eq!(first.current().unwrap().kind, LineKind::Ask);
    for (count, line) in first.lines.iter().enumerate() {
        let now = format!("2026-11-03T09:{:02}", 2 + count);
        let still = shown(&case, &now).unwrap();
        assert_eq!(still.current().unwrap().id, line.id);
        assert_eq!(still.lines.iter().filter(|line| line.done.is_some()).count(), count);
        let said = EventKind::Said { sentence: line.id.clone(), text: line.text.as_str().into() };
        case.events.push(Event::new(at(&now), "李敏", said));
    }
    assert_eq!(shown(&case, "2026-11-03T09:20"), None, "ticked through");
    let talk =
        Talk::of_case(Library::shipped(), &case, &Settings::default(), Step::Listen, at("2026-11-03T09:20"));
    assert!(talk.circumstances.given.contains(&Given::DangerPassed));
    assert!(say::now(Library::shipped(), &talk).sentence.text.as_str().starts_with("人平安就好"));
}

#[test]
fn an_answer_brings_the_card_and_another_takes_it_away() {
    let mut case = case("电梯里有人", Channel::Phone);
    case.receipt.situation = SituationCode::new("E2");
    let answer =
        |id: &str| EventKind::Answered { question: SituationCode::new("E2").unwrap(), answer: id.into() };
    let shown = |case: &Case| say_at(case, Step::Explain, Emotion::Calm, NOW).danger.map(|danger| danger.id);
    assert_eq!(shown(&case), None);
    case.events.push(Event::new(at(NOW), "李敏", answer("inside")));
    assert_eq!(shown(&case).as_deref(), Some("lift"));
    case.events.push(Event::new(at(NOW), "李敏", answer("out")));
    assert_eq!(shown(&case), None);
}

/// A line of a card that was done makes the case urgent and owes a call within the hour: once, and met by a call that
/// reached the owner or by ticking it off.
#[test]
fn after_a_danger_the_case_is_urgent_and_a_call_is_owed_within_the_hour() {
    let rules = Rules::default();
    let tick = |id: &str| EventKind::Said { sentence: format!("danger-lift/{id}"), text: "说了".into() };
    let planned = |events: &[(&str, EventKind)]| {
        let mut case = case("我被困在电梯里面了", Channel::Phone);
        case.events = events.iter().map(|(time, kind)| Event::new(at(time), "李敏", kind.clone())).collect();
        let terms = Terms::plain(&rules);
        terms.plan(&mut case);
        case
    };
    let owed = |case: &Case, now: &str| {
        let state = case.state(&rules);
        let owed = state.owed(&rules, at(now));
        let call = owed.into_iter().find(|(one, _)| one.is_task(&TaskKind::CallAfterDanger));
        call.map(|(one, _)| (one.due, one.label().to_owned()))
    };
    let mut way = vec![("2026-11-03T09:02", tick("ask-1")), ("2026-11-03T09:04", tick("tell-1"))];
    let dangerous = planned(&way);
    assert_eq!(dangerous.facts().urgency, Some(Urgency::Urgent));
    let call = owed(&dangerous, "2026-11-03T09:10").unwrap();
    assert_eq!(call, (at("2026-11-03T10:02"), "险情后回电问平安".into()), "from the first line, once");
    let plain =
        planned(&[("2026-11-03T09:02", EventKind::Said { sentence: "listen-1".into(), text: "嗯".into() })]);
    assert_eq!((plain.facts().urgency, owed(&plain, "2026-11-03T09:10")), (None, None));
    let told = serde_json::json!({"type": "progress", "medium": "phone", "text": "人都平安吗"});
    way.push(("2026-11-03T09:40", serde_json::from_value(told).unwrap()));
    assert_eq!(owed(&planned(&way), "2026-11-03T09:41"), None, "they were called");
}

/// What no word tells of is opened by who hears it; the case is urgent at once, and the card goes its way. danger.md.
#[test]
fn a_danger_that_only_the_receptionist_hears_is_opened_by_hand() {
    let mut case = case("你们赶紧来个人，我这儿不对劲", Channel::Letter);
    let shown = |case: &Case, now: &str| say_at(case, Step::Explain, Emotion::Calm, now).danger;
    assert_eq!(shown(&case, NOW), None);
    let said = |sentence: String| EventKind::Said { sentence, text: String::new() };
    // Hours later, and however he tells it: who hears it is believed.
    let then = "2026-11-03T15:20";
    case.events.push(Event::new(at(then), "李敏", said(DangerMark::opened("lift"))));
    let card = shown(&case, then).expect("opened by hand");
    assert!(card.id == "lift" && card.because.contains("F12"), "{}", card.because);
    assert_eq!(case.facts().urgency, Some(Urgency::Urgent));
    case.events.push(Event::new(at(then), "李敏", said(DangerMark::opened("gas"))));
    assert_eq!(shown(&case, then).unwrap().id, "gas", "the last word counts");
    while let Some(line) = shown(&case, then).and_then(|card| card.current().cloned()) {
        case.events.push(Event::new(at(then), "李敏", said(line.id)));
    }
    assert!(case.events.len() > 7 && shown(&case, then).is_none(), "ticked through");
}

/// A card that words brought and that is none is put away with one key, with the call that it made owed; another comes
/// all the same.
#[test]
fn what_is_no_danger_is_set_aside_and_owes_no_call() {
    let rules = Rules::default();
    let said = |sentence: String| EventKind::Said { sentence, text: String::new() };
    let after = |marks: &[String]| {
        let mut case = case("着火了着火了！我爸在楼道里晕倒了，叫不醒", Channel::Phone);
        case.events = marks.iter().map(|mark| Event::new(at(NOW), "李敏", said(mark.clone()))).collect();
        Terms::plain(&rules).plan(&mut case);
        let shown = say_at(&case, Step::Listen, Emotion::Upset, NOW).danger.map(|card| card.id);
        let state = case.state(&rules);
        let owed = state.owed(&rules, at(NOW));
        (shown, owed.iter().any(|(one, _)| one.is_task(&TaskKind::CallAfterDanger)))
    };
    let (tick, fire, faint) =
        ("danger-fire/ask-1".to_owned(), DangerMark::set_aside("fire"), DangerMark::set_aside("faint"));
    assert_eq!(after(&[]), (Some("fire".into()), false));
    assert_eq!(after(std::slice::from_ref(&tick)), (Some("fire".into()), true));
    assert_eq!(after(&[tick.clone(), fire.clone()]), (Some("faint".into()), false));
    assert_eq!(after(&[fire.clone(), faint.clone()]), (None, false));
    let again = DangerMark::opened("fire");
    assert_eq!(after(&[tick, fire, faint, again]), (Some("fire".into()), true), "seen after all");
}

/// The numbers that differ from town to town are settings; one that is missing is asked for.
#[test]
fn local_emergency_numbers_stand_on_the_card() {
    let case = case("厨房里一股煤气味", Channel::Phone);
    let calls = |settings: &Settings| {
        let talk = Talk::of_case(Library::shipped(), &case, settings, Step::Listen, at(NOW));
        say::now(Library::shipped(), &talk).dos.join("；")
    };
    let settings = Settings { gas_phone: "0755-00000777".into(), ..Settings::default() };
    assert!(calls(&settings).contains("燃气公司抢修0755-00000777"), "{}", calls(&settings));
    let missing = calls(&Settings::default());
    assert!(missing.contains("号码还没填") && !missing.contains("____"), "{missing}");
    // What is said to the caller has no gap either.
    let talk = Talk::of_case(Library::shipped(), &case, &Settings::default(), Step::Listen, at(NOW));
    let told = say::now(Library::shipped(), &talk).sentence.text;
    assert!(told.as_str().ends_with("出了楼马上再打给我们。"), "{told}");
}

/// Somebody small or frail behind a locked door is a danger of its own, not a lost child.
#[test]
fn a_child_behind_a_locked_door_is_spoken_to_until_help_comes() {
    let case = case("门锁打不开了，我人在门外，孩子在屋里睡觉", Channel::Phone);
    for step in [Step::Listen, Step::Restate, Step::Promise] {
        let spoken = say_at(&case, step, Emotion::Agitated, NOW);
        let text = spoken.sentence.text.as_str();
        assert!(text.contains("隔着门陪他说话") && !text.contains("穿什么"), "{text}");
        assert!(spoken.dos[0].contains("119"), "{:?}", spoken.dos);
    }
}

/// Rules §10: what is noted for ourselves is never read out, least of all here.
#[test]
fn an_internal_note_is_read_to_nobody_and_an_old_woman_is_no_child() {
    let mut case = case("我被困在电梯里面了", Channel::Phone);
    let note = |internal| EventKind::Note { text: "师傅已经在路上了".into(), internal };
    let said = |case: &Case| {
        let shown = say_at(case, Step::Restate, Emotion::Agitated, "2026-11-03T09:05").danger.unwrap();
        shown.lines.iter().map(|line| line.text.as_str().to_owned()).collect::<String>()
    };
    case.events.push(Event::new(at(NOW), "李敏", note(true)));
    assert!(!said(&case).contains("在路上"), "{}", said(&case));
    case.events.push(Event::new(at(NOW), "李敏", note(false)));
    assert!(said(&case).contains("在路上"), "{}", said(&case));
    let alone = "姑娘我七十六了，一个人在家，马桶直往外冒水，我耳朵也不好";
    assert_eq!(danger::in_words(danger::shipped(), alone), None);
}

#[test]
fn a_danger_of_yesterday_is_none() {
    let case = case("我被困在电梯里面了", Channel::Phone);
    assert!(say_at(&case, Step::Listen, Emotion::Calm, "2026-11-03T10:30").danger.is_some());
    assert!(say_at(&case, Step::Listen, Emotion::Calm, "2026-11-03T11:30").danger.is_none());
    let mut done = case;
    let handled = handled("已救出", true, true);
    done.events.push(Event::new(at(NOW), "李敏", handled));
    assert!(say_at(&done, Step::Handled, Emotion::Calm, NOW).danger.is_none());
}
