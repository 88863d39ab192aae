//! 表扬: how often each department was praised, and by how many who had complained before – complaining customers can
//! become loyal ones. The one rule for that, whichever screen tells it. Ledger 17-25, 20-16.

use crate::domain::case::CaseNumber;
use crate::domain::case_row::CaseRow;
use crate::domain::case_state::Span;
use crate::domain::code::{CaseKind, Status};
use crate::domain::sameness::{Sameness, Someone};
use crate::domain::time::Moment;

/// The praise of one department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PraiseCount {
    /// The department; empty where none was named.
    pub department: String,
    /// Every praise, the newest first.
    pub praise: Vec<CaseNumber>,
    /// Those of a person or household whose complaint had been closed before.
    pub after_complaint: Vec<CaseNumber>,
}

/// A complaint that had been closed, and the praise that came from the same person or household later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WonBack {
    /// The last such complaint.
    pub complaint: CaseNumber,
    /// The praise.
    pub praise: CaseNumber,
}

/// An earlier case of perhaps the same people, and when it was open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// The case.
    pub row: CaseRow,
    /// Its openings and closings in order.
    pub spans: Vec<Span>,
}

impl Earlier {
    /// Whether it stood closed at that moment, whatever has become of it since.
    fn was_closed(&self, at: Moment) -> bool {
        let last = self.spans.iter().rev().find(|span| span.opened <= at);
        last.and_then(|span| span.closed).is_some_and(|(closed, _)| closed <= at)
    }
}

/// The last complaint of the same person or household that stood closed when the praise came; void cases tell nothing.
pub fn won_back(praise: &CaseRow, earlier: &[Earlier]) -> Option<WonBack> {
    if praise.kind != CaseKind::Praise || praise.status == Status::Voided {
        return None;
    }
    let who = Someone::of_row(praise);
    let same = |row: &CaseRow| {
        let home = praise.room.is_some() && praise.room == row.room;
        home || who.sameness(&Someone::of_row(row)) == Sameness::Person
    };
    let complaints = earlier.iter().filter(|one| {
        let complained = one.row.kind == CaseKind::Complaint && one.row.status != Status::Voided;
        complained && one.was_closed(praise.received_at) && same(&one.row)
    });
    let last = complaints.map(|one| &one.row).max_by_key(|row| (row.received_at, row.number))?;
    Some(WonBack { complaint: last.number, praise: praise.number })
}

/// Counts by department, the most praised first.
pub fn count(praise: &[CaseRow], back: &[WonBack]) -> Vec<PraiseCount> {
    let mut counts: Vec<PraiseCount> = Vec::new();
    for row in praise.iter().filter(|row| row.status != Status::Voided) {
        let department = row.department.clone().unwrap_or_default();
        let at = counts.iter().position(|one| one.department == department).unwrap_or_else(|| {
            counts.push(PraiseCount { department, praise: Vec::new(), after_complaint: Vec::new() });
            counts.len() - 1
        });
        counts[at].praise.push(row.number);
        if back.iter().any(|one| one.praise == row.number) {
            counts[at].after_complaint.push(row.number);
        }
    }
    counts.sort_by_key(|one| std::cmp::Reverse(one.praise.len()));
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::{Case, Facts};
    use crate::domain::code::{Channel, ClosureCode};
    use crate::domain::settings::Rules;

    fn at(text: &str) -> Moment {
        Moment::parse(&format!("2026-11-{text}")).unwrap()
    }

    fn row(kind: CaseKind, day: &str, name: &str, phone: &str, room: &str) -> CaseRow {
        let mut facts = Facts::new(kind, Channel::Phone, at(day), "李敏");
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let who = &mut facts.complainant;
        (who.name, who.room) = (some(name), some(room));
        who.phones = some(phone).into_iter().collect();
        let case = Case::new(CaseNumber::new(at(day).date(), 1), facts);
        CaseRow::of(&case, &case.state(&Rules::default()), &[], &Rules::default())
    }

    fn span(opened: &str, closed: Option<&str>) -> Span {
        Span { opened: at(opened), closed: closed.map(|closed| (at(closed), ClosureCode::Visited)) }
    }

    #[test]
    fn a_complaint_of_the_same_people_that_stood_closed_before_the_praise_is_told() {
        let praise = row(CaseKind::Praise, "10T10:00", "张坤", "13900000001", "3-2-1001");
        let complaint =
            |name: &str, phone: &str, room: &str| row(CaseKind::Complaint, "03T10:00", name, phone, room);
        let closed = || vec![span("03T10:00", Some("05T10:00"))];
        let own = || complaint("张坤", "13900000001", "3-2-1001");
        let void = || CaseRow { status: Status::Voided, ..own() };
        let repair = || CaseRow { kind: CaseKind::Repair, ..own() };
        let again = |second: Option<&str>| vec![span("03T10:00", Some("05T10:00")), span("08T10:00", second)];
        for (what, row, spans, told) in [
            ("the same person and house", own(), closed(), true),
            ("the wife of the same house", complaint("李敏", "13900000002", "3-2-1001"), closed(), true),
            ("the same person in his shop", complaint("张坤", "139 0000 0001", "商铺B10"), closed(), true),
            ("the same mobile, no name", complaint("", "13900000001", ""), closed(), true),
            (
                "another person on the same mobile, elsewhere",
                complaint("李四", "13900000001", "5-1-602"),
                closed(),
                false,
            ),
            ("somebody else", complaint("李四", "13900000002", "5-1-602"), closed(), false),
            ("closed only after the praise", own(), vec![span("03T10:00", Some("11T10:00"))], false),
            ("still open", own(), vec![span("03T10:00", None)], false),
            ("reopened and open when the praise came", own(), again(Some("12T10:00")), false),
            ("reopened and closed again before", own(), again(Some("09T10:00")), true),
            (
                "reopened after the praise",
                own(),
                vec![span("03T10:00", Some("05T10:00")), span("12T10:00", None)],
                true,
            ),
            ("void", void(), closed(), false),
            ("no complaint", repair(), closed(), false),
        ] {
            let found = won_back(&praise, &[Earlier { row, spans }]);
            assert_eq!(found.is_some(), told, "{what}");
        }
        let void_praise = CaseRow { status: Status::Voided, ..praise.clone() };
        assert_eq!(won_back(&void_praise, &[Earlier { row: own(), spans: closed() }]), None);
        let older =
            Earlier { row: row(CaseKind::Complaint, "01T10:00", "张坤", "", "3-2-1001"), spans: closed() };
        let last = Earlier { row: own(), spans: closed() };
        let found = won_back(&praise, &[last, older]).unwrap();
        assert_eq!((found.complaint, found.praise), (own().number, praise.number), "the last one");
    }
}
