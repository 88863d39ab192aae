//! Finding cases by whatever the person at the counter knows.

use tingsu::desk::handle::Desk;
use tingsu::desk::search::PhraseHit;
use tingsu::domain::caller::Caller;
use tingsu::domain::case::Referral;
use tingsu::domain::household::{Car, Household, Resident, ResidentPhone};
use tingsu::domain::knowledge::{Knowledge, KnowledgeKind};

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
fn whatever_one_remembers_of_a_case_finds_it() {
    let counter = three();
    let mut leak = complaint(MORNING);
    leak.complainant.name = Some("吕梅".into());
    leak.complainant.title = Some(tingsu::domain::code::Title::Ms);
    leak.complainant.room = Some("3-2-1002".into());
    leak.complainant.phones = vec!["0755-00001234转801".into()];
    leak.verbatim = Some("厨房漏水，滴到楼下。".into());
    leak.referral = Some(Referral {
        number: Some("GD20261103004417".into()),
        from: Some("12345".into()),
        ..Referral::default()
    });
    counter.take_in(leak);
    for (text, serials) in [
        ("吕女士", vec![4]),
        ("lv", vec![4]),
        ("lu", vec![4]),
        ("lyu", vec![4]),
        ("lü", vec![4]),
        ("lvmei", vec![4]),
        ("3号楼", vec![4, 3, 1]),
        ("1002室", vec![4]),
        ("3-2", vec![4, 1]),
        ("3-2-1002 漏水", vec![4]),
        ("3-2-1001 漏水", vec![]),
        ("3号楼2单元1002 厨房", vec![4]),
        ("004417", vec![4]),
        ("编号20261103-004", vec![4]),
        ("０７５５００００１２３４", vec![4]),
        ("（漏水）", vec![]),
        ("漏 水", vec![4]),
        ("漏水 停运", vec![]),
    ] {
        let mut hits = found(&counter.desk, text);
        hits.sort_unstable_by(|a, b| b.cmp(a));
        assert_eq!(hits, serials, "{text}");
    }
}

#[test]
fn one_question_leads_to_cases_people_sentences_and_knowledge() {
    let counter = three();
    let phones = vec![ResidentPhone { number: "13900000417".into(), remark: "女儿".into() }];
    let household = Household {
        residents: vec![Resident { id: 1, name: "欧阳晓岚".into(), phones, ..Resident::default() }],
        cars: vec![Car { plate: "粤ZF27854".into() }],
        ..Household::new("3-2-1001")
    };
    counter.desk.save_household(&counter.front, None, household).wait().unwrap();
    let notice = Knowledge {
        id: None,
        kind: KnowledgeKind::Notice,
        title: "电梯维保公告".into(),
        text: "周三上午停梯保养。".into(),
        category: None,
        place: None,
        from: None,
        to: None,
        who: None,
        hours: None,
        basis: None,
    };
    counter.desk.save_knowledge(&counter.chief, notice).wait().unwrap();
    let ask = |text: &str| counter.desk.search_everywhere(text).wait().unwrap();

    let lift = ask("电梯");
    assert_eq!(lift.cases.len(), 1);
    assert_eq!(lift.cases[0].excerpt, None, "the line of the case shows the word");
    assert_eq!(lift.knowledge.iter().map(|one| one.title.as_str()).collect::<Vec<_>>(), ["电梯维保公告"]);
    let situations = lift
        .phrases
        .iter()
        .filter(|hit| matches!(hit, PhraseHit::Situation(_, name) if name.contains("电梯")));
    assert!(situations.count() > 0 && lift.people.is_empty());
    let lines = ask("谢谢您告诉").phrases;
    let holds = |hit: &PhraseHit| matches!(hit, PhraseHit::Line(_, _, text) if text.contains("谢谢您告诉"));
    assert!(lines.iter().all(holds), "{lines:?}");

    let told = ask("维保单位");
    assert_eq!(told.cases[0].excerpt.as_deref(), Some("已联系维保单位"), "the word stands further down");

    for text in ["欧阳", "oyxl", "晓岚", "00417", "139 0000 0417", "粤ZF278", "3号楼2单元1001室"] {
        let people = ask(text).people;
        assert_eq!(people.len(), 1, "{text}");
        assert_eq!(people[0].household.room, "3-2-1001", "{text}");
    }
    let nothing = ask("　");
    assert!(nothing.cases.is_empty() && nothing.people.is_empty());
    assert!(nothing.phrases.is_empty() && nothing.knowledge.is_empty());
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
        known.persons.iter().map(|known| known.latest.unwrap().serial()).collect()
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
