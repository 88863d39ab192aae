//! A photo is dropped on the window: it belongs to the case that is open, and to nothing else.

use std::fs;

use tempfile::TempDir;
use tingsu::app::Message;
use tingsu::domain::attachment::Attachment;
use tingsu::ui::shortcut::Shortcut;

use super::Shift;

#[test]
fn a_photo_dropped_on_a_case_is_kept_with_it() {
    let outside = TempDir::new().unwrap();
    let photo = outside.path().join("电梯门口.jpg");
    fs::write(&photo, b"a picture").unwrap();
    let mut shift = Shift::begin();
    shift.window.send(Message::Dropped(photo.clone()));
    assert!(shift.window.sees("请先打开受理单"), "今日 takes no files");
    shift.take_in_by_phone();
    shift.window.send(Message::Dropped(photo.clone()));
    assert!(shift.window.sees("还没有编号的先保存"), "nor does a form without a number");
    shift.window.press(Shortcut::Save);
    let window = &mut shift.window;
    window.send(Message::Dropped(photo));
    assert!(window.sees("附件已加上，现有 1 个") && window.sees("电梯门口.jpg") && window.sees("9 B"));
    window.send(Message::Dropped(outside.path().to_owned()));
    assert!(window.sees("是文件夹，没有添加。请打开它，选里面的文件。"));
    let case = shift.case_on_disk();
    assert_eq!(Attachment::of_case(&case).len(), 1);
}
