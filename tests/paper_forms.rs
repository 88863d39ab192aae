//! Every form of the counter, poor, typical and overfull: nothing clipped, nothing overlapping, nobody asked to sign an
//! empty page, and nothing internal on a paper that leaves the house.

use tingsu::domain::case::Case;
use tingsu::domain::code::*;
use tingsu::domain::daily_check::{CheckList, DailyCheck};
use tingsu::domain::event::{Event, EventKind};
use tingsu::domain::obligation::TaskKind;
use tingsu::paper::form::customer_record::CustomerRecord;
use tingsu::paper::form::daily_check::daily_check;
use tingsu::paper::form::hand_over::HandOver;
use tingsu::paper::form::handling_record;
use tingsu::paper::form::letter::{Letter, letter};
use tingsu::paper::form::notice::{Notice, notice};
use tingsu::paper::form::outward::OutwardMatter;
use tingsu::paper::form::situation_report::{SituationReport, situation_report};
use tingsu::paper::form::visit_record::{VisitSentences, VisitSheet, visit_list, visit_record};
use tingsu::paper::layout::canvas::{Mark, Page};
use tingsu::paper::layout::page::{Form, pages};
use tingsu::paper::layout::text::{POINT, Style, width};
use tingsu::paper::render::printed;
use tingsu::paper::wording::Labels;

use crate::support::papers::{
    Fill, PHONE, Sample, at, case, cases, every_form, info, labels, sentences, settings,
};

fn laid(sample: &Sample) -> Vec<Page> {
    pages(&sample.forms, &info())
}

fn text_of(forms: &[Form]) -> String {
    pages(forms, &info()).iter().flat_map(Page::texts).collect()
}

/// A text with the box that its letters fill.
struct Inked<'a> {
    left: f32,
    top: f32,
    right: f32,
    foot: f32,
    text: &'a str,
}

fn inked(mark: &Mark) -> Option<Inked<'_>> {
    let Mark::Text { x, y, style, text } = mark else { return None };
    let Style { size, .. } = *style;
    let (top, foot) = (y - size * 0.8 * POINT, *y + size * 0.05 * POINT);
    Some(Inked { left: *x, top, right: x + width(text, *style), foot, text })
}

#[test]
fn on_every_page_of_every_form_texts_lie_inside_their_boxes_and_on_no_other_text() {
    for fill in Fill::ALL {
        for sample in every_form(fill) {
            for (number, page) in laid(&sample).iter().enumerate() {
                let place = format!("{} {} page {}", sample.name, fill.name(), number + 1);
                check_page(page, &place);
            }
        }
    }
}

fn check_page(page: &Page, place: &str) {
    let texts: Vec<Inked> = page.marks.iter().filter_map(inked).collect();
    let boxes: Vec<(f32, f32, f32, f32)> = page
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Rect { x, y, width, height, .. } => Some((*x, *y, x + width, y + height)),
            _ => None,
        })
        .collect();
    for text in &texts {
        let inside = text.left >= 10.0
            && text.right <= page.width - 8.0
            && text.top >= 5.0
            && text.foot <= page.height - 5.0;
        assert!(inside, "{place}: 「{}」 leaves the paper", text.text);
        // A box that holds the beginning of a text must hold all of it.
        for (left, top, right, foot) in &boxes {
            let begins = text.left > *left && text.left < *right && text.foot > *top && text.foot < *foot;
            let held = text.right <= right + 0.1 && text.top >= top - 0.1;
            assert!(!begins || held, "{place}: 「{}」 sticks out of its box", text.text);
        }
    }
    for mark in &page.marks {
        let Mark::Photo { x, y, width, height, picture } = mark else { continue };
        let (right, foot) = (x + width, y + height);
        let framed = boxes.iter().any(|(left, top, edge, end)| {
            *left <= *x && *top <= *y && right <= edge + 0.01 && foot <= end + 0.01
        });
        assert!(framed, "{place}: a picture leaves its box");
        let covered = texts
            .iter()
            .find(|text| text.left < right && text.right > *x && text.top < foot && text.foot > *y);
        assert!(covered.is_none(), "{place}: a picture lies on 「{}」", covered.map_or("", |text| text.text));
        let shape = width / height * picture.height as f32 / picture.width as f32;
        assert!((shape - 1.0).abs() < 0.01, "{place}: a picture is stretched");
    }
    let mut sorted: Vec<&Inked> = texts.iter().collect();
    sorted.sort_by(|a, b| a.top.total_cmp(&b.top));
    for (index, text) in sorted.iter().enumerate() {
        for other in sorted[index + 1..].iter().take_while(|other| other.top < text.foot - 0.05) {
            let apart = text.left >= other.right - 0.05 || text.right <= other.left + 0.05;
            assert!(apart, "{place}: 「{}」 lies on 「{}」", text.text, other.text);
        }
    }
}

