//! No setting without effect: each figure, changed alone, makes the same story end otherwise; and every field of the
//! settings is read somewhere beside the screen that changes it.

use std::fs;
use std::path::Path;

use super::*;
use tingsu::domain::case_row::CaseRow;
use tingsu::domain::closure::ready;
use tingsu::domain::gathering::Gathering;
use tingsu::domain::permission::is_long_promise;
use tingsu::domain::statistics::period::Period;
use tingsu::ui::screen::settings::figures::{DEADLINES, OTHERS};

/// What a story comes to under these rules.
type Ending = fn(&Rules) -> String;

/// A story under these rules: the receipt, then event by event.
fn told_under(rules: &Rules, facts: Facts, events: &[(&str, EventKind)]) -> Story {
    let mut case = Case::new(CaseNumber::new(facts.received_at.date(), 1), facts);
    Terms::plain(rules).plan(&mut case);
    let story = Story { case, rules: rules.clone(), terms: SituationTerms::default() };
    events.iter().fold(story, |story, (time, kind)| story.then(time, kind.clone()))
}

fn due(rules: &Rules, code: D, facts: Facts, events: &[(&str, EventKind)]) -> String {
    format!("{:?}", told_under(rules, facts, events).due(code))
}

fn with(change: impl Fn(&mut Facts)) -> Facts {
    let mut facts = facts(CaseKind::Complaint, Channel::Phone, "03 09:00");
    change(&mut facts);
    facts
}

fn plain() -> Facts {
    with(|_| {})
}

fn escalated_from(channel: Channel) -> Story {
    Story::new(facts(CaseKind::Complaint, channel, "03 09:00"))
}

/// The ending that a figure decides, by its label on the screen.
const ENDINGS: &[(&str, Ending)] = &[
    ("首次响应", |rules| due(rules, D::FirstResponse, plain(), &[])),
    ("首次响应（网上、留言）", |rules| {
        due(rules, D::FirstResponse, with(|facts| facts.channel = Channel::Message), &[])
    }),
    ("首次响应（紧急）", |rules| {
        due(rules, D::FirstResponse, with(|facts| facts.urgency = Some(Urgency::Urgent)), &[])
    }),
    ("核实（情节严重、特殊、过激）", |rules| {
        due(rules, D::Investigate, with(|facts| facts.flags = vec![Flag::Serious]), &[])
    }),
    ("没有其他待办时跟进", |rules| {
        due(rules, D::FollowUp, with(|facts| facts.kind = CaseKind::Enquiry), &[])
    }),
    ("上级到场（来访）", |rules| {
        let facts = escalated_from(Channel::WalkIn).case.receipt;
        due(rules, D::SuperiorContact, facts, &[("03 09:05", escalated(1, None))])
    }),
    ("上级联系（来电等）", |rules| {
        due(rules, D::SuperiorContact, plain(), &[("03 09:05", escalated(1, None))])
    }),
    ("上门或电话致歉", |rules| {
        let ours = |facts: &mut Facts| {
            (facts.flags, facts.responsibility) = (vec![Flag::Serious], Some(Responsibility::Ours));
        };
        due(rules, D::Apology, with(ours), &[])
    }),
    ("约定回复最长", |rules| is_long_promise(nov("04 09:30"), nov("03 09:00"), rules).to_string()),
    ("业主同意方案后回复", |rules| due(rules, D::Reply, plain(), &[("03 10:00", solution(true))])),
    ("进展告知", |rules| due(rules, D::Progress, plain(), &[])),
    ("进展告知（二类、三类、非本单位能力）", |rules| {
        due(rules, D::Progress, with(|facts| facts.class = Some(Class::III)), &[("03 10:00", told())])
    }),
    ("负责人出面、上报", |rules| {
        due(rules, D::Head, with(|facts| facts.flags = vec![Flag::Group]), &[])
    }),
    ("处理完成后回访", |rules| due(rules, D::Visit, plain(), &[("03 15:00", handled(true, false))])),
    ("拒访后的观察期", |rules| {
        let declines = |facts: &mut Facts| facts.complainant.declines_visits = true;
        due(rules, D::QuietWeek, with(declines), &[("03 15:00", handled(true, false))])
    }),
    ("当日处理的截止时间", |rules| {
        (0..24)
            .map(|hour| asks_completion_date(nov(&format!("03 {hour:02}:00")), rules).to_string())
            .collect()
    }),
    ("到期前提醒", |rules| {
        let story = told_under(rules, plain(), &[]);
        let minutes = 1..=200;
        let soon = |before: i64| {
            let now = nov("04 09:00") - chrono::Duration::minutes(before);
            story.case.state(rules).owed(rules, now)[0].1 == Urge::DueSoon
        };
        minutes.filter(|before| soon(*before)).count().to_string()
    }),
    ("受理与录入相差多久算补录", |rules| {
        let late = |hours: i64| {
            let facts = with(|facts| facts.recorded_at = facts.received_at + chrono::Duration::hours(hours));
            let story = told_under(rules, facts, &[]);
            let row = CaseRow::of(&story.case, &story.case.state(rules), &[], rules);
            row.status_line(rules, nov("03 09:00")).markers.contains(&tingsu::domain::marker::Marker::Late)
        };
        (1..24).filter(|hours| late(*hours)).count().to_string()
    }),
    ("按“联系不上”关闭，至少联系", |rules| unreachable(rules, &["04", "05", "06"])),
    ("……并且分布在至少", |rules| unreachable(rules, &["04", "04", "05"])),
    ("多少户起提示“重大”", |rules| {
        let households = |count: u32| {
            let rows: Vec<CaseRow> = (1..=count)
                .map(|nth| {
                    let facts = with(|facts| facts.complainant.room = Some(format!("3-2-{nth}01")));
                    let mut story = told_under(rules, facts, &[]);
                    story.case.number = CaseNumber::new(nov("03 09:00").date(), nth);
                    CaseRow::of(&story.case, &story.case.state(rules), &[], rules)
                })
                .collect();
            Gathering::of(rows[0].number, &rows).unwrap().proposes_major(rules)
        };
        (1..12).filter(|count| households(*count)).count().to_string()
    }),
    ("统计月从每月几日起", |rules| format!("{:?}", Period::month(2026, 11, rules.cut_off_day))),
];

