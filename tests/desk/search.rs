//! Finding cases by whatever the person at the counter knows.

use tingsu::desk::handle::Desk;
use tingsu::domain::caller::Caller;

use crate::support::{Counter, MORNING, complaint, note};

fn found(desk: &Desk, text: &str) -> Vec<u32> {
    desk.search(text).wait().unwrap().iter().map(|row| row.number.serial()).collect()
}

/// 1: 张坤 of 3-2-1001 about the lift; 2: 欧阳娜 of B-12 about parking; 3: a letter without a name.
fn three() -> Counter {
    let counter = Counter::at(MORNING);
    let lift = counter.take_in(complaint(MORNING));
    counter.happens(&lift, MORNING, note("已联系维保单位"));
    let mut parking = complaint(MORNING);
    parking.complainant.name = Some("欧阳娜".into());
    parking.complainant.phones = vec!["0755-0000 1298".into()];
    parking.complainant.room = Some("B座12".into());
    parking.verbatim = Some("车位被占，保安不管。车牌粤Z12345，新能源SUV".into());
    counter.take_in(parking);
    let mut letter = complaint(MORNING);
    letter.channel = tingsu::domain::code::Channel::Letter;
    letter.complainant = Default::default();
    letter.complainant.anonymous = true;
    letter.verbatim = Some("3号楼2单元楼道堆放杂物𬱖".into());
    counter.take_in(letter);
    counter
}

#[test]
fn cases_are_found_by_number_name_phone_room_and_words() {
    let counter = three();
    for (text, serials) in [
        ("20261103-001", vec![1]),
        ("1103-002", vec![2]),
        ("zhangkun", vec![1]),
        ("zk", vec![1]),
        ("ZhangK", vec![1]),
        ("oyn", vec![2]),
        ("ouyangna", vec![2]),
        ("张坤", vec![1]),
        ("坤", vec![1]),
        ("831", vec![1]),
        ("0000", vec![2, 1]),
        ("139 8316", vec![1]),
        ("07550000", vec![2]),
        ("3-2-1001", vec![1]),
        ("3号楼2单元1001", vec![1]),
        ("3#1001", vec![1]),
        ("3号楼 2单元 1001室", vec![1]),
        ("３－２－１００１", vec![1]),
        ("b-12", vec![2]),
        ("1001", vec![1]),
        ("电梯", vec![1]),
        ("停运", vec![1]),
        ("梯停", vec![]),
        ("老人下不了楼", vec![1]),
        ("老人楼", vec![]),
        ("车位 保安", vec![2]),
        ("车位 电梯", vec![]),
        ("suv", vec![2]),
        ("粤Z123", vec![2]),
        ("维保", vec![1]),
        ("杂物𬱖", vec![3]),
        ("", vec![]),
        ("\" OR *", vec![]),
        ("12", vec![2]),
        ("99999", vec![]),
    ] {
        let mut hits = found(&counter.desk, text);
        hits.sort_unstable_by(|a, b| b.cmp(a));
        assert_eq!(hits, serials, "{text}");
    }
}

#[test]
fn the_index_follows_corrections() {
    let counter = three();
    let number = counter.desk.search("zk").wait().unwrap()[0].number;
    let after = serde_json::json!("陈建国");
    counter.desk.correct(&counter.front, number, 1, "complainant.name", after, "听错").wait().unwrap();
    assert_eq!(found(&counter.desk, "cjg"), [1]);
    assert_eq!(found(&counter.desk, "建国"), [1]);
    assert_eq!(found(&counter.desk, "zk"), [1], "the name as first written still finds it");
}

#[test]
fn earlier_cases_of_the_caller_come_up_the_most_likely_first() {
    let counter = three();
    let mut neighbour = complaint(MORNING);
    neighbour.complainant.name = Some("张坤".into());
    neighbour.complainant.phones = vec!["13900000001".into()];
    neighbour.complainant.room = Some("9-1-101".into());
    counter.take_in(neighbour);
    let same = |phone: &str, room: &str, name: &str| -> Vec<u32> {
        let caller = Caller { phone: phone.into(), room: room.into(), name: name.into() };
        let known = counter.desk.known_caller(caller).wait().unwrap();
        known.persons.iter().map(|known| known.latest.serial()).collect()
    };
    assert_eq!(same("139 0000 83", "", ""), [1]);
    assert_eq!(same("139", "", ""), [0_u32; 0], "too little to tell");
    assert_eq!(same("", "3栋2单元1001", ""), [1]);
    assert_eq!(same("", "", "张坤"), [4, 1]);
    assert_eq!(same("", "3-2-1001", "张坤"), [1, 4]);
    assert_eq!(same("075500001298", "", ""), [2]);
    assert_eq!(same("", "", "zk"), [4, 1], "by initials");
    assert_eq!(same("", "", "zhangk"), [4, 1], "by the beginning of the sound");
    assert_eq!(same("", "", "k"), [0_u32; 0], "one letter is too little to tell");
    assert_eq!(same("", "", "k\" OR name : \"l"), [0_u32; 0], "and nothing else is asked of the index");
}
