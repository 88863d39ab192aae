//! Measuring text and breaking it into lines by the Chinese rules of papers.md.

use unicode_linebreak::{BreakOpportunity, linebreaks};

use crate::paper::layout::font::Weight;

/// Millimetres in a typographic point.
pub const POINT: f32 = 25.4 / 72.0;

/// May not begin a line.
const NEVER_FIRST: &str = "。，、；：？！）》”’】〉」』〕…—·～,.;:?!)]}%％℃°";
/// May not end a line.
const NEVER_LAST: &str = "（《“‘【〈「『〔([{￥¥$";

/// A box to tick stays with the choice behind it.
const TICKS: &str = "■□";
/// A line to write on, which is not broken.
const BLANK: char = '＿';
/// A choice with its box that is longer than this may be broken.
const LONGEST_CHOICE: usize = 14;
/// Stay with the figure before them: 3栋, 2单元, 11月3日, 15时. A figure stays with the 第 before it.
const UNITS: &str = "栋幢座单号层楼室户年月日时点分秒天元件次张个人";
/// Where a Latin word that is longer than a line is cut, if there is one in the second half of the line.
const JOINTS: &str = "-/?&=_.";
/// Stay with the name before them.
const TITLES: [&str; 2] = ["女士", "先生"];
/// How much smaller type may become for an unbreakable piece of text.
const SMALLEST: f32 = 0.72;

/// Size and weight of a piece of text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// Type size in points.
    pub size: f32,
    /// Regular or bold.
    pub weight: Weight,
}

impl Style {
    /// A regular style of the given size in points.
    pub const fn regular(size: f32) -> Self {
        Self { size, weight: Weight::Regular }
    }

    /// A bold style of the given size in points.
    pub const fn bold(size: f32) -> Self {
        Self { size, weight: Weight::Bold }
    }

    /// The distance from one line of this style to the next, in millimetres.
    pub fn line_height(self) -> f32 {
        self.size * POINT * 1.38
    }

    /// From the top of a line to its baseline, in millimetres: Chinese characters then stand in
    /// the middle of the line.
    pub fn baseline(self) -> f32 {
        (self.line_height() - self.size * POINT) / 2.0 + self.size * POINT * 0.88
    }
}

/// The width of a text on one line, in millimetres.
pub fn width(text: &str, style: Style) -> f32 {
    let ems: f32 = text.chars().map(|c| style.weight.advance(c)).sum();
    ems * style.size * POINT
}

/// Breaks a text into lines no wider than `room` millimetres. A break in the text stays a break;
/// nothing but blanks at a line's end is dropped. A single character wider than the room has a line of its own.
pub fn lines(text: &str, style: Style, room: f32) -> Vec<String> {
    text.split('\n').flat_map(|paragraph| paragraph_lines(paragraph, style, room)).collect()
}

/// The style, in smaller type where a word would otherwise be cut in two; no smaller than [`SMALLEST`] of its size,
/// and not at all where that is not enough.
pub fn narrowed(text: &str, style: Style, room: f32) -> Style {
    fitted(text.split('\n').flat_map(pieces), style, room)
}

/// The same for a text that wants each of its lines whole, such as a name.
pub fn narrowed_whole(text: &str, style: Style, room: f32) -> Style {
    fitted(text.split('\n'), style, room)
}

fn fitted<'a>(whole: impl Iterator<Item = &'a str>, style: Style, room: f32) -> Style {
    let widest = whole.map(|piece| width(trimmed(piece), style)).fold(room, f32::max);
    let share = room / widest;
    if share >= SMALLEST { Style { size: style.size * share, ..style } } else { style }
}

fn paragraph_lines(paragraph: &str, style: Style, room: f32) -> Vec<String> {
    let mut done = Vec::new();
    let mut line = String::new();
    for piece in pieces(paragraph) {
        if fits(&format!("{line}{piece}"), style, room) {
            line.push_str(piece);
            continue;
        }
        let is_longer = !fits(piece, style, room);
        // A link that no line holds begins where its last piece ended.
        let begun = if is_longer && piece.is_ascii() { std::mem::take(&mut line) } else { String::new() };
        if !line.is_empty() {
            done.push(std::mem::take(&mut line));
        }
        if is_longer {
            let mut parts = cut(&format!("{begun}{piece}"), style, room);
            line = parts.pop().unwrap_or_default();
            done.append(&mut parts);
        } else {
            line.push_str(piece);
        }
    }
    done.push(line);
    for line in &mut done {
        line.truncate(trimmed(line).len());
    }
    done
}

fn trimmed(line: &str) -> &str {
    line.trim_end_matches([' ', '　'])
}

fn fits(line: &str, style: Style, room: f32) -> bool {
    width(trimmed(line), style) <= room + 0.01
}

