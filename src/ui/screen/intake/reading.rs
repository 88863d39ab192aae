//! How what is typed was understood: worked out when something changes, shown beside each field.

use crate::domain::calendar::OfficeHours;
use crate::domain::intake::Field as Place;
use crate::domain::time::Moment;
use crate::library::shelf::Library;
use crate::ui::screen::form::understood::{self, Understood};
use crate::ui::screen::intake::form::IntakeForm;
use crate::ui::screen::intake::message::{Message, Typed};
use crate::ui::widget::field::Field;

/// The fields of times, where they stand in the draft.
const TIMES: [(Typed, Place); 5] = [
    (Typed::ReceivedAt, Place::ReceivedAt),
    (Typed::OccurredAt, Place::OccurredAt),
    (Typed::ReferralDue, Place::ReferralDue),
    (Typed::PostedAt, Place::PostedAt),
    (Typed::SeenAt, Place::SeenAt),
];

impl IntakeForm {
    /// Reads everything typed again.
    pub fn read_again(&mut self, now: Moment, duty: OfficeHours) {
        let draft = &self.draft;
        let times = TIMES.iter().map(|(typed, place)| {
            let reading = draft.time(*place, now, duty);
            (*typed, reading.map(|reading| Understood::moment(&reading, now)))
        });
        let others = [
            (Typed::Room, Understood::room(&draft.room)),
            (Typed::Phone, Understood::phones(&draft.phone)),
            (Typed::CalledFrom, Understood::phones(&draft.called_from)),
            (Typed::Name, Understood::name(&draft.name, draft.title)),
        ];
        let all = times.chain(others);
        self.understood = all.filter_map(|(typed, understood)| Some((typed, understood?))).collect();
    }

    /// Works out which situations the owner's words point to.
    pub fn listen(&mut self, library: &Library) {
        let said = format!("{}\n{}", self.draft.verbatim, self.draft.summary);
        self.situation.listen(&said, library);
    }

    /// A field with how it was understood.
    pub fn beside<'a>(&self, typed: Typed, field: Field<'a, Message>) -> Field<'a, Message> {
        let understood = self.understood.iter().find(|(other, _)| *other == typed);
        understood::with(field, understood.map(|(_, understood)| understood), move |text| {
            Message::Typed(typed, text)
        })
    }
}
