//! The lines of form 10, typed in the dialog or taken from the usual ones: it is posted for everybody, so nothing of it
//! comes from a case. Ledger 11-14, 16-10 to 16-12.

use iced::Element;
use iced::widget::{Column, column};

use crate::domain::code::NoticeKind;
use crate::library::office::{UsualNotice, usual_notices};
use crate::paper::form::notice::{Notice, NoticeField};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::print::print_dialog::Message;
use crate::ui::spacing;
use crate::ui::widget::chips::Chips;
use crate::ui::widget::{editor, field, text};

/// The most characters of a line, and of the free words.
const LINE: usize = 200;
const WORDS: usize = 600;

/// An example of what is typed there.
fn example(line: NoticeField) -> &'static str {
    match line {
        NoticeField::What => "3栋2单元电梯停运检修",
        NoticeField::Words => "",
        NoticeField::Place => "3栋2单元",
        NoticeField::Since => "11月3日 08:20",
        NoticeField::Measure => "已更换配件，正在试运行",
        NoticeField::Expected => "11月3日 21:00 前",
        NoticeField::Contact => "",
    }
}

/// The fields of a notice; `words` are its free words while they are typed.
pub fn form<'a>(notice: &'a Notice, words: &'a LongText) -> Element<'a, Message> {
    let lines = NoticeField::of(notice.kind).iter().map(|line| {
        let label = line.label(notice.kind);
        if *line == NoticeField::Words {
            let words = editor(label, words.content()).lines(2..=6).limit(WORDS);
            return words.on_action(Message::Words).into();
        }
        field(label, line.get(notice))
            .placeholder(example(*line))
            .on_input(|text| Message::Notice(*line, text))
            .limit(LINE)
            .into()
    });
    column![usual(notice), Column::with_children(lines).spacing(spacing::XS)].spacing(spacing::S).into()
}

/// The usual notices of this kind, and how the one at hand goes out.
fn usual(notice: &Notice) -> Option<Element<'_, Message>> {
    let all: Vec<&UsualNotice> = of_kind(notice.kind).collect();
    if all.is_empty() {
        return None;
    }
    let taken = all.iter().copied().find(|one| one.what == notice.what);
    let how = taken.map(|one| text::caption(one.how.as_str()));
    let chips = Chips::one_of(all, taken.as_ref(), |one| one.title.as_str().into(), Message::Usual);
    Some(column![text::caption("常用的"), chips, how].spacing(spacing::XS).into())
}

fn of_kind(kind: NoticeKind) -> impl Iterator<Item = &'static UsualNotice> {
    usual_notices().iter().filter(move |one| one.kind == kind)
}
