//! The plain form for messages, online posts, letters, referrals and outreach: nobody is waiting, so all of it
//! stands on one page.

use iced::widget::{column, row};
use iced::{Element, Length};

use crate::domain::code::Channel;
use crate::ui::screen::contract::Context;
use crate::ui::screen::intake::derived::Derived;
use crate::ui::screen::intake::fields::{self, line, one_of};
use crate::ui::screen::intake::form::IntakeForm;
use crate::ui::screen::intake::message::{Edited, Message, Pick, Typed};
use crate::ui::screen::intake::step::{register::place_and_time, wrap_up};
use crate::ui::screen::intake::words::{self, WordsRoom};
use crate::ui::screen::intake::{proposals, who};
use crate::ui::spacing;
use crate::ui::widget::{editor, labelled, section};

/// The channels that have no conversation at the counter.
const CHANNELS: &[Channel] = &[
    Channel::Online,
    Channel::Message,
    Channel::Letter,
    Channel::Referral,
    Channel::Outreach,
    Channel::Other,
];

/// The whole form.
pub fn form<'a>(
    form: &'a IntakeForm,
    about: Option<Element<'a, Message>>,
    derived: &'a Derived,
    context: &'a Context,
) -> Element<'a, Message> {
    let draft = &form.draft;
    let summary = editor("事情要点", &form.summary)
        .hint("一两句话说清什么事")
        .lines(2..=4)
        .id(fields::SUMMARY)
        .on_action(|action| Message::Edited(Edited::Summary, action));
    column![
        section("网上／转办／来函登记", "没有业主在等，一页填完，随时可以保存"),
        labelled("渠道", "", one_of(CHANNELS, Some(draft.channel), Channel::label, Pick::Channel)),
        of_channel(form),
        fields::kind(form),
        words::field(form, WordsRoom::Telling),
        place_and_time(form),
        proposals::signs(derived),
        proposals::points(derived),
        summary,
        who::head(form),
        about,
        who::more(form),
        fields::urgency(form),
        section("分类", "办的时候再填也可以"),
        wrap_up::step(form, context),
    ]
    .spacing(spacing::L)
    .into()
}

/// What only this channel brings with it.
fn of_channel(form: &IntakeForm) -> Option<Element<'_, Message>> {
    let draft = &form.draft;
    let part = match draft.channel {
        Channel::Referral => row![
            line(form, "转办单位", &draft.referral_from, Typed::ReferralFrom)
                .placeholder("12345、街道、房管")
                .width(Length::FillPortion(2)),
            line(form, "单号", &draft.referral_number, Typed::ReferralNumber).width(Length::FillPortion(2)),
            line(form, "单上时限", &draft.referral_due, Typed::ReferralDue)
                .placeholder("11-25 17:00")
                .width(Length::FillPortion(2)),
        ]
        .spacing(spacing::M)
        .into(),
        Channel::Online | Channel::Message => column![
            row![
                line(form, "平台", &draft.platform, Typed::Platform)
                    .placeholder("业主群、论坛、短视频")
                    .width(Length::FillPortion(2)),
                line(form, "作者", &draft.author, Typed::Author)
                    .placeholder("网名或账号")
                    .width(Length::FillPortion(2)),
                line(form, "链接", &draft.link, Typed::Link).width(Length::FillPortion(3)),
            ]
            .spacing(spacing::M),
            row![
                line(form, "发布时间", &draft.posted_at, Typed::PostedAt)
                    .placeholder("今天8:30")
                    .width(Length::FillPortion(2)),
                line(form, "看到时间", &draft.seen_at, Typed::SeenAt)
                    .placeholder("4小时内要回复，从看到时起算")
                    .width(Length::FillPortion(3)),
            ]
            .spacing(spacing::M),
        ]
        .spacing(spacing::M)
        .into(),
        _ => return None,
    };
    Some(part)
}
