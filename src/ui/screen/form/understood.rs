//! How a typed time, room, number or name was understood, shown beside its field at once: what was read at the end of the
//! box; a question with its answers, or why it stays as written, in a line below. Nothing of it keeps anybody from saving.

use chrono::NaiveDate;
use iced::Alignment;
use iced::widget::row;

use crate::domain::calendar::OfficeHours;
use crate::domain::code::Title;
use crate::domain::reading::outcome::Reading;
use crate::domain::reading::time::{self, Tense, shown, shown_day};
use crate::domain::reading::{name, phone, room};
use crate::domain::time::Moment;
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::field::Field;
use crate::ui::widget::{chip, chips, text};

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Understood {
    /// What was read, or what is open.
    pub words: String,
    /// Whether it was read beyond doubt.
    pub sure: bool,
    /// What may be typed instead, to choose from.
    pub choices: Vec<String>,
}

impl Understood {
    /// A typed time; `None` while nothing is typed.
    pub fn time(text: &str, tense: Tense, now: Moment, duty: OfficeHours) -> Option<Self> {
        (!text.trim().is_empty()).then(|| Self::moment(&time::read(text, tense, now, duty), now))
    }

    /// A time that was read.
    pub fn moment(reading: &Reading<Moment>, now: Moment) -> Self {
        Self::of(reading, |moment| shown(*moment, now))
    }

    /// A typed day; `None` while nothing is typed and where it stands as it is kept.
    pub fn day(typed: &str, tense: Tense, today: NaiveDate) -> Option<Self> {
        let typed = typed.trim();
        let reading = time::read_day(typed, tense, today);
        let kept = reading.clone().value().is_some_and(|day| day.to_string() == typed);
        (!typed.is_empty() && !kept).then(|| Self::of(&reading, |day| shown_day(*day, today)))
    }

    /// A typed time of day; `None` where it cannot be read or stands as it is kept.
    pub fn clock(typed: &str) -> Option<Self> {
        let words = time::read_clock(typed).value()?.format("%H:%M").to_string();
        (words != typed.trim()).then(|| Self { words, sure: true, choices: Vec::new() })
    }

    /// The same where it was read beyond doubt; what is open is told elsewhere.
    pub fn if_sure(self) -> Option<Self> {
        self.sure.then_some(self)
    }

    /// A typed room; `None` while nothing is typed and where it stands as it is kept.
    pub fn room(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        if typed.is_empty() || room::written(typed) == typed && room::read(typed).sentence().is_none() {
            return None;
        }
        Some(Self::of(&room::read(typed), |read| match read.remark.as_str() {
            "" => read.room.to_string(),
            remark => format!("{}（{remark}）", read.room),
        }))
    }

    /// A field of telephone numbers; `None` while nothing is typed and where they stand as they are kept.
    pub fn phones(typed: &str) -> Option<Self> {
        let read = phone::read(typed);
        let kept = read.kept().join("、");
        if let Some(problem) = read.problem() {
            return Some(Self {
                words: format!("{problem}；先照原样保留"),
                sure: false,
                choices: Vec::new(),
            });
        }
        let remarks: String = read
            .remarks()
            .iter()
            .filter_map(|remark| remark.split_once(' '))
            .map(|(_, words)| format!("（{words}）"))
            .collect();
        let words = format!("{kept}{remarks}");
        (!kept.is_empty() && words != typed.trim()).then(|| Self { words, sure: true, choices: Vec::new() })
    }

    /// How the person of a name will be spoken to; `None` where that is as it is typed or not known.
    pub fn name(typed: &str, title: Option<Title>) -> Option<Self> {
        let words = name::address(typed, title).filter(|words| words != typed.trim())?;
        Some(Self { words, sure: true, choices: Vec::new() })
    }

    fn of<T>(reading: &Reading<T>, written: impl Fn(&T) -> String) -> Self {
        let choices = reading.candidates().iter().map(&written).collect();
        match reading {
            Reading::Read(value) => Self { words: written(value), sure: true, choices },
            other => Self { words: other.sentence().unwrap_or_default().to_owned(), sure: false, choices },
        }
    }

