//! What a reader with a pen in the hand needs of the papers: room to sign and to write, every answer that can be ticked with its
//! value, his own no beside his own yes, and times that are true on the day they are read.

use tingsu::domain::case::{Case, Online};
use tingsu::domain::code::*;
use tingsu::domain::daily_check::DailyCheck;
use tingsu::domain::event::{Event, EventKind, SolutionOption};
use tingsu::domain::marker::Marker;
use tingsu::paper::form::customer_record::CustomerRecord;
use tingsu::paper::form::daily_check::daily_check;
use tingsu::paper::form::hand_over::HandOver;
use tingsu::paper::form::handling_record;
use tingsu::paper::form::visit_record::{blank_visit_record, visit_list};
use tingsu::paper::form::work_record::{blank_work_record, work_form};
use tingsu::paper::layout::canvas::{Mark, Page};
use tingsu::paper::layout::page::{Form, pages};
use tingsu::paper::wording::Labels;

use crate::support::papers::{Fill, at, case, cases, every_form, info, labels, sentences, settings};

fn sample(fill: Fill, name: &str) -> Vec<Page> {
    let sample = every_form(fill).into_iter().find(|sample| sample.name == name).unwrap();
    pages(&sample.forms, &info())
}

fn laid(form: Form) -> Vec<Page> {
    pages(&[form], &info())
}

fn text_of(pages: &[Page]) -> String {
    pages.iter().flat_map(Page::texts).collect()
}

/// The smallest box around a text: left, top, width, height.
fn box_around(page: &Page, wanted: &str) -> (f32, f32, f32, f32) {
    let (x, y) = page
        .marks
        .iter()
        .find_map(|mark| match mark {
            Mark::Text { x, y, text, .. } if text == wanted => Some((*x, *y)),
            _ => None,
        })
        .unwrap_or_else(|| panic!("{wanted} is missing: {}", text_of(std::slice::from_ref(page))));
    let boxes = page.marks.iter().filter_map(|mark| match mark {
        Mark::Rect { x: left, y: top, width, height, .. }
            if *left < x && x < left + width && *top < y && y < top + height =>
        {
            Some((*left, *top, *width, *height))
        }
        _ => None,
    });
    boxes.min_by(|a, b| (a.2 * a.3).total_cmp(&(b.2 * b.3))).unwrap()
}

/// The lowest text of a box.
fn last_text(page: &Page, (left, top, width, height): (f32, f32, f32, f32)) -> f32 {
    let inside = page.marks.iter().filter_map(|mark| match mark {
        Mark::Text { x, y, .. } if left < *x && *x < left + width && top < *y && *y < top + height => {
            Some(*y)
        }
        _ => None,
    });
    inside.fold(top, f32::max)
}

#[test]
fn an_owners_no_is_printed_wherever_his_yes_is() {
    let mut case = case(Fill::Poor);
    let solution = |agreed| EventKind::Solution {
        options: Vec::new(),
        chosen: None,
        text: "今晚换件".into(),
        agreed,
        opinion: None,
    };
    let explained =
        |satisfied| EventKind::Explained { text: "配件在路上".into(), satisfied, signed: false };
    let promised = |consent| EventKind::Promised {
        due: at("2026-11-03T15:00"),
        consent,
        text: "三点前来电".into(),
        confirmed_by: None,
    };
    for (kind, answer) in [
        (explained(true), "满意"),
        (explained(false), "不满意"),
        (promised(true), "同意"),
        (promised(false), "不同意"),
        (solution(true), "同意"),
        (solution(false), "不同意"),
    ] {
        case.events = vec![Event::new(at("2026-11-03T10:00"), "李敏", kind)];
        let record = CustomerRecord::of(&case);
        assert_eq!(record.told()[0].answer, answer);
        let printed = laid(handling_record::customer(&record, ""));
        let printed = printed[0].texts().filter(|text| *text == answer).count();
        assert_eq!(printed, 1, "{answer}, beside the choices to tick");
    }
}

