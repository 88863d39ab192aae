//! What is typed about a 公共事件, as typed, until it is saved.

use iced::widget::column;
use iced::{Element, Length};

use crate::desk::outage::OutageClosing;
use crate::domain::calendar::OfficeHours;
use crate::domain::code::{Impact, Medium};
use crate::domain::outage::{Outage, OutageKind};
use crate::domain::reading::time::{self, Tense};
use crate::domain::time::Moment;
use crate::ui::screen::form::read::needed;
use crate::ui::screen::form::understood::{self, Understood};
use crate::ui::spacing;
use crate::ui::widget::{Chips, chip, chips, field, labelled};

/// The place, to focus it by.
pub const PLACE: &str = "outage-place";
/// What is told, to focus it by.
pub const WORDS: &str = "outage-words";

/// By what everybody on it can be told.
const MEDIA: [Medium; 6] =
    [Medium::Wechat, Medium::Phone, Medium::Sms, Medium::Visit, Medium::Notice, Medium::Other];

/// What is being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutageForm {
    /// The entry itself, a new one or a changed one.
    Entry(OutageEntry),
    /// What everybody on it is told.
    Telling {
        /// By what.
        medium: Medium,
        /// What.
        text: String,
    },
    /// How it ended.
    Ending {
        /// What was done.
        result: String,
        /// The work was checked.
        verified: Option<bool>,
        /// By what everybody was told; `None` when nobody was.
        medium: Option<Medium>,
    },
}

/// The entry as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutageEntry {
    /// What is out of order.
    pub kind: Option<OutageKind>,
    /// Where.
    pub place: String,
    /// Since when.
    pub since: String,
    /// What happened.
    pub notice: String,
    /// What is being done.
    pub measure: String,
    /// When it is expected to be over.
    pub expected: String,
    /// How far it reaches.
    pub impact: Impact,
}

/// What was typed or chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutageTyped {
    /// What is out of order.
    Kind(OutageKind),
    /// Where.
    Place(String),
    /// Since when.
    Since(String),
    /// What happened.
    Notice(String),
    /// What is being done.
    Measure(String),
    /// When it is expected to be over.
    Expected(String),
    /// How far it reaches.
    Impact(Impact),
    /// What everybody is told, or how it ended.
    Words(String),
    /// By what.
    Medium(Medium),
    /// The work was checked, or not.
    Verified(bool),
}

impl OutageEntry {
    /// An empty one that began now.
    pub fn new(now: Moment) -> Self {
        Self {
            kind: None,
            place: String::new(),
            since: now.clock(),
            notice: String::new(),
            measure: String::new(),
            expected: String::new(),
            impact: Impact::Wide,
        }
    }

    /// One that is there, to be changed.
    pub fn of(outage: &Outage, now: Moment) -> Self {
        Self {
            kind: Some(outage.kind),
            place: outage.place.clone(),
            since: time::shown(outage.since, now),
            notice: outage.notice.clone(),
            measure: outage.measure.clone(),
            expected: outage.expected.map(|at| time::shown(at, now)).unwrap_or_default(),
            impact: outage.impact,
        }
    }

    /// The entry that it becomes.
    ///
    /// # Errors
    /// A sentence about the first thing that is missing or cannot be read.
    pub fn outage(&self, duty: OfficeHours, now: Moment) -> Result<Outage, String> {
        let kind = self.kind.ok_or("请选是什么事")?;
        let since = time::read_past(&needed(&self.since, "开始时间")?, now, duty).required()?;
        let expected = match self.expected.trim() {
            "" | "未定" => None,
            typed => Some(time::read(typed, Tense::Future, now, duty).required()?),
        };
        Ok(Outage {
            kind,
            place: needed(&self.place, "地点")?,
            since,
            notice: self.notice.trim().to_owned(),
            measure: self.measure.trim().to_owned(),
            expected,
            impact: self.impact,
        })
    }
}

impl OutageForm {
    /// Takes over what was typed or chosen.
    pub fn update(&mut self, typed: OutageTyped) {
        match (self, typed) {
            (Self::Entry(entry), typed) => match typed {
                OutageTyped::Kind(kind) => entry.kind = Some(kind),
                OutageTyped::Place(text) => entry.place = text,
                OutageTyped::Since(text) => entry.since = text,
                OutageTyped::Notice(text) => entry.notice = text,
                OutageTyped::Measure(text) => entry.measure = text,
                OutageTyped::Expected(text) => entry.expected = text,
                OutageTyped::Impact(impact) => entry.impact = impact,
                OutageTyped::Words(_) | OutageTyped::Medium(_) | OutageTyped::Verified(_) => {}
            },
            (Self::Telling { text, .. }, OutageTyped::Words(words)) => *text = words,
            (Self::Telling { medium, .. }, OutageTyped::Medium(chosen)) => *medium = chosen,
            (Self::Ending { result, .. }, OutageTyped::Words(words)) => *result = words,
            (Self::Ending { verified, .. }, OutageTyped::Verified(yes)) => *verified = Some(yes),
            (Self::Ending { medium, .. }, OutageTyped::Medium(chosen)) => {
                *medium = if *medium == Some(chosen) { None } else { Some(chosen) };
            }
            (Self::Telling { .. } | Self::Ending { .. }, _) => {}
        }
    }

    /// How it ended.
    ///
    /// # Errors
    /// A sentence about what is missing.
    pub fn closing(
        result: &str,
        verified: Option<bool>,
        medium: Option<Medium>,
    ) -> Result<OutageClosing, String> {
        let result = needed(result, "怎样恢复的")?;
        let verified = verified.ok_or("请选是否已验证")?;
        Ok(OutageClosing { result, verified, medium })
    }

