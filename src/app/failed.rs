//! What stands in the window when the data could not be opened: what happened, and every way on that there is.

use std::path::Path;

use iced::Element;
use iced::widget::column;

use crate::app::opening::{Trouble, Ways};
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, text};

/// The sentence, and the buttons from the likeliest way on to the last.
pub fn view<'a, Message: Clone + 'a>(
    trouble: &'a Trouble,
    said: Option<&'a Result<String, String>>,
    folder: &Path,
    ways: Ways<Message>,
) -> Element<'a, Message> {
    let place = text::caption(format!("数据文件夹：{}", folder.display()));
    let offer = trouble.copy.as_ref().map(|copy| {
        let words = format!("用 {} 的备份恢复", copy.at.long());
        let kept = "现有的文件不会删除，另存在 backups 文件夹里。";
        column![button::primary(words).on_press(ways.restore), text::caption(kept)].spacing(spacing::XS)
    });
    let rebuild = trouble.rebuilt.then(|| {
        let kept = "坏的只是列表和检索，记录都在；从记录重新做出列表，一条也不会少。现有的文件另存在 backups 文件夹里。";
        column![button::primary("重建列表").on_press(ways.rebuild), text::caption(kept)].spacing(spacing::XS)
    });
    // What loses nothing comes first.
    let offer = if rebuild.is_some() { None } else { offer };
    let retry = if offer.is_some() || rebuild.is_some() { button::secondary } else { button::primary };
    let retry = retry("再试一次").on_press(ways.retry);
    let view = trouble.viewed.then(|| {
        column![
            button::secondary("只读打开").on_press(ways.view),
            text::caption("可以查看、查找和打印，不能办理；数据一点也不会改动。")
        ]
        .spacing(spacing::XS)
    });
    let elsewhere = trouble.saved.then(|| {
        column![
            button::secondary("把数据另存到别处…").on_press(ways.save),
            text::caption("存一份核验过的备份到移动盘或别的文件夹，可以在好的电脑上恢复。")
        ]
        .spacing(spacing::XS)
    });
    let choose = trouble.mended.then(|| button::secondary("用另一份备份恢复…").on_press(ways.choose));
    let said = said.map(|said| match said {
        Ok(words) => text::small(words, Tone::Accent),
        Err(words) => text::small(words, Tone::Danger),
    });
    column![text::title("没有打开"), text::body(trouble.sentence.as_str()), place]
        .push(rebuild)
        .push(offer)
        .push(choose)
        .push(retry)
        .push(view)
        .push(elsewhere)
        .push(said)
        .spacing(spacing::L)
        .into()
}
