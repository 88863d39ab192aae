//! The roster as a page: a line a household, under the heads that the import reads; and the parking spaces in the order in
//! which their leases end, for the reminder of a month; and who has no WeChat. Ledger 11-20, 11-21.

use crate::domain::code::Relation;
use crate::domain::household::{Household, ParkingSpace, Resident, ResidentPhone, Steward, steward_of};
use crate::domain::masking::mask_phone;
use crate::sheet::write::page::{Column, Page, Value};

/// What only stands there in full: it is about age, illness and habits.
const PERSONAL: [&str; 2] = ["关怀备注", "备注"];

/// The page.
pub fn page(in_full: bool) -> Page {
    let columns = [
        ("房号", 14.0),
        ("业主姓名", 18.0),
        ("联系电话", 26.0),
        ("租户姓名", 14.0),
        ("租户电话", 20.0),
        ("家庭成员", 18.0),
        ("家庭成员电话", 22.0),
        ("微信", 24.0),
        ("常住", 10.0),
        ("联系偏好", 16.0),
        ("车牌", 16.0),
        ("车位", 12.0),
        ("车位到期", 12.0),
        ("管家", 10.0),
        ("管家电话", 16.0),
        ("不接受回访", 12.0),
    ];
    let columns = columns.into_iter().map(|(head, width)| Column::new(head, width));
    let personal = PERSONAL.iter().filter(|_| in_full).map(|head| Column::long(*head, 36.0));
    Page::new("名册", columns.chain(personal).collect())
}

/// What stands in the line of a household: who is there now. Numbers masked unless `in_full`.
pub fn line(household: &Household, stewards: &[Steward], in_full: bool) -> Vec<Value> {
    let present: Vec<&Resident> = household.present().collect();
    let group = |wanted: fn(Option<Relation>) -> bool| {
        let people = present.iter().filter(|one| wanted(one.relation));
        let names = people.clone().map(|one| one.name.as_str()).filter(|name| !name.is_empty());
        let phones = people.flat_map(|one| phones(one, in_full));
        let joined = |all: Vec<String>| Value::text(all.join("、"));
        [joined(names.map(str::to_owned).collect()), joined(phones.collect())]
    };
    let joined = |all: Vec<&str>| Value::text(all.join("、"));
    let [owners, owner_phones] = group(|one| matches!(one, None | Some(Relation::Owner)));
    let [tenants, tenant_phones] = group(|one| one == Some(Relation::Tenant));
    let [others, other_phones] = group(|one| !matches!(one, None | Some(Relation::Owner | Relation::Tenant)));
    // A column of dates: with several spaces the lease that ends first.
    let until = household.spaces.iter().filter_map(|space| space.until).min();
    let steward = steward_of(household, stewards);
    let wish = present.iter().find_map(|one| one.no_visits.as_ref());
    let mut line = vec![
        Value::text(&household.room),
        owners,
        owner_phones,
        tenants,
        tenant_phones,
        others,
        other_phones,
        Value::text(present.iter().filter_map(|one| wechat(one, in_full)).collect::<Vec<_>>().join("、")),
        Value::maybe(household.lives.map(|lives| lives.label())),
        Value::maybe(present.iter().find_map(|one| one.prefers).map(|channel| channel.label())),
        joined(household.cars.iter().map(|car| car.plate.as_str()).collect()),
        joined(household.spaces.iter().map(|space| space.code.as_str()).collect()),
        until.map_or(Value::Empty, Value::Day),
        Value::maybe(steward.map(|one| one.name.as_str())),
        Value::maybe(steward.map(|one| one.phone.as_str())),
        wish.map_or(Value::Empty, |wish| Value::Day(wish.since)),
    ];
    if in_full {
        let care: Vec<&str> =
            present.iter().map(|one| one.care.as_str()).filter(|one| !one.is_empty()).collect();
        line.extend([Value::text(care.join("；")), Value::text(&household.note)]);
    }
    line
}

/// `张坤：zk88`, `张小满：无`; whether there is one only, unless `in_full`.
fn wechat(person: &Resident, in_full: bool) -> Option<String> {
    let said = match person.wechat.as_str() {
        "" if person.no_wechat => "无",
        "" => return None,
        name if in_full => name,
        _ => "有",
    };
    Some(if person.name.is_empty() { said.to_owned() } else { format!("{}：{said}", person.name) })
}

/// The page of those who have no WeChat: told by phone or at the door what the others read. Ledger 11-21.
pub fn no_wechat_page(in_full: bool) -> Page {
    let columns = [
        ("房号", 14.0),
        ("姓名", 14.0),
        ("与房屋的关系", 14.0),
        ("联系电话", 26.0),
        ("联系偏好", 16.0),
        ("管家", 10.0),
    ];
    let columns = columns.into_iter().map(|(head, width)| Column::new(head, width));
    let care = in_full.then(|| Column::long(PERSONAL[0], 36.0));
    Page::new("没有微信", columns.chain(care).collect())
}

/// A line a person, in the order of the rooms.
pub fn no_wechat(households: &[Household], stewards: &[Steward], in_full: bool) -> Vec<Vec<Value>> {
    let of = |household: &Household, person: &Resident| {
        let mut line = vec![
            Value::text(&household.room),
            Value::text(&person.name),
            Value::maybe(person.relation.map(Relation::label)),
            Value::text(phones(person, in_full).join("、")),
            Value::maybe(person.prefers.map(|channel| channel.label())),
            Value::maybe(steward_of(household, stewards).map(|one| one.name.as_str())),
        ];
        line.extend(in_full.then(|| Value::text(&person.care)));
        line
    };
    let all = households.iter().flat_map(|household| {
        household.present().filter(|one| one.no_wechat).map(move |person| (household, person))
    });
    all.map(|(household, person)| of(household, person)).collect()
}

/// The numbers of a person with their remarks, masked unless `in_full`.
fn phones(person: &Resident, in_full: bool) -> Vec<String> {
    let number = |number: &str| if in_full { number.to_owned() } else { mask_phone(number) };
    let one = |one: &ResidentPhone| match one.remark.as_str() {
        "" => number(&one.number),
        remark => format!("{}（{remark}）", number(&one.number)),
    };
    person.phones.iter().map(one).collect()
}

/// The page of the parking spaces whose leases end.
pub fn spaces_page() -> Page {
    let columns = [
        ("车位到期", 12.0),
        ("车位", 12.0),
        ("房号", 14.0),
        ("业主姓名", 18.0),
        ("联系电话", 26.0),
        ("车牌", 16.0),
    ];
    Page::new("车位到期", columns.into_iter().map(|(head, width)| Column::new(head, width)).collect())
}

/// A line a space with the end of its lease, the earliest first.
pub fn spaces(households: &[Household], in_full: bool) -> Vec<Vec<Value>> {
    let ending = households.iter().flat_map(|household| {
        household.spaces.iter().filter_map(move |space| Some((space.until?, space, household)))
    });
    let mut ending: Vec<_> = ending.collect();
    ending.sort_by(|one, other| (one.0, &one.1.code).cmp(&(other.0, &other.1.code)));
    let line = |(until, space, household): (chrono::NaiveDate, &ParkingSpace, &Household)| {
        let whole = line(household, &[], in_full);
        let cars: Vec<&str> = household.cars.iter().map(|car| car.plate.as_str()).collect();
        let [room, owners, phones] = [0, 1, 2].map(|at| whole.get(at).cloned().unwrap_or(Value::Empty));
        vec![Value::Day(until), Value::text(&space.code), room, owners, phones, Value::text(cars.join("、"))]
    };
    ending.into_iter().map(line).collect()
}
