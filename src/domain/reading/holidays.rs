//! The official notice of a year's holidays, read from the text as it is pasted: `元旦：1月1日（周四）至3日（周六）放假调休，
//! 共3天。1月4日（周日）上班。` Weekdays and counts that the notice writes are checked against the days that were read, so that
//! a slip or another year's notice is told and nothing is guessed.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::domain::calendar::{HolidayNotice, is_weekend};
use crate::domain::reading::{numeral, plain_text};

/// A longer text is no notice.
const LONGEST: usize = 6000;
/// Longer holidays there are none.
const LONGEST_HOLIDAY: i64 = 15;

/// The holidays of a year, each with the words that it is known by.
const NAMES: [(&str, &[&str]); 7] = [
    ("元旦", &["元旦", "新年"]),
    ("春节", &["春节"]),
    ("清明节", &["清明"]),
    ("劳动节", &["劳动节", "五一"]),
    ("端午节", &["端午"]),
    ("中秋节", &["中秋"]),
    ("国庆节", &["国庆", "十一"]),
];

/// Reads a notice; `year` where the text names none.
///
/// # Errors
/// Everything that is wrong with it, a sentence each.
pub fn read(text: &str, year: i32) -> Result<HolidayNotice, Vec<String>> {
    let Some(chars) = plain_text::characters(text, LONGEST) else {
        return Err(vec![format!("文字太长（超过{LONGEST}字），请只粘贴放假通知的内容。")]);
    };
    let year = named_year(&chars).unwrap_or(year);
    let mut reader = Reader::new(&chars, year);
    reader.run();
    reader.finish()
}

/// A day as it is typed: `1月4日`, `2027-1-4`, `1/4`; `year` where it names none.
///
/// # Errors
/// A sentence with an example.
pub fn read_day(text: &str, year: i32) -> Result<NaiveDate, String> {
    let chars = plain_text::characters(text.trim(), 40).unwrap_or_default();
    let found = take_date(&chars, None).filter(|(_, length)| *length == chars.len());
    let (written, _) = found.ok_or_else(|| "请写日期，如“1月4日”。".to_owned())?;
    let year = written.year.unwrap_or(year);
    let date = written.month.and_then(|month| NaiveDate::from_ymd_opt(year, month, written.day));
    date.ok_or_else(|| format!("{year}年没有这一天，请核对。"))
}

/// `关于2026年部分节假日安排`: a year that stands before the word for holidays.
fn named_year(chars: &[char]) -> Option<i32> {
    (0..chars.len()).find_map(|at| {
        let number = numeral::take(&chars[at..]).filter(|number| number.digits.len() == 4)?;
        let rest: String = chars[at + number.length..].iter().take(12).collect();
        let rest = rest.trim_start().strip_prefix('年')?;
        let holiday = ["节假日", "放假", "假期", "节日", "休假"].iter().any(|word| rest.contains(word));
        let dated = rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
        (holiday && !dated).then(|| i32::try_from(number.value()).ok()).flatten()
    })
}

/// A date with what of it was written.
#[derive(Debug, Clone, Copy)]
struct Written {
    year: Option<i32>,
    month: Option<u32>,
    day: u32,
}

