//! A photo is dropped on the window: it belongs to the case that is open, and to nothing else.

use std::fs;

use tempfile::TempDir;
use tingsu::app::Message;
use tingsu::domain::attachment::Attachment;
use tingsu::ui::shortcut::Shortcut;

use super::Shift;

/// A screenshot, half dark and half light.
fn screenshot(width: u32, height: u32) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    let pixels: Vec<u8> =
        (0..height).flat_map(|y| (0..width).map(move |_| if y < height / 2 { 40 } else { 220 })).collect();
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    file
}

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

#[test]
fn pictures_are_shown_small_and_large_and_other_files_by_name() {
    let outside = TempDir::new().unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = outside.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    let whole = screenshot(900, 600);
    // A header that promises more pixels than the computer should hold.
    let mut huge = whole.clone();
    huge[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.window.press(Shortcut::Save);
    let window = &mut shift.window;
    for (name, bytes) in [
        ("电梯门口.png", &whole[..]),
        ("轿厢.png", &screenshot(40, 300)),
        ("手机照片.heic", b"\0\0\0\x18ftypheic and so on"),
        ("说明.pdf", b"%PDF-1.7"),
        ("断了的.png", &whole[..60]),
        ("太大.png", &huge),
    ] {
        window.send(Message::Dropped(file(name, bytes)));
        assert!(window.sees(name), "{name}");
    }
    assert_eq!(
        (window.count("看图"), window.count("打开")),
        (2, 4),
        "what is no picture opens in its program"
    );
    assert_eq!(window.count("图片打不开"), 2, "neither half a picture nor a liar stops the others");
    window.click_nth("看图", 0);
    assert!(window.sees("1/2 · ") && window.sees("用别的程序打开"));
    window.click("下一张");
    assert!(window.sees("2/2 · "));
    window.click("上一张");
    window.click("关闭图片");
    assert!(!window.sees("用别的程序打开"), "and the case is there as before");
    assert_eq!(Attachment::of_case(&shift.case_on_disk()).len(), 6);
}
