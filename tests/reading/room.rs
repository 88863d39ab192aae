//! Rooms: the table, every notation, kinds of their own, remarks, what is no room.

use proptest::prelude::*;
use serde_json::Value;
use tingsu::domain::reading::outcome::Reading;
use tingsu::domain::reading::room::{self, RoomKind, place, read, written};

#[test]
fn the_table_of_writings_is_read() {
    let table: Value = serde_json::from_str(include_str!("../fixtures/writings.json")).unwrap();
    let rows = table["rooms"].as_array().unwrap();
    assert_eq!(rows.len(), 33);
    let mut wrong = Vec::new();
    for row in rows {
        let (text, room) = (row["typed"].as_str().unwrap(), row["room"].as_str().unwrap());
        let found = read(text);
        if found.clone().value().map(|read| read.room.to_string()).as_deref() != Some(room) {
            wrong.push(format!("{text}: {found:?}, not {room}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn one_household_has_one_writing() {
    let mut wrong = Vec::new();
    for (text, room) in [
        ("3-2-1001", "3-2-1001"),
        ("3#2-1001", "3-2-1001"),
        ("3#2#1001", "3-2-1001"),
        ("3号2单元1001号", "3-2-1001"),
        ("3栋2单1001", "3-2-1001"),
        ("第3栋第2单元第1001室", "3-2-1001"),
        ("三栋二单元一〇〇一", "3-2-1001"),
        ("三号楼二单元一千零一室", "3-2-1001"),
        ("3一2一1001", "3-2-1001"),
        ("3栋2单元10层1001", "3-2-1001"),
        ("3栋2单元10层01室", "3-2-1001"),
        ("3栋2单元10楼1号", "3-2-1001"),
        ("3楼2单元1001", "3-2-1001"),
        ("3栋2-1001", "3-2-1001"),
        ("3 栋 2 单元 1001 室", "3-2-1001"),
        ("3栋\n2单元\n1001", "3-2-1001"),
        ("3·2·1001", "3-2-1001"),
        ("3。2。1001", "3-2-1001"),
        ("３－２－１００１", "3-2-1001"),
        ("3棟2單元1001號", "3-2-1001"),
        ("\u{200b}3-2-\u{feff}1001", "3-2-1001"),
        ("003-02-01001", "3-2-1001"),
        ("3-2-10-1001", "3-2-1001"),
        ("3栋(2单元)1001", "3-2-1001"),
        ("澄湖佳苑3栋2单元1001", "3-2-1001"),
        ("五一花园三栋二单元1001", "3-2-1001"),
        ("住3号楼2单元1001", "3-2-1001"),
        ("一期3栋2单元1001", "一期3-2-1001"),
        ("1期3-2-1001", "一期3-2-1001"),
        ("澄湖佳苑二期3栋1001", "二期3-1001"),
        ("A区3栋1001", "A区3-1001"),
        ("东区3栋1001", "东区3-1001"),
        ("澄湖佳苑西区3栋1001", "西区3-1001"),
        ("123弄5号1001室", "123弄5-1001"),
        ("B座1203", "B-1203"),
        ("b-1203", "B-1203"),
        ("A12栋3单元501", "A12-3-501"),
        ("5栋1001A", "5-1001A"),
        ("10#2206", "10-2206"),
        ("2栋 901室", "2-901"),
        ("商铺 A06", "商铺A06"),
        ("商铺-B10", "商铺B10"),
        ("A1铺", "商铺A01"),
        ("12号商铺", "商铺12"),
        ("3栋底商5号", "商铺3-5"),
        ("一层B10铺", "商铺B10"),
        ("别墅25", "别墅25"),
        ("别墅-34", "别墅34"),
        ("别墅区5", "别墅5"),
        ("39号别墅", "别墅39"),
        ("25栋别墅", "别墅25"),
        ("B2-123", "车位B2-123"),
        ("车位B2-123", "车位B2-123"),
        ("负二层123号车位", "车位B2-123"),
        ("-2层123车位", "车位B2-123"),
        ("地下二层123号车位", "车位B2-123"),
        ("地库B1-035", "车位B1-35"),
        ("B2西-275", "车位B2西-275"),
        ("B2层西区275号车位", "车位B2西-275"),
        ("123号车位", "车位123"),
    ] {
        let found = read(text);
        if found.clone().value().map(|read| read.room.to_string()).as_deref() != Some(room)
            || written(text) != room
        {
            wrong.push(format!("{text}: {found:?}, not {room}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn remarks_stay_beside_the_room() {
    for (text, room, remark) in [
        ("3栋2单元1001（租户）", "3-2-1001", "租户"),
        ("3-2-1001 业主陈姐家", "3-2-1001", "业主陈姐家"),
        ("3-2-1001[2楼的租户]", "3-2-1001", "2楼的租户"),
        ("商铺B10（糖糖蛋糕）", "商铺B10", "糖糖蛋糕"),
        ("3-2-1001 13900000001", "3-2-1001", "13900000001"),
        ("13900000001 3-2-1001", "3-2-1001", "13900000001"),
        ("3-2-1001东 张女士", "3-2-1001东", "张女士"),
    ] {
        let read = read(text).value().unwrap();
        assert_eq!((read.room.to_string().as_str(), read.remark.as_str()), (room, remark), "{text}");
    }
}

#[test]
fn what_is_no_room_stays_as_written() {
    for text in
        ["南门便利店", "匿名", "/", "", "😀", "3-2-1001、3-2-1002", "3-2-1001/1002", "13900000001", "大堂"]
    {
        assert!(matches!(read(text), Reading::Unreadable(_)), "{text}: {:?}", read(text));
        assert_eq!(written(&format!(" {text} ")), text);
    }
    for text in ["3栋", "1001", "1001室", "2单元1001", "商铺", "3号楼2单元"] {
        assert!(matches!(read(text), Reading::Vague(_)), "{text}: {:?}", read(text));
    }
    let asked = |text: &str| match read(text) {
        Reading::Asked { candidates, .. } => {
            candidates.iter().map(|read| read.room.to_string()).collect::<Vec<_>>()
        }
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(asked("B2-1201"), ["B2栋1201", "车位B2-1201"]);
    assert_eq!(asked("3-2-1001楼上"), ["3-2-1001"]);
    assert_eq!(asked("3栋2单元9层1001"), ["3-2-1001"]);
    assert_eq!(asked("3-2-10-01"), ["3-2-1001"]);
    assert_eq!(written("B2-1201"), "B2-1201");
    assert!(read(&"3-2-1001 ".repeat(4_000)).sentence().unwrap().contains("太长"));
}

#[test]
fn only_homes_have_a_building() {
    for (text, building) in [
        ("3号楼2单元1001", Some("3")),
        ("B座1203", Some("B")),
        ("一期3-2-1001", Some("一期3")),
        ("3-K1F60A9B2", Some("3")),
        ("B2-123", None),
        ("商铺B10", None),
        ("别墅25号", None),
        ("南门便利店", None),
        ("12", None),
    ] {
        assert_eq!(room::building(text).as_deref(), building, "{text}");
    }
    assert_eq!(read("B2-123").value().unwrap().room.kind, RoomKind::Parking);
}

#[test]
fn a_place_holds_its_homes() {
    let home = |text: &str| read(text).value().unwrap().room;
    for (text, inside, outside) in [
        ("3栋", "3-2-1001", "13-2-1001"),
        ("3号楼2单元", "3-2-1001", "3-20-1001"),
        ("3-2", "3-2-1001", "3-1-1001"),
        ("3-2-1001", "3-2-1001", "3-2-1002"),
        ("2单元", "5-2-101", "5-1-101"),
        ("1001室", "3-2-1001", "3-2-101"),
        ("一期", "一期3-2-1001", "3-2-1001"),
        ("A座", "A-1203", "B-1203"),
    ] {
        let place = place(text).unwrap_or_else(|| panic!("{text}"));
        assert!(place.holds(&home(inside)) && !place.holds(&home(outside)), "{text}: {place:?}");
    }
    for text in ["大堂", "", "电梯", "10层", "3", "3栋大堂"] {
        assert_eq!(place(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn a_written_room_is_read_back_as_the_same(
        phase in "(|[一二三A]期|[AB东西]区)", building in "([1-9][0-9]?|[A-E]|[C-H][1-9])", unit in "(|[1-6])", number in "[1-9][0-9]{2,3}[A-D]?",
        kind in 0..4,
    ) {
        let text = match kind {
            0 if unit.is_empty() => format!("{phase}{building}-{number}"),
            0 => format!("{phase}{building}-{unit}-{number}"),
            1 => format!("{phase}商铺{}", &number[..2]),
            2 => format!("{phase}别墅{number}"),
            _ => format!("{phase}车位B2-{number}"),
        };
        let found = read(&text);
        prop_assert_eq!(found.value().map(|read| read.room.to_string()), Some(text));
    }

    #[test]
    fn whatever_is_written_is_settled_after_one_reading(text in "[0-9０-９一二三十楼栋幢座单元室房号#\\-~/、,. A-Ba-b商铺别墅车位层期区（）第\\PC]{0,30}") {
        let once = written(&text);
        prop_assert_eq!(written(&once), once.clone(), "{}", text);
        let _ = (place(&text), room::building(&text));
    }
}