/// The date at the head and its length; `month` is that of the date before, for `3日`.
fn take_date(text: &[char], month: Option<u32>) -> Option<(Written, usize)> {
    let first = numeral::take(text)?;
    let after = |from: usize, marks: &[char]| {
        let blanks = text[from..].iter().take_while(|c| **c == ' ').count();
        text.get(from + blanks).filter(|c| marks.contains(c)).map(|_| from + blanks + 1)
    };
    let number = |from: usize| {
        let blanks = text[from..].iter().take_while(|c| **c == ' ').count();
        let found = numeral::take(&text[from + blanks..])?;
        Some((found.value(), from + blanks + found.length))
    };
    let short = |n: u32| (1..=31).contains(&n);
    let day_end = |at: usize| after(at, &['日', '号']).unwrap_or(at);
    if first.digits.len() == 4 {
        // 2026年1月1日, 2026-01-01, 2026/1/1, 2026.1.1
        let at = after(first.length, &['年', '-', '/', '.'])?;
        let (month, at) = number(at)?;
        let at = after(at, &['月', '-', '/', '.'])?;
        let (day, at) = number(at)?;
        let year = i32::try_from(first.value()).ok();
        return short(day).then(|| (Written { year, month: Some(month), day }, day_end(at)));
    }
    if let Some(at) = after(first.length, &['月']) {
        let (day, at) = number(at)?;
        return short(day).then(|| (Written { year: None, month: Some(first.value()), day }, day_end(at)));
    }
    if let Some(at) = after(first.length, &['日', '号']) {
        return (short(first.value()) && month.is_some())
            .then(|| (Written { year: None, month, day: first.value() }, at));
    }
    if !first.chinese
        && let Some(at) = after(first.length, &['/', '.'])
        && let Some((day, at)) = number(at)
    {
        let sound = (1..=12).contains(&first.value()) && short(day);
        return sound.then(|| (Written { year: None, month: Some(first.value()), day }, day_end(at)));
    }
    None
}

/// What a day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Off,
    Worked,
}

/// The words that say what the days before them are; longer ones first where one holds another.
const VERBS: [(&str, Kind); 17] = [
    ("不用上班", Kind::Off),
    ("无需上班", Kind::Off),
    ("不上班", Kind::Off),
    ("调休上班", Kind::Worked),
    ("补休", Kind::Off),
    ("调休放假", Kind::Off),
    ("调休日", Kind::Off),
    ("正常上班", Kind::Worked),
    ("照常上班", Kind::Worked),
    ("上班", Kind::Worked),
    ("补班", Kind::Worked),
    ("正常工作", Kind::Worked),
    ("工作日", Kind::Worked),
    ("放假", Kind::Off),
    ("休假", Kind::Off),
    ("休息", Kind::Off),
    ("连休", Kind::Off),
];

struct Reader<'a> {
    text: &'a [char],
    at: usize,
    notice: HolidayNotice,
    problems: Vec<String>,
    /// Days of which nobody has said yet what they are.
    pending: Vec<NaiveDate>,
    /// `放假时间：` says it before the days.
    ahead: Option<Kind>,
    /// The month of the last date.
    month: Option<u32>,
    /// The last date, for a range that ends with the next.
    last: Option<NaiveDate>,
    ranging: bool,
    /// Days off since the last full stop, and how many the notice says they are.
    off: usize,
    told: Option<u32>,
    /// The sentence only recommends, as 鼓励…休息.
    advice: bool,
    /// Where the sentence began.
    start: usize,
}

impl<'a> Reader<'a> {
    fn new(text: &'a [char], year: i32) -> Self {
        let notice =
            HolidayNotice { year, off: BTreeSet::new(), worked: BTreeSet::new(), remarks: Vec::new() };
        Self {
            text,
            at: 0,
            notice,
            problems: Vec::new(),
            pending: Vec::new(),
            ahead: None,
            month: None,
            last: None,
            ranging: false,
            off: 0,
            told: None,
            advice: false,
            start: 0,
        }
    }

    fn run(&mut self) {
        while let Some(&c) = self.text.get(self.at) {
            if self.date() || self.count() || self.verb() {
                continue;
            }
            match c {
                '。' | ';' | '!' => self.sentence_ends(),
                // A pasted page breaks its lines anywhere; only where nothing is open does a line end a sentence.
                '\n' | '\r' if self.pending.is_empty() || self.ahead.is_some() => self.sentence_ends(),
                ',' => self.flush_ahead(),
                '至' | '到' | '-' | '—' | '–' | '―' | '~' | '〜' | '─' => {
                    self.ranging = self.last.is_some()
                }
                _ if self.sees("鼓励") || self.sees("建议") => self.advice = true,
                _ if self.heads_a_holiday() => self.sentence_ends(),
                ' ' | '\n' | '\r' | '\t' | '次' | '年' => {}
                _ => self.ranging = false,
            }
            self.at += 1;
        }
        self.sentence_ends();
    }

