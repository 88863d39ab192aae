//! Telephone numbers: the table, several in a field, remarks, who is the same caller.

use proptest::prelude::*;
use serde_json::Value;
use tingsu::domain::reading::phone::{self, PhoneKind, key_so_far, read, read_one};

fn kept(text: &str) -> Vec<String> {
    read(text).kept()
}

#[test]
fn the_table_of_writings_is_read() {
    let table: Value = serde_json::from_str(include_str!("../fixtures/writings.json")).unwrap();
    let rows = table["phones"].as_array().unwrap();
    assert_eq!(rows.len(), 27);
    for row in rows {
        let (text, numbers) = (row["typed"].as_str().unwrap(), &row["numbers"]);
        let found = read(text);
        assert_eq!(&serde_json::to_value(found.kept()).unwrap(), numbers, "{text}");
        assert_eq!(found.problem(), None, "{text}");
    }
}

#[test]
fn several_numbers_stand_in_one_field_by_any_separator() {
    let two = ["13900000001", "13900000002"];
    for between in [
        "、", "，", ",", ";", "；", "/", "／", "|", "\n", "\r\n", "\t", " ", "　", "或", "或者", " 和 ",
        "及", " & ", "\u{2028}",
    ] {
        assert_eq!(kept(&format!("13900000001{between}13900000002")), two, "{between:?}");
        assert_eq!(kept(&format!("139 0000 0001{between}139-0000-0002")), two, "{between:?}");
    }
    for (text, numbers) in [
        ("13900000001，0755-00001234转801；8801", &["13900000001", "075500001234转801", "8801"] as &[&str]),
        ("+86 755 0000 1234", &["075500001234"]),
        ("+86-139-0000-0001", &["13900000001"]),
        ("139.0000.0001", &["13900000001"]),
        ("010-00001234", &["01000001234"]),
        ("0755-00001234-801", &["075500001234转801"]),
        ("0755-00001234#801", &["075500001234转801"]),
        ("00001234轉801", &["00001234转801"]),
        ("400-000-1234", &["4000001234"]),
        ("12345", &["12345"]),
        ("+852 1234 5678", &["+85212345678"]),
        ("+44 20 7946 0958", &["+442079460958"]),
        ("13900000001 668801", &["13900000001", "668801"]),
        ("13900000001、13900000001", &["13900000001"]),
        ("0755 0000 1234 0755 0000 1235", &["075500001234", "075500001235"]),
        ("\u{202a}139\u{200b}0000\u{feff}0001\u{202c}", &["13900000001"]),
    ] {
        assert_eq!(kept(text), numbers, "{text}");
        assert_eq!(read(text).problem(), None, "{text}");
    }
    for none in ["", " ", "无", "不留", "/", "-", "未提供"] {
        assert!(kept(none).is_empty(), "{none}");
    }
}

#[test]
fn remarks_stay_with_their_number() {
    for (text, numbers, remarks) in [
        ("13900000001(女儿)", &["13900000001"] as &[&str], &["13900000001 女儿"] as &[&str]),
        (
            "女儿13900000001、儿子 13900000002 晚上打",
            &["13900000001", "13900000002"],
            &["13900000001 女儿", "13900000002 儿子 晚上打"],
        ),
        ("13900000001 18点后打", &["13900000001"], &["13900000001 18点后打"]),
        ("13900000001（住3栋1001）", &["13900000001"], &["13900000001 住3栋1001"]),
        ("手机：13900000001", &["13900000001"], &[]),
        ("13900000001，晚上打", &["13900000001"], &["13900000001 晚上打"]),
        ("13900000001 3-2-1001", &["13900000001"], &["13900000001 3-2-1001"]),
        ("3-2-1001/13900000001", &["13900000001"], &["13900000001 3-2-1001"]),
        (
            "3-2-1001 13900000001、5-1-302 13900000002",
            &["13900000001", "13900000002"],
            &["13900000001 3-2-1001", "13900000002 5-1-302"],
        ),
        ("13900000001（3栋2单元1001，女儿）", &["13900000001"], &["13900000001 3栋2单元1001 女儿"]),
        ("张女士，13900000001", &["13900000001"], &["13900000001 张女士"]),
    ] {
        let found = read(text);
        assert_eq!(
            (found.kept(), found.remarks()),
            (
                numbers.iter().map(|n| (*n).to_owned()).collect(),
                remarks.iter().map(|n| (*n).to_owned()).collect()
            ),
            "{text}"
        );
    }
}

