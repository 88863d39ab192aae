//! Form 2 before it is printed: what of it is still blank. A print is never held up by that – the boxes stay empty and are
//! filled in by hand – and nothing is put there that nobody said; whoever prints is told beforehand. Rules §4 record_form,
//! papers.md.

use serde::{Deserialize, Serialize};

use crate::domain::case_state::CaseState;
use crate::domain::code::{CaseKind, codes};

codes! {
    /// A box of form 2 that every complete one has filled in.
    RecordGap {
        Handler = "handler": "责任人",
        Summary = "summary": "复述要点",
        Category = "category": "类别",
        Class = "class": "责任类别",
        Nature = "nature": "性质",
        Content = "content": "内容",
        Facts = "facts": "调查结果",
        Result = "result": "处理结果",
    }
}

/// What of form 2 is blank as the case stands, in the order of the paper.
pub fn gaps(state: &CaseState) -> Vec<RecordGap> {
    let facts = &state.facts;
    let blank = |text: Option<&str>| text.is_none_or(|text| text.trim().is_empty());
    let is_complaint = facts.kind == CaseKind::Complaint;
    // What was explained on the spot was neither investigated nor handled.
    let settled = state.explained_to_satisfaction();
    [
        (blank(state.handler.as_deref()), RecordGap::Handler),
        (blank(facts.summary.as_deref()), RecordGap::Summary),
        (facts.category.is_none(), RecordGap::Category),
        (is_complaint && facts.class.is_none(), RecordGap::Class),
        (is_complaint && facts.nature.is_none(), RecordGap::Nature),
        (is_complaint && facts.content.is_none(), RecordGap::Content),
        (is_complaint && !settled && blank(state.round.found.as_deref()), RecordGap::Facts),
        (!settled && blank(state.round.result.as_deref()), RecordGap::Result),
    ]
    .into_iter()
    .filter_map(|(is_blank, gap)| is_blank.then_some(gap))
    .collect()
}

/// Whether the form counts as filled in once it is printed: what was found and done may come later, everything else is
/// there. Rules §4 record_form.
pub fn is_complete(state: &CaseState) -> bool {
    gaps(state).iter().all(|gap| matches!(gap, RecordGap::Facts | RecordGap::Result))
}

/// The note for whoever is about to print; `None` where the form is complete.
pub fn note(gaps: &[RecordGap]) -> Option<String> {
    if gaps.is_empty() {
        return None;
    }
    let named = gaps.iter().map(|gap| gap.label()).collect::<Vec<_>>().join("、");
    let handler =
        if gaps.contains(&RecordGap::Handler) { "责任人请部门负责人填写并签字。" } else { "" };
    Some(format!("表上还空着：{named}。可以照样打印，空格留着手填。{handler}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::{Case, CaseNumber, Facts};
    use crate::domain::code::{Category, Channel, Class, Content, Nature};
    use crate::domain::event::{Event, EventKind};
    use crate::domain::settings::Rules;
    use crate::domain::time::Moment;

    fn at(text: &str) -> Moment {
        Moment::parse(&format!("2026-11-03T{text}")).unwrap()
    }

    fn case(kind: CaseKind) -> Case {
        let facts = Facts::new(kind, Channel::Phone, at("09:00"), "李敏");
        Case::new(CaseNumber::new(at("09:00").date(), 1), facts)
    }

    fn gaps_of(case: &Case) -> Vec<RecordGap> {
        gaps(&case.state(&Rules::default()))
    }

    #[test]
    fn what_is_blank_is_named_and_a_complete_form_needs_no_note() {
        use RecordGap::{
            Category as Row, Class as Of, Content as What, Facts as Found, Handler, Nature as Kind, Result,
            Summary,
        };
        let mut one = case(CaseKind::Complaint);
        assert_eq!(gaps_of(&one), [Handler, Summary, Row, Of, Kind, What, Found, Result]);
        let told = note(&gaps_of(&one)).unwrap();
        assert!(told.contains("责任人、复述要点") && told.contains("部门负责人"), "{told}");
        let facts = &mut one.receipt;
        facts.summary = Some("电梯停运两天".into());
        facts.category = Category::new("facilities");
        (facts.class, facts.nature, facts.content) =
            (Some(Class::I), Some(Nature::Effective), Some(Content::Equipment));
        assert_eq!(gaps_of(&one), [Handler, Found, Result]);
        assert!(!is_complete(&one.state(&Rules::default())), "nobody answers for it");
        let to = EventKind::Assigned { to: "王强".into(), department: None, reason: None, named_by: None };
        one.events.push(Event::new(at("10:00"), "赵楠", to));
        let told = note(&gaps_of(&one)).unwrap();
        assert!(told.contains("调查结果、处理结果") && !told.contains("责任人"), "{told}");
        assert!(is_complete(&one.state(&Rules::default())), "what is found and done comes later");
        let mut settled = one.clone();
        let text = "已说明".to_owned();
        let explained = EventKind::Explained { text, satisfied: true, signed: true };
        settled.events.push(Event::new(at("11:00"), "李敏", explained));
        assert_eq!(note(&gaps_of(&settled)), None, "settled on the spot");
        assert_eq!(gaps_of(&case(CaseKind::Repair)), [Handler, Summary, Row, Result]);
    }
}