    fn sees(&self, word: &str) -> bool {
        self.text[self.at..].iter().copied().take(word.chars().count()).eq(word.chars())
    }

    /// `春节：`, the head of a holiday's own sentence.
    fn heads_a_holiday(&self) -> bool {
        NAMES.iter().flat_map(|(_, words)| words.iter()).any(|word| {
            let length = word.chars().count();
            let behind = self.text.get(self.at + length..).unwrap_or_default();
            let behind = behind.strip_prefix(&['节']).unwrap_or(behind);
            self.sees(word) && behind.first().is_some_and(|c| matches!(c, ':' | '、' | '\n'))
        })
    }

    fn date(&mut self) -> bool {
        let Some((written, length)) = take_date(&self.text[self.at..], self.month) else { return false };
        let begin = self.at;
        self.at += length;
        let weekday = self.weekday();
        let words: String = self.text[begin..begin + length].iter().collect();
        let Some(date) = self.dated(written, weekday, &words) else {
            self.ranging = false;
            return true;
        };
        self.month = Some(date.month());
        if let Some(from) = self.last.filter(|_| std::mem::take(&mut self.ranging)) {
            self.range(from, date, written.year.is_some(), &words);
        } else {
            self.pending.push(date);
            self.last = Some(date);
        }
        true
    }

    /// The date in its year. December of the year before is told by its weekday.
    fn dated(&mut self, written: Written, weekday: Option<Weekday>, words: &str) -> Option<NaiveDate> {
        let year = written.year.unwrap_or(self.notice.year);
        let month = written.month?;
        let Some(date) = NaiveDate::from_ymd_opt(year, month, written.day) else {
            self.problems.push(format!("{year}年没有“{words}”这一天，请核对。"));
            return None;
        };
        let Some(wanted) = weekday.filter(|weekday| *weekday != date.weekday()) else { return Some(date) };
        let before = NaiveDate::from_ymd_opt(year - 1, month, written.day);
        let before = before.filter(|day| written.year.is_none() && month == 12 && day.weekday() == wanted);
        if before.is_none() {
            let (is, said) = (weekday_words(date.weekday()), weekday_words(wanted));
            self.problems.push(format!("{year}年{words}是{is}，文字里写的是{said}：请核对年份和日期。"));
        }
        before
    }

    /// Adds the days after `from`, which is pending already, up to `to`.
    fn range(&mut self, from: NaiveDate, to: NaiveDate, year_told: bool, words: &str) {
        // 12月31日至1月2日: without years of their own the beginning lies in the year before.
        let (from, to) = match from.checked_sub_months(chrono::Months::new(12)) {
            Some(earlier) if from > to && !year_told && from.month() == 12 => {
                self.pending.pop();
                self.pending.push(earlier);
                (earlier, to)
            }
            _ => (from, to),
        };
        let span = (to - from).num_days();
        if !(1..LONGEST_HOLIDAY).contains(&span) {
            self.problems.push(format!("到“{words}”为止的一段日期不对，请核对。"));
            return;
        }
        let days = from.checked_add_days(Days::new(1)).into_iter().flat_map(|day| day.iter_days());
        self.pending.extend(days.take_while(|day| *day <= to));
        self.last = Some(to);
    }

    /// The weekday behind a date, in brackets among other things or bare.
    fn weekday(&mut self) -> Option<Weekday> {
        let rest = &self.text[self.at..];
        let blanks = rest.iter().take_while(|c| **c == ' ').count();
        let rest = &rest[blanks..];
        if rest.first() == Some(&'(') {
            let end = rest.iter().position(|c| *c == ')').filter(|end| *end < 24)?;
            self.at += blanks + end + 1;
            return (1..end).find_map(|at| weekday_at(&rest[at..end]).map(|(day, _)| day));
        }
        let (day, length) = weekday_at(rest)?;
        self.at += blanks + length;
        Some(day)
    }

    /// `共3天`, `放假3天`.
    fn count(&mut self) -> bool {
        let Some(number) = numeral::take(&self.text[self.at..]) else { return false };
        let behind: String = self.text[self.at + number.length..].iter().take(2).collect();
        if behind.trim_start().starts_with('天') {
            self.told = Some(number.value());
        }
        self.at += number.length;
        self.ranging = false;
        true
    }

