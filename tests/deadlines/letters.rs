//! A letter of ours waits for its answer until one comes (rules §4 letter: “the reply is tracked”): neither another class
//! nor the handling ends that, and our own answer to a referral is none.

use super::*;

fn sent(form: PaperForm, to: Option<&str>) -> EventKind {
    EventKind::Paper { form, sent_to: to.map(str::to_owned) }
}

fn letter(to: &str) -> EventKind {
    sent(PaperForm::Letter, Some(to))
}

fn answered(from: Option<&str>, answers: ReplyTo) -> EventKind {
    EventKind::LetterReply { from: from.map(str::to_owned), text: "已安排".into(), answers, letter: None }
}

fn closed() -> EventKind {
    EventKind::Closed { code: ClosureCode::Explained, overridden: true, reason: Some("已说明".into()) }
}

/// Since when it waits for an answer, as the state and the row of the lists say.
fn waits(story: &Story) -> Option<Moment> {
    let state = story.case.state(&story.rules);
    let row = tingsu::domain::case_row::CaseRow::of(&story.case, &state, &[], &story.rules);
    assert_eq!(row.reply_since, state.awaits_reply());
    let marked = row.status_line(&story.rules, nov("30 09:00"));
    let marked = marked.markers.contains(&tingsu::domain::marker::Marker::AwaitsReply);
    assert_eq!(marked, row.reply_since.is_some());
    row.reply_since
}

/// Ledger 06-19: what was written is followed until it is answered.
#[test]
fn only_an_answer_to_the_letter_ends_the_wait() {
    const UNIT: &str = "客户关系中心";
    let class_ii = || Story::complaint("03 09:00").then("03 10:00", corrected("class", "II".into()));
    let out = || class_ii().then("04 09:00", letter(UNIT));
    let since = Some(nov("04 09:00"));
    let reply = |from| answered(from, ReplyTo::Letter);
    let rows: Vec<(&str, Story, Option<Moment>)> = vec![
        ("not sent yet", class_ii(), None),
        ("sent", out(), since),
        (
            "a report asks for no answer",
            class_ii().then("04 09:00", sent(PaperForm::Report, Some(UNIT))),
            None,
        ),
        ("our answer to a referral", out().then("05 09:00", answered(None, ReplyTo::Referral)), since),
        ("the owner is told", out().then("05 09:00", told()), since),
        ("another class", out().then("05 09:00", corrected("class", "I".into())), since),
        ("handled", out().then("05 09:00", handled(true, true)), since),
        ("answered", out().then("05 09:00", reply(Some(UNIT))), None),
        ("answered by somebody", out().then("05 09:00", reply(None)), None),
        ("by another name", out().then("05 09:00", reply(Some("开发商 周工"))), None),
        (
            "an answer before the letter",
            class_ii().then("03 11:00", reply(Some(UNIT))).then("04 09:00", letter(UNIT)),
            since,
        ),
        ("a reminder is no second letter", out().then("06 09:00", letter(UNIT)), since),
        (
            "one answer to both",
            out().then("06 09:00", letter(UNIT)).then("07 09:00", reply(Some(UNIT))),
            None,
        ),
        (
            "two addressees, the second answers",
            out().then("05 09:00", letter("街道")).then("06 09:00", reply(Some("街道"))),
            since,
        ),
        (
            "two addressees, the first answers",
            out().then("05 09:00", letter("街道")).then("06 09:00", reply(Some(UNIT))),
            Some(nov("05 09:00")),
        ),
        (
            "sent again after the answer",
            out().then("05 09:00", reply(None)).then("06 09:00", letter(UNIT)),
            Some(nov("06 09:00")),
        ),
        ("closed", out().then("05 09:00", closed()), None),
        (
            "reopened",
            out().then("05 09:00", closed()).then("06 09:00", EventKind::Reopened { reason: "又来".into() }),
            since,
        ),
    ];
    for (what, story, expected) in rows {
        assert_eq!(waits(&story), expected, "{what}");
    }
}

/// Rules §4 letter: the developer's 客户关系中心 is told in writing, and nobody else in its place.
#[test]
fn only_a_letter_to_the_developer_is_the_written_notice() {
    let class_ii = || Story::complaint("03 09:00").then("03 10:00", corrected("class", "II".into()));
    for (to, owed) in [("街道办", true), ("客户关系中心", false), ("开发商客户关系中心", false)]
    {
        assert_eq!(class_ii().then("03 11:00", letter(to)).due(D::Letter).is_some(), owed, "{to}");
    }
}

#[test]
fn an_answer_is_to_the_letter_that_it_names() {
    let story = || {
        let class_ii = Story::complaint("03 09:00").then("03 10:00", corrected("class", "II".into()));
        let reminded = class_ii.then("04 09:00", letter("客户关系中心")).then("05 09:00", letter("街道办"));
        reminded.then("06 09:00", letter("开发商客户关系中心"))
    };
    for (letter, since) in [(1, "05 09:00"), (2, "04 09:00"), (3, "05 09:00"), (0, "04 09:00")] {
        let reply = EventKind::LetterReply {
            from: Some("市政".into()),
            text: "已安排".into(),
            answers: ReplyTo::Letter,
            letter: Some(letter),
        };
        assert_eq!(waits(&story().then("07 09:00", reply)), Some(nov(since)), "the letter of event {letter}");
    }
}
