//! Files that are kept with cases: copied in, checked, mirrored, refused and erased, on a real folder.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use tingsu::desk::error::Error;
use tingsu::desk::print::printout::Printout;
use tingsu::domain::attachment::Attachment;
use tingsu::domain::case::Case;
use tingsu::domain::closure::ClosureRequest;
use tingsu::domain::code::{ClosureCode, Flag};
use tingsu::domain::event::EventKind;
use tingsu::domain::settings::Settings;
use tingsu::paper::layout::canvas::Mark;

use crate::support::{Counter, MORNING, complaint};

fn file(folder: &Path, name: &str, content: &[u8]) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    path
}

fn attach(counter: &Counter, case: &Case, files: Vec<PathBuf>) -> Result<Case, Error> {
    let known = counter.desk.case(case.number).wait().unwrap().events.len();
    counter.desk.attach(&counter.front, case.number, known, files).wait().map(|written| written.value)
}

fn refusal(counter: &Counter, case: &Case, path: PathBuf) -> String {
    attach(counter, case, vec![path]).unwrap_err().message()
}

fn stored(counter: &Counter, one: &Attachment) -> PathBuf {
    counter.folder.path().join("attachments").join(one.place().unwrap())
}

/// Ledger 09-11, 16-14: the photograph of a notice, the screenshot.
#[test]
fn a_file_is_copied_in_under_its_hash_and_opened_again() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let outside = TempDir::new().unwrap();
    let photo = file(outside.path(), "电梯.JPG", b"a picture");
    let sheet = file(outside.path(), "截图.png", b"another");
    let case = attach(&counter, &case, vec![photo.clone(), sheet]).unwrap();
    let all = Attachment::of_case(&case);
    assert_eq!(
        all.iter().map(|one| (one.name.as_str(), one.size)).collect::<Vec<_>>(),
        [("电梯.JPG", 9), ("截图.png", 7)]
    );
    assert_eq!(all[0].by, "李敏");
    fs::remove_file(photo).unwrap();
    let path = counter.desk.attachment_file(&all[0].sha256, &all[0].name).wait().unwrap();
    assert_eq!(fs::read(path).unwrap(), b"a picture", "what was outside is not needed any more");
    assert_eq!(counter.desk.attachments_extent().wait().unwrap(), (2, 16));

    // The same picture on another case takes no room.
    let other = counter.take_in(complaint(MORNING));
    let again = file(outside.path(), "电梯2.jpg", b"a picture");
    attach(&counter, &other, vec![again]).unwrap();
    assert_eq!(counter.desk.attachments_extent().wait().unwrap().0, 2);
    assert_eq!(counter.desk.check().wait().unwrap(), []);
}

#[test]
fn one_that_is_missing_or_was_changed_is_named_by_the_check() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let outside = TempDir::new().unwrap();
    let files = vec![file(outside.path(), "一.png", b"one"), file(outside.path(), "二.png", b"two")];
    let case = attach(&counter, &case, files).unwrap();
    let all = Attachment::of_case(&case);
    fs::remove_file(stored(&counter, &all[0])).unwrap();
    fs::write(stored(&counter, &all[1]), b"tow").unwrap();
    let found: Vec<String> = counter.desk.check().wait().unwrap().into_iter().map(|one| one.0).collect();
    assert_eq!(
        found,
        [
            format!("受理单 {} 的附件「一.png」不见了", case.number),
            format!("受理单 {} 的附件「二.png」被改动过", case.number)
        ]
    );
    let gone = counter.desk.attachment_file(&all[0].sha256, "一.png").wait().unwrap_err();
    assert!(gone.message().contains("找不到"));
    let rebuilt = counter.desk.check_rebuild().wait().unwrap().value;
    assert_eq!(rebuilt.len(), 2, "{rebuilt:?}");
}