/// Those that a screen or the desk applies: the clock of the reception, the time of keeping.
const TRIED_ELSEWHERE: [(&str, &str); 4] = [
    ("接待计时变黄", "ui/screen/intake/reception_clock.rs"),
    ("接待计时变红", "ui/screen/intake/reception_clock.rs"),
    ("关闭后个人资料保存", "desk/personal.rs"),
    ("一个附件最大", "desk/attachment.rs"),
];

/// The closures that three attempts to reach the owner on these days allow.
fn unreachable(rules: &Rules, days: &[&str]) -> String {
    let facts = with(|facts| {
        facts.verbatim = Some("电梯停了两天".into());
        facts.summary = Some("电梯停运两天".into());
        facts.category = tingsu::domain::code::Category::new("facilities");
        facts.class = Some(Class::I);
        facts.nature = Some(tingsu::domain::code::Nature::Effective);
    });
    let story = told_under(rules, facts, &[("03 15:00", handled(true, false))]);
    let story = days.iter().enumerate().fold(story, |story, (nth, day)| {
        story.then(&format!("{day} {:02}:00", 9 + nth), visit(VisitOutcome::NoAnswer, None))
    });
    format!("{:?}", ready(&story.case.state(rules), rules, nov("07 09:00")))
}

/// Ledger 04-25: each limit in the table is the one that is used.
#[test]
fn every_figure_changed_alone_makes_a_story_end_otherwise() {
    for figure in DEADLINES.iter().chain(OTHERS) {
        if TRIED_ELSEWHERE.iter().any(|(label, _)| *label == figure.label) {
            continue;
        }
        let ending = ENDINGS.iter().find(|(label, _)| *label == figure.label);
        let (_, ending) = ending.unwrap_or_else(|| panic!("「{}」 has no story", figure.label));
        let before = Rules::default();
        let mut after = before.clone();
        let place = (figure.place)(&mut after);
        *place = if *place < figure.most { *place + 1 } else { *place - 1 };
        assert_ne!(ending(&before), ending(&after), "「{}」 changes nothing", figure.label);
    }
}

#[test]
fn every_setting_is_read_where_it_has_an_effect() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let sources: Vec<(String, String)> = rust_files(&root)
        .into_iter()
        .map(|path| {
            (path.strip_prefix(&root).unwrap().display().to_string(), fs::read_to_string(path).unwrap())
        })
        .filter(|(path, _)| {
            let own = ["domain/settings.rs", "domain/safety.rs", "desk/setup.rs"];
            !own.contains(&path.as_str())
                && !path.starts_with("ui/screen/settings")
                && !path.starts_with("ui/screen/first_run")
        })
        .collect();
    let mut fields: Vec<String> = Vec::new();
    for (file, structs) in [
        ("domain/settings.rs", &["pub struct Settings {", "pub struct Rules {"][..]),
        ("domain/superior.rs", &["pub struct Superior {"][..]),
        ("domain/safety.rs", &["pub struct Safety {"][..]),
        ("domain/calendar.rs", &["pub struct OfficeHours {"][..]),
    ] {
        let text = fs::read_to_string(root.join(file)).unwrap();
        for head in structs {
            let body = text.split_once(head).unwrap_or_else(|| panic!("{head}")).1;
            let body = body.split_once("\n}").unwrap().0;
            let names = body.lines().filter_map(|line| line.trim().strip_prefix("pub ")?.split_once(':'));
            fields.extend(names.map(|(name, _)| name.to_owned()));
        }
    }
    assert!(fields.len() > 40, "{fields:?}");
    let own =
        ["domain/settings.rs", "domain/safety.rs"].map(|file| fs::read_to_string(root.join(file)).unwrap());
    for field in fields {
        let read = format!(".{field}");
        let is_read = |text: &str| {
            text.match_indices(&read).any(|(at, _)| {
                !text[at + read.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
            })
        };
        // What a function of the settings tells counts: it is asked from outside.
        assert!(
            sources.iter().any(|(_, text)| is_read(text)) || own.iter().any(|text| is_read(text)),
            "「{field}」 is set and never asked"
        );
    }
    for (label, file) in TRIED_ELSEWHERE {
        assert!(root.join(file).is_file(), "{label}");
    }
}

fn rust_files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            found.push(path);
        }
    }
    found
}

/// The words of a rule follow its setting.
#[test]
fn a_rule_tells_the_number_that_is_set() {
    let rules = Rules { first_response: 12, quiet_week: 48, ..Rules::default() };
    let declines = with(|facts| facts.complainant.declines_visits = true);
    let story = told_under(&rules, declines, &[("03 10:00", handled(true, true))]);
    let events = &story.case.events;
    let words: Vec<_> = story.case.sets.iter().chain(events.iter().flat_map(|event| &event.sets)).collect();
    let told = |end: &str| words.iter().any(|set| set.rule.ends_with(end));
    assert!(told("：受理后12小时") && told("观察2天"), "{words:?}");
}
