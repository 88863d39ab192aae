//! Names: the table, surnames, honorifics, roles, names from elsewhere, who may be the same person.

use proptest::prelude::*;
use serde_json::Value;
use tingsu::domain::code::Title;
use tingsu::domain::reading::name::{Likeness, address, key, likeness, read, several, surname};

#[test]
fn the_table_of_writings_is_read() {
    let table: Value = serde_json::from_str(include_str!("../fixtures/writings.json")).unwrap();
    let rows = table["names"].as_array().unwrap();
    assert_eq!(rows.len(), 16);
    let mut wrong = Vec::new();
    for row in rows {
        let text = row["typed"].as_str().unwrap();
        let title = Title::from_code(row["title"].as_str().unwrap());
        let said = address(text, title);
        if said.as_deref() != row["address"].as_str() {
            wrong.push(format!("{text}: {said:?}, not {}", row["address"]));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn people_are_spoken_to_by_their_surname() {
    let mut wrong = Vec::new();
    for (text, title, said) in [
        ("陈建国", Title::Mr, "陈先生"),
        ("老王", Title::Mr, "王先生"),
        ("小欧阳", Title::Ms, "欧阳女士"),
        ("陈太太", Title::Ms, "陈女士"),
        ("陈先生", Title::Mr, "陈先生"),
        ("陈先生", Title::Ms, "陈女士"),
        ("王阿姨", Title::Ms, "王女士"),
        ("李总", Title::Mr, "李先生"),
        ("小陈总", Title::Mr, "陈先生"),
        ("陈建国先生", Title::Mr, "陈先生"),
        ("王建工", Title::Mr, "王先生"),
        ("欧阳 娜娜", Title::Ms, "欧阳女士"),
        ("东方小姐", Title::Ms, "东方女士"),
        ("陈建国（租户）", Title::Mr, "陈先生"),
        ("陈书彤(女儿代)", Title::Ms, "陈女士"),
        ("老庞（装修公司）", Title::Mr, "庞先生"),
        ("业主陈先生", Title::Mr, "陈先生"),
        ("租户：小陈", Title::Mr, "陈先生"),
        ("房东王太太", Title::Ms, "王女士"),
        ("3-2-1001 陈建国", Title::Mr, "陈先生"),
        ("A座1203张姐", Title::Ms, "张女士"),
        ("女业主", Title::Ms, "女士"),
        ("3栋业主", Title::Mr, "先生"),
        ("店长", Title::Mr, "先生"),
        ("陈先生的女儿", Title::Ms, "女士"),
        ("扎西顿珠", Title::Mr, "扎西顿珠先生"),
        ("卓玛", Title::Ms, "卓玛女士"),
        ("努尔兰·别克", Title::Mr, "努尔兰·别克先生"),
        ("努尔兰•别克", Title::Mr, "努尔兰·别克先生"),
        ("约翰·史密斯", Title::Mr, "约翰·史密斯先生"),
        ("Smith", Title::Mr, "Smith先生"),
        ("David  Chen", Title::Mr, "David Chen先生"),
        ("田中一郎", Title::Mr, "田中先生"),
        ("⻢建国", Title::Mr, "马先生"),
        ("\u{200b}陈\u{200d}建国", Title::Mr, "陈先生"),
        ("仉月兰　", Title::Ms, "仉女士"),
        ("爨小姐", Title::Ms, "爨女士"),
        ("徐𣲗", Title::Mr, "徐先生"),
        ("周乐杰、徐梓莹", Title::Mr, "周先生"),
        ("刘祎涛 许家波", Title::Mr, "刘先生"),
        ("9栋等16户（代表：杜书然）", Title::Mr, "杜先生"),
        ("蓝鳍便利店", Title::Mr, "蓝鳍便利店先生"),
    ] {
        let found = address(text, Some(title));
        if found.as_deref() != Some(said) {
            wrong.push(format!("{text}: {found:?}, not {said}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn without_a_title_only_what_is_written_is_said() {
    for (text, said) in [
        ("陈建国", Some("陈建国")),
        ("陈女士", Some("陈女士")),
        ("陈太太", Some("陈女士")),
        ("13栋陈姐", Some("陈女士")),
        ("陈老师", Some("陈老师")),
        ("李总", Some("李总")),
        ("业主", None),
        ("", None),
        ("(匿名)", None),
        ("阿依古丽·买买提", Some("阿依古丽·买买提")),
    ] {
        assert_eq!(address(text, None).as_deref(), said, "{text}");
        assert_eq!(address(text, Some(Title::Unknown)).as_deref(), said, "{text}");
    }
}

#[test]
fn names_are_taken_apart() {
    assert_eq!(read("9栋等16户（代表：杜书然）").households, Some(16));
    assert_eq!(read("吕雅慧（老人）").remark, "老人");
    assert_eq!(surname("欧阳娜"), "欧阳");
    assert_eq!(surname("赵楠"), "赵");
    for (text, expected) in [
        ("张　三", "张三"),
        ("张三（租户）", "张三"),
        ("陈 女士", "陈女士"),
        ("⼩⻢", "马"),
        ("\u{202d}赵敏\u{202c}", "赵敏"),
    ] {
        assert_eq!(key(text), expected, "{text}");
    }
    for (text, names) in [
        ("扎西顿珠,刘锦倩", &["扎西顿珠", "刘锦倩"] as &[&str]),
        ("刘祎涛 许家波", &["刘祎涛", "许家波"]),
        ("严若波/韦淑莹", &["严若波", "韦淑莹"]),
        ("刘美宸\n苏振慧", &["刘美宸", "苏振慧"]),
        ("David Chen", &["David Chen"]),
        ("欧阳 娜娜", &["欧阳 娜娜"]),
        ("郑平 ", &["郑平"]),
        ("", &[]),
    ] {
        assert_eq!(several(text), names, "{text}");
    }
    let long = "陈".repeat(30_000);
    assert!(read(&long).person.chars().count() <= 60);
}

#[test]
fn who_may_be_the_same_person() {
    let none = None;
    for (one, other, expected) in [
        (("张三", none), ("张　三（租户）", none), Likeness::Same),
        (("张三", none), ("李四", none), Likeness::Other),
        (("陈先生", none), ("陈建国", none), Likeness::Possible),
        (("陈先生", none), ("陈女士", none), Likeness::Other),
        (("陈建国", Some(Title::Mr)), ("陈女士", none), Likeness::Other),
        (("老陈", none), ("陈建国", none), Likeness::Possible),
        (("", none), ("陈建国", none), Likeness::Possible),
        (("业主", Some(Title::Ms)), ("陈建国", Some(Title::Mr)), Likeness::Other),
        (("王太太", none), ("陈建国", none), Likeness::Other),
        (("Smith", none), ("SMITH", none), Likeness::Same),
    ] {
        let (a, b) = (read(one.0), read(other.0));
        assert_eq!(likeness((&a, one.1), (&b, other.1)), expected, "{one:?} {other:?}");
        assert_eq!(likeness((&b, other.1), (&a, one.1)), expected, "{other:?} {one:?}");
    }
}

proptest! {
    #[test]
    fn what_is_said_is_read_back_as_the_same(text in "[陈王欧阳司徒赵建国敏娜老小阿的业主租户先生女士姐总工·（）() 0-9栋a-z\\PC]{0,20}") {
        for title in [Title::Mr, Title::Ms] {
            if let Some(said) = address(&text, Some(title)) {
                prop_assert_eq!(address(&said, Some(title)), Some(said.clone()), "{}", text);
            }
        }
        let _ = (read(&text), several(&text), surname(&text));
        prop_assert_eq!(key(&key(&text)), key(&text), "{}", text);
    }
}