    /// The field that takes the focus first.
    pub fn first(&self) -> &'static str {
        match self {
            Self::Entry(_) => PLACE,
            Self::Telling { .. } | Self::Ending { .. } => WORDS,
        }
    }

    /// The fields.
    pub fn view(&self, duty: OfficeHours, now: Moment) -> Element<'_, OutageTyped> {
        match self {
            Self::Entry(entry) => entry.view(duty, now),
            Self::Telling { medium, text } => {
                let words = field("告知的话", text).id(WORDS).on_input(OutageTyped::Words);
                column![
                    labelled("用什么告知", "", media(Some(*medium))),
                    words,
                    iced::widget::text(
                        "会在每一张没了结的受理单的经过里各记一条进展告知。公告栏只算张贴，不算告知到人。"
                    )
                    .size(spacing::CAPTION),
                ]
                .spacing(spacing::L)
                .into()
            }
            Self::Ending { result, verified, medium } => {
                let result = field("怎样恢复的", result)
                    .id(WORDS)
                    .placeholder("例：已更换门机配件，试运行正常")
                    .on_input(OutageTyped::Words);
                let checked = Chips::one_of(
                    [true, false],
                    verified.as_ref(),
                    |yes| if *yes { "已验证合格" } else { "还没验证" }.into(),
                    OutageTyped::Verified,
                );
                column![
                    result,
                    labelled("验证", "谁看过、试过，确认好了", checked),
                    labelled("用什么告知业主", "没告知就不选", media(*medium)),
                    iced::widget::text("每一张还没处理完的受理单各记一条处理完成；要回访的照样回访。")
                        .size(spacing::CAPTION),
                ]
                .spacing(spacing::L)
                .into()
            }
        }
    }
}

fn media<'a>(chosen: Option<Medium>) -> Chips<'a, OutageTyped> {
    chips(MEDIA.iter().map(|one| chip(one.label(), chosen == Some(*one))).collect::<Vec<_>>())
        .on_pick(|at| OutageTyped::Medium(MEDIA[at]))
        .width(Length::Fill)
}

impl OutageEntry {
    fn view(&self, duty: OfficeHours, now: Moment) -> Element<'_, OutageTyped> {
        let kinds = Chips::one_of(
            OutageKind::ALL.iter().copied(),
            self.kind.as_ref(),
            |kind| kind.label().into(),
            OutageTyped::Kind,
        )
        .width(Length::Fill);
        let place = field("地点", &self.place)
            .id(PLACE)
            .placeholder("3栋2单元")
            .hint("来电只报房间号时，按这里补全楼栋")
            .on_input(OutageTyped::Place);
        let since = field("开始时间", &self.since).placeholder("8:20").on_input(OutageTyped::Since);
        let read = Understood::time(&self.since, Tense::Past, now, duty);
        let since = understood::with(since, read.as_ref(), OutageTyped::Since);
        let expected = field("预计恢复", &self.expected)
            .placeholder("今天21:00；还不知道就空着")
            .on_input(OutageTyped::Expected);
        let read = Understood::time(&self.expected, Tense::Future, now, duty);
        let expected = understood::with(expected, read.as_ref(), OutageTyped::Expected);
        let impact = Chips::one_of(
            Impact::ALL.iter().copied(),
            Some(&self.impact),
            |impact| impact.label().into(),
            OutageTyped::Impact,
        )
        .plain();
        column![
            labelled("什么事", "", kinds),
            place,
            since,
            field("情况", &self.notice)
                .placeholder("例：门机故障，轿厢停在12层，没有人员被困")
                .on_input(OutageTyped::Notice),
            field("正在采取", &self.measure)
                .placeholder("例：维保单位已到场，正在更换配件")
                .on_input(OutageTyped::Measure),
            expected,
            labelled("影响程度", "", impact),
        ]
        .spacing(spacing::L)
        .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_read_or_says_what_is_missing() {
        let now = Moment::parse("2026-11-03T09:00").unwrap();
        let duty = OfficeHours::default();
        let mut entry = OutageEntry::new(now);
        assert_eq!(entry.outage(duty, now).unwrap_err(), "请选是什么事");
        let mut form = OutageForm::Entry(entry.clone());
        form.update(OutageTyped::Kind(OutageKind::Lift));
        form.update(OutageTyped::Expected("今天21:00".into()));
        let OutageForm::Entry(typed) = form else { panic!() };
        assert_eq!(typed.outage(duty, now).unwrap_err(), "请填写地点");
        entry = OutageEntry { place: "3栋2单元".into(), since: "8:20".into(), ..typed };
        let outage = entry.outage(duty, now).unwrap();
        assert_eq!(outage.since, Moment::parse("2026-11-03T08:20").unwrap());
        assert_eq!(outage.expected, Some(Moment::parse("2026-11-03T21:00").unwrap()));
        assert_eq!(
            OutageEntry::of(&outage, now).outage(duty, now).unwrap(),
            outage,
            "what is shown is read again"
        );
        assert!(OutageEntry { expected: "快了".into(), ..entry }.outage(duty, now).is_err());
    }

    #[test]
    fn an_end_is_never_verified_by_itself() {
        assert!(OutageForm::closing("已修复", None, None).unwrap_err().contains("验证"));
        assert!(OutageForm::closing(" ", Some(true), None).is_err());
        assert!(OutageForm::closing("已修复", Some(false), Some(Medium::Wechat)).is_ok());
    }
}
