//! 预约上门: somebody comes to the owner's home in an agreed slot. What was agreed, and what came of it. Ledger 07-08 to
//! 07-10, 07-13.

use serde::{Deserialize, Serialize};

use crate::domain::code::{Opinion, codes};
use crate::domain::obligation::ObligationId;
use crate::domain::time::Moment;

/// What was agreed with the owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Appointment {
    /// When the slot begins.
    pub from: Moment,
    /// When it ends.
    pub until: Moment,
    /// What is to be done: device, fault, place.
    pub service: String,
    /// Who comes.
    pub technician: String,
    /// The technician's number, as it was told to the owner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// What the owner gets ready: room to work, the key, somebody at home.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prepare: Option<String>,
    /// Materials and fees, as they were told beforehand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee: Option<String>,
    /// The earlier appointment that this one takes the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<ObligationId>,
}

codes! {
    /// Why nobody came, or nobody opened.
    MissedBy {
        Us = "us": "我方没去",
        Owner = "owner": "业主不在或不便",
    }
}

/// What came of an appointment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppointmentEnd {
    /// Which.
    pub appointment: ObligationId,
    /// Why it was missed; absent: it was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missed: Option<MissedBy>,
    /// What was done, or what happened instead.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// What the owner said of it, asked on the spot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub satisfied: Option<Opinion>,
    /// What is not settled by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<String>,
    /// When somebody looks again, as it was promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub again: Option<Moment>,
}

impl Appointment {
    /// What is to be done, as lists show it.
    pub fn task(&self) -> String {
        format!("上门：{}", self.service)
    }

    /// `11月29日 10:00 至 12:00`: the slot in words; the day of its end only where it is another one.
    pub fn slot(&self, time: impl Fn(Moment) -> String) -> String {
        let end = if self.until.date() == self.from.date() { self.until.clock() } else { time(self.until) };
        format!("{} 至 {end}", time(self.from))
    }

    /// The same for the owner, without what is for the staff alone.
    pub fn for_owner(&self, time: impl Fn(Moment) -> String) -> String {
        let mut words = format!("约好{}，{}上门", self.slot(time), self.technician);
        if let Some(phone) = &self.phone {
            words += &format!("（电话{phone}）");
        }
        if let Some(prepare) = &self.prepare {
            words += &format!("，麻烦您先准备：{prepare}");
        }
        if let Some(fee) = &self.fee {
            words += &format!("，费用：{fee}");
        }
        words
    }
}

impl AppointmentEnd {
    /// Whether the work was done in the slot.
    pub fn is_kept(&self) -> bool {
        self.missed.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_owner_is_told_slot_technician_number_preparation_and_fee() {
        let appointment = Appointment {
            from: Moment::parse("2026-11-29T10:00").unwrap(),
            until: Moment::parse("2026-11-29T12:00").unwrap(),
            service: "厨房水管漏水".into(),
            technician: "卢师傅".into(),
            phone: Some("13900000009".into()),
            prepare: Some("水槽下面腾空".into()),
            fee: Some("材料按价目表，上门费不收".into()),
            replaces: None,
        };
        assert_eq!(
            appointment.for_owner(|moment| moment.long()),
            "约好2026年11月29日 10:00 至 12:00，卢师傅上门（电话13900000009），麻烦您先准备：水槽下面腾空，费用：材料按价目表，上门费不收"
        );
    }
}
