//! Form 2 before it is printed: what of it is still blank. A print is never held up by that – the boxes stay empty and are
//! filled in by hand – and nothing is put there that nobody said; whoever prints is told beforehand. Rules §4 record_form,
//! papers.md.

use serde::{Deserialize, Serialize};

use crate::domain::case_state::CaseState;
use crate::domain::code::{CaseKind, SuperiorRank, codes};
use crate::domain::permission::Office;

codes! {
    /// A box of form 2 that every complete one has filled in.
    RecordGap {
        Handler = "handler": "责任人",
        NamedBy = "named_by": "指派责任人的部门负责人",
        Summary = "summary": "复述要点",
        Category = "category": "类别",
        Class = "class": "责任类别",
        Nature = "nature": "性质",
        Content = "content": "内容",
        Facts = "facts": "调查结果",
        Result = "result": "处理结果",
    }
}

/// What of form 2 is blank as the case stands, in the order of the paper. The handler is named by the department head, whose
/// name is on record: he recorded it, took the case over himself, or was noted as who named him.
pub fn gaps(state: &CaseState, office: Office<'_>) -> Vec<RecordGap> {
    let facts = &state.facts;
    let blank = |text: Option<&str>| text.is_none_or(|text| text.trim().is_empty());
    let is_complaint = facts.kind == CaseKind::Complaint;
    // What was explained on the spot was neither investigated nor handled.
    let settled = state.explained_to_satisfaction();
    let by_head = state
        .named
        .as_ref()
        .is_some_and(|named| office.rank_of(&named.name, named.said) >= Some(SuperiorRank::DepartmentHead));
    let is_unhandled = blank(state.handler.as_deref());
    [
        (is_unhandled, RecordGap::Handler),
        (!is_unhandled && !by_head, RecordGap::NamedBy),
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
pub fn is_complete(state: &CaseState, office: Office<'_>) -> bool {
    gaps(state, office).iter().all(|gap| matches!(gap, RecordGap::Facts | RecordGap::Result))
}

/// The note for whoever is about to print; `None` where the form is complete.
pub fn note(gaps: &[RecordGap]) -> Option<String> {
    if gaps.is_empty() {
        return None;
    }
    let named = gaps.iter().map(|gap| gap.label()).collect::<Vec<_>>().join("、");
    let by_head = [RecordGap::Handler, RecordGap::NamedBy].iter().any(|gap| gaps.contains(gap));
    let handler = if by_head { "责任人请部门负责人填写并签字。" } else { "" };
    Some(format!("表上还空着：{named}。可以照样打印，空格留着手填。{handler}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::{Case, CaseNumber, Facts};
    use crate::domain::code::{Category, Channel, Class, Content, Nature};
    use crate::domain::event::{Event, EventKind};
    use crate::domain::settings::{Rules, Settings};
    use crate::domain::time::Moment;

    fn at(text: &str) -> Moment {
        Moment::parse(&format!("2026-11-03T{text}")).unwrap()
    }

    fn case(kind: CaseKind) -> Case {
        let facts = Facts::new(kind, Channel::Phone, at("09:00"), "李敏");
        Case::new(CaseNumber::new(at("09:00").date(), 1), facts)
    }

    /// Of the titles of the usual ladder, without names.
    fn office(settings: &Settings) -> Office<'_> {
        Office { rules: &settings.rules, staff: &[], ladder: &settings.ladder }
    }

    fn complete(case: &Case) -> bool {
        is_complete(&case.state(&Rules::default()), office(&Settings::default()))
    }

    fn gaps_of(case: &Case) -> Vec<RecordGap> {
        gaps(&case.state(&Rules::default()), office(&Settings::default()))
    }

    #[test]
    fn what_is_blank_is_named_and_a_complete_form_needs_no_note() {
        use RecordGap::{
            Category as Row, Class as Of, Content as What, Facts as Found, Handler, NamedBy as By,
            Nature as Kind, Result, Summary,
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
        assert!(!complete(&one), "nobody answers for it");
        let assigned = |named_by: Option<&str>| {
            let named_by = named_by.map(str::to_owned);
            EventKind::Assigned { to: "王强".into(), department: None, reason: None, named_by }
        };
        one.events.push(Event::new(at("10:00"), "赵楠", assigned(None)));
        assert_eq!(gaps_of(&one), [By, Found, Result]);
        assert!(!complete(&one), "no department head named him");
        one.events.push(Event::new(at("10:05"), "赵楠", assigned(Some("韩骁"))));
        let told = note(&gaps_of(&one)).unwrap();
        assert!(told.contains("调查结果、处理结果") && !told.contains("责任人"), "{told}");
        assert!(complete(&one), "what is found and done comes later");
        let mut known = Settings::default();
        (known.ladder[0].name, known.ladder[1].name) = ("赵楠".into(), "韩骁".into());
        for (by, named_by, named) in [
            ("李敏", Some("韩骁"), true),
            ("韩骁", None, true),
            ("李敏", Some("客服主任 赵楠"), false),
            ("赵楠", None, false),
        ] {
            let mut one = one.clone();
            one.events.push(Event::new(at("10:10"), by, assigned(named_by)));
            let state = one.state(&known.rules);
            assert_eq!(is_complete(&state, office(&known)), named, "{by} {named_by:?}");
        }
        let mut settled = one.clone();
        let text = "已说明".to_owned();
        let explained = EventKind::Explained { text, satisfied: true, signed: true };
        settled.events.push(Event::new(at("11:00"), "李敏", explained));
        assert_eq!(note(&gaps_of(&settled)), None, "settled on the spot");
        assert_eq!(gaps_of(&case(CaseKind::Repair)), [Handler, Summary, Row, Result]);
    }
}