    /// The field with it. `on_pick`: one of the choices was pressed, to be typed instead.
    pub fn beside<'a, Message: Clone + 'a>(
        &self,
        field: Field<'a, Message>,
        on_pick: impl Fn(String) -> Message + 'a,
    ) -> Field<'a, Message> {
        if self.sure {
            return field.trailing(self.words.clone());
        }
        let question = text::small(self.words.clone(), Tone::Waiting);
        if self.choices.is_empty() {
            return field.note(question);
        }
        let choices = self.choices.clone();
        let answers =
            chips(self.choices.iter().map(|choice| chip(choice.clone(), false)).collect::<Vec<_>>())
                .on_pick(move |at| on_pick(choices[at].clone()));
        field.note(row![question, answers].spacing(spacing::M).align_y(Alignment::Center).wrap())
    }
}

/// A field with how it was understood, if anything is to be said of it.
pub fn with<'a, Message: Clone + 'a>(
    field: Field<'a, Message>,
    understood: Option<&Understood>,
    on_pick: impl Fn(String) -> Message + 'a,
) -> Field<'a, Message> {
    match understood {
        Some(understood) => understood.beside(field, on_pick),
        None => field,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn past(text: &str) -> Option<Understood> {
        let now = Moment::parse("2026-11-30T23:30").unwrap();
        Understood::time(text, Tense::Past, now, OfficeHours::default())
    }

    #[test]
    fn what_was_read_is_shown_and_what_is_open_is_asked() {
        assert_eq!(past(" "), None);
        let read = past("晚上11点").unwrap();
        assert_eq!((read.words.as_str(), read.sure), ("周一 11月30日 23:00", true));
        let asked = past("今天中午10点").unwrap();
        assert!(!asked.sure && asked.words.contains("对不上"));
        assert_eq!(asked.choices, ["周一 11月30日 10:00", "周一 11月30日 22:00"]);
        assert_eq!(
            past(&asked.choices[1]).unwrap().words,
            asked.choices[1],
            "an answer is read as it stands"
        );
        assert!(past("前几天").unwrap().words.contains("按原话记"));
    }

    #[test]
    fn days_and_hours_are_shown_as_they_were_read() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
        let day = |text: &str| Understood::day(text, Tense::Near, today);
        assert_eq!((day(" "), day("2026-11-03")), (None, None));
        assert_eq!(day("11-3").unwrap().words, "周二 11月3日");
        assert_eq!(day("昨天").unwrap().words, "周日 11月29日");
        assert_eq!(day("2025.3.5").unwrap().words, "周三 2025年3月5日");
        let asked = day("11月3日 星期五").unwrap();
        assert!(!asked.sure && asked.clone().if_sure().is_none());
        assert_eq!(day(&asked.choices[0]).unwrap().words, asked.choices[0], "an answer is read as it stands");
        assert!(!day("11-").unwrap().sure);
        assert_eq!(Understood::clock("8点半").unwrap().words, "08:30");
        assert_eq!((Understood::clock("08:30"), Understood::clock("25:00")), (None, None));
    }

    #[test]
    fn rooms_numbers_and_names_are_shown_as_they_are_kept() {
        assert_eq!(Understood::room("3-2-1001"), None);
        assert_eq!(Understood::room("3栋2单元1001（租户）").unwrap().words, "3-2-1001（租户）");
        let asked = Understood::room("B2-1201").unwrap();
        assert_eq!(asked.choices, ["B2栋1201", "车位B2-1201"]);
        assert!(
            asked.choices.iter().all(|choice| Understood::room(choice).is_none()),
            "each is read as it stands"
        );
        assert!(!Understood::room("南门便利店").unwrap().sure);
        assert_eq!(Understood::phones("13900000001"), None);
        let read = Understood::phones("+86 13900000001 女儿，0755-00001234").unwrap();
        assert_eq!((read.words.as_str(), read.sure), ("13900000001、075500001234（女儿）", true));
        for cut in ["1390000", "139000000"] {
            assert!(!Understood::phones(cut).unwrap().sure, "{cut} is a mobile number cut short");
        }
        assert_eq!(Understood::name("小陈", Some(Title::Ms)).unwrap().words, "陈女士");
        assert_eq!(Understood::name("陈建国", None), None);
    }
}
