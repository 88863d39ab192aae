//! The limits of fields, asked before anything is written.

use serde::Serialize;

use crate::desk::error::Error;
use crate::domain::case::Case;
use crate::domain::limit;

/// Refuses what is longer than its field allows.
///
/// # Errors
/// [`Error::Refused`] with the field and its limit.
pub(crate) fn fits(value: &impl Serialize) -> Result<(), Error> {
    let value = serde_json::to_value(value).map_err(crate::store::error::Error::from)?;
    match limit::problem(&value) {
        None => Ok(()),
        Some(problem) => Err(Error::Refused(format!("{problem}，没有保存，填写的都还在。请改短。"))),
    }
}

/// Refuses more events than a case can be read with at once.
///
/// # Errors
/// [`Error::Refused`].
pub(crate) fn has_room(case: &Case) -> Result<(), Error> {
    if case.events.len() <= limit::EVENTS {
        return Ok(());
    }
    Err(Error::Refused(format!(
        "受理单 {} 的记录已满 {} 条，没有保存。请另开一张受理单，并关联到这一张。",
        case.number,
        limit::EVENTS
    )))
}
