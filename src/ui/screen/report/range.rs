//! The days from one to another as typed on the statistics.

use chrono::NaiveDate;
use iced::widget::row;
use iced::{Alignment, Element};

use crate::domain::reading::time::{Tense, read_day};
use crate::domain::statistics::period::Period;
use crate::ui::screen::form::understood::{self, Understood};
use crate::ui::screen::report::message::Message;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, field, text};
use crate::ui::{icon, spacing};

/// Width of a typed day.
const DAY: f32 = 170.0;

/// See the module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Range {
    /// The first day.
    pub from: String,
    /// The last day, counted.
    pub to: String,
}

impl Range {
    /// The days of a period, as one would type them.
    pub fn of(period: Period) -> Self {
        Self { from: period.start_date().to_string(), to: period.last_date().to_string() }
    }

    /// The period that is typed. Days still to come are left out of it.
    ///
    /// # Errors
    /// A sentence when a day cannot be read, they stand the wrong way round or are all still to come.
    pub fn read(&self, today: NaiveDate, cut_off_day: u32) -> Result<Period, String> {
        let day = |text: &str| match text.trim() {
            "" => Err("请写上从哪一天到哪一天。".to_owned()),
            text => read_day(text, Tense::Near, today).required(),
        };
        Period::days(day(&self.from)?, day(&self.to)?, cut_off_day)?.begun(today)
    }

    /// The two fields, and what is wrong with them.
    pub fn view(&self, shown: Period, today: NaiveDate) -> Element<'_, Message> {
        // What cannot be read is told once, beside both.
        let day = |value, placeholder: &str, message: fn(String) -> Message| {
            let read = Understood::day(value, Tense::Near, today).and_then(Understood::if_sure);
            let typed = field("", value)
                .placeholder(placeholder)
                .on_input(message)
                .on_submit(Message::ShowRange)
                .width(DAY);
            understood::with(typed, read.as_ref(), message)
        };
        let read = self.read(today, shown.cut_off_day());
        let ready = read.as_ref().is_ok_and(|period| *period != shown);
        let cut = read.as_ref().is_ok_and(|period| Self::of(*period).to != self.to && *period == shown);
        let note = match read {
            Err(sentence) => Some(text::small(format!("{} {sentence}", icon::ALERT), Tone::Danger)),
            Ok(_) if cut => Some(text::caption("还没有到的日子不算在内。")),
            Ok(_) => None,
        };
        row![
            text::caption("从"),
            day(&self.from, "11-3", Message::From),
            text::caption("到"),
            day(&self.to, "11-20", Message::To),
            button::secondary("统计这些天").on_press_maybe(ready.then_some(Message::ShowRange)),
            note,
        ]
        .spacing(spacing::S)
        .align_y(Alignment::Center)
        .wrap()
        .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_days_are_a_period_without_the_days_to_come() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 28).unwrap();
        let read = |from: &str, to: &str| Range { from: from.into(), to: to.into() }.read(today, 1);
        assert_eq!(read("11-3", "昨天").unwrap().code(), "2026-11-03--2026-11-27");
        assert_eq!(read("2026-10-20", "2026-12-31").unwrap().code(), "2026-10-20--2026-11-28");
        for (from, to, why) in [
            ("", "11-3", "从哪一天"),
            ("11-5", "11-3", "晚于"),
            ("2027-01-01", "2027-01-31", "还没有到"),
            ("11-", "11-3", "看不懂"),
        ] {
            assert!(read(from, to).unwrap_err().contains(why), "{from} {to}");
        }
    }
}
