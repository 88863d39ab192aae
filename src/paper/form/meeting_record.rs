//! 《座谈会记录》: who came, what was talked about, what the owners' representatives proposed and what became of it. Form 12.
//! Ledger 11-25.

use crate::domain::service_note_now::ServiceNoteNow;
use crate::domain::suggestion_now::SuggestionNow;
use crate::paper::form::sections::{BODY, BY_HAND, HEAD, WIDTH, fields, listed, long};
use crate::paper::layout::flow::Block;
use crate::paper::layout::page::{Form, Orientation};
use crate::paper::layout::table::{Column, section};
use crate::paper::wording::{day, signatures, stamp};

/// The record with the suggestions that were made at the meeting.
pub fn meeting_record(meeting: &ServiceNoteNow, made: &[SuggestionNow]) -> Form {
    let note = &meeting.note;
    let head = vec![
        fields(&[("日期", &day(note.day)), ("主持人", &note.staff)]),
        long("业主代表", &note.customer, BY_HAND),
        long("谈了什么", &note.words, 40.0),
    ];
    let columns = [
        Column::code("序号", 14.0),
        Column::text("建议", 58.0),
        Column::code("决定", 20.0),
        Column::text("措施或原因", 58.0),
        Column::code("告知业主代表", 30.0),
    ];
    let line = |(at, one): (usize, &SuggestionNow)| {
        let words = one.decision.as_ref().map(|decision| decision.words.clone()).unwrap_or_default();
        vec![
            at.to_string(),
            one.suggestion.text.clone(),
            one.state().to_owned(),
            words,
            one.told_at.map(stamp).unwrap_or_default(),
        ]
    };
    let lines = listed(&columns, (1..).zip(made).map(line).collect());
    Form {
        number: "表 12",
        title: "业主代表座谈会记录".to_owned(),
        further: "",
        reference: format!("第 {} 号", meeting.id),
        caption: String::new(),
        mark: String::new(),
        orientation: Orientation::Portrait,
        blocks: vec![
            Block::of(head),
            section("建议和落实", WIDTH, HEAD, lines.heads, lines.rows),
            signatures(WIDTH, &[("记录人", meeting.by.as_str()), ("主持人", ""), ("业主代表", "")], BODY),
        ],
    }
}
