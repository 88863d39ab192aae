//! What `today --format json` lists for the sample, against a recount of the file by rules §4 to §8 alone: a small reading
//! of its own, which knows no code of the program.

use std::collections::BTreeMap;
use std::process::Command;

use chrono::{DateTime, Datelike, Duration, FixedOffset, NaiveTime, Weekday};
use serde_json::{Value, json};
use tempfile::TempDir;

const SAMPLE: &str = include_str!("fixtures/cases.json");
const NOW: &str = "2026-11-30T18:00";

type Time = DateTime<FixedOffset>;

fn time(text: &str) -> Time {
    let full = if text.len() == 16 { format!("{text}:00+08:00") } else { text.to_owned() };
    DateTime::parse_from_rfc3339(&full).unwrap()
}

fn time_of(value: &Value) -> Option<Time> {
    value.as_str().map(time)
}

/// The same clock time on the next working day; the sample's month has no holiday.
fn working_day_after(at: Time) -> Time {
    let mut day = at + Duration::days(1);
    while matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
        day += Duration::days(1);
    }
    day
}

fn end_of_day(at: Time) -> Time {
    let midnight = (at + Duration::days(1)).date_naive().and_time(NaiveTime::MIN);
    midnight.and_local_timezone(*at.offset()).unwrap()
}

fn is_open(case: &Value) -> bool {
    case["events"].as_array().unwrap().iter().fold(true, |open, event| match event["type"].as_str() {
        Some("closed" | "voided") => false,
        Some("reopened") => true,
        _ => open,
    })
}

fn has(case: &Value, flags: &[&str]) -> bool {
    let set = case["flags"].as_array().map(Vec::as_slice).unwrap_or_default();
    set.iter().any(|flag| flags.contains(&flag.as_str().unwrap()))
}

/// What a case owes at a moment, by deadline.
struct Recount<'a> {
    case: &'a Value,
    owed: BTreeMap<&'static str, Time>,
    /// The question whether it is difficult, and from when it is asked.
    asks_difficulty: Option<Time>,
    handled: Option<Time>,
    /// Handled as it stood when that question would have been asked.
    was_in_time: bool,
    declined: bool,
    moved: Time,
}

impl<'a> Recount<'a> {
    /// Column *set by* of rules §4, as far as the receipt sets it.
    fn receipt(case: &'a Value) -> Self {
        let received = time_of(&case["received_at"]).unwrap();
        let mut one = Self {
            case,
            owed: BTreeMap::new(),
            asks_difficulty: None,
            handled: None,
            was_in_time: false,
            declined: case["complainant"]["declines_visits"] == true,
            moved: received,
        };
        let urgent = case["urgency"] == "urgent";
        let public = matches!(case["channel"].as_str(), Some("message" | "online"));
        let seen = time_of(&case["online"]["seen_at"]).unwrap_or(received);
        let response = match (public, urgent) {
            (true, false) => seen + Duration::hours(4),
            (true, true) => (seen + Duration::hours(4)).min(received + Duration::hours(1)),
            (false, true) => received + Duration::hours(1),
            (false, false) => received + Duration::hours(24),
        };
        let person = &case["complainant"];
        let nobody = person["anonymous"] == true
            && person["phones"].as_array().is_none_or(Vec::is_empty)
            && person["room"].is_null()
            && !public
            && case["online"]["author"].is_null();
        assert_eq!(case["kind"], "complaint", "the sample holds nothing else");
        match nobody {
            true => one.set("handler", working_day_after(received)),
            false => one.set("first_response", response),
        }
        let grave = has(case, &["serious", "special", "extreme"]);
        let facts = if grave { received + Duration::hours(4) } else { working_day_after(received) };
        one.set("investigate", facts);
        one.set("progress", received + Duration::hours(24));
        one.asks_difficulty = Some(working_day_after(received));
        let ours = case["responsibility"] == "ours";
        if case["class"] == "II" {
            one.set("letter", working_day_after(received));
        }
        if has(case, &["group"]) || (ours && has(case, &["major", "serious"])) {
            one.set("head", received + Duration::hours(1));
        }
        if has(case, &["extreme", "special"]) {
            one.set("report_up", received + Duration::hours(1));
        }
        if has(case, &["major"]) {
            one.set("task of the file", working_day_after(received));
        }
        if ours && has(case, &["serious"]) {
            one.set("apology", received + Duration::hours(24));
        }
        if let Some(due) = time_of(&case["referral"]["due"]) {
            one.set("referral", due);
        }
        one
    }