    fn verb(&mut self) -> bool {
        let found = VERBS.iter().find(|(word, _)| self.sees(word));
        // 调休 after 放假 adds nothing; after days of which nothing was said it means days off.
        let shift = self.sees("调休").then_some(("调休", Kind::Off));
        let Some((word, kind)) = found.copied().or(shift) else { return false };
        self.at += word.chars().count();
        self.ranging = false;
        if word == "连休" {
            // With the weekend it is longer than the days that are named.
            self.told = None;
            self.off = 0;
        }
        let rest: String = self.text[self.at..].iter().take(6).collect();
        let rest = rest.trim_start();
        let rest =
            ["时间", "日期", "安排", "日"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
        if rest.starts_with([':', '为', '是', '(']) {
            self.flush_ahead();
            self.ahead = Some(kind);
        } else {
            self.assign(kind);
        }
        true
    }

    fn flush_ahead(&mut self) {
        self.ranging = false;
        if let Some(kind) = self.ahead {
            self.assign(kind);
        }
    }

    fn assign(&mut self, kind: Kind) {
        let days = std::mem::take(&mut self.pending);
        if self.advice {
            return;
        }
        match kind {
            Kind::Off => {
                self.off += days.len();
                self.notice.off.extend(days);
            }
            Kind::Worked => {
                for day in days {
                    if !is_weekend(day) {
                        self.problems.push(format!("{}不是周末，却写着上班，请核对。", day_words(day)));
                    }
                    self.notice.worked.insert(day);
                }
            }
        }
    }

    fn sentence_ends(&mut self) {
        self.flush_ahead();
        let words: String = self.text[self.start..self.at.min(self.text.len())].iter().collect();
        let words = words.split_whitespace().collect::<String>();
        if self.advice {
            self.notice.remarks.push(format!("只是建议，没有采用：{}", shortened(&words)));
        } else if let [first, ..] = self.pending.as_slice()
            // A date of another year or on a line of its own is that of the notice itself.
            && first.year() == self.notice.year
            && words.chars().count() > 12
        {
            let day = day_words(*first);
            self.notice.remarks.push(format!("没有写明{day}是放假还是上班，没有采用：{}", shortened(&words)));
        }
        let off = u32::try_from(self.off).unwrap_or(u32::MAX);
        if let Some(told) = self.told.filter(|told| self.off > 0 && !self.advice && *told != off) {
            self.problems.push(format!("写的是{told}天，读出来是{off}天，请核对：{}", shortened(&words)));
        }
        self.pending.clear();
        (self.ahead, self.last, self.ranging) = (None, None, false);
        (self.off, self.told, self.advice) = (0, None, false);
        self.start = self.at + 1;
    }

    fn finish(mut self) -> Result<HolidayNotice, Vec<String>> {
        let year = self.notice.year;
        let all = || self.notice.off.iter().chain(&self.notice.worked);
        if all().next().is_none() && self.problems.is_empty() {
            let example = "元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。";
            return Err(vec![format!("没有读到放假或上班的日期。请粘贴放假通知，如“{example}”")]);
        }
        let strange = all().find(|day| day.year() != year && (day.year() != year - 1 || day.month() != 12));
        if let Some(day) = strange {
            self.problems.push(format!("{}不在{year}年里，请核对年份。", day_words(*day)));
        }
        if let Some(day) = self.notice.off.intersection(&self.notice.worked).next() {
            self.problems.push(format!("{}既写放假又写上班，请核对。", day_words(*day)));
        }
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        let text: String = self.text.iter().collect();
        let missing = NAMES
            .iter()
            .filter(|(_, words)| !words.iter().any(|word| text.contains(word)))
            .map(|(name, _)| *name);
        let missing: Vec<_> = missing.collect();
        if !missing.is_empty() {
            self.notice.remarks.push(format!("没有看到：{}", missing.join("、")));
        }
        Ok(self.notice)
    }
}

/// `周四`, `星期四`, `礼拜天` at the head, with its length.
fn weekday_at(text: &[char]) -> Option<(Weekday, usize)> {
    let (head, length) = [("星期", 2), ("礼拜", 2), ("周", 1)]
        .into_iter()
        .find(|(word, length)| text.iter().copied().take(*length).eq(word.chars()))?;
    let day = match text.get(head.chars().count())? {
        '一' | '1' => Weekday::Mon,
        '二' | '2' => Weekday::Tue,
        '三' | '3' => Weekday::Wed,
        '四' | '4' => Weekday::Thu,
        '五' | '5' => Weekday::Fri,
        '六' | '6' => Weekday::Sat,
        '日' | '天' | '七' | '7' => Weekday::Sun,
        _ => return None,
    };
    Some((day, length + 1))
}

fn weekday_words(day: Weekday) -> &'static str {
    ["周一", "周二", "周三", "周四", "周五", "周六", "周日"][day.num_days_from_monday() as usize]
}

