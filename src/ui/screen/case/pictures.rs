//! The pictures among the files of a case: small ones in the list, a large one over the screen. They are decoded one after
//! another, off the window's thread, and only as large as they are shown. Ledger 09-11.

use std::collections::BTreeMap;

use iced::widget::image::Handle;
use iced::widget::{column, container, image, row, space};
use iced::{Alignment, ContentFit, Element, Length, Size, Task};

use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::domain::attachment::{Attachment, size_words};
use crate::paper::layout::picture::{Seen, Unshown};
use crate::ui::spacing;
use crate::ui::theme::button::Kind;
use crate::ui::widget::dialog::Dialog;
use crate::ui::widget::pressable::Pressable;
use crate::ui::widget::{button, dialog, text};

/// The longer side of a small picture, in pixels; drawn in a square of this side on a usual screen.
const SMALL: u32 = 112;
/// Side of the square that a small one stands in.
const SQUARE: f32 = 56.0;
/// The longer side of a large one.
const LARGE: u32 = 1_600;
/// Of the screen's height and width, what the frame of the large one takes.
const FRAME: Size = Size::new(120.0, 220.0);

/// What a file shows, or why not.
type Shown = Result<Handle, Unshown>;

/// See the module.
#[derive(Default)]
pub struct Pictures {
    /// By hash; what is not there was not looked at yet.
    small: BTreeMap<String, Shown>,
    /// One is being decoded.
    loading: bool,
    open: Option<Large>,
}

/// The large picture.
struct Large {
    sha256: String,
    /// `None` while it is decoded.
    shown: Option<Shown>,
}

/// What happens with pictures.
#[derive(Debug, Clone)]
pub enum Message {
    /// The small one of a hash is decoded.
    Small(String, Result<Result<Seen, Unshown>, Error>),
    /// The large one of a hash is wanted.
    Open(String),
    /// It is decoded.
    Large(String, Result<Result<Seen, Unshown>, Error>),
    /// The large one is put away.
    Close,
}

impl Pictures {
    /// Works a message in.
    pub fn update(&mut self, message: Message, files: &[Attachment], desk: &Desk) -> Task<Message> {
        match message {
            Message::Small(sha256, seen) => {
                self.loading = false;
                self.small.insert(sha256, handle(seen));
            }
            Message::Open(sha256) => {
                let Some(one) = files.iter().find(|one| one.sha256 == sha256) else { return Task::none() };
                let seen = desk.attachment_picture(&one.sha256, &one.name, LARGE);
                self.open = Some(Large { sha256: sha256.clone(), shown: None });
                return Task::perform(seen, move |seen| Message::Large(sha256, seen));
            }
            Message::Large(sha256, seen) => {
                if let Some(open) = self.open.as_mut().filter(|open| open.sha256 == sha256) {
                    open.shown = Some(handle(seen));
                }
            }
            Message::Close => self.open = None,
        }
        Task::none()
    }

    /// The next file that was not looked at yet; one at a time, for a photo needs room while it is decoded.
    pub fn load_next(&mut self, files: &[Attachment], desk: &Desk) -> Task<Message> {
        let next = files.iter().find(|one| !self.small.contains_key(&one.sha256));
        let Some(one) = next.filter(|_| !self.loading) else { return Task::none() };
        self.loading = true;
        let (sha256, seen) = (one.sha256.clone(), desk.attachment_picture(&one.sha256, &one.name, SMALL));
        Task::perform(seen, move |seen| Message::Small(sha256, seen))
    }

    /// The small picture of a file, to be pressed; `None` for what is none.
    pub fn small<'a>(&self, one: &Attachment) -> Option<Element<'a, Message>> {
        let handle = self.small.get(&one.sha256)?.as_ref().ok()?.clone();
        let picture = image(handle).width(SQUARE).height(SQUARE).content_fit(ContentFit::Contain);
        let open = Message::Open(one.sha256.clone());
        Some(Pressable::new(picture, Kind::Bare).on_press_maybe(Some(open)).mouse_only().into())
    }

    /// What is told of a picture that cannot be shown; `None` for what is shown, or is no picture.
    pub fn trouble(&self, one: &Attachment) -> Option<&'static str> {
        match self.small.get(&one.sha256)? {
            Err(Unshown::NoPicture | Unshown::OtherFormat) | Ok(_) => None,
            Err(why @ (Unshown::Damaged | Unshown::TooLarge | Unshown::Missing)) => Some(why.label()),
        }
    }

    /// The large picture over the screen, with the way to the others; `open_file` opens it in the program of the computer.
    pub fn dialog<'a, M: Clone + 'a>(
        &self,
        files: &[Attachment],
        size: Size,
        own: fn(Message) -> M,
        open_file: fn(usize) -> M,
    ) -> Option<Dialog<'a, M>> {
        let open = self.open.as_ref()?;
        let at = files.iter().position(|one| one.sha256 == open.sha256)?;
        let one = &files[at];
        let room = Size::new((size.width - FRAME.width).max(320.0), (size.height - FRAME.height).max(160.0));
        let shown: Element<'a, M> = match &open.shown {
            None => text::caption("正在打开…").into(),
            Some(Err(why)) => text::caption(format!("{}，请点「用别的程序打开」", why.label())).into(),
            Some(Ok(handle)) => image(handle.clone())
                .width(Length::Fill)
                .height(room.height)
                .content_fit(ContentFit::ScaleDown)
                .into(),
        };
        let pictures: Vec<&Attachment> =
            files.iter().filter(|one| matches!(self.small.get(&one.sha256), Some(Ok(_)))).collect();
        let place = pictures.iter().position(|other| other.sha256 == one.sha256);
        let beside = |by: isize| {
            let other = place.and_then(|place| pictures.get(place.checked_add_signed(by)?));
            other.map(|other| own(Message::Open(other.sha256.clone())))
        };
        let count = place.map(|place| format!("{}/{} · ", place + 1, pictures.len())).unwrap_or_default();
        let about = text::caption(format!("{count}{} · {} 添加", size_words(one.size), one.by));
        let body = column![
            row![about, space::horizontal()].align_y(Alignment::Center),
            container(shown).center_x(Length::Fill).height(room.height).align_y(Alignment::Center),
        ]
        .spacing(spacing::S);
        let close = own(Message::Close);
        Some(
            dialog(one.name.clone(), body)
                .width(room.width)
                .action(button::secondary("上一张").on_press_maybe(beside(-1)))
                .action(button::secondary("下一张").on_press_maybe(beside(1)))
                .action(button::quiet("用别的程序打开").on_press(open_file(at)))
                .action(button::primary("关闭图片").keys("Esc").on_press(close.clone()))
                .on_cancel(close),
        )
    }
}

fn handle(seen: Result<Result<Seen, Unshown>, Error>) -> Shown {
    match seen {
        Ok(seen) => seen.map(|seen| Handle::from_rgba(seen.width, seen.height, seen.rgba)),
        Err(error) => {
            tracing::warn!(%error, "a picture");
            Err(Unshown::Missing)
        }
    }
}