#[test]
fn what_can_be_no_number_stays_as_written_and_is_told() {
    for (text, word) in [
        ("1390000046", "11位"),
        ("139000000012", "11位"),
        ("1390000000a", "「a」"),
        ("1390000a001", "「a」"),
        ("12", "不够"),
        ("1390000 13900000002", "请核对"),
        ("问保安", "没有电话号码"),
        ("12345678901234567890", "11位"),
    ] {
        let found = read(text);
        assert_eq!(found.kept(), [text], "{text}");
        assert!(found.problem().unwrap().contains(word), "{text}: {:?}", found.problem());
    }
    let mixed = read("13900000001、1390000046");
    assert_eq!(mixed.kept(), ["13900000001", "1390000046"]);
    assert_eq!(mixed.numbers().count(), 1);
    let long = "13900000001、".repeat(2_500);
    let found = read(&long);
    assert!(found.problem().is_some() && found.kept()[0] == "13900000001");
    assert!(phone::problem("").is_some() && phone::problem("0755-00001234").is_none());
}

#[test]
fn a_number_is_the_same_in_every_writing() {
    let one = |text: &str| read_one(text).unwrap();
    for (a, b, line, person) in [
        ("13900000001", "+86 139-0000-0001", true, true),
        ("0755-00001234", "00001234", true, false),
        ("0755-00001234", "010-00001234", false, false),
        ("0755-00001234转801", "00001234转801", true, true),
        ("0755-00001234转801", "0755-00001234转802", true, false),
        ("0755-00001234转801", "0755-00001234", true, false),
        ("8801", "8801", true, false),
        ("13900000001", "13900000002", false, false),
    ] {
        assert_eq!((one(a).same_line(&one(b)), one(a).tells_person(&one(b))), (line, person), "{a} {b}");
        assert_eq!((one(b).same_line(&one(a)), one(b).tells_person(&one(a))), (line, person), "{b} {a}");
    }
    assert_eq!(one("0755-00001234").key(), "00001234");
    for (typed, key) in [
        ("1390000", "1390000"),
        ("+86 1390000", "1390000"),
        ("0755-0000", "0000"),
        ("0755", "0755"),
        ("0755-00001234转8", "00001234"),
        ("0139000", "0139000"),
        ("013900000001", "13900000001"),
    ] {
        assert_eq!(key_so_far(typed), key, "{typed}");
    }
    assert_eq!(one("12345").kind, PhoneKind::Service);
}

proptest! {
    #[test]
    fn whatever_is_kept_is_read_back_as_the_same(text in "[0-9０-９+86139075転转分机ext、，,;/ ()（）\\-\\n女儿晚上打点\\PC]{0,60}") {
        let first = read(&text);
        let kept = first.kept();
        let again = read(&kept.join("、"));
        let numbers: Vec<String> = first.numbers().map(|phone| phone.written()).collect();
        for number in &numbers {
            prop_assert_eq!(read(number).kept(), [number.clone()], "{} of {:?}", number, text);
        }
        prop_assert!(again.numbers().count() >= first.numbers().map(|phone| phone.written()).collect::<std::collections::BTreeSet<_>>().len());
        prop_assert!(key_so_far(&text).chars().all(|c| c.is_ascii_digit() || c == '+'));
    }

    #[test]
    fn every_digit_typed_is_kept_somewhere(parts in proptest::collection::vec("1[3-9][0-9]{9}", 1..6), between in "[、，;/\n ]") {
        prop_assert_eq!(read(&parts.join(&between)).numbers().map(|phone| phone.written()).collect::<Vec<_>>(), parts);
    }
}

#[test]
fn a_plain_mobile_is_read_the_same_by_itself_and_among_others() {
    for number in ["13900000001", "19999999999", "12000000000", "10000000000", "10655020091"] {
        let among: Vec<_> = read(&format!("{number}，{number}")).numbers().cloned().collect();
        let alone = read_one(number);
        assert_eq!(alone.is_some(), !among.is_empty(), "{number}");
        assert!(among.iter().all(|one| Some(one) == alone.as_ref()), "{number}");
    }
}
