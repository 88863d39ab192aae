//! Names as offices write them into a cell: with remarks in brackets, several owners, a spokesman, nobody.

use crate::domain::reading::fold;

/// The customer of a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Customer {
    /// Name without remarks; empty when there is none.
    pub name: String,
    /// Whether the customer wanted to stay unknown.
    pub anonymous: bool,
    /// The households that stand behind, where the cell says so (`等23户`).
    pub households: Option<u32>,
}

const NOBODY: [&str; 9] = ["匿名", "不详", "未留", "无", "不愿透露", "未知", "不愿留名", "拒留", "佚名"];

/// Reads the name of a customer.
pub fn customer(text: &str) -> Customer {
    let plain = fold::plain(text);
    if let Some((households, name)) = spokesman(&plain) {
        return Customer { name, anonymous: false, households: Some(households) };
    }
    let name = without_remarks(&plain);
    let said = if name.is_empty() { plain.trim() } else { name.as_str() };
    let nobody = said.trim_matches(|c: char| "()/-—".contains(c) || c.is_whitespace());
    if nobody.is_empty() {
        return Customer::default();
    }
    if NOBODY.contains(&nobody) || nobody.starts_with("匿名") {
        return Customer {
            anonymous: nobody.contains("匿名") || nobody.contains("不愿"),
            ..Customer::default()
        };
    }
    Customer { name, ..Customer::default() }
}

/// 8栋等23户(代表:王敏): the spokesman and how many households.
fn spokesman(plain: &str) -> Option<(u32, String)> {
    let (before, after) = plain.split_once('户')?;
    let digits: String =
        before.chars().rev().take_while(char::is_ascii_digit).collect::<Vec<_>>().into_iter().rev().collect();
    let households = digits.parse().ok().filter(|_| before.trim_end_matches(&digits).ends_with('等'))?;
    let name = after.split_once("代表").map(|(_, name)| name).unwrap_or_default();
    let name = name.trim_matches(|c: char| "():;,".contains(c) || c.is_whitespace());
    let name = if name.is_empty() { before.split('等').next().unwrap_or_default() } else { name };
    Some((households, name.trim().to_owned()))
}

/// A name without what stands in brackets, but for a firm, whose brackets belong to it.
fn without_remarks(plain: &str) -> String {
    let firm = ["公司", "个体", "工商户", "商行"].iter().any(|word| plain.contains(word));
    let mut depth = 0_u32;
    let kept = plain.chars().filter(|c| match c {
        '(' | '[' | '【' if !firm => {
            depth += 1;
            false
        }
        ')' | ']' | '】' if !firm => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    kept.collect::<String>().trim().to_owned()
}

/// The owners that share a cell, `张三、李四`: parted only where every part is a Chinese name of its own.
pub fn owners(text: &str) -> Vec<String> {
    let whole = customer(text).name;
    let parts: Vec<&str> = whole
        .split(|c: char| "、,;/&\n\r\t".contains(c) || c == '和' || c == '，' || c == '；')
        .flat_map(|part| part.split_whitespace())
        .filter(|part| !part.is_empty())
        .collect();
    let is_name = |part: &&str| (2..=4).contains(&part.chars().count()) && part.chars().all(fold::is_chinese);
    if whole.is_empty() {
        Vec::new()
    } else if parts.len() > 1 && parts.iter().all(is_name) {
        parts.into_iter().map(str::to_owned).collect()
    } else {
        vec![whole.split_whitespace().collect::<Vec<_>>().join(" ")]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customer_is_told_from_remarks_and_spokesmen() {
        for (text, name, anonymous) in [
            ("吕雅慧（老人）", "吕雅慧", false),
            (" 张小婷 ", "张小婷", false),
            ("(匿名)", "", true),
            ("匿名", "", true),
            ("不详", "", false),
            ("/", "", false),
            ("8栋等23户(代表:王敏)", "王敏", false),
            ("蓝鳍便利店\u{a0}", "蓝鳍便利店", false),
            ("青柠洗衣坊(个体工商户)", "青柠洗衣坊(个体工商户)", false),
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
        assert_eq!(owners("John Smith"), ["John Smith"]);
        assert_eq!(owners("悦动健身工作室生活服务有限公司"), ["悦动健身工作室生活服务有限公司"]);
        assert!(owners("/").is_empty());
    }
}
