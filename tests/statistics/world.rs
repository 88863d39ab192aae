//! Invented cases in the interchange format, for the properties: any history that the counter allows.

use chrono::{Duration, NaiveDateTime};
use proptest::prelude::*;
use serde_json::{Value, json};

use tingsu::domain::case::{Case, CaseNumber};
use tingsu::domain::deadline::Terms;
use tingsu::domain::settings::Settings;
use tingsu::domain::time::Moment;

use crate::statistics::oracle;

/// The cases of an interchange file, with the deadlines that their events set.
pub fn read(file: &Value, settings: &Settings) -> Vec<Case> {
    let whole = json!({ "format": "tingsu-cases", "version": 1, "cases": file["cases"] });
    let file = tingsu::desk::interchange::read::read(whole.to_string().as_bytes()).unwrap();
    let mut read: Vec<Case> = file
        .cases
        .into_iter()
        .map(|incoming| {
            let incoming = incoming.unwrap();
            let mut case = incoming.case(incoming.number.unwrap());
            Terms::plain(&settings.rules).plan(&mut case);
            case
        })
        .collect();
    let links: Vec<(CaseNumber, CaseNumber, Moment)> = read
        .iter()
        .filter_map(|case| Some((case.receipt.repeat_of?, case.number, case.receipt.received_at)))
        .collect();
    for case in &mut read {
        case.repeats = links
            .iter()
            .filter(|(earlier, ..)| *earlier == case.number)
            .map(|(_, number, at)| (*number, *at))
            .collect();
    }
    read
}

const CATEGORIES: [&str; 4] = ["vehicles", "cleaning", "fire", "mystery"];
const CHANNELS: [&str; 4] = ["walk_in", "phone", "message", "online"];
const NATURES: [&str; 3] = ["effective", "help", "vent"];
const CLASSES: [&str; 3] = ["I", "II", "III"];
const CODES: [&str; 9] =
    ["signed", "verbal", "visited", "quiet_week", "exempt", "unreachable", "external", "explained", "plain"];
const OPINIONS: [&str; 3] = ["satisfied", "mostly", "dissatisfied"];

/// Dice that a case is made from.
#[derive(Clone, Debug)]
pub struct Dice {
    day: i64,
    minute: i64,
    facts: [usize; 6],
    /// Minutes to the next event, which event, and a free number.
    steps: Vec<(i64, usize, usize)>,
}

pub fn dice() -> impl Strategy<Value = Dice> {
    let facts = prop::array::uniform6(0..24usize);
    // Short and long pauses, so that deadlines are met, missed and crossed by the ends of months.
    let pause = prop_oneof![1..240i64, 240..3_000i64, 3_000..40_000i64];
    let steps = prop::collection::vec((pause, 0..24usize, 0..60usize), 0..14);
    (0..130i64, 0..1440i64, facts, steps).prop_map(|(day, minute, facts, steps)| Dice {
        day,
        minute,
        facts,
        steps,
    })
}

fn pick<'a>(words: &[&'a str], number: usize) -> Option<&'a str> {
    words.get(number % (words.len() + 1)).copied()
}

fn text(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M:%S+08:00").to_string()
}

impl Dice {
    /// The case as JSON; only what the counter allows happens: nothing after a void, and while it is closed
    /// only reopening, a void or a note.
    pub fn case(&self, serial: usize) -> Value {
        let received =
            oracle::time("2026-08-20T00:00") + Duration::days(self.day) + Duration::minutes(self.minute);
        let [category, channel, nature, class, who, more] = self.facts;
        let anonymous = who % 6 == 0;
        let mut complainant = json!({ "anonymous": anonymous, "declines_visits": who % 7 == 1 });
        if !anonymous || who == 12 {
            complainant["room"] = json!("3-2-1001");
        }
        let mut case = json!({
            "number": format!("{}-{:03}", received.format("%Y%m%d"), serial + 1),
            "kind": if more == 3 { "repair" } else { "complaint" },
            "channel": CHANNELS[channel % CHANNELS.len()],
            "received_at": text(received),
            "complainant": complainant,
            "category": pick(&CATEGORIES, category),
            "situation": pick(&["V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8", "V9", "E1", "E2", "E3"], category),
            "class": pick(&CLASSES, class),
            "nature": pick(&NATURES, nature),
            "repeat_of": (more % 5 == 0).then_some("20260101-001"),
        });
        if more % 4 == 1 {
            case["online"] = json!({ "seen_at": text(received + Duration::minutes(90)) });
        }
        case["events"] = self.events(received).into();
        case
    }

    fn events(&self, received: NaiveDateTime) -> Vec<Value> {
        let (mut at, mut open, mut voided) = (received, true, false);
        let mut events = Vec::new();
        for (pause, what, number) in &self.steps {
            at += Duration::minutes(*pause);
            let due = text(at + Duration::minutes(i64::try_from(*number).unwrap() * 90));
            let event = match what {
                _ if voided => break,
                ..=7 if !open => json!({ "type": "reopened", "reason": "再诉" }),
                22 => json!({ "type": "voided", "reason": "重复登记" }),
                _ if !open => json!({ "type": "note", "text": "补记" }),
                0 => json!({ "type": "explained", "satisfied": number % 2 == 0 }),
                1 | 2 => json!({ "type": "solution", "text": "方案", "agreed": number % 3 > 0 }),
                3 => json!({ "type": "completion_date", "due": due }),
                4 => {
                    json!({ "type": "progress", "medium": (if number % 4 == 0 { "notice" } else { "phone" }) })
                }
                5 | 6 => json!({ "type": "handled", "verified": number % 5 > 0, "told": number % 2 == 0 }),
                8..=11 => {
                    let outcome = ["reached", "reached", "reached", "no_answer", "declined", "rescheduled"];
                    let mut visit = json!({ "type": "visit", "form": "phone", "outcome": outcome[number % outcome.len()] });
                    if visit["outcome"] == "reached" {
                        visit["result"] = json!(OPINIONS[number / 6 % 3]);
                    } else if visit["outcome"] == "declined" && number / 6 % 3 == 0 {
                        visit["standing"] = json!(true);
                    }
                    visit
                }
                12 => json!({ "type": "visit_exempt", "ground": "sensitive" }),
                13 => {
                    let mut event =
                        json!({ "type": "escalated", "trigger": "E", "consent": number % 2 == 0 });
                    if number % 2 == 0 {
                        event["arrived_at"] = json!(text(at - Duration::minutes((*pause).min(7))));
                    }
                    event
                }
                14 => json!({ "type": "nature", "nature": "effective", "reason": "处理不当" }),
                15 => json!({ "type": "promised", "due": due, "consent": true }),
                16..=21 => {
                    json!({ "type": "closed", "code": CODES[number % 9], "override": number % 7 == 0 })
                }
                _ => json!({ "type": "note", "text": "记录" }),
            };
            open = match event["type"].as_str() {
                Some("closed") => false,
                Some("reopened") => true,
                _ => open,
            };
            voided = event["type"] == "voided";
            let mut whole = json!({ "at": text(at), "by": "李敏" });
            whole.as_object_mut().unwrap().extend(event.as_object().unwrap().clone());
            events.push(whole);
        }
        events
    }
}

/// An interchange file of invented cases.
pub fn file(dice: &[Dice]) -> Value {
    let cases: Vec<Value> = dice.iter().enumerate().map(|(serial, dice)| dice.case(serial)).collect();
    json!({ "cases": cases })
}