fn day_words(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

fn shortened(words: &str) -> String {
    let head: String = words.chars().take(30).collect();
    if head.chars().count() < words.chars().count() { format!("{head}…") } else { head }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(list: &[&str]) -> BTreeSet<NaiveDate> {
        list.iter().map(|day| day.parse().unwrap()).collect()
    }

    fn span(from: &str, to: &str) -> Vec<NaiveDate> {
        let (from, to): (NaiveDate, NaiveDate) = (from.parse().unwrap(), to.parse().unwrap());
        from.iter_days().take_while(|day| *day <= to).collect()
    }

    /// In the manner of the State Council's notices.
    const OF_2026: &str = "国务院办公厅关于2026年\n部分节假日安排的通知\n国办发明电〔2025〕7号\n\n\
        各省、自治区、直辖市人民政府：\n经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。\n\
        一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。\n\
        二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日\n（周六）、2月28日（周六）上班。\n\
        三、清明节：4月4日（周六）至6日（周一）放假，共3天。\n\
        四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。\n\
        五、端午节：6月19日（周五）至21日（周日）放假，共3天。\n\
        六、中秋节：9月25日（周五）至27日（周日）放假，共3天。\n\
        七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。\n\
        节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。\n国务院办公厅\n2025年11月4日\n（此件公开发布）";

    #[test]
    fn the_notice_of_2026_is_the_calendar_that_is_built_in() {
        use crate::domain::calendar::WorkCalendar;
        let notice = read(OF_2026, 2030).unwrap();
        assert_eq!((notice.year, notice.remarks.as_slice()), (2026, [].as_slice()));
        assert_eq!(notice.off.len(), 33);
        let mut calendar = WorkCalendar {
            announced: BTreeSet::new(),
            holidays: BTreeSet::new(),
            working_weekends: BTreeSet::new(),
        };
        calendar.take_over(&notice);
        assert_eq!(calendar, WorkCalendar::default());
        calendar.set_working("2026-03-03".parse().unwrap(), false);
        calendar.take_over(&notice);
        assert_eq!(calendar, WorkCalendar::default(), "in place of what the year had");
    }

    #[test]
    fn other_wordings_say_the_same() {
        let worked = days(&["2027-01-03"]);
        let off: BTreeSet<_> = span("2027-01-01", "2027-01-02").into_iter().collect();
        for text in [
            "元旦：1月1日（周五）至2日（周六）放假，共2天。1月3日（周日）上班。",
            "元旦:1月1日(星期五)-1月2日(星期六)放假调休,共2天,1月3日(星期日)上班",
            "元旦 1月1日、2日放假2天；1月3日（礼拜天）补班",
            "元旦放假时间：1月1日至2日；调休上班日：1月3日",
            "元旦：2027年1月1日—2027年1月2日休息，1月3日周日照常上班。",
            "元旦：１月１日～２日放假，１月３日（周日）正常上班",
            "元旦：一月一日至二日放假，一月三日上班",
            "元旦 2027-01-01 至 2027-01-02 放假，2027-01-03 上班",
            "元旦 1/1~1/2 放假 1/3 上班",
            "元旦放假(1月1日至2日)，上班(1月3日)",
            "元旦：1月1日\n至2日\n放假，共2天。1月3日\n（周日）上班。",
            "关于2027年元旦放假的通知\n1月1日至2日不上班，1月3日为工作日",
        ] {
            let notice = read(text, 2027).unwrap_or_else(|problems| panic!("{text}: {problems:?}"));
            assert_eq!((notice.off, notice.worked), (off.clone(), worked.clone()), "{text}");
            assert!(notice.remarks.iter().any(|remark| remark.contains("没有看到：春节")), "{text}");
        }
    }

    #[test]
    fn the_turn_of_the_year_belongs_to_both() {
        let off: BTreeSet<_> = span("2022-12-31", "2023-01-02").into_iter().collect();
        for text in [
            "2023年元旦放假：2022年12月31日至2023年1月2日放假调休，共3天。",
            "元旦：12月31日（周六）至1月2日（周一）放假，共3天。",
            "元旦：12月31日至次年1月2日放假。",
        ] {
            assert_eq!(read(text, 2023).unwrap().off, off, "{text}");
        }
        let weekend =
            read("元旦：1月1日（周日）放假，1月2日（周一）补休，与周末连休，共3天。", 2023).unwrap();
        assert_eq!(weekend.off, days(&["2023-01-01", "2023-01-02"]));
    }

    #[test]
    fn advice_and_dates_of_no_use_are_left_out_and_told() {
        let text = "春节：2月10日至17日放假调休，共8天。2月4日（周日）、2月18日（周日）上班。\
                    鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。\
                    小区游泳池2月20日起恢复开放，请周知。";
        let notice = read(text, 2024).unwrap();
        assert_eq!(notice.off, span("2024-02-10", "2024-02-17").into_iter().collect());
        assert_eq!(notice.worked, days(&["2024-02-04", "2024-02-18"]));
        assert!(notice.remarks[0].starts_with("只是建议") && notice.remarks[1].contains("2024年2月20日"));
    }

    #[test]
    fn what_contradicts_itself_is_told_and_nothing_is_guessed() {
        for (text, told) in [
            ("元旦：1月1日（周四）至3日（周六）放假，共3天。", "2027年1月1日是周五，文字里写的是周四"),
            ("元旦：1月1日至3日放假，共4天。", "写的是4天，读出来是3天"),
            ("2月30日放假", "没有“2月30日”这一天"),
            ("1月1日至3月3日放假", "一段日期不对"),
            ("1月1日放假，1月1日上班", "既写放假又写上班"),
            ("1月5日（周二）上班", "不是周末，却写着上班"),
            ("2025年5月1日放假", "不在2027年里"),
            ("明天放假", "没有读到放假或上班的日期"),
            ("", "没有读到放假或上班的日期"),
        ] {
            let problems = read(text, 2027).unwrap_err().join("|");
            assert!(problems.contains(told), "{text}: {problems}");
        }
        assert!(read(&"放".repeat(7000), 2027).unwrap_err()[0].contains("太长"));
    }

    #[test]
    fn a_single_day_is_read_as_typed() {
        for text in ["1月4日", "1/4", "2027-01-04", "2027年1月4日", " 1月4 "] {
            assert_eq!(read_day(text, 2027).unwrap().to_string(), "2027-01-04", "{text}");
        }
        assert!(read_day("2月29日", 2027).unwrap_err().contains("2027年没有这一天"));
        assert!(read_day("明天", 2027).unwrap_err().contains("1月4日"));
    }

    proptest::proptest! {
        /// No text makes the reader panic, and what it reads lies in its year or in the December before.
        #[test]
        fn any_text_is_read_or_refused(text in "[0-9一二三月日号年至、，。；：（）周星期放假上班调休共天元旦\\n -]{0,80}") {
            if let Ok(notice) = read(&text, 2028) {
                let mut all = notice.off.iter().chain(&notice.worked);
                proptest::prop_assert!(all.all(|day| day.year() == notice.year || day.month() == 12));
            }
        }
    }
}