#[test]
fn nobody_is_asked_to_sign_a_page_that_says_nothing_else() {
    let signing = ["年　　月　　日"];
    for fill in Fill::ALL {
        for sample in every_form(fill) {
            for (number, page) in laid(&sample).iter().enumerate() {
                let signed = page.texts().any(|text| signing.iter().any(|line| text.contains(line)));
                // Head and foot aside, the boxes to sign stand below at least one row of something else.
                let first = page
                    .marks
                    .iter()
                    .filter_map(inked)
                    .filter(|text| text.top > 28.0)
                    .min_by(|a, b| a.top.total_cmp(&b.top));
                let first = first.map_or("", |text| text.text);
                let names = ["签字", "业主", "记录人", "回访人", "立卷人", "编制（客服主任）", "现场签署"];
                assert!(
                    !signed || !names.contains(&first),
                    "{} {} page {} begins with its signatures",
                    sample.name,
                    fill.name(),
                    number + 1
                );
            }
        }
    }
}

#[test]
fn every_overfull_form_is_written_as_a_pdf() {
    for sample in every_form(Fill::Overfull) {
        let pdf = printed(&sample.forms, &info()).unwrap();
        assert!(pdf.starts_with(b"%PDF-"), "{}", sample.name);
    }
}

#[test]
fn forty_thousand_characters_print_whole_and_a_missing_glyph_by_name() {
    let case = case(Fill::Overfull);
    let text = text_of(&[handling_record::internal(&case, &labels())]).replace(' ', "");
    let wanted: String = case.receipt.verbatim.as_ref().unwrap().replace(' ', "");
    let count = |text: &str| text.matches('爬').count();
    let others = [case.receipt.summary.as_ref().unwrap().as_str(), case.receipt.place.as_ref().unwrap()];
    assert!(count(&text) >= count(&wanted) + others.iter().map(|text| count(text)).sum::<usize>());
    assert!(text.contains("修了〔表情〕又坏〔U+E001〕"));
    assert!(text.contains(&"阿卜杜拉·".repeat(2)), "the name of sixty characters");
}

#[test]
fn a_name_is_not_parted_from_its_title() {
    for sample in every_form(Fill::Typical) {
        for page in laid(&sample) {
            for text in page.texts() {
                assert!(
                    !text.starts_with("女士") && !text.ends_with("欧阳美玲女"),
                    "{}: {text}",
                    sample.name
                );
            }
        }
    }
}