#[test]
fn a_way_that_was_told_in_the_same_words_is_printed_once() {
    let told = |text: &str| {
        let mut case = case(Fill::Poor);
        let option = SolutionOption { text: "今晚换件".into(), ..SolutionOption::default() };
        let solution = EventKind::Solution {
            options: vec![option],
            chosen: Some(0),
            text: text.into(),
            agreed: true,
            opinion: None,
        };
        case.events.insert(0, Event::new(at("2026-11-03T09:15"), "李敏", solution));
        let slip = HandOver::of(&case, &Labels::default()).unwrap();
        (CustomerRecord::of(&case).told()[0].text.clone(), slip.said[0].1.clone())
    };
    let once = |text: &str| (text.to_owned(), text.to_owned());
    assert_eq!(told("今晚换件"), once("今晚换件"));
    assert_eq!(told(" "), once("今晚换件"));
    assert_eq!(told("九点前修好"), once("今晚换件\n九点前修好"));
}

#[test]
fn the_owner_signs_no_sheet_that_is_not_for_his_eyes() {
    let inside = handling_record::internal(&case(Fill::Typical), &labels());
    let [blank, for_owner] = handling_record::blank("客服主任", "");
    for form in [inside, blank] {
        let pages = laid(form);
        assert!(pages.iter().any(|page| page.texts().any(|text| text.starts_with("业主签字：见业主联"))));
        let signs =
            |page: &Page, who: &str| page.texts().any(|text| text == who) && box_around(page, who).3 >= 12.0;
        assert!(!pages.iter().any(|page| signs(page, "业主") || signs(page, "业主签字")));
    }
    let owner = laid(for_owner);
    let (_, _, _, height) = box_around(&owner[0], "业主签字");
    assert!(height >= 12.0);
    let text = text_of(&owner);
    for word in ["情绪", "服务上移", "发泄型", "标记", "内部使用"] {
        assert!(!text.contains(word), "{word}");
    }
    assert!(
        text.contains("请致电服务中心：＿＿＿＿＿＿＿＿＿＿。"),
        "a telephone that is not set can be written in"
    );
}

#[test]
fn a_box_to_sign_keeps_its_room_under_every_note_and_a_seal_has_its_own() {
    for fill in Fill::ALL {
        let visit = sample(fill, "09 visit");
        let page = visit.iter().find(|page| page.texts().any(|text| text == "业主（上门回访时）")).unwrap();
        let around = box_around(page, "业主（上门回访时）");
        assert!(around.1 + around.3 - last_text(page, around) >= 8.0, "{fill:?}");
        for (name, seals) in [
            ("05 letter", ["发函单位（盖章）", "单位（盖章）"].as_slice()),
            ("06 report", ["报告单位（盖章）"].as_slice()),
        ] {
            for seal in seals {
                let pages = sample(fill, name);
                let page = pages.iter().find(|page| page.texts().any(|text| text == *seal)).unwrap();
                assert!(box_around(page, seal).3 >= 30.0, "{name} {fill:?}: {seal}");
            }
        }
    }
}

#[test]
fn the_reply_slip_is_cut_off_at_the_foot_of_its_page_and_asks_who_answers_when() {
    for fill in Fill::ALL {
        let pages = sample(fill, "05 letter");
        let page = pages.last().unwrap();
        let text = text_of(std::slice::from_ref(page));
        for wanted in ["经办人", "联系电话", "回复日期", "经办人（签字）", "单位（盖章）"]
        {
            assert!(text.contains(wanted), "{wanted}");
        }
        let (_, top, _, height) = box_around(page, "单位（盖章）");
        // The foot begins 20 mm above the lower edge.
        assert!((page.height - 20.0 - top - height).abs() < 0.5, "{fill:?}: {}", top + height);
        let strokes = page.marks.iter().filter_map(|mark| match mark {
            Mark::Line { from, to, .. } if (to.0 - from.0 - 2.0).abs() < 0.01 => Some(from.0),
            _ => None,
        });
        let strokes: Vec<f32> = strokes.collect();
        let (first, last) = strokes.iter().fold((999.0_f32, 0.0_f32), |(a, b), x| (a.min(*x), b.max(*x)));
        assert!(first < 20.0 && last > 190.0, "from edge to edge: {first} {last}");
    }
}

#[test]
fn letters_of_a_centre_without_a_telephone_leave_a_line_for_it() {
    let letter = text_of(&sample(Fill::Poor, "05 letter"));
    assert!(letter.contains("联系电话：＿＿＿＿＿＿＿＿＿＿。"), "{letter}");
    assert!(text_of(&sample(Fill::Typical, "05 letter")).contains("联系电话：0755-00001234。"));
}

