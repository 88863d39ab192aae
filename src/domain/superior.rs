//! The superiors on the escalation ladder: where they stand and how one speaks of them. Rules §5.

use serde::{Deserialize, Serialize};

use crate::domain::code::SuperiorRank;
use crate::domain::reading::name::surname;

/// The title as it is said behind a surname.
fn short_title(title: &str) -> Option<&'static str> {
    ["主任", "经理", "主管", "总监"].into_iter().find(|short| title.ends_with(short))
}

/// Whether what was written names this person, alone or beside any title or desk: `赵楠`, `公司副总赵楠`, `赵楠（前台）`. What
/// is written onto a name is a title from two characters on: `李敏华` is not 李敏.
pub fn is_named(written: &str, name: &str) -> bool {
    let is_title = |rest: &str| rest.is_empty() || rest.chars().nth(1).is_some();
    let fits = |word: &str| {
        word.strip_prefix(name).is_some_and(is_title) || word.strip_suffix(name).is_some_and(is_title)
    };
    let parts = |sign: char| !sign.is_alphanumeric() && sign != '·';
    !name.is_empty() && (written.trim() == name || written.split(parts).any(fits))
}

/// Where a superior stands by the title that was written; `None` when no title tells. Reads what files write.
pub fn rank_of_title(written: &str) -> Option<SuperiorRank> {
    let holds = |words: &[&str]| words.iter().any(|word| written.contains(word));
    match () {
        () if holds(&["公司", "品质", "总部", "集团"]) => Some(SuperiorRank::Company),
        () if holds(&["项目", "部门", "负责人", "部长"]) => Some(SuperiorRank::DepartmentHead),
        () if holds(&["主任", "主管", "客服经理"]) => Some(SuperiorRank::Supervisor),
        () => None,
    }
}

/// A superior on the escalation ladder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "WrittenSuperior")]
pub struct Superior {
    /// Title, `客服主任`.
    pub title: String,
    /// Name; may be empty.
    pub name: String,
    /// Number to call; may be empty.
    pub phone: String,
    /// Where the person stands, whatever the rung: it decides what an appearance meets (rules §5).
    pub rank: SuperiorRank,
}

/// A superior as a file has it; the rank may be told by the title alone.
#[derive(Deserialize)]
struct WrittenSuperior {
    title: String,
    name: String,
    phone: String,
    rank: Option<SuperiorRank>,
}

impl From<WrittenSuperior> for Superior {
    fn from(written: WrittenSuperior) -> Self {
        let WrittenSuperior { title, name, phone, rank } = written;
        let rank = rank.or_else(|| rank_of_title(&title)).unwrap_or_default();
        Self { title, name, phone, rank }
    }
}

impl Superior {
    /// How one speaks of the person: `赵主任`; the title alone while the name is not known.
    pub fn spoken(&self) -> String {
        let surname = surname(&self.name);
        match short_title(&self.title) {
            Some(short) if !surname.is_empty() => format!("{surname}{short}"),
            _ if self.title.is_empty() => self.name.clone(),
            _ => self.title.clone(),
        }
    }

    /// How one speaks of the person an attempt to hand upward names, in whatever form it was written: `赵楠`,
    /// `客服主任 赵楠`, `赵楠 客服主任`, `赵主任`. A bare name takes the title of the rung, the first being 1.
    pub fn spoken_of(written: &str, ladder: &[Self], rung: usize) -> String {
        let written = written.trim();
        if let Some(known) = ladder.iter().find(|one| is_named(written, &one.name)) {
            return known.spoken();
        }
        let (titles, names): (Vec<&str>, Vec<&str>) =
            written.split_whitespace().partition(|word| short_title(word).is_some());
        match (titles.as_slice(), names.as_slice()) {
            ([title], [name]) => {
                Self { title: (*title).into(), name: (*name).into(), ..Self::default() }.spoken()
            }
            ([], [name]) if name.chars().count() <= 4 => {
                let title = ladder.get(rung.saturating_sub(1)).map(|one| one.title.clone());
                let title = title.filter(|title| short_title(title).is_some());
                title.map_or_else(
                    || written.to_owned(),
                    |title| Self { title, name: (*name).into(), ..Self::default() }.spoken(),
                )
            }
            _ => written.to_owned(),
        }
    }

    /// `客服主任 赵楠`, or the title alone.
    pub fn full(&self) -> String {
        format!("{} {}", self.title, self.name).trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings::Settings;

    #[test]
    fn a_superior_is_spoken_of_by_surname_and_title() {
        let mut ladder = Settings::default().ladder;
        let of = |written: &str, ladder: &[Superior], rung| Superior::spoken_of(written, ladder, rung);
        assert_eq!(of("孟知秋", &ladder, 1), "孟主任");
        assert_eq!(of("欧阳敏 项目经理", &ladder, 1), "欧阳经理");
        assert_eq!(of("客服主任 孟知秋", &ladder, 2), "孟主任");
        assert_eq!(of("赵主任", &ladder, 2), "赵主任");
        assert_eq!(of("公司客服中心", &ladder, 3), "公司客服中心");
        assert_eq!(of("王芳", &ladder, 3), "王芳", "a centre is no title");
        ladder[1].name = "韩骁".into();
        assert_eq!(of("韩骁", &ladder, 1), "韩经理", "the ladder knows the title");
        assert_eq!(of("项目经理韩骁", &ladder, 1), "韩经理");
        ladder[0].name = "李敏".into();
        assert_eq!(of("李敏华 总监", &ladder, 1), "李总监", "who is somebody else than 李敏");
    }
}
