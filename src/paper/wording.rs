//! Words and figures as papers write them: times, ticked boxes, the names of open codes, signature boxes.

use chrono::NaiveDate;

use crate::domain::case::{Case, Facts};
use crate::domain::code::{Category, SituationCode};
use crate::domain::naming::Names;
use crate::domain::person::Complainant;
use crate::domain::reception;
use crate::domain::settings::{Rules, Settings};
use crate::domain::time::Moment;
use crate::library::branch::SituationWords;
use crate::paper::layout::boxes::{Align, Cell, Row, room};
use crate::paper::layout::flow::Block;
use crate::paper::layout::table::shares;
use crate::paper::layout::text::{Style, lines};

/// The height of a signature box in millimetres; papers.md asks for 12 at least.
const SIGNATURE: f32 = 14.0;
/// The same with room for a seal, which is 40 mm wide and may cover the name.
const SEAL: f32 = 30.0;
/// The height of the date below it, in millimetres.
const DATE: f32 = 7.0;
/// Stands where a telephone is not set: to be written in by hand.
const NO_PHONE: &str = "＿＿＿＿＿＿＿＿＿＿";
/// What signing does not mean, on every paper that a customer signs.
const WAIVES_NOTHING: &str = "签字不作为放弃权利的依据。";

/// Names and limits that settings and library keep and papers need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labels {
    /// Names of categories (settings).
    pub categories: Vec<(Category, String)>,
    /// Names of situations and the words of their answers (library).
    pub situations: Vec<SituationWords>,
    /// What the customer-service supervisor is called (settings).
    pub supervisor: String,
    /// Limits (settings).
    pub rules: Rules,
}

impl Labels {
    /// The names of the settings, with those of the situations from the library.
    pub fn new(settings: &Settings, situations: Vec<SituationWords>) -> Self {
        let categories = settings.categories.iter();
        Self {
            categories: categories.map(|entry| (entry.code.clone(), entry.label.clone())).collect(),
            situations,
            supervisor: settings.supervisor_title.clone(),
            rules: settings.rules.clone(),
        }
    }

    /// The name of a category; its code word when the settings no longer know it.
    pub fn category<'a>(&'a self, code: &'a Category) -> &'a str {
        named(&self.categories, code).unwrap_or(code.as_str())
    }

    /// The name of a situation; its code word when the library no longer knows it.
    pub fn situation<'a>(&'a self, code: &'a SituationCode) -> &'a str {
        let found = self.situations.iter().find(|one| one.code == *code);
        found.map_or(code.as_str(), |one| one.name.as_str())
    }

    /// Who deals with the case now (责任人); empty while nobody does.
    pub fn handler(&self, case: &Case) -> String {
        let state = case.state(&self.rules);
        state.handler.unwrap_or_default()
    }

    /// Whether the case was entered late (补录).
    pub fn is_late(&self, facts: &Facts) -> bool {
        reception::is_late_entry(facts, &self.rules)
    }
}

impl Names for Labels {
    fn time(&self, moment: Moment) -> String {
        stamp(moment)
    }

    fn category(&self, code: &Category) -> String {
        Labels::category(self, code).to_owned()
    }

    fn situation(&self, code: &SituationCode) -> String {
        Labels::situation(self, code).to_owned()
    }

    fn answer(&self, question: &SituationCode, answer: &str) -> Option<String> {
        SituationWords::answer(&self.situations, question, answer).map(str::to_owned)
    }
}

impl Default for Labels {
    fn default() -> Self {
        Self::new(&Settings::default(), Vec::new())
    }
}

fn named<'a, C: PartialEq>(list: &'a [(C, String)], code: &C) -> Option<&'a str> {
    let found = list.iter().find(|(known, _)| known == code);
    found.map(|(_, name)| name.as_str())
}

/// `2026-11-03 09:12`, narrow enough for a column.
pub fn stamp(moment: Moment) -> String {
    format!("{} {}", moment.date().format("%Y-%m-%d"), moment.clock())
}

/// `11-03 09:12`, for columns of a known year.
pub fn short_stamp(moment: Moment) -> String {
    format!("{} {}", moment.date().format("%m-%d"), moment.clock())
}

/// `2026年11月3日`.
pub fn day(date: NaiveDate) -> String {
    date.format("%Y年%-m月%-d日").to_string()
}

/// `■ 是　□ 否`: one box a choice, those chosen ticked; with nothing chosen all are left to be ticked by hand.
pub fn ticks<'a>(choices: impl IntoIterator<Item = (&'a str, bool)>) -> String {
    let boxes =
        choices.into_iter().map(|(label, chosen)| format!("{} {label}", if chosen { '■' } else { '□' }));
    boxes.collect::<Vec<_>>().join("　")
}

