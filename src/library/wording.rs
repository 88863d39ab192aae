//! Single written characters and words of a record as one says them: 该层 is 那一层, 与 is 跟, 1002业主 the household of
//! 1002. Words only; what of a record may be said at all is judged in `in_plain`. Ledger 12-69.

/// Whether a record states this word: 恢复, but not 未恢复.
pub(super) fn states(record: &str, word: &str) -> bool {
    record.match_indices(word).any(|(at, _)| {
        let before = record[..at].chars().next_back();
        before.is_none_or(|before| !"未没不待".contains(before))
    })
}

/// Another household as to a neighbour: 楼上业主 is 楼上那户, 1002业主 the one of 1002.
pub(super) fn neighbours(text: &str) -> String {
    const WHERE: [(&str, &str); 6] = [
        ("楼上", "楼上那户"),
        ("楼下", "楼下那户"),
        ("隔壁", "隔壁那户"),
        ("对门", "对门那户"),
        ("对面", "对面那户"),
        ("那一户", "那一户"),
    ];
    let mut said = text.to_owned();
    for who in ["业主", "住户", "租户"] {
        for (place, household) in WHERE {
            said = said.replace(&format!("{place}{who}"), household);
        }
        said = said.replace(&format!("邻居{who}"), "邻居");
        let mut whole = String::new();
        for (at, part) in said.split(who).enumerate() {
            let numbered = whole.ends_with(|c: char| c.is_ascii_digit());
            let between = if at == 0 {
                ""
            } else if numbered {
                "那户"
            } else {
                who
            };
            whole.extend([between, part]);
        }
        said = whole;
    }
    said
}

/// Written particles: 该层, 与, 及, 至, 无, 致.
pub(super) fn particles(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut said = String::with_capacity(text.len());
    for (at, c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| chars.get(at)).copied().unwrap_or(' ');
        let next = chars.get(at + 1).copied().unwrap_or(' ');
        let calls = next == '电' && chars.get(at + 2) != Some(&'梯');
        match c {
            // 若 within a name is no 若.
            '若' if at == 0 || "，但而、".contains(before) => said.push_str("要是"),
            '该' if !"应本早不活".contains(before) => match next {
                '层' | '处' | '点' => said.push_str("那一"),
                '户' | '栋' | '楼' | '车' | '梯' | '灯' | '家' | '店' => said.push('那'),
                _ => said.push_str("那个"),
            },
            '位' if said.ends_with("那一点") => {
                said.truncate(said.len() - '点'.len_utf8());
                said.push('处');
            }
            '与' if before != '参' && !"否其".contains(next) => said.push('跟'),
            '及' if !"时格".contains(next) && !"以不来".contains(before) => said.push('和'),
            '至' if !"少今于".contains(next) && !"甚截以".contains(before) => said.push('到'),
            '无' if !"线障关机偿理效名论人法奈".contains(next) && !"有毫".contains(before) => {
                said.push_str("没有");
            }
            '致' if !"一细大极精雅别景导兴".contains(before)
                && !"歉使力".contains(next)
                && at > 0
                && !calls =>
            {
                said.push_str("，结果");
            }
            '由' if at == 0 => {}
            '致' if at == 0 => said.push_str("结果"),
            '非' if at == 0 => said.push_str("不是"),
            '称' if at == 0 => said.push_str("说是"),
            '为' if at == 0 && next != '了' => said.push('是'),
            '系' if (at == 0 || !"关联维体直派院干".contains(before))
                && !"统列数带鞋上绳扣".contains(next) =>
            {
                said.push('是')
            }
            _ => said.push(*c),
        }
    }
    said
}

/// A record with the marks of Chinese writing: a comma typed half-width stands between clauses all the same, a clock and a
/// number keep their marks.
pub(super) fn full_width(record: &str) -> String {
    let chars: Vec<char> = record.chars().collect();
    let said = chars.iter().enumerate().map(|(at, c)| {
        let digit = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
        let within = digit(at.checked_sub(1)) && digit(Some(at + 1));
        match c {
            ',' => '，',
            ';' => '；',
            '?' => '？',
            '!' => '！',
            '.' if !within && !chars.get(at + 1).is_some_and(char::is_ascii_alphanumeric) => '。',
            ':' if !within => '：',
            c => *c,
        }
    });
    said.collect()
}
