//! What a household gains by another record of it, in words: shown before a roster is taken over. Ledger 20-38.

use crate::domain::code::{Channel, Relation, Title};
use crate::domain::household::{Household, Lives, Resident};

/// What becomes of a household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HouseholdChange {
    /// Its room.
    pub room: String,
    /// The roster had none of that room.
    pub is_new: bool,
    /// What is added, each in words.
    pub news: Vec<String>,
}

impl HouseholdChange {
    /// What makes a household of what it was; `None` when nothing does.
    pub fn of(before: Option<&Household>, after: &Household) -> Option<Self> {
        let nobody = Household::new(after.room.clone());
        let news = news(before.unwrap_or(&nobody), after);
        let is_new = before.is_none();
        (is_new || !news.is_empty()).then(|| Self { room: after.room.clone(), is_new, news })
    }
}

fn news(before: &Household, after: &Household) -> Vec<String> {
    let mut news = Vec::new();
    for person in &after.residents {
        match before.residents.iter().find(|known| known.id == person.id) {
            Some(known) => news.extend(of_known(known, person)),
            None => news.push(newcomer(before, person)),
        }
    }
    let plates = after.cars.iter().filter(|car| !before.cars.contains(car));
    news.extend(plates.map(|car| format!("车辆 {}", car.plate)));
    for space in after.spaces.iter().filter(|space| !before.spaces.contains(space)) {
        let known = before.spaces.iter().any(|one| one.code == space.code);
        let until = space.until.map(|day| format!("，到期 {day}")).unwrap_or_default();
        let verb = if known { "车位改为" } else { "车位" };
        news.push(format!("{verb} {}{until}", space.code));
    }
    news.extend(changed("居住情况", before.lives.map(Lives::label), after.lives.map(Lives::label)));
    news.extend(changed("管家", before.steward.as_deref(), after.steward.as_deref()));
    news.extend(added("备注", &before.note, &after.note));
    news
}

/// Somebody who was not there. Another owner beside those who own already may be the next one, which a person must say.
fn newcomer(before: &Household, person: &Resident) -> String {
    let relation = person.relation.map_or("住户", Relation::label);
    let name = if person.name.is_empty() { "（没有姓名）" } else { &person.name };
    let numbers: Vec<&str> = person.phones.iter().map(|one| one.number.as_str()).collect();
    let numbers = if numbers.is_empty() { String::new() } else { format!(" {}", numbers.join("、")) };
    let owners = before.present().filter(|one| one.relation == Some(Relation::Owner) && !one.name.is_empty());
    let owners: Vec<&str> = owners.map(|one| one.name.as_str()).collect();
    let beside = if person.relation == Some(Relation::Owner) && !owners.is_empty() {
        format!("（原有业主 {}，过户的请导入后在名册里换业主）", owners.join("、"))
    } else {
        String::new()
    };
    format!("{relation} {name}{numbers}{beside}")
}

/// What is new of somebody who is known.
fn of_known(known: &Resident, person: &Resident) -> Vec<String> {
    let name = if person.name.is_empty() { "（没有姓名）" } else { &person.name };
    let mut news = Vec::new();
    if known.name != person.name {
        news.push(format!("姓名 {name}"));
    }
    let numbers = person.phones.iter().filter(|one| !known.phones.contains(one));
    news.extend(numbers.map(|one| format!("{name} 电话 {}", one.number)));
    let of = |what: &str| format!("{name} {what}");
    news.extend(changed(&of("称呼"), known.title.map(Title::label), person.title.map(Title::label)));
    if known.relation != person.relation {
        news.extend(person.relation.map(|relation| format!("{name} {}", relation.label())));
    }
    if known.usual != person.usual {
        news.push(of(if person.usual { "常住" } else { "不再常住" }));
    }
    let channel = |of: &Resident| of.prefers.map(Channel::label);
    news.extend(changed(&of("联系偏好"), channel(known), channel(person)));
    let wechat = |of: &Resident| Some(of.wechat.clone()).filter(|text| !text.is_empty());
    news.extend(changed(&of("微信"), wechat(known).as_deref(), wechat(person).as_deref()));
    if !known.no_wechat && person.no_wechat {
        news.push(format!("{name} 没有微信"));
    }
    if known.no_visits.is_none() && person.no_visits.is_some() {
        news.push(format!("{name} 不接受回访"));
    }
    news.extend(added(&format!("{name} 注意"), &known.care, &person.care));
    news
}

/// Something of which there is one: as it is now, and as it was where it was something else.
fn changed(what: &str, before: Option<&str>, after: Option<&str>) -> Option<String> {
    let after = after.filter(|after| before != Some(*after))?;
    Some(match before {
        Some(before) => format!("{what}由「{before}」改为「{after}」"),
        None => format!("{what} {after}"),
    })
}

/// The words that were added to a text.
fn added(what: &str, before: &str, after: &str) -> Option<String> {
    let more = after.strip_prefix(before).unwrap_or(after).trim_start_matches('；');
    (before != after && !more.is_empty()).then(|| format!("{what} {more}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::household::{Car, ResidentPhone};

    fn person(id: u32, name: &str, number: &str) -> Resident {
        let phones = vec![ResidentPhone { number: number.into(), remark: String::new() }];
        Resident { id, name: name.into(), relation: Some(Relation::Owner), phones, ..Resident::default() }
    }

    #[test]
    fn what_a_record_adds_is_told_in_words() {
        let before = Household {
            residents: vec![person(1, "张坤", "13900000001")],
            note: "钥匙托管前台".into(),
            ..Household::new("3-2-1001")
        };
        assert_eq!(HouseholdChange::of(Some(&before), &before), None);
        let mut after = before.clone();
        after.merge(&Household {
            residents: vec![person(1, "张坤", "13900000009"), person(2, "陈建国", "13900000002")],
            cars: vec![Car { plate: "粤ZF51934".into() }],
            note: "夜班".into(),
            ..Household::new("3-2-1001")
        });
        let change = HouseholdChange::of(Some(&before), &after).unwrap();
        assert!(!change.is_new);
        assert_eq!(
            change.news,
            [
                "张坤 电话 13900000009",
                "业主 陈建国 13900000002（原有业主 张坤，过户的请导入后在名册里换业主）",
                "车辆 粤ZF51934",
                "备注 夜班",
            ]
        );
        let fresh = HouseholdChange::of(None, &before).unwrap();
        assert!(fresh.is_new);
        assert_eq!(fresh.news, ["业主 张坤 13900000001", "备注 钥匙托管前台"]);
    }
}