#[test]
fn what_cannot_be_taken_gets_a_sentence_and_nothing_is_kept() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let outside = TempDir::new().unwrap();
    let large = outside.path().join("监控.mp4");
    File::create(&large).unwrap().set_len(2 * 1024 * 1024 * 1024).unwrap();
    let words = refusal(&counter, &case, large.clone());
    assert!(words.contains("2048.0 MB，超过一个附件 50.0 MB 的上限"), "{words}");
    let folder = outside.path().join("照片");
    fs::create_dir(&folder).unwrap();
    assert!(refusal(&counter, &case, folder).contains("「照片」是文件夹"));
    assert!(refusal(&counter, &case, file(outside.path(), "空.png", b"")).contains("空文件"));
    assert!(refusal(&counter, &case, file(outside.path(), "发票.exe", b"MZ")).contains("是程序"));
    assert!(refusal(&counter, &case, outside.path().join("没有.png")).contains("找不到文件「没有.png」"));
    let good = file(outside.path(), "好.png", b"good");
    assert!(attach(&counter, &case, vec![good.clone(), large]).is_err(), "all or none");
    assert!(attach(&counter, &case, vec![good; 21]).unwrap_err().message().contains("一次最多加 20 个"));
    assert_eq!(counter.desk.case(case.number).wait().unwrap().events.len(), case.events.len());
    assert_eq!(counter.desk.attachments_extent().wait().unwrap(), (0, 0));
}

#[test]
fn the_limit_is_a_setting() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let outside = TempDir::new().unwrap();
    let photo = file(outside.path(), "大.png", &vec![7; 1024 * 1024 + 1]);
    let mut settings: Settings = counter.desk.settings().wait().unwrap();
    settings.rules.attachment_mb = 1;
    counter.desk.save_settings(&counter.chief, settings.clone()).wait().unwrap();
    assert!(refusal(&counter, &case, photo.clone()).contains("1.0 MB 的上限"));
    settings.rules.attachment_mb = 2;
    counter.desk.save_settings(&counter.chief, settings).wait().unwrap();
    attach(&counter, &case, vec![photo]).unwrap();
}

#[test]
fn the_second_copy_has_the_files_too() {
    let counter = Counter::at(MORNING);
    let stick = TempDir::new().unwrap();
    let mut settings: Settings = counter.desk.settings().wait().unwrap();
    settings.safety.second_folder = stick.path().display().to_string();
    counter.desk.save_settings(&counter.chief, settings).wait().unwrap();
    let case = counter.take_in(complaint(MORNING));
    let outside = TempDir::new().unwrap();
    let case = attach(&counter, &case, vec![file(outside.path(), "一.png", b"one")]).unwrap();
    counter.desk.backup_now().wait().unwrap();
    let one = &Attachment::of_case(&case)[0];
    let copy = stick.path().join("attachments").join(one.place().unwrap());
    assert_eq!(fs::read(copy).unwrap(), b"one");
}

#[test]
fn the_files_of_an_anonymised_case_go_unless_another_names_them() {
    let counter = Counter::at(MORNING);
    let outside = TempDir::new().unwrap();
    let (one, two) = (counter.take_in(complaint(MORNING)), counter.take_in(complaint(MORNING)));
    let own = file(outside.path(), "自己.png", b"own");
    let shared = file(outside.path(), "共用.png", b"shared");
    let one = attach(&counter, &one, vec![own, shared.clone()]).unwrap();
    attach(&counter, &two, vec![shared]).unwrap();
    let all = Attachment::of_case(&one);
    let known = counter.desk.case(one.number).wait().unwrap().events.len();
    let request =
        ClosureRequest {
            code: ClosureCode::Explained, against_the_list: true, reason: Some("测试".into())
        };
    counter.desk.close(&counter.chief, one.number, known, request).wait().unwrap();
    counter.desk.anonymise(&counter.chief, vec![one.number]).wait().unwrap();
    assert!(!stored(&counter, &all[0]).exists(), "a picture is personal");
    assert!(stored(&counter, &all[1]).exists(), "the other case still has it");
    assert_eq!(counter.desk.check().wait().unwrap(), [], "what was erased is not missed");
    let case = counter.desk.case(two.number).wait().unwrap();
    assert!(case.events.iter().any(|event| matches!(event.kind, EventKind::Attachment { .. })));
}

