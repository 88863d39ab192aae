//! 工作日历: a year at a glance, changed by a click on a day, by typing one, or by the text of the official notice. What
//! it changes is the calendar of the typed settings; it is kept with them by 保存.

use chrono::{Datelike, NaiveDate};
use iced::widget::{Column, Row, column, container, row, space};
use iced::{Alignment, Element, Length, Task};

use crate::domain::calendar::{WorkCalendar, is_weekend, unannounced_words};
use crate::domain::reading::holidays;
use crate::domain::reading::time::shown_day;
use crate::domain::time::YEARS;
use crate::ui::spacing;
use crate::ui::theme::button::Kind;
use crate::ui::theme::tone::Tone;
use crate::ui::theme::{color, surface};
use crate::ui::widget::field::{Action as Edit, Content};
use crate::ui::widget::{Pressable, button, editor, field, focus, hairline, section, tag, text};

/// Which year is shown, what is typed and what came of it.
#[derive(Debug)]
pub struct CalendarPart {
    year: i32,
    notice: Content,
    day: String,
    /// What the last act says, good or bad.
    told: Vec<(String, Tone)>,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Another year.
    Year(i32),
    /// The field for the notice is wanted.
    WantNotice,
    /// Typed or pasted into it.
    Notice(Edit),
    /// Read the notice and take it over.
    TakeOver,
    /// A day was clicked: the other way round from now on.
    Turn(NaiveDate),
    /// A day was typed.
    Day(String),
    /// The typed day is worked or off.
    Set(bool),
    /// The year is taken as announced, to be set day by day.
    Announce,
    /// The year is 未公布 after all.
    Withdraw,
}

impl CalendarPart {
    /// The part at this year.
    pub fn new(year: i32) -> Self {
        Self { year, notice: Content::new(), day: String::new(), told: Vec::new() }
    }

    /// Forgets what the last act said, when the changes are taken back.
    pub fn forget(&mut self) {
        self.told.clear();
    }

    /// Works a message in.
    pub fn update(&mut self, message: Message, calendar: &mut WorkCalendar) -> Task<Message> {
        match message {
            Message::Year(year) if YEARS.contains(&year) => {
                self.year = year;
                self.told.clear();
            }
            Message::Year(_) => {}
            Message::WantNotice => return focus::to(NOTICE),
            Message::Notice(edit) => self.notice.perform(edit),
            Message::TakeOver => self.take_over(calendar),
            Message::Turn(date) => self.set(calendar, date, !calendar.is_working(date)),
            Message::Day(text) => self.day = text,
            Message::Set(working) => match holidays::read_day(&self.day, self.year) {
                Ok(date) => {
                    self.year = date.year();
                    self.set(calendar, date, working);
                    self.day.clear();
                }
                Err(sentence) => self.told = vec![(sentence, Tone::Danger)],
            },
            Message::Announce => calendar.announce(self.year),
            Message::Withdraw => {
                calendar.withdraw(self.year);
                self.told = vec![(format!("{}年改回未公布，按周一至周五算。", self.year), Tone::Plain)];
            }
        }
        Task::none()
    }

    fn set(&mut self, calendar: &mut WorkCalendar, date: NaiveDate, working: bool) {
        calendar.set_working(date, working);
        let (day, is) = (day_words(date), if working { "工作日" } else { "休息日" });
        self.told = vec![(format!("{day}改为{is}。"), Tone::Plain)];
    }

    fn take_over(&mut self, calendar: &mut WorkCalendar) {
        match holidays::read(&self.notice.text(), self.year) {
            Ok(notice) => {
                calendar.take_over(&notice);
                self.year = notice.year;
                self.notice = Content::new();
                let (off, worked) = (notice.off.len(), notice.worked.len());
                let read = format!("已读出{}年：放假{off}天（含周末），调休上班{worked}天。", notice.year);
                self.told = vec![(format!("{read}请对照日历核对后保存。"), Tone::Accent)];
                self.told.extend(notice.remarks.into_iter().map(|remark| (remark, Tone::Waiting)));
            }
            Err(problems) => {
                self.told = problems.into_iter().map(|problem| (problem, Tone::Danger)).collect();
                self.told.push(("日历没有改动。".to_owned(), Tone::Plain));
            }
        }
    }

