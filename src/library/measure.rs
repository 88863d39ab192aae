//! What every sentence to the customer must keep to: lengths between pause marks, punctuation and words that stand in
//! no sentence. Shipped sentences pass it by test; edited ones are measured when they are saved.

/// Most characters between two pause marks, before variables are filled.
pub const BREATH: usize = 18;
/// Most characters of a whole sentence, before variables are filled.
pub const WHOLE: usize = 60;

const PAUSES: [char; 8] = ['，', '。', '；', '：', '？', '！', '、', '—'];

/// Words that no sentence for a customer contains, and why, in Chinese.
const FORBIDDEN: [(&str, &str); 24] = [
    ("保证", "不作结果承诺"),
    ("绝对", "不说绝对的话"),
    ("肯定能", "不作结果承诺"),
    ("一定修好", "不作结果承诺"),
    ("一定能", "不作结果承诺"),
    ("不归我们", "不推诿"),
    ("不关我们", "不推诿"),
    ("不是我们的事", "不推诿"),
    ("服务上移", "内部用语"),
    ("上移", "内部用语"),
    ("客诉", "内部用语"),
    ("投诉人", "内部用语"),
    ("受理人", "内部用语"),
    ("冷静", "不教业主冷静"),
    ("别激动", "不教业主冷静"),
    ("不要激动", "不教业主冷静"),
    ("消消气", "不教业主冷静"),
    ("规定就", "不拿规定压人"),
    ("没办法", "不把路说死"),
    ("不可能", "不把路说死"),
    ("停水停电", "不作威胁"),
    ("尽快安排", "要说清谁、什么时候"),
    ("我方", "说人话"),
    ("百分之百", "不说绝对的话"),
];

/// Everything that is wrong with a template, each as a Chinese sentence; empty when it can be shipped.
pub fn faults(template: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let whole = template.chars().count();
    if whole > WHOLE {
        faults.push(format!("全句{whole}字，超过{WHOLE}字"));
    }
    for breath in template.split(PAUSES) {
        let length = breath.chars().count();
        if length > BREATH {
            faults.push(format!("「{breath}」{length}字，一口气说不完"));
        }
    }
    if let Some(narrow) = template.chars().find(|c| ",.;:?!()\"'~".contains(*c)) {
        faults.push(format!("「{narrow}」应为全角标点"));
    }
    if template.contains(char::is_whitespace) {
        faults.push("句中有空格".to_owned());
    }
    if !template.ends_with(['。', '？', '！', '：']) {
        faults.push("句末没有句号、问号或叹号".to_owned());
    }
    let said = without_variables(template);
    faults.extend(
        FORBIDDEN
            .iter()
            .filter(|(word, _)| said.contains(word))
            .map(|(word, why)| format!("不说「{word}」：{why}")),
    );
    faults
}

/// The words that are said whatever the values; a variable's own name is not said.
fn without_variables(template: &str) -> String {
    let mut said = String::with_capacity(template.len());
    let mut inside = false;
    for c in template.chars() {
        match c {
            '{' => inside = true,
            '}' => inside = false,
            _ if !inside => said.push(c),
            _ => {}
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_sentences_pass() {
        for good in [
            "爬了两天十楼，换谁都急，我先记准。",
            "{称呼}，我是{受理人}，五点前我告诉您问到什么。",
            "您最希望先办哪一样？",
        ] {
            assert_eq!(faults(good), Vec::<String>::new(), "{good}");
        }
    }

    #[test]
    fn bad_sentences_are_named() {
        for (bad, why) in [
            ("您先冷静，冷静了再说。", "冷静"),
            ("放心，我们保证今晚修好。", "保证"),
            ("我们会尽快安排。", "尽快安排"),
            ("您好,请讲。", "全角"),
            ("您好，请讲", "句末"),
            ("这件事情我们已经向有关的各个部门做了反映。", "一口气"),
        ] {
            assert!(faults(bad).iter().any(|fault| fault.contains(why)), "{bad}: {:?}", faults(bad));
        }
        assert!(faults(&"好，".repeat(31)).iter().any(|fault| fault.contains("全句")));
    }
}