#[test]
fn the_major_file_prints_the_pictures_and_names_the_rest() {
    let counter = Counter::at(MORNING);
    let mut facts = complaint(MORNING);
    facts.flags = vec![Flag::Major];
    let case = counter.take_in(facts);
    let outside = TempDir::new().unwrap();
    let mut drawn = Vec::new();
    let mut encoder = png::Encoder::new(&mut drawn, 400, 300);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header().unwrap().write_image_data(&vec![128; 400 * 300]).unwrap();
    // Its name may say what it likes; what is in it counts.
    let files = vec![
        file(outside.path(), "电梯.jpg", &drawn),
        file(outside.path(), "合同.pdf", b"%PDF-1.7"),
        file(outside.path(), "坏了.png", &drawn[..100]),
        file(outside.path(), "苹果手机.heic", b"\0\0\0\x18ftypheic\0\0"),
        file(outside.path(), "不见了.png", &[drawn.as_slice(), b" "].concat()),
    ];
    let case = attach(&counter, &case, files).unwrap();
    let gone = Attachment::of_case(&case).pop().unwrap();
    fs::remove_file(stored(&counter, &gone)).unwrap();
    let paper = Printout::MajorFile(case.number);
    let pages = counter.desk.preview(paper.clone(), &counter.front).wait().unwrap();
    let text: String = pages.iter().flat_map(|page| page.texts()).collect();
    for words in [
        "附件清单（5 个，印出 1 张）",
        "附件图片（1 张）",
        "图 1　电梯.jpg",
        "未印：不是图片",
        "未印：图片打不开",
        "未印：这种格式印不出",
        "未印：找不到文件",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let photos = pages.iter().flat_map(|page| &page.marks).filter_map(|mark| match mark {
        Mark::Photo { width, height, picture, .. } => Some((*width, *height, picture.width)),
        _ => None,
    });
    let photos: Vec<_> = photos.collect();
    assert!(
        matches!(photos[..], [(width, height, 400)] if (width / height - 4.0 / 3.0).abs() < 0.01),
        "{photos:?}"
    );
    let pdf = counter.desk.print(paper, &counter.front).wait().unwrap();
    let holds = |word: &[u8]| pdf.windows(word.len()).any(|part| part == word);
    assert!(holds(b"/DCTDecode") && holds(b"/Width 400") && holds(&[0xFF, 0xD8, 0xFF]));
    // A case without attachments says so and has no page of pictures.
    let mut facts = complaint(MORNING);
    facts.flags = vec![Flag::Major];
    let bare = Printout::MajorFile(counter.take_in(facts).number);
    let pages = counter.desk.preview(bare, &counter.front).wait().unwrap();
    let text: String = pages.iter().flat_map(|page| page.texts()).collect();
    assert!(text.contains("附件清单") && !text.contains("附件图片"));
}

#[test]
fn files_are_pasted_by_their_paths_and_words_are_none() {
    use tingsu::ui::screen::case::{Case as CaseScreen, Message};
    use tingsu::ui::screen::contract::{OpenAt, Request};

    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let outside = TempDir::new().unwrap();
    let photo = file(outside.path(), "照片.png", b"photo");
    let context = crate::support::context(&counter);
    let made = CaseScreen::new(case.number, OpenAt::Overview, &context);
    let mut bench = crate::support::screen::Bench::shown(made, context);
    bench.send(Message::Pasted(Some("电梯停了两天".into())));
    assert!(matches!(bench.asked(), Some(Request::Say(words)) if words.contains("没有文件的路径")));
    bench.send(Message::Pasted(Some(format!("\"{}\"", photo.display()))));
    let kept = Attachment::of_case(&counter.desk.case(case.number).wait().unwrap());
    assert_eq!(kept.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["照片.png"]);
}