#[test]
fn an_online_case_has_its_agreed_wording_and_who_speaks_or_the_boxes_for_them() {
    let mut case = case(Fill::Poor);
    case.receipt.online = Some(Online::default());
    let empty = text_of(&laid(handling_record::internal(&case, &labels())));
    assert!(empty.contains("统一口径") && empty.contains("发言人"));
    if let Some(online) = &mut case.receipt.online {
        online.wording = Some("今晚九点前恢复，已派人看护".into());
        online.spokesman = Some("孟知秋".into());
    }
    let filled = text_of(&laid(handling_record::internal(&case, &labels())));
    assert!(filled.contains("今晚九点前恢复，已派人看护") && filled.contains("发言人孟知秋"), "{filled}");
}

#[test]
fn a_sheet_with_the_telephones_of_many_owners_is_marked_internal() {
    let day = at("2026-11-03T09:00").date();
    let many = cases(Fill::Typical);
    for form in
        [work_form(&many, day, day, &labels()), blank_work_record(), visit_list(day, &[], &sentences())]
    {
        for page in laid(form) {
            assert!(page.texts().any(|text| text.contains("内部使用")));
        }
    }
}

#[test]
fn a_slip_ends_where_the_superior_came() {
    let case = case(Fill::Typical);
    let slip = HandOver::of(&case, &Labels::default()).unwrap();
    let arrived = slip.escalation.arrived_at.unwrap();
    assert_eq!((slip.said.len(), slip.promised.len()), (1, 1));
    assert!(slip.said.iter().chain(&slip.promised).all(|(at, _)| *at <= arrived));
    let mut waiting = case.clone();
    for event in &mut waiting.events {
        if let EventKind::Escalated(escalation) = &mut event.kind {
            escalation.arrived_at = None;
        }
    }
    let slip = HandOver::of(&waiting, &Labels::default()).unwrap();
    assert!(slip.said.len() > 1, "as long as nobody came, all that is said goes with the slip");
}

#[test]
fn every_page_bears_the_title_of_its_form() {
    for fill in Fill::ALL {
        for sample in every_form(fill) {
            let pages = pages(&sample.forms, &info());
            for (number, page) in pages.iter().enumerate() {
                let titled = page.marks.iter().any(
                    |mark| matches!(mark, Mark::Text { style, y, .. } if style.size >= 14.0 && *y < 60.0),
                );
                assert!(titled, "{} {} page {}", sample.name, fill.name(), number + 1);
            }
        }
    }
}

#[test]
fn no_figure_is_torn_from_its_unit() {
    let units = ['栋', '单', '号', '层', '室', '楼', '户', '年', '月', '日', '时', '点', '天', '元'];
    for sample in every_form(Fill::Typical).into_iter().chain(every_form(Fill::Overfull)) {
        for page in pages(&sample.forms, &info()) {
            let texts = page.marks.iter().filter_map(|mark| match mark {
                Mark::Text { x, text, .. } => Some((*x, text.as_str())),
                _ => None,
            });
            let texts: Vec<(f32, &str)> = texts.collect();
            for pair in texts.windows(2) {
                let [(left, first), (below, second)] = pair else { continue };
                let torn = left == below
                    && first.ends_with(|c: char| c.is_ascii_digit())
                    && second.starts_with(units);
                assert!(!torn, "{}: {first} | {second}", sample.name);
            }
        }
    }
}

#[test]
fn what_is_signed_names_days_and_not_tomorrow() {
    let rules = settings().rules;
    let day = at("2026-11-03T09:00").date();
    let check = DailyCheck::of(&cases(Fill::Overfull), day, at("2026-11-03T18:00"), &rules);
    let rows: Vec<_> = check.blocks.iter().flat_map(|block| &block.rows).collect();
    assert!(rows.iter().any(|row| row.next.contains("11-04 09:12 前")), "{:?}", rows[0].next);
    assert!(rows.iter().any(|row| row.next.contains("起逾期")));
    for row in rows {
        for word in ["今天", "明天", "昨天", "还剩"] {
            assert!(!row.next.contains(word), "{}", row.next);
        }
    }
}