    fn set(&mut self, deadline: &'static str, due: Time) {
        self.owed.insert(deadline, due);
    }

    fn meet(&mut self, deadlines: &[&str]) {
        self.owed.retain(|deadline, _| !deadlines.contains(deadline));
    }

    /// The notices after the first: weekly outside of our own matters; V5 is told weekly by the matrix (ledger 12-68).
    fn cadence(&self) -> Duration {
        let outside = matches!(self.case["class"].as_str(), Some("II" | "III"));
        let weekly = outside || self.case["capability"] == "beyond_us" || self.case["situation"] == "V5";
        if weekly { Duration::days(7) } else { Duration::hours(24) }
    }

    fn visit_or_week(&mut self, at: Time) {
        let handled = self.handled.unwrap();
        match self.declined {
            true => self.set("quiet_week", handled + Duration::days(7)),
            false => self.set("visit", at + Duration::hours(24)),
        }
    }

    /// Columns *set by* and *met by* for what happens later.
    fn event(&mut self, event: &Value) {
        let at = time_of(&event["at"]).unwrap();
        let kind = event["type"].as_str().unwrap();
        if kind != "note" {
            self.moved = at;
        }
        match kind {
            "explained" => {
                self.meet(&["first_response", "promise"]);
                if event["satisfied"] == true {
                    self.meet(&["investigate"]);
                }
            }
            "promised" => self.set("promise", time_of(&event["due"]).unwrap()),
            "escalated" => self.escalated(event),
            "investigated" => self.meet(&["investigate"]),
            "solution" => {
                self.meet(&["first_response", "promise", "investigate"]);
                if event["agreed"] == true {
                    self.set("same_day", end_of_day(at));
                    self.set("reply", at + Duration::hours(24));
                }
            }
            "completion_date" => self.set("same_day", time_of(&event["due"]).unwrap()),
            "progress" => {
                let told = event["told"].as_bool().unwrap_or(event["medium"] != "notice");
                if told {
                    self.meet(&["first_response", "promise", "reply", "progress"]);
                    if self.handled.is_none() {
                        self.set("progress", at + self.cadence());
                    }
                }
            }
            "paper" => {
                let to_centre = event["sent_to"].as_str().is_some_and(|to| to.contains("客户关系中心"));
                match event["form"].as_u64() {
                    Some(5) if to_centre => self.meet(&["letter"]),
                    Some(2) => self.meet(&["record_form"]),
                    Some(7) => self.meet(&["task of the file"]),
                    _ => {}
                }
            }
            "handled" => {
                self.handled = Some(at);
                self.was_in_time |= self.asks_difficulty.is_some_and(|asked| at < asked);
                self.meet(&["first_response", "same_day", "progress", "investigate"]);
                if event["told"] == true {
                    self.meet(&["promise", "reply"]);
                }
                match event["verified"] == true {
                    true => self.visit_or_week(at),
                    false => self.set("verify", working_day_after(at)),
                }
            }
            "verified" if event["result"] == "good" => {
                self.meet(&["verify"]);
                self.visit_or_week(at);
            }
            "visit" => self.visit(event, at),
            "visit_exempt" => self.meet(&["visit", "quiet_week"]),
            "emotion" | "restated" | "note" | "nature" => {}
            other => panic!("the sample has no {other}"),
        }
    }

    fn escalated(&mut self, event: &Value) {
        assert!(event["consent"] == true && !event["arrived_at"].is_null(), "as all of the sample");
        self.meet(&["first_response", "superior_contact", "task"]);
        let to = event["to"].as_str().unwrap();
        let company = to.contains("公司") || to.contains("品质");
        if company || to.contains("项目经理") || to.contains("部门") {
            self.meet(&["head"]);
        }
        if company {
            self.meet(&["report_up"]);
        }
    }

    fn visit(&mut self, event: &Value, at: Time) {
        match event["outcome"].as_str().unwrap() {
            "reached" => {
                self.meet(&["visit"]);
                let asked = ["process", "measures", "result"];
                if asked.iter().any(|one| event[one] == "dissatisfied") {
                    self.handled = None;
                    self.was_in_time &= self.asks_difficulty.is_some_and(|asked| at >= asked);
                    self.meet(&["quiet_week"]);
                    self.set("progress", at + Duration::hours(24));
                    self.set("task", end_of_day(at));
                }
            }
            "declined" => {
                self.declined = true;
                self.meet(&["visit"]);
                self.visit_or_week(at);
            }
            _ => {}
        }
    }

