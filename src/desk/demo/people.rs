//! The invented staff and customers.

use crate::desk::demo::chance::Chance;
use crate::domain::code::{Relation, Title};
use crate::domain::person::{Complainant, Role};

/// Name of the invented property.
pub const PROPERTY: &str = "云栖苑";
/// Telephone of its service centre.
pub const CENTRE_PHONE: &str = "0755-00008800";
/// How many households it has.
pub const HOUSEHOLDS: u32 = 1200;

/// Everybody who works there.
pub const STAFF: [(&str, Role); 9] = [
    ("李敏", Role::Reception),
    ("周婷", Role::Reception),
    ("何嘉怡", Role::Reception),
    ("邓小川", Role::Reception),
    ("赵楠", Role::Supervisor),
    ("吴静", Role::Supervisor),
    ("马国栋", Role::SignOnly),
    ("冯立", Role::SignOnly),
    ("谢春梅", Role::SignOnly),
];

/// The ladder of the escalation: title, name and number.
pub const LADDER: [(&str, &str, &str); 3] = [
    ("客服主任", "赵楠", "0755-00008801"),
    ("项目经理", "郑怀远", "0755-00008802"),
    ("公司客服中心", "", "0755-00008803"),
];

const SURNAMES: [&str; 28] = [
    "陈", "林", "黄", "张", "李", "王", "吴", "刘", "蔡", "杨", "许", "郑", "谢", "郭", "洪", "邱", "曾",
    "廖", "赖", "徐", "周", "叶", "苏", "庄", "欧阳", "吕", "江", "卢",
];
const GIVEN: [&str; 32] = [
    "建国", "志强", "秀英", "晓东", "丽华", "子涵", "雨桐", "思远", "文博", "佳琪", "俊杰", "雅婷", "海燕",
    "国庆", "美玲", "伟", "静", "磊", "娜", "婧怡", "浩然", "欣妍", "宏达", "玉兰", "光明", "小梅", "天佑",
    "芷若", "启航", "春生", "婉清", "立人",
];

/// The person of a household: always the same one, so that people come again.
pub fn of_household(seed: u64, household: usize) -> Complainant {
    let mut chance = Chance::new(seed ^ (household as u64).wrapping_mul(0x2545_f491_4f6c_dd1d));
    let name = format!("{}{}", chance.pick(&SURNAMES), chance.pick(&GIVEN));
    let (building, rest) = (household / 100 + 1, household % 100);
    let (unit, floor, door) = (rest / 50 + 1, rest % 50 / 2 + 1, rest % 2 + 1);
    Complainant {
        name: Some(name),
        title: Some(chance.weighted(&[(Title::Mr, 48), (Title::Ms, 46), (Title::Unknown, 6)])),
        relation: Some(chance.weighted(&[
            (Relation::Owner, 68),
            (Relation::Tenant, 16),
            (Relation::Family, 14),
            (Relation::Other, 2),
        ])),
        phones: vec![format!("1390000{household:04}")],
        room: Some(format!("{building}-{unit}-{floor}{door:02}")),
        declines_visits: chance.percent(2),
        ..Default::default()
    }
}