    /// The year and what changes it; `open` for those who may.
    pub fn view<'a>(&'a self, calendar: &WorkCalendar, open: bool) -> Element<'a, Message> {
        let told = self.told.iter().map(|(words, tone)| text::small(words.as_str(), *tone).into());
        let months = (1..=12).map(|month| self.month(calendar, month, open));
        let months = Row::with_children(months).spacing(spacing::L).wrap().vertical_spacing(spacing::S);
        Column::new()
            .push(self.head(calendar, open))
            .push(Column::with_children(told).spacing(spacing::XS))
            .push(months)
            .push(open.then(hairline))
            .push(open.then(|| self.typed()))
            .spacing(spacing::S)
            .into()
    }

    fn head<'a>(&self, calendar: &WorkCalendar, open: bool) -> Element<'a, Message> {
        let year = self.year;
        let announced = calendar.is_announced(year);
        let (state, tone) =
            if announced { ("已公布", Tone::Accent) } else { ("未公布", Tone::Waiting) };
        let count = calendar.count(year);
        let words = if announced {
            let (off, worked) = (count.holidays, count.worked_weekends);
            format!("工作日{}天；周一至周五放假{off}天，周末上班{worked}天", count.working)
        } else {
            format!("{}，时限按周一至周五算，并标明", unannounced_words(year))
        };
        let change = if announced {
            button::quiet("改回未公布").small().on_press(Message::Withdraw)
        } else {
            button::quiet("标为已公布").small().on_press(Message::Announce)
        };
        let paste = button::secondary("粘贴放假通知").small().on_press(Message::WantNotice);
        let turn = |to: i32, words: String| button::quiet(words).small().on_press(Message::Year(to));
        column![
            row![
                turn(year - 1, format!("‹ {}年", year - 1)),
                text::title(format!("{year}年")),
                tag(state, tone),
                turn(year + 1, format!("{}年 ›", year + 1)),
                space::horizontal(),
            ]
            .push(open.then_some(paste))
            .push(open.then_some(change))
            .spacing(spacing::M)
            .align_y(Alignment::Center),
            text::caption(words),
        ]
        .spacing(spacing::XS)
        .into()
    }

    fn month<'a>(&self, calendar: &WorkCalendar, month: u32, open: bool) -> Element<'a, Message> {
        let heads = ["一", "二", "三", "四", "五", "六", "日"]
            .map(|day| container(text::caption(day).size(spacing::TINY)).center_x(CELL).into());
        let mut weeks =
            Column::new().push(text::strong(format!("{month}月"))).push(Row::with_children(heads));
        let first = NaiveDate::from_ymd_opt(self.year, month, 1);
        let days = first.into_iter().flat_map(|first| first.iter_days());
        let mut week = Row::new().height(DAY);
        for day in days.take_while(|day| day.month() == month) {
            let place = day.weekday().num_days_from_monday();
            if day.day() == 1 {
                #[expect(clippy::cast_precision_loss, reason = "at most six days")]
                let blank = CELL * place as f32;
                week = week.push(space().width(blank));
            } else if place == 0 {
                weeks = weeks.push(week);
                week = Row::new().height(DAY);
            }
            week = week.push(day_cell(calendar, day, open));
        }
        weeks.push(week).width(7.0 * CELL).into()
    }

    fn typed(&self) -> Element<'_, Message> {
        let notice = editor("", &self.notice)
            .id(NOTICE)
            .placeholder("元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。……")
            .lines(3..=8)
            .on_action(Message::Notice);
        let read = button::secondary("读出并填入日历").on_press(Message::TakeOver);
        let understood = holidays::read_day(&self.day, self.year).ok();
        let understood =
            understood.map(|date| shown_day(date, date)).filter(|words| *words != self.day.trim());
        let day = field("", &self.day)
            .placeholder("1月4日")
            .on_input(Message::Day)
            .on_submit(Message::Set(false))
            .width(190);
        let day = understood.into_iter().fold(day, |day, words| day.trailing(words));
        let off = button::secondary("改为休息日").small().on_press(Message::Set(false));
        let worked = button::secondary("改为工作日").small().on_press(Message::Set(true));
        column![
            section("放假通知", "把国务院办公厅的通知整段粘贴进来，会核对星期和天数"),
            notice,
            row![space::horizontal(), read],
            section("改一天", "也可以直接点日历上的日子"),
            row![day, off, worked].spacing(spacing::M).align_y(Alignment::Center),
        ]
        .spacing(spacing::S)
        .width(Length::Fill)
        .into()
    }
}

/// A day, with the word that says what is other than its weekday.
fn day_cell<'a>(calendar: &WorkCalendar, day: NaiveDate, open: bool) -> Element<'a, Message> {
    let (working, special) = (calendar.is_working(day), calendar.is_special(day));
    let (mark, tone) = match (working, special) {
        (false, true) => ("休", Tone::Accent),
        (true, true) => ("班", Tone::Waiting),
        (false, false) => ("", Tone::Muted),
        (true, false) => ("", Tone::Plain),
    };
    let words = text::small(format!("{}{mark}", day.day()), tone).size(spacing::TINY);
    let cell = container(words).center_x(CELL).center_y(DAY);
    let cell = if special {
        cell.style(surface::tag(tone))
    } else if is_weekend(day) {
        cell.style(|_| container::Style { background: Some(color::QUIET.into()), ..Default::default() })
    } else {
        cell
    };
    Pressable::new(cell, Kind::Bare).on_press_maybe(open.then_some(Message::Turn(day))).mouse_only().into()
}

fn day_words(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

const NOTICE: &str = "settings-notice";
/// Width of a day.
const CELL: f32 = 27.0;
/// Height of a day.
const DAY: f32 = 22.0;
