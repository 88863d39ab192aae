//! Whom a cell or a field names as the customer or the owners of a house: several people, a spokesman, a firm, nobody. What a
//! name is, [`name`](crate::domain::reading::name) tells.

use crate::domain::reading::{name, plain_text};

/// The customer of a matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Customer {
    /// Name without remarks, of several all of them; empty when there is none.
    pub name: String,
    /// Whether the customer wanted to stay unknown.
    pub anonymous: bool,
    /// The households that stand behind, where it says so (`等23户`).
    pub households: Option<u32>,
}

/// Words for nobody.
const NOBODY: [&str; 10] =
    ["匿名", "不详", "未留", "无", "不愿透露", "未知", "不愿留名", "拒留", "佚名", "未登记"];

/// Reads whom a text names as the customer.
pub fn customer(text: &str) -> Customer {
    let said = plain_text::plain(text);
    let bare = said.trim_matches(|c: char| "()/-—".contains(c) || c.is_whitespace());
    if NOBODY.contains(&bare) || bare.starts_with("匿名") {
        return Customer {
            anonymous: bare.contains("匿名") || bare.contains("不愿"), ..Customer::default()
        };
    }
    let households = name::read(text).households;
    let name = match households {
        Some(_) => one(text),
        None => owners(text).join("、"),
    };
    Customer { name, anonymous: false, households }
}

/// The people whom a text names, as joint owners: `张三、李四（已故）`; nobody is none.
pub fn owners(text: &str) -> Vec<String> {
    let names = name::several(text).into_iter().map(|text| one(&text));
    names.filter(|name| !name.is_empty() && !NOBODY.contains(&name.as_str())).collect()
}

/// A name in its one writing; a word of a role as it stands there.
fn one(text: &str) -> String {
    let key = name::key(text);
    if !key.is_empty() {
        return key;
    }
    let plain = plain_text::plain(text);
    plain.trim_matches(|c: char| "()/-—".contains(c) || c.is_whitespace()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customer_is_told_from_remarks_and_spokesmen() {
        for (text, name, anonymous) in [
            ("吕雅慧（老人）", "吕雅慧", false),
            (" 张小婷 ", "张小婷", false),
            ("张　三", "张三", false),
            ("(匿名)", "", true),
            ("匿名", "", true),
            ("不愿透露", "", true),
            ("不详", "", false),
            ("/", "", false),
            ("8栋等23户(代表:王敏)", "王敏", false),
            ("蓝鳍便利店\u{a0}", "蓝鳍便利店", false),
            ("青柠洗衣坊(个体工商户)", "青柠洗衣坊(个体工商户)", false),
            ("张三、李四", "张三、李四", false),
            ("业主", "业主", false),
        ] {
            let read = customer(text);
            assert_eq!((read.name.as_str(), read.anonymous), (name, anonymous), "{text}");
        }
        assert_eq!(customer("王敏等23户").households, Some(23));
        assert_eq!(customer("王敏等23户").name, "王敏");
    }

    #[test]
    fn joint_owners_are_parted_and_firms_are_not() {
        assert_eq!(owners("扎西顿珠,刘锦倩"), ["扎西顿珠", "刘锦倩"]);
        assert_eq!(owners("刘美宸\n苏振慧"), ["刘美宸", "苏振慧"]);
        assert_eq!(owners("夏侯杰，冯振斌 "), ["夏侯杰", "冯振斌"]);
        assert_eq!(owners("张三（已故）、李四"), ["张三", "李四"]);
        assert_eq!(owners("张三和李四"), ["张三", "李四"]);
        assert_eq!(owners("John Smith"), ["John Smith"]);
        assert_eq!(owners("悦动健身工作室生活服务有限公司"), ["悦动健身工作室生活服务有限公司"]);
        assert_eq!(owners("和谐家园物业有限公司"), ["和谐家园物业有限公司"]);
        assert!(owners("/").is_empty() && owners("无").is_empty());
    }
}