    /// All that is owed at the end, with its state.
    fn rows(mut self, now: Time) -> Vec<Value> {
        let asked = self.asks_difficulty.filter(|asked| *asked <= now && !self.was_in_time);
        if self.owed.is_empty() && asked.is_none() {
            self.set("follow_up", self.moved + Duration::hours(24));
        }
        let number = &self.case["number"];
        let state = |deadline: &str, due: Time| match deadline {
            "quiet_week" if now >= due => "due_soon",
            "quiet_week" => "open",
            _ if now > due => "overdue",
            _ if due - now <= Duration::hours(1) => "due_soon",
            _ => "open",
        };
        let owed = self.owed.iter().map(|(deadline, due)| (*deadline, *due));
        let asked = asked.map(|asked| ("task", asked));
        owed.chain(asked)
            .map(|(deadline, due)| {
                let deadline = if deadline.starts_with("task") { "task" } else { deadline };
                let due_at = due.format("%Y-%m-%dT%H:%M:%S+08:00").to_string();
                json!({ "number": number, "deadline": deadline, "due": due_at, "state": state(deadline, due) })
            })
            .collect()
    }
}

fn key(row: &Value) -> [String; 3] {
    ["due", "number", "deadline"].map(|key| row[key].as_str().unwrap_or_default().to_owned())
}

fn listed() -> Vec<Value> {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("cases.json");
    std::fs::write(&file, SAMPLE).unwrap();
    let run = |args: &[&str]| {
        let data = folder.path().join("data");
        let mut command = Command::new(env!("CARGO_BIN_EXE_tingsu"));
        command.arg("--data").arg(data).args(["--now", NOW]).args(args);
        let ran = command.output().unwrap();
        assert!(ran.status.success(), "{args:?}: {}", String::from_utf8_lossy(&ran.stderr));
        ran.stdout
    };
    run(&["import", "cases", &file.display().to_string()]);
    serde_json::from_slice(&run(&["today", "--format", "json"])).unwrap()
}

#[test]
fn what_is_owed_equals_a_recount_of_the_file() {
    let whole: Value = serde_json::from_str(SAMPLE).unwrap();
    let now = time(NOW);
    let mut expected = Vec::new();
    for case in whole["cases"].as_array().unwrap().iter().filter(|case| is_open(case)) {
        let mut count = Recount::receipt(case);
        case["events"].as_array().unwrap().iter().for_each(|event| count.event(event));
        let rows = count.rows(now);
        assert!(!rows.is_empty(), "no open case is ever without an obligation");
        expected.extend(rows);
    }
    expected.sort_by_key(key);
    let listed = listed();
    assert!(listed.is_sorted_by_key(key), "by due, number, deadline");
    let (checks, of_cases): (Vec<Value>, Vec<Value>) =
        listed.into_iter().partition(|row| row["deadline"] == "daily_check");
    let plain = |row: &Value| {
        let rule = row["rule"].as_str().unwrap();
        assert!(rule.starts_with("rules §4 "), "{rule}");
        json!({ "number": row["number"], "deadline": row["deadline"], "due": row["due"], "state": row["state"] })
    };
    let listed: Vec<Value> = of_cases.iter().map(plain).collect();
    let numbers: std::collections::BTreeSet<&str> =
        expected.iter().chain(&listed).filter_map(|row| row["number"].as_str()).collect();
    for number in numbers {
        let of =
            |rows: &[Value]| rows.iter().filter(|row| row["number"] == number).cloned().collect::<Vec<_>>();
        assert_eq!(of(&listed), of(&expected), "{number}");
    }
    assert_eq!(listed, expected);
    // Rules §8: by the end of duty, once a list; the folder has worked since today.
    let due = format!("{}:00+08:00", "2026-11-30T18:00");
    assert_eq!(checks.len(), 3, "{checks:?}");
    for check in checks {
        assert_eq!(
            (&check["number"], &check["due"], &check["state"]),
            (&Value::Null, &json!(due), &json!("due_soon"))
        );
        plain(&check);
    }
}
