//! The columns of a list of cases as a spreadsheet: what each is called and what stands in it.

use crate::domain::case_column::CaseColumn;
use crate::domain::case_row::CaseRow;
use crate::domain::code::SituationCode;
use crate::domain::marker::Marker;
use crate::domain::masking::mask_phone;
use crate::domain::settings::Settings;
use crate::domain::time::Moment;
use crate::sheet::write::page::{Column, Value};

/// What a cell needs to know beside its case.
pub struct Look<'a> {
    /// Names and limits.
    pub settings: &'a Settings,
    /// Names of situations.
    pub situations: &'a [(SituationCode, String)],
    /// The moment of the list.
    pub now: Moment,
    /// Telephone numbers in full, and the marks that only a supervisor sees.
    pub in_full: bool,
}

/// The column with its width.
pub fn column(one: CaseColumn) -> Column {
    let width = match one {
        CaseColumn::Gist => return Column::long(one.label(), 60.0),
        CaseColumn::Number
        | CaseColumn::ReceivedAt
        | CaseColumn::RecordedAt
        | CaseColumn::LastAt
        | CaseColumn::NextDue => 17.0,
        CaseColumn::Phones
        | CaseColumn::Situation
        | CaseColumn::Class
        | CaseColumn::RepeatOf
        | CaseColumn::GroupOf => 22.0,
        CaseColumn::Category
        | CaseColumn::Channel
        | CaseColumn::Room
        | CaseColumn::Closure
        | CaseColumn::Markers
        | CaseColumn::Flags => 16.0,
        _ => 11.0,
    };
    Column::new(one.label(), width)
}

/// What stands in it for a case.
pub fn value(one: CaseColumn, row: &CaseRow, look: &Look<'_>) -> Value {
    let label = |label: Option<&'static str>| Value::maybe(label);
    match one {
        CaseColumn::Number => Value::Text(row.number.to_string()),
        CaseColumn::ReceivedAt => Value::Time(row.received_at),
        CaseColumn::RecordedAt => Value::Time(row.recorded_at),
        CaseColumn::Kind => Value::text(row.kind.label()),
        CaseColumn::Channel => Value::text(row.channel.label()),
        CaseColumn::Receiver => Value::text(&row.receiver),
        CaseColumn::Name if row.anonymous => Value::text("匿名"),
        CaseColumn::Name => Value::maybe(row.name.as_deref()),
        CaseColumn::Room => Value::maybe(row.room.as_deref()),
        CaseColumn::Phones => {
            let shown = row.phones.iter();
            let shown = shown.map(|one| if look.in_full { one.clone() } else { mask_phone(one) });
            Value::text(shown.collect::<Vec<_>>().join("、"))
        }
        CaseColumn::Gist => Value::text(&row.gist),
        CaseColumn::Category => {
            Value::maybe(row.category.as_ref().map(|one| look.settings.category_label(one)))
        }
        CaseColumn::Situation => row.situation.as_ref().map_or(Value::Empty, |code| {
            let named = look.situations.iter().find(|(known, _)| known == code);
            let name = named.map_or("", |(_, name)| name.as_str());
            Value::text([code.as_str(), name].join(" ").trim())
        }),
        CaseColumn::Class => label(row.class.map(|one| one.label())),
        CaseColumn::Nature => label(row.nature.map(|one| one.label())),
        CaseColumn::Content => label(row.content.map(|one| one.label())),
        CaseColumn::Urgency => label(row.urgency.map(|one| one.label())),
        CaseColumn::Flags => {
            let shown = row.flags.iter().filter(|flag| look.in_full || !flag.is_supervisors());
            Value::text(shown.map(|flag| flag.label()).collect::<Vec<_>>().join("、"))
        }
        CaseColumn::Markers => {
            let line = row.status_line(&look.settings.rules, look.now);
            Value::text(line.markers.into_iter().map(Marker::label).collect::<Vec<_>>().join("、"))
        }
        CaseColumn::Status => Value::text(row.status.label()),
        CaseColumn::Handler => Value::maybe(row.handler.as_deref()),
        CaseColumn::Department => Value::maybe(row.department.as_deref()),
        CaseColumn::Next => label(row.next.map(|(code, _)| code.label())),
        CaseColumn::NextDue => Value::time(row.next.map(|(_, due)| due)),
        CaseColumn::Escalations => row.escalations.into(),
        CaseColumn::Visits => row.visits.into(),
        CaseColumn::LastAt => Value::Time(row.last_at),
        CaseColumn::Closure => label(row.closure.map(|one| one.label())),
        CaseColumn::RepeatOf => row.repeat_of.map_or(Value::Empty, |one| Value::Text(one.to_string())),
        CaseColumn::GroupOf => row.group_of.map_or(Value::Empty, |one| Value::Text(one.to_string())),
    }
}