/// The unbreakable parts of a paragraph, in order; together they are the paragraph.
fn pieces(paragraph: &str) -> Vec<&str> {
    let mut ends: Vec<usize> = linebreaks(paragraph)
        .filter(|(_, kind)| *kind == BreakOpportunity::Allowed)
        .map(|(at, _)| at)
        .chain(beside_brackets(paragraph))
        .filter(|&at| may_break(paragraph, at))
        .collect();
    ends.push(paragraph.len());
    ends.sort_unstable();
    ends.dedup();
    let mut start = 0;
    let mut pieces = Vec::with_capacity(ends.len());
    for end in ends {
        if end > start {
            pieces.push(&paragraph[start..end]);
        }
        start = end;
    }
    pieces
}

/// The Unicode rules glue quotes and some brackets to their neighbours; in Chinese a line may
/// break before every opening and after every closing one.
fn beside_brackets(paragraph: &str) -> impl Iterator<Item = usize> {
    paragraph.char_indices().filter_map(|(at, c)| match c {
        '“' | '‘' | '（' | '《' | '【' | '〈' | '「' | '『' | '〔' if at > 0 => Some(at),
        '”' | '’' | '）' | '》' | '】' | '〉' | '」' | '』' | '〕' => Some(at + c.len_utf8()),
        _ => None,
    })
}

/// Whether a break would part a name from its 女士 or 先生, or that word itself.
fn belongs_to_name(before: &str, after: &str) -> bool {
    let titled = |text: &str| TITLES.iter().any(|title| text.starts_with(title));
    let within = |title: &&str| {
        let (first, last) = title.split_at('女'.len_utf8());
        before.ends_with(first) && after.starts_with(last)
    };
    titled(after) || TITLES.iter().any(within)
}

/// Whether a break would part a figure from its unit, 单元 behind a figure, or 第 from its figure.
fn belongs_to_figure(before: &str, after: &str) -> bool {
    let (before, after) = (trimmed(before), after.trim_start_matches([' ', '　']));
    let figure = |text: &str| text.chars().next_back().is_some_and(|c| c.is_ascii_digit());
    let counted = figure(before) && after.starts_with(|c| UNITS.contains(c));
    let within = after.starts_with('元') && before.strip_suffix('单').is_some_and(figure);
    counted || within || before.ends_with('第') && after.starts_with(|c: char| c.is_ascii_digit())
}

fn may_break(paragraph: &str, at: usize) -> bool {
    let (before, after) = paragraph.split_at(at);
    let last = trimmed(before).chars().next_back();
    let first = after.chars().next();
    match (last, first) {
        (Some(last), Some(first)) => {
            let in_word = last.is_ascii_alphanumeric() && first.is_ascii_alphanumeric();
            let blank = trimmed(before).len() < before.len();
            !NEVER_LAST.contains(last)
                && !NEVER_FIRST.contains(first)
                && !is_quoted_latin(last, first)
                && !belongs_to_name(before, after)
                && !belongs_to_figure(before, after)
                && !TICKS.contains(last)
                && !(last == BLANK && first == BLANK)
                && !is_in_choice(before)
                && (blank || !in_word)
        }
        _ => true,
    }
}

/// Whether the text ends within a short choice behind its box to tick: such a choice stays on one line.
fn is_in_choice(before: &str) -> bool {
    // No further back than the longest choice: a paragraph of 40,000 characters is laid out in one go.
    let back = before.chars().rev().take(LONGEST_CHOICE).take_while(|c| *c != '　');
    let (length, first) = back.fold((0, None), |(length, _), c| (length + 1, Some(c)));
    first.is_some_and(|c| TICKS.contains(c)) && (2..LONGEST_CHOICE).contains(&length)
}

/// The apostrophe of “don’t” is no closing quote.
fn is_quoted_latin(last: char, first: char) -> bool {
    matches!(last, '’' | '‘') && first.is_ascii_alphabetic() || last.is_ascii_alphabetic() && first == '‘'
}

/// Cuts a piece that is longer than a line between its characters, keeping the rules where it can.
fn cut(piece: &str, style: Style, room: f32) -> Vec<String> {
    let mut done = Vec::new();
    let mut line = String::new();
    for character in piece.chars() {
        let longer = format!("{line}{character}");
        if line.is_empty() || fits(&longer, style, room) {
            line = longer;
            continue;
        }
        let mut next = behind_joint(&mut line).unwrap_or_else(|| carried(&mut line, character));
        next.push(character);
        done.push(std::mem::replace(&mut line, next));
    }
    done.push(line);
    done
}

/// Takes down to the next line what stands behind the last joint of a word that is being cut, where the line stays half full.
fn behind_joint(line: &mut String) -> Option<String> {
    let at = line.rfind(|c| JOINTS.contains(c))? + 1;
    (line.is_ascii() && at < line.len() && at * 2 > line.len()).then(|| line.split_off(at))
}