/// Texts with something in them, one a line.
pub fn joined(parts: impl IntoIterator<Item = String>) -> String {
    let parts = parts.into_iter().filter(|part| !part.trim().is_empty());
    parts.collect::<Vec<_>>().join("\n")
}

/// The customer's name with title, `匿名` for one who gave none on purpose.
pub fn name(complainant: &Complainant) -> String {
    complainant.named()
}

/// The customer's name with title and relation to the room.
pub fn person(complainant: &Complainant) -> String {
    let name = name(complainant);
    match complainant.relation {
        Some(relation) if !name.is_empty() => format!("{name}（{}）", relation.label()),
        _ => name,
    }
}

/// The numbers to call back; `未留` when the customer declined to give one.
pub fn phones(complainant: &Complainant) -> String {
    if complainant.phones.is_empty() && complainant.phone_declined {
        "未留".to_owned()
    } else {
        complainant.numbers().join("、")
    }
}

/// The telephone of the service centre; a line to write it in while it is not set.
pub fn centre_phone(phone: &str) -> &str {
    if phone.trim().is_empty() { NO_PHONE } else { phone }
}

/// Signature boxes, who signs and below the date to be filled in, on the page of what stands before them. A box with
/// a note is wider, and higher by what the note takes.
pub fn signatures(width: f32, who: &[(&str, &str)], style: Style) -> Block {
    Block::of(signature_rows(width, who, SIGNATURE, style).into()).attached()
}

/// The same for a paper that bears a seal.
pub fn sealed(width: f32, who: &[(&str, &str)], style: Style) -> Block {
    Block::of(signature_rows(width, who, SEAL, style).into()).attached()
}

/// Signature boxes of which one is the customer's, with the sentence that he waives nothing by signing below them all; `more`
/// stands before or behind it.
pub fn signed_by_owner(width: f32, who: &[(&str, &str)], [before, behind]: [&str; 2], style: Style) -> Block {
    let [names, dates] = signature_rows(width, who, SIGNATURE, style);
    let note = Cell::new(width, format!("{before}{WAIVES_NOTHING}{behind}"), style);
    Block::of(vec![names, dates, Row::new(vec![note])]).attached()
}

/// The boxes, at least `height` millimetres high under a note, and the dates below them.
fn signature_rows(width: f32, who: &[(&str, &str)], height: f32, style: Style) -> [Row; 2] {
    let small = Style::regular(style.size - 1.5);
    let weights: Vec<f32> = who.iter().map(|(_, note)| if note.is_empty() { 1.0 } else { 1.6 }).collect();
    let widths = shares(width, &weights);
    let noted = who.iter().zip(&widths).filter(|((_, note), _)| !note.is_empty());
    let noted = noted.map(|((_, note), width)| lines(note, small, room(*width)).len());
    let height = height + small.line_height() * noted.max().unwrap_or(0) as f32;
    let names = who.iter().zip(&widths).map(|((name, note), width)| {
        let mut lines = vec![((*name).to_owned(), style)];
        if !note.is_empty() {
            lines.push(((*note).to_owned(), small));
        }
        Cell::paragraphs(*width, lines)
    });
    let date = |width: &f32| {
        Cell::new(*width, "年　　月　　日", Style::regular(style.size - 1.0)).align(Align::Right).middle()
    };
    [Row::new(names.collect()).at_least(height), Row::new(widths.iter().map(date).collect()).at_least(DATE)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::code::Relation;
    use crate::domain::code::Title;
    use crate::paper::layout::font::has_glyph;

    #[test]
    fn a_person_is_written_with_title_and_relation() {
        let mut person_ = Complainant {
            name: Some("陈建国".into()),
            title: Some(Title::Mr),
            relation: Some(Relation::Owner),
            ..Complainant::default()
        };
        assert_eq!(person(&person_), "陈建国先生（业主）");
        person_.name = Some("陈先生".into());
        assert_eq!(person(&person_), "陈先生（业主）");
        person_.anonymous = true;
        assert_eq!(person(&person_), "匿名（业主）");
        assert_eq!(person(&Complainant::default()), "");
    }

    #[test]
    fn boxes_can_be_ticked_and_printed() {
        assert_eq!(ticks([("是", true), ("否", false)]), "■ 是　□ 否");
        assert!(has_glyph('■') && has_glyph('□'), "the typeface has both boxes");
    }
}
