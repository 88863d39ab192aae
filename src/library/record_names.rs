//! Names in the record of a case: how the owner is called, the superior who is with him, those of ours. Nothing here
//! knows a sentence.

use crate::domain::event::{Event, EventKind};
use crate::domain::reading::name;
use crate::library::named_time::SUPERIORS;

/// How somebody is called, without the letters of an account before a Chinese name: Yoyo陈女士 is 陈女士.
pub fn called(owner: &str) -> &str {
    let own = owner.trim_start_matches(|c: char| c.is_ascii());
    let whole = ["先生", "女士"].contains(&own) || own.is_empty();
    if whole { owner } else { own }
}

/// The superior who is with the owner, as he is spoken of: 冯志恒 项目经理 is 冯经理.
pub fn superior_called(named: &str) -> Option<String> {
    let title = SUPERIORS.into_iter().find(|title| named.ends_with(title))?;
    Some(name::surname(named.split_whitespace().next()?) + title)
}

/// The names of ours in the record of a case.
pub fn staff_in(receiver: &str, events: &[Event]) -> Vec<String> {
    let mut staff = vec![receiver.to_owned()];
    for event in events {
        staff.push(event.by.clone());
        if let EventKind::Assigned { to, .. } = &event.kind {
            staff.extend(to.split_whitespace().map(str::to_owned));
        }
    }
    staff.retain(|name| (2..=4).contains(&name.chars().count()));
    staff
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_owner_is_called_without_the_letters_of_his_account() {
        for (owner, said) in [("Yoyo陈女士", "陈女士"), ("陈女士", "陈女士"), ("Smith先生", "Smith先生")]
        {
            assert_eq!(called(owner), said);
        }
        assert_eq!(superior_called("冯志恒 项目经理").as_deref(), Some("冯经理"));
        assert_eq!(superior_called("罗静仪"), None);
    }
}
