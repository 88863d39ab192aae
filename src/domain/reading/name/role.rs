//! Words for who somebody is and whom he works for, not for what he is called: 业主, 物业公司, 保安队长, 邻居.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::domain::code::Title;

/// What people are to the house or to each other.
const PEOPLE: &str = "快递员 快递小哥 外卖员 外卖小哥 送货员 骑手 小哥 保洁员 保洁 清洁工 清洁 保安员 保安 安全员 门卫 门岗 岗亭 消防员 \
    维修工 维修员 维修 装修工 装修 水电工 电工 水工 木工 瓦工 油漆工 绿化工 绿化 园丁 收费员 管理员 车管员 监控员 巡逻员 \
    工作人员 管理人员 业务员 服务员 志愿者 网格员 楼栋长 楼长 单元长 楼管 前台 客服 党员 职员 员工 店员 律师 记者 老师 \
    业主本人 业主代表 业主 老业主 新业主 女业主 男业主 热心业主 业委 租户 租客 住户 房东 房客 户主 家属 家人 本人 访客 路人 客户 \
    客人 顾客 商户 店长 店主 老板娘 老板 代表 邻居 群众 老人 老人家 女儿 儿子 老公 老婆 爱人 媳妇 孙子 孙女 先生 女士 \
    丈夫 妻子 父亲 母亲 爸爸 妈妈 爷爷 奶奶 亲戚 朋友 保姆 月嫂 司机 车主 网友 群友 居民 村民 某业主 某先生 某女士 男士 小姐 太太 阿姨 \
    匿名 不详 未知 无名 投诉人 报修人 联系人 来访人 来电人 中介 小孩 孩子 学生 家长 经理 主任 主管 队长 组长 师傅 老师傅 \
    老太太 大爷 大妈 大哥 大姐 老大哥 老大爷 老奶奶 老爷爷";

/// Whom somebody works for or where he is from.
const HOUSES: &str = "物业服务中心 物业管理处 物业公司 物业 公司 管理处 服务中心 管家 客服中心 客服部 工程部 保安部 安保部 安保 秩序部 环境部 财务部 \
    业委会 业主委员会 居委会 社区居委会 街道办 街道 社区 小区 园区 派出所 开发商 施工队 施工方 施工单位 装修公司 装修队 电梯公司 \
    维保公司 维保 搬家公司 快递 外卖 家政公司 家政 停车场 幼儿园 学校 便利店 超市 花店 饭店 餐馆 理发店 链家 贝壳 中原 顺丰 京东 \
    美团 圆通 中通 申通 韵达 业主群 项目部 项目 工单 房屋 楼上 楼下 隔壁 对门 对面 大门 门口 大堂 房管局 住建局 城管局 城管 交警队 交警 消防队 消防 供电局 供电所 水务局 自来水公司 \
    燃气公司 市政 信访局 信访办 全体 部分 多名 各位 几位 众多 高层 底层 顶楼";

/// People who are of somebody's family, no name of his: 王先生爱人.
const KIN: &str =
    "家属 家人 女儿 儿子 老公 老婆 爱人 媳妇 丈夫 妻子 父亲 母亲 孙子 孙女 亲戚 朋友 孩子 邻居 保姆 司机";

/// Parts of firms and offices that end a word unknown to us: 中建三局王工, 房管局陈科长.
const ENDINGS: &str = "局所院队部店处办";

/// Words as characters, cut once: a name is read for every row of a list.
fn cut(lists: &[&str]) -> HashSet<Vec<char>> {
    lists.iter().flat_map(|list| list.split_whitespace()).map(|word| word.chars().collect()).collect()
}

static PEOPLE_WORDS: LazyLock<HashSet<Vec<char>>> = LazyLock::new(|| cut(&[PEOPLE]));
static ALL_WORDS: LazyLock<HashSet<Vec<char>>> = LazyLock::new(|| cut(&[PEOPLE, HOUSES]));
static KIN_WORDS: LazyLock<HashSet<Vec<char>>> = LazyLock::new(|| cut(&[KIN]));

/// The longest word of the lists.
const LONGEST_WORD: usize = 6;

/// Length of the longest word of a list at the head.
fn ahead(words: &HashSet<Vec<char>>, chars: &[char]) -> Option<usize> {
    (1..=LONGEST_WORD).rev().find(|length| chars.get(..*length).is_some_and(|head| words.contains(head)))
}

/// Length of the longest word of a list at the end of something longer.
fn behind(words: &HashSet<Vec<char>>, chars: &[char]) -> Option<usize> {
    let longest = LONGEST_WORD.min(chars.len().saturating_sub(1));
    (1..=longest).rev().find(|length| words.contains(&chars[chars.len() - length..]))
}

/// Titles that are spoken by themselves and never stand before a name: 先生王 is nobody.
const SPOKEN: [&str; 12] =
    ["先生", "女士", "小姐", "太太", "阿姨", "爸爸", "妈妈", "爷爷", "奶奶", "大爷", "大妈", "男士"];

/// Words that begin people's names too.
const ALSO_NAMES: [&str; 2] = ["安保", "管家"];

/// Whether one more character behind such a word makes a name of both.
pub fn begins_names(word: &[char]) -> bool {
    ALSO_NAMES.iter().any(|one| one.chars().eq(word.iter().copied()))
}

/// Whether a text is made of such words and nothing else.
pub fn is_role(chars: &[char]) -> bool {
    let Some(length) = ahead(&ALL_WORDS, chars) else { return false };
    length == chars.len() || is_role(&chars[length..])
}

/// Length of the longest such word at the head, which a name may follow.
pub fn role_ahead(chars: &[char]) -> Option<usize> {
    let length = ahead(&ALL_WORDS, chars)?;
    (!SPOKEN.iter().any(|spoken| spoken.chars().eq(chars[..length].iter().copied()))).then_some(length)
}

/// Length of a word for a person at the end of something longer: 花店老板, 王建国业主.
pub fn role_behind(chars: &[char]) -> Option<usize> {
    behind(&PEOPLE_WORDS, chars)
}

/// The word for one of a family at the end: 王先生爱人.
pub fn kin_behind(chars: &[char]) -> Option<&[char]> {
    behind(&KIN_WORDS, chars).map(|length| &chars[chars.len() - length..])
}

/// The place behind the last such word within a text.
pub fn role_within(chars: &[char]) -> Option<usize> {
    let end = |at: usize| {
        let ending = at >= 2 && ENDINGS.contains(chars[at]);
        Some(at + ahead(&ALL_WORDS, &chars[at..]).or(ending.then_some(1))?)
    };
    (1..chars.len()).filter_map(end).filter(|end| *end < chars.len()).max()
}

/// What the word tells of the title.
pub fn title(chars: &[char]) -> Option<Title> {
    let word: String = chars.iter().collect();
    let is = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
    let ms = is(&["女", "太太", "小姐", "妈", "婆", "母亲", "奶奶", "妻", "阿姨", "姐", "媳妇", "老板娘"]);
    let mr = is(&["先生", "男", "爸", "父亲", "爷", "丈夫", "儿子", "老公", "小哥", "大哥"]);
    match (ms, mr) {
        (_, true) => Some(Title::Mr),
        (true, false) => Some(Title::Ms),
        (false, false) => None,
    }
}
