//! From the words of a record to words said to the owner: `灯已亮，照片发给业主` is said as `灯已亮，照片发给您`. Nothing
//! here knows a case or a sentence.

/// What a record is begun with that is no part of the matter.
const HEADS: [&str; 6] = ["网帖：", "匿名反映：", "匿名反映", "业主反映：", "业主反映", "来电反映"];
/// After these 业主 is the one who is spoken to.
const BEFORE: &str = "，。；：、！？知给与和请向达让帮陪待犯骂对经实醒系问复馈";
/// Before these 业主 is a word for all owners, or somebody has seen to the owner.
const BEHIND: &str = "大群委们代共之专已";

/// The words of a record as they are said to its owner; where 业主 may be somebody else it stays.
pub fn to_owner(text: &str) -> String {
    let mut said = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("业主") {
        said.push_str(before);
        let one = said.chars().next_back().is_none_or(|last| BEFORE.contains(last));
        let many = behind.chars().next().is_some_and(|next| BEHIND.contains(next));
        said.push_str(if one && !many { "您" } else { "业主" });
        rest = behind;
    }
    said.push_str(rest);
    said
}

/// The matter without the word for where it came from: `匿名反映夜班脱岗` is read back as `夜班脱岗`.
pub fn core(summary: &str) -> &str {
    let behind = HEADS.iter().find_map(|head| summary.strip_prefix(head));
    behind.filter(|matter| !matter.is_empty()).unwrap_or(summary)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_owner_is_spoken_to_and_other_owners_are_spoken_of() {
        for (record, said) in [
            ("灯已亮，照片发给业主", "灯已亮，照片发给您"),
            ("业主拿到明细，意见已登记", "您拿到明细，意见已登记"),
            ("当场核实业主身份放行", "当场核实您身份放行"),
            ("保洁言语冒犯业主", "保洁言语冒犯您"),
            ("结果已告知业主", "结果已告知您"),
            ("已上门提醒楼上业主", "已上门提醒楼上业主"),
            ("报业主大会，请业主委员会来", "报业主大会，请业主委员会来"),
            ("请业主代表看", "请业主代表看"),
            ("报告张贴，业主已探望", "报告张贴，业主已探望"),
            ("其他业主也同意", "其他业主也同意"),
            ("门已修好", "门已修好"),
            ("", ""),
        ] {
            assert_eq!(to_owner(record), said);
        }
    }

    #[test]
    fn a_matter_is_read_back_without_its_source() {
        assert_eq!(core("网帖：7栋污水三天未清"), "7栋污水三天未清");
        assert_eq!(core("匿名反映夜班巡逻脱岗"), "夜班巡逻脱岗");
        assert_eq!(core("匿名反映"), "匿名反映");
        assert_eq!(core("电梯停运"), "电梯停运");
    }
}
