//! Which characters of a name are the surname.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::domain::reading::plain_text;

/// Surnames of two characters and more.
const COMPOUND: &str = "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 \
    公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 \
    令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 北宫 第五 公输 完颜 耶律 纳兰 叶赫 贺兰 即墨 哥舒 淳于 单于 屈突 \
    达奚 侯莫 爱新觉罗 叶赫那拉 钮祜禄 範姜 范姜 歐陽 東方 諸葛 司馬 尉遲 鍾離 長孫";

/// Surnames of one character.
const SINGLE: &str = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳\
    酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮\
    蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀\
    羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂\
    索咸籍赖卓蔺屠蒙池乔阴郁胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾\
    终暨居衡步都耿满弘匡国文寇广禄阙东殴殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仉督岳帅缑亢况\
    郈有琴归海晋楚闫法汝鄢涂钦商牟佘佴伯赏墨哈谯笪年爱阳佟言福覃付代郄爨仝肖尧苟佐初邸苑门冼冻卿隋臧区欧麦刑辜揭原仵候蹇么官缐鹿操车丘母底战勒召兰阿\
    萨由续练郇闭兆旷展邝郧危才但来院逢亓战生尉扎庹青税羊屈靖忻竹綦宛迟寻修撒腾刀郸木晨芦湖睢耶信位库粟俸敬冶鲜禤";

/// Names from other languages in Chinese characters: these beginnings are no surname of theirs.
const FOREIGN: &str = "买买提 阿依 阿不 阿卜 阿布 古丽 艾力 艾山 艾则 艾合 艾尼 艾买 吐尔 吐鲁 努尔 玉素 \
    马合 马木 沙吾 哈力 哈斯 米尔 米吉 热依 热合 帕提 帕尔 肉孜 库尔 麦麦 图尔 卡德 \
    扎西 卓玛 多吉 次仁 才让 才仁 格桑 旺堆 旺久 尼玛 达瓦 央金 德吉 平措 洛桑 丹增 \
    索朗 索南 仁青 仁增 拉姆 拉巴 巴桑 白玛 强巴 普布 边巴 贡布 嘎玛 桑吉 乌兰 巴特 \
    巴图 呼和 毕力 苏日 苏和 萨仁 娜仁 斯琴 其其 其木 宝音 那仁 敖登 图雅 阿拉 特木 \
    哈日 包力 金花依 玛丽 约翰 大卫 安娜 迈克 杰克 汤姆 露西 彼得";

/// Japanese surnames whose first character alone would be taken for a Chinese one; only before a given name.
const JAPANESE: &str = "田中 山本 山田 山口 山下 高桥 高木 松本 松下 井上 木村 林田 石川 石井 中村 小林 \
    加藤 吉田 佐藤 铃木 伊藤 渡边 清水 金子 冈田 池田 桥本 前田 藤田 后藤 武田 宫本";

/// Those of them that begin no Chinese name of three characters.
const ONLY_JAPANESE: &str = "佐藤 铃木 伊藤 渡边 加藤";

/// The lists above as characters, cut once: a name is read for every row of a list.
struct SurnameLists {
    compound: HashSet<Vec<char>>,
    single: HashSet<char>,
    foreign: HashSet<Vec<char>>,
    japanese: HashSet<Vec<char>>,
    only_japanese: HashSet<Vec<char>>,
}

static LISTS: LazyLock<SurnameLists> = LazyLock::new(|| {
    let words = |list: &str| list.split_whitespace().map(|word| word.chars().collect()).collect();
    SurnameLists {
        compound: words(COMPOUND),
        single: SINGLE.chars().collect(),
        foreign: words(FOREIGN),
        japanese: words(JAPANESE),
        only_japanese: words(ONLY_JAPANESE),
    }
});

/// The longest word of the lists.
const LONGEST_WORD: usize = 4;

/// The shortest word of a list that begins the name.
fn head<'a>(words: &HashSet<Vec<char>>, name: &'a [char]) -> Option<&'a [char]> {
    (2..=LONGEST_WORD).filter_map(|length| name.get(..length)).find(|head| words.contains(*head))
}

/// The surname at the head of a name; empty when the name has none that can be told and is said whole.
pub fn of(name: &[char]) -> &[char] {
    let lists = &*LISTS;
    let chinese = !name.is_empty() && name.iter().all(|c| plain_text::is_chinese(*c));
    if !chinese || head(&lists.foreign, name).is_some() {
        return &[];
    }
    if let Some(compound) = head(&lists.compound, name) {
        return compound;
    }
    let japanese = |words| head(words, name).is_some();
    if (name.len() == 4 && japanese(&lists.japanese)) || (name.len() == 3 && japanese(&lists.only_japanese)) {
        return &name[..2];
    }
    // 阿芳 is what somebody is called at home; nobody says 阿女士.
    if name.len() == 2 && name[0] == '阿' {
        return &[];
    }
    // More than four characters are a firm, a shop or a name from elsewhere.
    let short = || name.len() <= 4 && !is_firm(&name.iter().collect::<String>());
    if name.first().is_some_and(|c| lists.single.contains(c)) && short() { &name[..1] } else { &[] }
}

/// Whether a text is a surname of two characters and nothing more.
pub fn is_compound(text: &str) -> bool {
    let text: Vec<char> = text.chars().take(LONGEST_WORD + 1).collect();
    LISTS.compound.contains(&text)
}

/// Shops and firms that look like a name.
fn is_firm(name: &str) -> bool {
    const ENDS: [&str; 16] = [
        "店",
        "公司",
        "超市",
        "商行",
        "眼镜",
        "药房",
        "诊所",
        "幼儿园",
        "饭馆",
        "餐馆",
        "餐厅",
        "洗衣坊",
        "工作室",
        "银行",
        "中介",
        "物业",
    ];
    // 李部 may be short for 李部长.
    const PARTS: [&str; 5] = ["部", "处", "队", "中心", "办公室"];
    let part = name.chars().count() > 2 && PARTS.iter().any(|end| name.ends_with(end));
    part || ENDS.iter().any(|end| name.ends_with(end))
}