/// Puts a word into every field of a case that its customer must not read.
fn marked() -> (Case, Vec<&'static str>) {
    const MARKS: [&str; 9] =
        ["标记甲", "标记乙", "标记丙", "标记丁", "标记戊", "标记己", "标记庚", "标记辛", "标记壬"];
    let mut case = case(Fill::Typical);
    let facts = &mut case.receipt;
    facts.motive = Some(Motive::Pretext);
    facts.staff_fault = Some(StaffFault::LostControl);
    facts.capability = Some(Capability::BeyondMe);
    facts.flags = Flag::ALL.to_vec();
    facts.needs = vec![Need::Compensation];
    facts.emotion = Some(Emotion::Agitated);
    facts.department = Some(MARKS[0].into());
    let word = |index: usize| MARKS[index].to_owned();
    for event in &mut case.events {
        match &mut event.kind {
            EventKind::Escalated(escalation) => escalation.outcome = Some(word(1)),
            EventKind::Investigated { facts, basis, .. } => {
                *facts = word(2);
                *basis = Some(word(3));
            }
            EventKind::Visit(visit) => visit.text = Some(word(4)),
            EventKind::ClosingNotes { cause, lesson, avoid, adjust, .. } => {
                *cause = Some(word(5));
                *lesson = Some(word(5));
                *avoid = Some(word(5));
                *adjust = Some(word(5));
            }
            EventKind::Corrected { reason, .. } => *reason = word(6),
            EventKind::Closed { reason, .. } => *reason = Some(word(7)),
            EventKind::Attachment { name, .. } => *name = word(8),
            _ => {}
        }
    }
    let mut add = |kind: EventKind| case.events.push(Event::new(at("2026-11-05T09:00"), "李敏", kind));
    add(EventKind::Note { text: word(0), internal: true });
    add(EventKind::Note { text: word(0), internal: false });
    add(EventKind::Flag { flag: Flag::Extortion, set: true, reason: Some(word(1)) });
    add(EventKind::Nature { nature: Nature::Effective, reason: word(2) });
    add(EventKind::Task { what: word(3), to: Some(word(3)), due: None, kind: TaskKind::Free, after: None });
    add(EventKind::TaskDone {
        task: None,
        what: word(3),
        result: Some(word(3)),
        who: Some(word(3)),
        rank: None,
    });
    add(EventKind::Handover { to: Some(word(4)), due: None });
    add(EventKind::LetterReply {
        from: Some(word(5)),
        text: word(5),
        answers: ReplyTo::Letter,
        letter: None,
    });
    add(EventKind::VisitExempt { ground: ExemptGround::Sensitive, text: Some(word(6)) });
    add(EventKind::Progress { medium: Medium::Phone, text: word(7), told: Some(false), is_final: false });
    let labels = [
        Motive::Pretext.label(),
        StaffFault::LostControl.label(),
        Capability::BeyondMe.label(),
        Need::Compensation.label(),
        Emotion::Agitated.label(),
        Flag::Extortion.label(),
        Flag::Major.label(),
        Trigger::A.label(),
        "服务上移",
    ];
    (case, MARKS.into_iter().chain(labels).collect())
}

/// Every paper that a customer or another house may hold, made from a case.
fn outward_papers(case: &Case) -> Vec<(&'static str, Form)> {
    let visit = VisitSheet {
        record: CustomerRecord::of(case),
        visitor: "孟知秋".into(),
        due: None,
        round: 1,
        sentences: VisitSentences::default(),
        held: None,
    };
    let letter = letter(&Letter {
        matter: OutwardMatter::of(case),
        part: None,
        date: at("2026-11-03T09:00").date(),
        reply_by: None,
        property: "澄湖佳苑".into(),
        phone: PHONE.into(),
        signer: "客服主任".into(),
    });
    let report = situation_report(&SituationReport {
        matter: OutwardMatter::of(case),
        addressee: String::new(),
        impact: String::new(),
        date: at("2026-11-03T09:00").date(),
        property: "澄湖佳苑".into(),
        phone: PHONE.into(),
        signer: "客服主任".into(),
    });
    vec![
        ("customer copy", handling_record::customer(&CustomerRecord::of(case), PHONE)),
        ("letter", letter),
        ("report", report),
        ("visit list", visit_list(at("2026-11-03T09:00").date(), std::slice::from_ref(&visit), &sentences())),
        ("visit", visit_record(&visit)),
    ]
}

#[test]
fn no_internal_field_reaches_a_paper_that_leaves_the_house() {
    let (case, words) = marked();
    let inside = text_of(&[handling_record::internal(&case, &labels())]);
    for word in ["标记乙", "标记丙", "标记己", "服务上移"] {
        assert!(inside.contains(word), "{word} is missing inside: the test would prove nothing");
    }
    for (name, form) in outward_papers(&case) {
        let text = text_of(&[form]);
        for word in &words {
            // 情绪激动 is one of the moods to tick on the sheet of a visit.
            let to_tick = name == "visit" && *word == Emotion::Agitated.label();
            assert!(to_tick || !text.contains(word), "{word} stands on the {name}");
        }
    }
}

#[test]
fn letters_to_other_houses_name_nobody_who_asked_for_confidence() {
    let mut case = case(Fill::Typical);
    let named = ["欧阳", "3-2-1002", "3-2-1001", "13900000001", "0755-00001111"];
    case.receipt.summary = Some("欧阳美玲（3-2-1001，13900000001）反映电梯停运".into());
    case.events
        .retain(|event| !matches!(event.kind, EventKind::Restated { .. } | EventKind::Corrected { .. }));
    let letters = |case: &Case| {
        let papers = outward_papers(case).into_iter().filter(|(name, _)| ["letter", "report"].contains(name));
        papers.map(|(_, form)| text_of(&[form])).collect::<Vec<_>>()
    };
    for text in letters(&case) {
        assert!(text.contains("3-2-1001 欧阳女士"), "an ordinary letter names room and name");
    }
    case.receipt.flags.push(Flag::Confidential);
    for text in letters(&case) {
        for word in named {
            assert!(!text.contains(word), "{word}");
        }
        assert!(text.contains("应本人要求，姓名和房号不具"));
    }
}