#[test]
fn the_daily_check_has_a_box_a_case_and_tears_no_marker() {
    let day = at("2026-11-03T09:00").date();
    let check = DailyCheck::of(&cases(Fill::Overfull), day, at("2026-11-03T18:00"), &settings().rules);
    let open: usize = check.blocks.iter().map(|block| block.rows.len()).sum();
    let pages = laid(daily_check(&check));
    let ticks = pages.iter().flat_map(Page::texts).filter(|text| *text == "□").count();
    assert_eq!(ticks, open);
    let labels: Vec<&str> = Marker::ALL.iter().map(|marker| marker.label()).collect();
    // The column of the markers begins 34 mm before the right end of the form.
    let markers = pages.iter().flat_map(|page| &page.marks).filter_map(|mark| match mark {
        Mark::Text { x, text, style, .. } if *x > 251.0 && *x < 274.0 && style.size < 10.0 => Some(text),
        _ => None,
    });
    let markers: Vec<&String> = markers.filter(|text| *text != "标记").collect();
    let listed = markers.iter().filter(|text| text.split('·').all(|one| labels.contains(&one)));
    assert!(listed.clone().any(|text| text.contains('·')));
    let torn = markers.iter().find(|text| text.starts_with('·') || text.ends_with('·'));
    assert!(torn.is_none() && listed.count() >= open, "{markers:?}");
}

#[test]
fn a_visit_sheet_says_what_to_ask_and_which_end_is_good() {
    let sheets = [sample(Fill::Typical, "09 visit"), laid(blank_visit_record(&sentences()))];
    let asked = [sentences().open, sentences().process, sentences().measures, sentences().result];
    for sheet in &sheets {
        let text = text_of(sheet);
        for wanted in [
            "您原来期望多高？",
            "□ 1 很低　□ 2　□ 3　□ 4　□ 5 很高",
            "实际感受多好？",
            "□ 1 很差　□ 2　□ 3　□ 4　□ 5 很好",
            "□ 改约至＿＿月＿＿日＿＿时",
        ] {
            assert!(text.contains(wanted), "{wanted}: {text}");
        }
        for sentence in asked.iter().flatten() {
            assert!(text.contains(sentence.as_str()), "{sentence}");
        }
    }
    let list = text_of(&sample(Fill::Typical, "09 visits"));
    for sentence in asked.iter().flatten() {
        assert_eq!(list.matches(sentence.as_str()).count(), 1, "once, at the head: {sentence}");
    }
    assert_eq!(list.matches("□ 电话　□ 上门　□ 网上　□ 问卷").count(), 4, "the way of each visit");
    assert_eq!(list.matches("□ 改约至＿＿月＿＿日＿＿时").count(), 4);
}

#[test]
fn the_blank_record_asks_for_all_that_the_record_holds() {
    let [inside, owner] = handling_record::blank("客服主任", "");
    let pages = laid(inside);
    assert_eq!(pages.len(), 2, "one sheet of paper");
    let text = text_of(&pages);
    for wanted in [
        "责任人",
        "责任部门",
        "统计类别",
        "场景",
        "标记",
        "处理权限",
        "来电号码",
        "与房屋关系",
        "匿名",
        "未留电话",
        "复述时间",
        "转办单位",
        "转办单号",
        "答复期限",
        "依据",
        "管理责任",
        "联系时间",
        "到场时间",
        "业主是否同意",
        "验证人",
        "告知业主",
        "回访人",
        "受理过程",
        "处理措施",
        "关闭方式",
        "部门负责人",
        "客服主任",
        "补录人",
        "补录时间",
    ] {
        assert!(text.contains(wanted), "{wanted}");
    }
    assert!(!text.contains(Flag::Extortion.label()), "that is the supervisor's alone");
    assert_eq!(laid(owner).len(), 1);
}

#[test]
fn the_twelve_months_stand_below_the_last_two_tables() {
    let pages = sample(Fill::Typical, "03 statistics");
    let page = pages.iter().find(|page| page.texts().any(|text| text == "近十二个月")).unwrap();
    assert!(page.texts().any(|text| text == "按楼栋") && page.texts().any(|text| text == "按责任部门"));
}

#[test]
fn a_file_holds_every_slip_and_says_which_print_each_paper_is() {
    let forms = every_form(Fill::Overfull);
    let case: Case = case(Fill::Overfull);
    let sample = forms.iter().find(|sample| sample.name == "07 major file").unwrap();
    let slips = sample.forms.iter().filter(|form| form.title == "服务上移交接单").count();
    assert_eq!(slips, case.escalations().len());
    let text = text_of(&pages(&sample.forms, &info()));
    let letter = forms.iter().find(|sample| sample.name == "05 letter").unwrap();
    assert!(text.contains(&letter.forms[0].digest()), "the index tells the digits of every paper");
    for page in pages(&sample.forms, &info()) {
        assert!(page.texts().any(|text| text.contains("案卷 ZD-2026-03")));
    }
}