/// Takes the character before a cut down to the next line, when the rules want it and something stays.
fn carried(line: &mut String, first: char) -> String {
    let mut characters = line.chars().rev();
    match (characters.next(), characters.next()) {
        (Some(last), Some(_))
            if NEVER_LAST.contains(last) || NEVER_FIRST.contains(first) && !NEVER_FIRST.contains(last) =>
        {
            line.pop();
            last.to_string()
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BODY: Style = Style::regular(10.5);

    fn em(count: f32) -> f32 {
        count * BODY.size * POINT
    }

    #[test]
    fn chinese_characters_are_one_em_wide() {
        assert!((width("业主联", BODY) - em(3.0)).abs() < 0.01);
    }

    #[test]
    fn no_closing_mark_begins_a_line() {
        assert_eq!(lines("电梯停了，很急", BODY, em(4.0)), ["电梯停", "了，很急"]);
        assert_eq!(lines("他说“救命啊”", BODY, em(5.0)), ["他说“救命", "啊”"]);
    }

    #[test]
    fn no_opening_mark_ends_a_line() {
        assert_eq!(lines("见告知（附）", BODY, em(4.0)), ["见告知", "（附）"]);
        assert_eq!(lines("请看《手册》", BODY, em(3.0)), ["请看", "《手", "册》"]);
    }

    #[test]
    fn latin_words_and_numbers_stay_whole() {
        assert_eq!(lines("电话13900000001请记", BODY, em(7.0)), ["电话", "13900000001", "请记"]);
        assert_eq!(lines("装了elevator sensor一只", BODY, em(6.0)), ["装了elevator", "sensor一只"]);
        assert_eq!(lines("编号20261103-001在册", BODY, em(8.0)), ["编号", "20261103-001在", "册"]);
    }

    #[test]
    fn a_figure_stays_with_its_unit() {
        assert_eq!(
            lines("地点在北边的3栋2单元电梯厅", BODY, em(6.5)),
            ["地点在北边的", "3栋2单元电梯", "厅"]
        );
        assert_eq!(lines("请看这第 3 天", BODY, em(4.0)), ["请看这", "第 3 天"]);
        assert_eq!(lines("一直等到2026年11月3日", BODY, em(6.0)), ["一直等到", "2026年11月", "3日"]);
        assert_eq!(lines("在门口住12单元", BODY, em(5.5)), ["在门口住", "12单元"]);
    }

    #[test]
    fn a_line_to_write_on_stays_whole() {
        let blank = "＿".repeat(6);
        assert_eq!(
            lines(&format!("请致电服务中心：{blank}。"), BODY, em(9.0)),
            ["请致电服务中心：", "＿＿＿＿＿＿。"]
        );
        assert_eq!(lines(&format!("电话：{blank}。"), BODY, em(4.0)).concat(), format!("电话：{blank}。"));
    }

    #[test]
    fn a_link_fills_its_lines_and_is_cut_at_its_joints() {
        let link = format!("https://example.invalid/{}", "thread-0123456789".repeat(4));
        let out = lines(&link, BODY, em(20.0));
        assert_eq!(out.concat(), link);
        let (last, whole) = out.split_last().unwrap();
        assert!(!last.is_empty());
        for line in whole {
            assert!(line.ends_with(|c| JOINTS.contains(c)) && width(line, BODY) > em(10.0), "{out:?}");
        }
    }

    #[test]
    fn a_choice_stays_on_one_line_with_its_box() {
        assert_eq!(
            lines("□ 转办　□ 走访／问卷　□ 其他", BODY, em(10.0)),
            ["□ 转办", "□ 走访／问卷", "□ 其他"]
        );
        let option = format!("■ {}", "先借用同型号备件".repeat(5));
        assert!(lines(&option, BODY, em(18.0)).len() > 1, "a long one is broken");
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut() {
        let text = "x".repeat(100);
        let out = lines(&text, BODY, em(5.0));
        assert!(out.len() > 5);
        assert_eq!(out.concat(), text);
        assert!(out.iter().all(|l| width(l, BODY) <= em(5.0) + 0.02));
    }

    #[test]
    fn written_line_breaks_stay() {
        assert_eq!(lines("一\n\n二", BODY, em(9.0)), ["一", "", "二"]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_sticks_out(text in "[业主电梯停，。！？“”（）《》 a-z0-9\\-😀…—]{0,200}", ems in 3.0f32..30.0) {
            let out = lines(&text, BODY, em(ems));
            let squeeze = |t: &str| t.replace(' ', "");
            prop_assert_eq!(squeeze(&out.concat()), squeeze(&text));
            for line in &out {
                prop_assert!(width(line, BODY) <= em(ems) + 0.05, "{}", line);
            }
        }

        #[test]
        fn ordinary_sentences_keep_the_rules(words in proptest::collection::vec("[业主电梯停]{1,4}[，。、；：？！]|（[业主]{1,3}）|《[电梯]{1,3}》|“[停了]{1,3}”|[a-z]{1,6}|[0-9]{1,6}", 1..40), ems in 9.0f32..30.0) {
            let text = words.concat();
            for pair in lines(&text, BODY, em(ems)).windows(2) {
                let first = pair[1].chars().next().unwrap_or('业');
                let last = pair[0].chars().next_back().unwrap_or('业');
                prop_assert!(!"。，、；：？！）》”".contains(first), "{:?}", pair);
                prop_assert!(!"（《“".contains(last), "{:?}", pair);
            }
        }
    }
}
