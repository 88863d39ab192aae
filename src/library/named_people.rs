//! Whether a clause of a record calls somebody by a name: one of us, or one of another household. What was found is told
//! without whose doing it was, and nobody else is given away; a name that the owner used himself is no secret. The
//! surnames and what only looks like a name are data (`assets/library/plain.toml`). Ledger 12-69, 20-34.

/// The words by which a name is told.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// Characters that are surnames behind 小 and 老.
    pub familiar: &'a str,
    /// Characters that are surnames before a title.
    pub surnames: &'a str,
    /// What stands behind a surname.
    pub titles: &'a [String],
    /// What looks like a name and is none.
    pub no_names: &'a [String],
}

/// Whether a clause names somebody whom the owner has not named.
pub fn is_named(clause: &str, staff: &[String], words: &str, names: Names<'_>) -> bool {
    if staff.iter().any(|name| clause.contains(name.as_str()) && !words.contains(name.as_str())) {
        return true;
    }
    let clause = names.no_names.iter().fold(clause.to_owned(), |text, one| text.replace(one.as_str(), "　"));
    let chars: Vec<char> = clause.chars().collect();
    let unnamed = |from: usize, to: usize| {
        chars.get(from..to).is_some_and(|name| !words.contains(&name.iter().collect::<String>()))
    };
    let familiar = chars.windows(2).enumerate().any(|(at, pair)| {
        // 陈姓大姐 is named as much as 小陈.
        let told = matches!(pair, ['小' | '老', name] | [name, '姓'] if names.familiar.contains(*name));
        told && unnamed(at, at + 2)
    });
    familiar
        || chars.iter().enumerate().any(|(at, c)| {
            let behind: String = chars.iter().skip(at + 1).take(3).collect();
            let titled = || names.titles.iter().find(|title| behind.starts_with(title.as_str()));
            names.surnames.contains(*c)
                && titled().is_some_and(|title| unnamed(at, at + 1 + title.chars().count()))
        })
}

/// A record in which behind what somebody does no name is told: 保洁崔姨拖地 is 保洁拖地.
pub fn without_names(record: &str, roles: &[String], staff: &[String], names: Names<'_>) -> String {
    let chars: Vec<char> = record.chars().collect();
    let mut said = String::with_capacity(record.len());
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        said.push(*c);
        at += 1;
        if roles.iter().any(|role| said.ends_with(role.as_str())) {
            at += name_at(&chars[at..], staff, names);
        }
    }
    said
}

/// How many characters at the beginning of a text are a name.
fn name_at(text: &[char], staff: &[String], names: Names<'_>) -> usize {
    let rest: String = text.iter().take(6).collect();
    if names.no_names.iter().any(|one| rest.starts_with(one.as_str())) {
        return 0;
    }
    if let Some(name) = staff.iter().find(|name| rest.starts_with(name.as_str())) {
        return name.chars().count();
    }
    let titled = || {
        let behind: String = text.iter().skip(1).take(3).collect();
        let title = names.titles.iter().find(|title| behind.starts_with(title.as_str()));
        title.map(|title| 1 + title.chars().count()).or(behind.starts_with('某').then_some(2))
    };
    match text {
        ['小' | '老', name, ..] if names.familiar.contains(*name) => 2,
        [name, ..] if names.surnames.contains(*name) => titled().unwrap_or(0),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_told_from_what_only_looks_like_one() {
        let titles = ["姐", "姨", "嫂", "工", "队", "师傅"].map(str::to_owned);
        let no_names = ["老毛病", "小程序", "施工", "保安队"].map(str::to_owned);
        let names = Names {
            familiar: "王李刘毛程杨林郭",
            surnames: "吴彭卢雷施安陆李",
            titles: &titles,
            no_names: &no_names,
        };
        let staff = ["邱娅楠".to_owned()];
        let named = |clause: &str| is_named(clause, &staff, "老林昨晚送医院了", names);
        for clause in ["投喂的是吴姨", "小刘拖着没来", "老郭知道", "邱娅楠漏转", "卢工没交代", "雷队去过"]
        {
            assert!(named(clause), "{clause}");
        }
        let roles = ["保洁", "夜岗", "前台"].map(str::to_owned);
        for (record, said) in [
            ("保洁彭姨拖地，前台邱娅楠接的", "保洁拖地，前台接的"),
            ("夜岗小杨不会放行", "夜岗不会放行"),
            ("保洁李某上午没来", "保洁上午没来"),
            ("保洁小程序派的活", "保洁小程序派的活"),
        ] {
            assert_eq!(without_names(record, &roles, &staff, names), said);
        }
        for clause in ["老毛病又犯", "小程序报修", "施工队误拆", "老林在医院", "保安队去过", "竖管流量小"]
        {
            assert!(!named(clause), "{clause}");
        }
    }
}