/// Ledger 11-11.
#[test]
fn the_index_of_a_major_file_names_the_page_where_each_paper_begins() {
    for fill in Fill::ALL {
        let sample = every_form(fill).into_iter().find(|sample| sample.name == "07 major file").unwrap();
        let pages = laid(&sample);
        let count = pages.len();
        let front = pages.iter().position(|page| page.texts().any(|text| text == "顾客投诉处理记录表"));
        let index: Vec<&str> = pages[..front.unwrap()].iter().flat_map(Page::texts).collect();
        for (paper, title) in [
            ("顾客投诉处理记录表（内部联）", "顾客投诉处理记录表"),
            ("服务上移交接单", "服务上移交接单"),
            ("工作联系函", "工作联系函"),
            ("回访记录表", "回访记录表"),
        ] {
            let at = index.iter().position(|text| *text == paper).unwrap();
            let first: usize = index[at + 2].split('－').next().unwrap().parse().unwrap();
            assert!(pages[first - 1].texts().any(|text| text == title), "{paper} begins on page {first}");
            assert!(!pages[first - 2].texts().any(|text| text == title), "{paper} begins before {first}");
        }
        let foot = format!("第 {count} 页　共 {count} 页");
        assert!(pages[count - 1].texts().any(|text| text == foot), "pages are numbered through");
    }
}

#[test]
fn the_daily_check_counts_each_list_for_itself() {
    let check = DailyCheck::of(
        &cases(Fill::Typical),
        at("2026-11-03T09:00").date(),
        at("2026-11-03T18:00"),
        &settings().rules,
    );
    // Serials 1 to 9: 1, 5, 9 repairs, 6 an enquiry, the others complaints. 3, 6, 9 were only taken in; 5 is not closed.
    let counts = |list: CheckList| {
        let block = check.blocks.iter().find(|block| block.list == list).unwrap();
        (block.counts.received, block.counts.handled, block.counts.open, block.counts.without_summary)
    };
    assert_eq!(counts(CheckList::Complaints), (5, 4, 1, 1));
    assert_eq!(counts(CheckList::HomeRepairs), (1, 1, 0, 0), "of the category 房屋质量, with a room");
    assert_eq!(counts(CheckList::FacilityRepairs), (2, 1, 2, 1), "of 公共设施设备, or without a room");
    let rows: Vec<&str> = check.blocks[2].rows.iter().map(|row| row.number.as_str()).collect();
    assert_eq!(rows, ["20261103-005", "20261103-009"]);

    // What a cell holds is cut into lines: put together again without the cuts.
    let text: String = text_of(&[daily_check(&check)]).split_whitespace().collect();
    for row in check.blocks.iter().flat_map(|block| &block.rows) {
        assert!(!row.receiver.is_empty() && text.contains(row.line.status.label()), "{}", row.number);
        assert!(text.contains(&row.receiver) && text.contains(&row.number), "{}", row.number);
    }
}

#[test]
fn a_slip_says_what_was_told_promised_and_asked_for() {
    assert!(
        HandOver::of(&Case::new(case(Fill::Poor).number, case(Fill::Poor).receipt), &Labels::default())
            .is_none()
    );
    let form = every_form(Fill::Typical).into_iter().find(|sample| sample.name == "04 hand-over").unwrap();
    let pages = laid(&form);
    assert_eq!(pages.len(), 1);
    let lowest = pages[0].marks.iter().filter_map(inked).map(|text| text.foot).fold(0.0, f32::max);
    assert!(lowest < 148.5, "half a sheet");
    let text = text_of(&form.forms);
    for wanted in [
        "电梯门机板损坏",
        "11-03 09:26　约定2026-11-03 12:00前回复，先问维保单位，中午前答复",
        "情绪激动",
        "解释无效",
        "业主同意",
        "已当面致歉",
        "客服主任 孟知秋",
    ] {
        assert!(text.contains(wanted), "{wanted}");
    }
    for later in ["下午三点前电话告知修复时间", "先借用同型号备件今晚恢复运行", "备件已到"]
    {
        assert!(!text.contains(later), "{later} was said after the superior had come");
    }
}

