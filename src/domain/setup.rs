//! What is wrong with the particulars of the counter as typed – property, staff, figures – each as a sentence to
//! stand beside its field. Used by the first run, the settings and whoever writes them.

use chrono::NaiveTime;

use crate::domain::person::Role;
use crate::domain::reading::{phone, plain_text, time};

/// The longest name of a person, property or title.
const LONGEST_NAME: usize = 30;

/// A member of the staff as typed.
#[derive(Debug, Clone, Copy)]
pub struct Typed<'a> {
    /// Name; blank = not filled in.
    pub name: &'a str,
    /// Role.
    pub role: Role,
    /// `false` for former staff.
    pub active: bool,
}

/// What is wrong with the name of the property.
pub fn property_problem(text: &str) -> Option<String> {
    match text.trim().chars().count() {
        0 => Some("请填写小区或项目的名称，话术和表格里都会用到。".to_owned()),
        LONGER.. => Some(too_long()),
        _ => None,
    }
}

/// What is wrong with a telephone number that must be there.
pub fn centre_phone_problem(text: &str) -> Option<String> {
    if text.trim().is_empty() {
        return Some("请填写服务中心的电话，会告诉业主，也印在表格上。".to_owned());
    }
    phone::problem(text)
}

/// What is wrong with a telephone number that may be left out.
pub fn optional_phone_problem(text: &str) -> Option<String> {
    if text.trim().is_empty() { None } else { phone::problem(text) }
}

/// What is wrong with an emergency number, which may be left out and is often a short one, as 95598.
pub fn emergency_phone_problem(text: &str) -> Option<String> {
    let text = text.trim();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let odd = text.chars().any(|c| !(c.is_ascii_digit() || c == '-'));
    let wrong = !text.is_empty() && (odd || !(3..=13).contains(&digits));
    wrong.then(|| "号码只写数字，如 95598 或 0755-00001234。".to_owned())
}

/// What is wrong with each name of the list, in its order. A blank name is fine only where nobody is meant:
/// that is for the list as a whole to say.
pub fn name_problems(staff: &[Typed<'_>]) -> Vec<Option<String>> {
    let same = |at: usize, name: &str| {
        staff.iter().enumerate().any(|(other, person)| other != at && person.name.trim() == name)
    };
    let problem = |at: usize, name: &str| match name.chars().count() {
        0 => None,
        LONGER.. => Some(too_long()),
        _ if same(at, name) => Some(format!("有两位「{name}」，请加以区别，如「{name}（夜班）」。")),
        _ => None,
    };
    staff.iter().enumerate().map(|(at, person)| problem(at, person.name.trim())).collect()
}

/// What is wrong with the list of staff as a whole: somebody must be there, one of them a supervisor.
pub fn staff_problem(staff: &[Typed<'_>]) -> Option<String> {
    let mut present =
        staff.iter().filter(|person| person.active && !person.name.trim().is_empty()).peekable();
    if present.peek().is_none() {
        return Some("请至少填写一位员工的姓名。".to_owned());
    }
    let led = present.any(|person| person.role == Role::Supervisor);
    (!led).then(|| format!("至少要有一位{}：设置、作废和特批关闭由其操作。", Role::Supervisor.label()))
}

/// A whole number within limits; full-width digits are read too.
///
/// # Errors
/// A sentence that names the limits.
pub fn whole_number(text: &str, least: u32, most: u32) -> Result<u32, String> {
    plain_text::plain(text)
        .trim()
        .parse()
        .ok()
        .filter(|number| (least..=most).contains(number))
        .ok_or_else(|| format!("请填 {least} 到 {most} 之间的整数。"))
}

/// A time of day: `8:30`, `08:30`, `８：３０`, `8点半`.
///
/// # Errors
/// A sentence with an example.
pub fn time_of_day(text: &str) -> Result<NaiveTime, String> {
    time::read_clock(text).required()
}

const LONGER: usize = LONGEST_NAME + 1;

fn too_long() -> String {
    format!("太长了，最多 {LONGEST_NAME} 个字。")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, role: Role) -> Typed<'_> {
        Typed { name, role, active: true }
    }

    #[test]
    fn a_counter_needs_a_supervisor_at_work() {
        let none = [person(" ", Role::Supervisor)];
        assert!(staff_problem(&none).unwrap().contains("至少填写一位员工"));
        let no_supervisor = [person("李敏", Role::Reception)];
        assert!(staff_problem(&no_supervisor).unwrap().contains("客服主任"));
        let former =
            [person("李敏", Role::Reception), Typed { active: false, ..person("赵楠", Role::Supervisor) }];
        assert!(staff_problem(&former).unwrap().contains("客服主任"));
        let enough = [person("李敏", Role::Reception), person("赵楠", Role::Supervisor)];
        assert_eq!(staff_problem(&enough), None);
    }

    #[test]
    fn equal_names_are_told_at_both_places() {
        let staff = [
            person("李敏", Role::Reception),
            person("赵楠", Role::Supervisor),
            person(" 李敏 ", Role::SignOnly),
        ];
        let problems = name_problems(&staff);
        assert!(problems[0].is_some() && problems[1].is_none() && problems[2].is_some());
        assert!(
            name_problems(&[person("", Role::Reception), person("", Role::Reception)])
                .iter()
                .all(Option::is_none)
        );
    }

    #[test]
    fn figures_and_times_are_read_as_typed() {
        assert_eq!(whole_number(" ２４ ", 1, 72), Ok(24));
        assert!(whole_number("0", 1, 72).unwrap_err().contains("1 到 72"));
        assert!(whole_number("1.5", 1, 72).is_err());
        assert_eq!(time_of_day("8：30").unwrap(), NaiveTime::from_hms_opt(8, 30, 0).unwrap());
        assert!(time_of_day("25:00").is_err());
    }

    #[test]
    fn property_and_phone_are_asked_for() {
        assert!(property_problem("  ").is_some() && property_problem("阳光花园服务中心").is_none());
        assert!(property_problem(&"花".repeat(31)).is_some());
        assert!(centre_phone_problem("").unwrap().contains("电话"));
        assert!(centre_phone_problem("13900000").is_some() && optional_phone_problem("").is_none());
    }
}
