//! `say --draft`: what the panel shows for a case that is not stored yet, with the situations that its words point to.

use std::fs;

use serde_json::{Value, json};

use super::Place;

fn said(place: &Place, draft: &Value, more: &[&str]) -> Value {
    fs::write(place.path("draft.json"), draft.to_string()).unwrap();
    let answer = place.run(&[&["say", "--draft", "draft.json"][..], more].concat());
    assert_eq!(answer.code, 0, "{}", answer.err);
    serde_json::from_str(&answer.out).unwrap()
}

fn text(told: &Value) -> &str {
    told["sentence"]["text"].as_str().unwrap()
}

#[test]
fn a_draft_is_answered_in_its_own_words_and_gets_situations_proposed() {
    let place = Place::with_sample();
    let draft = json!({
        "kind": "complaint", "channel": "phone", "emotion": "upset",
        "complainant": {"anonymous": false, "phones": ["13900000001"], "room": "3-2-1001"},
        "verbatim": "楼上卫生间漏到我家顶上了，一直滴",
    });
    let told = said(&place, &draft, &[]);
    assert_eq!(told["step"], "restate");
    let said = text(&told);
    let (feeling, read_back) = said.split_once("楼上卫生间漏到您家顶上了，一直滴，").expect("his own words");
    assert!(!feeling.is_empty() && read_back.ends_with('？'), "{said}");
    let suggested: Vec<&str> =
        told["suggested"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
    assert_eq!(suggested.first(), Some(&"B3"), "{suggested:?}");
    assert!(!told["because"].as_array().unwrap().is_empty());
    // The counter keeps nothing of it.
    let listed = place.run(&["say", "20261117-099"]);
    assert_ne!(listed.code, 0);
}

#[test]
fn a_draft_in_danger_gets_the_card_in_every_mood_and_step() {
    let place = Place::with_sample();
    let draft = json!({
        "kind": "complaint", "channel": "phone",
        "complainant": {"anonymous": false, "phones": ["13900000001"]},
        "verbatim": "我被困在电梯里面了，按铃没人理",
    });
    for more in [&["--mood", "calm"][..], &["--mood", "agitated", "--step", "solution"], &["--step", "close"]]
    {
        let told = said(&place, &draft, more);
        assert!(text(&told).contains("别扒门"), "{more:?}: {}", text(&told));
        assert!(told["alternatives"].as_array().unwrap().is_empty());
    }
}

#[test]
fn what_is_no_draft_is_refused_in_words() {
    let place = Place::with_sample();
    fs::write(place.path("draft.json"), "[]").unwrap();
    let answer = place.run(&["say", "--draft", "draft.json"]);
    assert_ne!(answer.code, 0);
    assert!(answer.err.contains("草稿要是一件受理单"), "{}", answer.err);
}