#[test]
fn form_3_has_one_page_to_sign_with_the_sums_of_the_year_and_an_annex_with_reasons_and_lessons() {
    let sample = every_form(Fill::Typical).into_iter().find(|sample| sample.name == "03 statistics").unwrap();
    let [main, annex] = sample.forms.as_slice() else { panic!("a page and its annex") };
    assert_eq!(main.pages(&info()).len(), 1);
    let first = text_of(std::slice::from_ref(main));
    for wanted in [
        "平衡校验",
        "1—11月累计受理",
        "1—11月百户投诉量",
        "1453 户",
        "单位：件",
        "填报单位：澄湖佳苑物业服务中心",
        "本月分析与改进措施",
        "加强巡查",
        "编制（客服主任）",
        "审核（项目经理）",
        "报送",
    ] {
        assert!(first.contains(wanted), "{wanted}");
    }
    let rest = text_of(std::slice::from_ref(annex));
    for wanted in [
        "未结投诉及进展（1 件）",
        "尚未指派责任人",
        "重大和热点投诉的原因与教训",
        "门机板老化",
        "停运超过一天没有贴提示",
    ] {
        assert!(rest.contains(wanted), "{wanted}");
    }
}

#[test]
fn a_notice_is_set_in_large_type_and_says_when_it_was_updated() {
    let typed = Notice { what: "电梯检修".into(), place: "3栋2单元".into(), ..Notice::default() };
    let page = &notice(&typed, at("2026-11-03T17:40")).pages(&info())[0];
    let sized = |wanted: &str| {
        page.marks.iter().find_map(|mark| match mark {
            Mark::Text { text, style, .. } if text == wanted => Some(style.size),
            _ => None,
        })
    };
    assert!(sized("温馨提示").unwrap() >= 40.0);
    assert!(sized("电梯检修").unwrap() >= 18.0);
    assert!(page.texts().any(|text| text == "更新于 2026年11月3日 17:40"));
}

#[test]
fn the_letter_to_all_owners_and_the_notice_of_progress_have_lines_of_their_own() {
    let words = "停车费由每月300元调整为330元。\n依据贴在旁边。";
    let look = |kind, words: &str| {
        let typed = Notice { kind, what: "停车费调整".into(), words: words.into(), ..Notice::default() };
        let page = notice(&typed, at("2026-11-03T17:40")).pages(&info()).remove(0);
        let large = |mark: &Mark| matches!(mark, Mark::Text { text, style, .. } if text == kind.label() && style.size >= 40.0);
        assert!(page.marks.iter().any(large), "{kind}: conspicuous");
        page.texts().collect::<Vec<_>>().join("｜")
    };
    for kind in NoticeKind::ALL {
        let text = look(*kind, words);
        for expected in ["停车费调整", "停车费由每月300元调整为330元。", "依据贴在旁边。"]
        {
            assert!(text.contains(expected), "{kind} {expected}: {text}");
        }
        for outage in ["开始时间", "处理措施", "恢复时间", "后续安排", "带来不便"] {
            assert!(!text.contains(outage), "{kind} {outage}: what is not filled in does not stand there");
        }
    }
    let (blank, reminder) = (look(NoticeKind::Progress, ""), look(NoticeKind::Reminder, ""));
    assert!(
        blank.contains("目前进展") && blank.contains("后续安排") && blank.contains("预计完成"),
        "{blank}"
    );
    assert!(reminder.contains("恢复时间") && reminder.contains("带来不便"), "{reminder}");
    assert!(!reminder.contains("内　　容"), "{reminder}");
}

#[test]
fn letters_call_the_customer_as_the_settings_say_and_every_other_paper_stays() {
    let case = case(Fill::Typical);
    let matter = OutwardMatter::called(&case, "业户");
    let letter = letter(&Letter {
        matter: matter.clone(),
        part: None,
        date: at("2026-11-03T09:00").date(),
        reply_by: None,
        property: "澄湖佳苑".into(),
        phone: PHONE.into(),
        signer: "客服主任".into(),
    });
    let text = text_of(&[letter]);
    assert!(text.contains("以便及时告知业户。") && !text.contains("告知业主"), "{text}");
    assert_eq!(
        OutwardMatter::called(&case, "  "),
        OutwardMatter::of(&case),
        "an empty word is the usual one"
    );
    let mut secret = case.clone();
    secret.receipt.flags.push(Flag::Confidential);
    assert!(OutwardMatter::called(&secret, "顾客").who().starts_with("顾客（应本人要求"));
}
