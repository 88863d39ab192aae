//! Different writings of the same characters made one: full-width forms, invisible marks from a paste, Kangxi
//! radicals, traditional forms of the trade's words. For reading and finding only; what was typed is kept as typed.

use unicode_normalization::UnicodeNormalization;

/// Text in which the same thing is written with the same characters: compatibility forms made plain (`１` → `1`,
/// `⼀` → `一`), invisible marks gone, every kind of blank a space. Tabs and line breaks stay.
pub fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !is_invisible(*c))
        .map(radical)
        .nfkc()
        .filter(|c| !is_invisible(*c))
        .map(blank)
        .collect()
}

/// [`plain`] in small letters: as texts are looked through for words.
pub fn folded(text: &str) -> String {
    plain(text).chars().flat_map(char::to_lowercase).collect()
}

/// [`plain`], cut into characters and never more of them than `limit`; `None` when there are more.
pub fn characters(text: &str, limit: usize) -> Option<Vec<char>> {
    // Only so much is looked at: a paste of a whole document costs nothing.
    if text.chars().take(limit + 1).count() > limit {
        return None;
    }
    Some(plain(text).chars().map(simplified).collect())
}

/// A line of text for a field of one line: tabs and line breaks become blanks, so that nothing is fused.
pub fn one_line(text: &str) -> String {
    let line: String = text.chars().map(|c| if is_break(c) { ' ' } else { c }).collect();
    line
}

/// Tabs, line breaks and what stands for them.
pub fn is_break(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Marks that take no room: zero-width characters, directions, variation selectors, control characters.
pub fn is_invisible(c: char) -> bool {
    match c {
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180b}'..='\u{180f}' => true,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' => true,
        '\u{e0000}'..='\u{e0fff}' => true,
        c => c.is_control() && !is_break(c),
    }
}

/// Chinese characters, extensions included.
pub fn is_chinese(c: char) -> bool {
    matches!(c as u32, 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff) || c == '〇'
}

fn blank(c: char) -> char {
    if c.is_whitespace() && !is_break(c) { ' ' } else { c }
}

/// Radicals of the supplement that a PDF leaves behind; those of Kangxi have a compatibility form.
pub fn radical(c: char) -> char {
    match c {
        '⺁' => '厂',
        '⺄' => '乙',
        '⺈' => '刀',
        '⺊' => '卜',
        '⺌' | '⺍' => '小',
        '⺎' => '兀',
        '⺒' => '巳',
        '⺓' => '幺',
        '⺝' => '月',
        '⺧' => '牛',
        '⺩' => '王',
        '⺪' => '疋',
        '⺫' => '目',
        '⺬' => '示',
        '⺮' => '竹',
        '⺶' => '羊',
        '⺼' => '肉',
        '⺽' => '臼',
        '⻊' => '足',
        '⻑' => '長',
        '⻗' => '雨',
        '⻞' => '食',
        '⻡' => '首',
        '⻪' => '黾',
        '⺟' => '母',
        '⺠' => '民',
        '⻁' => '虎',
        '⻄' => '西',
        '⻅' => '见',
        '⻆' => '角',
        '⻉' => '贝',
        '⻋' => '车',
        '⻓' => '长',
        '⻔' => '门',
        '⻘' => '青',
        '⻙' => '韦',
        '⻚' => '页',
        '⻛' => '风',
        '⻜' => '飞',
        '⻝' => '食',
        '⻢' => '马',
        '⻣' => '骨',
        '⻤' => '鬼',
        '⻥' => '鱼',
        '⻦' => '鸟',
        '⻧' => '卤',
        '⻨' => '麦',
        '⻩' => '黄',
        '⻬' => '齐',
        '⻮' => '齿',
        '⻰' => '龙',
        '⻳' => '龟',
        c => c,
    }
}

/// The trade's words in simplified characters: `棟` → `栋`. Names are never rewritten with it.
fn simplified(c: char) -> char {
    match c {
        '棟' => '栋',
        '單' => '单',
        '號' => '号',
        '樓' => '楼',
        '層' => '层',
        '門' => '门',
        '戶' => '户',
        '鋪' | '舖' => '铺',
        '車' => '车',
        '庫' => '库',
        '區' => '区',
        '點' => '点',
        '時' => '时',
        '鐘' | '鍾' => '钟',
        '後' => '后',
        '個' => '个',
        '兩' => '两',
        '週' => '周',
        '禮' => '礼',
        '間' => '间',
        '轉' => '转',
        '機' => '机',
        '電' => '电',
        '話' => '话',
        '內' => '内',
        '線' => '线',
        '淩' => '凌',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_thing_is_written_in_one_way() {
        for (text, expected) in [
            ("１３９　Ａ：", "139 A:"),
            ("\u{202d}赵敏\u{202c}\u{200b}", "赵敏"),
            ("⼩⻢", "小马"),
            ("a\u{a0}b\nc", "a b\nc"),
            ("𬱖䶮", "𬱖䶮"),
            ("", ""),
        ] {
            assert_eq!(plain(text), expected);
        }
        assert_eq!(one_line("13900000001\r\n13900000002"), "13900000001  13900000002");
        assert_eq!(characters("三棟", 2), Some(vec!['三', '栋']));
        assert_eq!(characters("三棟二", 2), None);
    }
}
