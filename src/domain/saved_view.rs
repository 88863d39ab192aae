//! A view of the register that is kept by name: filters, order and columns. What it holds belongs to the screen that
//! wrote it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// No more views are kept: they stand in one line.
pub const MOST_VIEWS: usize = 20;
/// No name is longer.
pub const LONGEST_NAME: usize = 20;

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedView {
    /// Its name, which no other view bears.
    pub name: String,
    /// What the screen wrote.
    pub content: Value,
}

/// The views with one more, in place of the one of its name.
///
/// # Errors
/// A sentence when the name will not do or there are too many.
pub fn with(mut views: Vec<SavedView>, view: SavedView) -> Result<Vec<SavedView>, String> {
    let name = view.name.trim().to_owned();
    if name.is_empty() {
        return Err("请先给视图起个名字。没有保存。".to_owned());
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(format!("视图的名字太长，请写在 {LONGEST_NAME} 字以内。没有保存。"));
    }
    let view = SavedView { name, ..view };
    let full = views.len() >= MOST_VIEWS;
    match views.iter_mut().find(|one| one.name == view.name) {
        Some(same) => *same = view,
        None if full => {
            return Err(format!("视图最多 {MOST_VIEWS} 个，请先删去不用的。没有保存。"));
        }
        None => views.push(view),
    }
    Ok(views)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_takes_the_place_of_the_one_of_its_name() {
        let view = |name: &str, content: i32| SavedView { name: name.into(), content: content.into() };
        let views = with(Vec::new(), view(" 逾期 ", 1)).unwrap();
        let views = with(views, view("本周", 2)).unwrap();
        let views = with(views, view("逾期", 3)).unwrap();
        assert_eq!(views, [view("逾期", 3), view("本周", 2)]);
        assert!(with(views.clone(), view("  ", 1)).unwrap_err().contains("起个名字"));
        assert!(with(views, view(&"长".repeat(21), 1)).unwrap_err().contains("20 字以内"));
        let full: Vec<_> = (0..MOST_VIEWS).map(|n| view(&n.to_string(), 0)).collect();
        assert!(with(full.clone(), view("再一个", 0)).unwrap_err().contains("最多"));
        assert!(with(full, view("3", 9)).is_ok());
    }
}
