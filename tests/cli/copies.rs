//! `backup`, `restore` and `check` with everything in one file, a passphrase, and the mark of a paper.

use std::fs;

use crate::cli::{Place, is_sentence};

#[test]
fn everything_goes_out_sealed_and_comes_back_by_its_passphrase() {
    let place = Place::with_sample();
    fs::write(place.path("pass.txt"), "雨天记得带伞 7\n其余不读\n").unwrap();
    let sealed = place.run(&["backup", "--out", "all.tingsu", "--passphrase-file", "pass.txt"]);
    assert_eq!((sealed.code, sealed.err.as_str()), (0, ""));
    assert!(sealed.out.contains("数据和附件并加密"), "{}", sealed.out);
    let bytes = fs::read(place.path("all.tingsu")).unwrap();
    assert!(bytes.starts_with(b"age-encryption.org/"));
    let new = Place::new();
    fs::copy(place.path("all.tingsu"), new.path("all.tingsu")).unwrap();
    let without = new.run(&["restore", "all.tingsu"]);
    assert_eq!(without.code, 1);
    assert!(is_sentence(&without.err) && without.err.contains("--passphrase-file"), "{}", without.err);
    fs::write(new.path("pass.txt"), "晴天不用带伞 8").unwrap();
    let wrong = new.run(&["restore", "all.tingsu", "--passphrase-file", "pass.txt"]);
    assert_eq!(wrong.code, 1);
    assert!(wrong.err.contains("口令不对"), "{}", wrong.err);
    fs::write(new.path("pass.txt"), "雨天记得带伞 7").unwrap();
    let right = new.run(&["restore", "all.tingsu", "--passphrase-file", "pass.txt"]);
    assert_eq!((right.code, right.err.as_str()), (0, ""));
    let all = |place: &Place| place.run(&["export", "cases", "--format", "json", "--out", "out.json"]).code;
    assert_eq!((all(&new), all(&place)), (0, 0));
    assert_eq!(new.text("out.json"), place.text("out.json"));
    fs::write(new.path("empty.txt"), "\n").unwrap();
    let empty = new.run(&["backup", "--out", "b.tingsu", "--passphrase-file", "empty.txt"]);
    assert!(empty.code == 1 && is_sentence(&empty.err), "{}", empty.err);
    assert!(!new.path("b.tingsu").exists());
}

#[test]
fn a_check_of_what_came_since_says_from_where_and_one_of_a_paper_what_it_is_about() {
    let place = Place::with_sample();
    let first = place.run(&["check", "--since-last"]);
    assert_eq!((first.code, first.out.trim()), (0, "数据文件和记录链完好。"));
    let second = place.run(&["check", "--since-last"]);
    assert!(second.code == 0 && second.out.contains("条记录以后的内容和记录链完好"), "{}", second.out);
    let paper = place.run(&["check", "--paper", "1-00000000"]);
    assert!(paper.code == 1 && paper.out.contains("与纸上印的不同"), "{}", paper.out);
    let odd = place.run(&["check", "--paper", "x"]);
    assert!(odd.code == 1 && is_sentence(&odd.err), "{}", odd.err);
}
