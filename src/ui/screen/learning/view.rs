//! How the screen looks: the choice of the page, and that page below it.

use iced::widget::column;
use iced::{Element, padding};

use crate::ui::screen::contract::{Context, LearningPage};
use crate::ui::screen::learning::message::Message;
use crate::ui::screen::learning::screen::LearningScreen;
use crate::ui::screen::learning::{
    drill_view, improvement_view, routine_view, service_view, study_view, suggestion_view, watch_view,
};
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{Chips, notice};

/// The whole of it.
pub fn screen<'a>(screen: &'a LearningScreen, context: &'a Context) -> Element<'a, Message> {
    let pages =
        Chips::one_of(LearningPage::ALL, Some(&screen.page), |page| page.label().into(), Message::Page)
            .plain();
    let failed = screen.failed.as_deref().map(|words| notice("没有读出来", words, Tone::Danger));
    let body = match screen.page {
        LearningPage::Cases => study_view::page(&screen.cases, &screen.suggestions.all, context),
        LearningPage::Drills => drill_view::page(&screen.drills, context),
        LearningPage::Suggestions => suggestion_view::page(&screen.suggestions, context),
        LearningPage::Improvements => improvement_view::page(&screen.improvements, context),
        LearningPage::Routines => routine_view::page(&screen.routines, context),
        LearningPage::Services => {
            let (suggestions, praise) = (&screen.suggestions.all, &screen.cases.praise);
            service_view::page(&screen.services, service_view::Beside { suggestions, praise }, context)
        }
        LearningPage::Watch => watch_view::page(&screen.watches, context),
    };
    column![pages, failed, body].spacing(spacing::M).padding(padding::all(spacing::L)).into()
}
