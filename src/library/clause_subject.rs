//! The things that owners speak of, where they stand in a clause and which of them the clause is about: `电梯里有狗` is
//! about the dog, the lift only says where. What is read back and what the matter is called both rest on this.

/// The things, and what the matter is called where that is not its own word. A longer word comes before one that it holds.
const THINGS: [(&str, &str); 165] = [
    ("变压器", ""),
    ("风机", ""),
    ("基站", ""),
    ("烟道", ""),
    ("鸽", "鸽子"),
    ("洗衣机", ""),
    ("钢琴", "琴声"),
    ("瓷砖", ""),
    ("货梯", ""),
    ("客梯", ""),
    ("人工湖", ""),
    ("音乐", ""),
    ("广告费", ""),
    ("广告", ""),
    ("早餐摊", ""),
    ("人车混行", "人车混行"),
    ("垃圾车", ""),
    ("垃圾清运", ""),
    ("垃圾桶", ""),
    ("垃圾", ""),
    ("快递柜", ""),
    ("快递", ""),
    ("外卖", ""),
    ("鞋柜", ""),
    ("音响", "音响吵"),
    ("音量", "声音太大"),
    ("声音", "声音"),
    ("割草", "割草声"),
    ("照明", ""),
    ("水费", ""),
    ("电费", ""),
    ("电表", ""),
    ("水表", ""),
    ("坡道", ""),
    ("电梯费", ""),
    ("电梯", ""),
    ("热水器", ""),
    ("热水", ""),
    ("停水", ""),
    ("停电", ""),
    ("断网", ""),
    ("网络", ""),
    ("宽带", ""),
    ("自来水", ""),
    ("水质", "自来水"),
    ("水压", ""),
    ("水龙头", ""),
    ("水管", ""),
    ("水泵", ""),
    ("门禁卡", ""),
    ("门卡", ""),
    ("门禁", ""),
    ("道闸", ""),
    ("闸机", ""),
    ("刷脸", ""),
    ("人脸", "刷脸"),
    ("停车费", ""),
    ("月租", "停车费"),
    ("月卡", ""),
    ("停车场", ""),
    ("车位", ""),
    ("车牌", ""),
    ("车库", ""),
    ("地库", ""),
    ("车棚", ""),
    ("物业费", ""),
    ("公摊", "公摊费"),
    ("公共收益", ""),
    ("维修资金", ""),
    ("维修基金", ""),
    ("发票", ""),
    ("押金", ""),
    ("催费", ""),
    ("渗水", ""),
    ("漏水", ""),
    ("进水", ""),
    ("积水", ""),
    ("滴水", ""),
    ("返水", "下水返水"),
    ("渗", "渗水"),
    ("空鼓", "墙面"),
    ("外墙", ""),
    ("天花板", ""),
    ("墙皮", "墙面"),
    ("墙", "墙面"),
    ("污水", ""),
    ("下水", "下水"),
    ("地漏", "下水"),
    ("马桶", ""),
    ("异味", ""),
    ("臭味", "异味"),
    ("油烟", ""),
    ("抽烟", ""),
    ("吸烟", "抽烟"),
    ("禁烟", "抽烟"),
    ("蚊", "蚊虫"),
    ("蟑螂", "虫害"),
    ("老鼠", ""),
    ("香樟", "树"),
    ("树", ""),
    ("月季", "花"),
    ("草坪", ""),
    ("绿化带", ""),
    ("绿化", ""),
    ("喷泉", ""),
    ("健身器材", ""),
    ("滑梯", ""),
    ("长椅", ""),
    ("石板", "路面"),
    ("地砖", ""),
    ("台阶", ""),
    ("扶手", ""),
    ("广场舞", "跳舞声音"),
    ("麻将", "麻将声"),
    ("狗", ""),
    ("猫", ""),
    ("噪音", ""),
    ("噪声", "噪音"),
    ("打墙", "装修声"),
    ("电钻", "装修声"),
    ("施工", ""),
    ("装修", ""),
    ("楼梯间", ""),
    ("消防通道", ""),
    ("消防栓", ""),
    ("灭火器", ""),
    ("烟感", ""),
    ("单元门", ""),
    ("大门", ""),
    ("门铃", ""),
    ("门锁", ""),
    ("可视对讲", "对讲"),
    ("对讲", ""),
    ("楼道灯", ""),
    ("路灯", ""),
    ("灯", "灯"),
    ("走廊", ""),
    ("踏板", "垃圾桶"),
    ("窗", "窗户"),
    ("空调", ""),
    ("净水机", "上门推销"),
    ("推销", "上门推销"),
    ("群租", ""),
    ("监控", ""),
    ("暖气", ""),
    ("地暖", ""),
    ("供暖", "暖气"),
    ("脱岗", "夜班没人"),
    ("巡逻", "夜里巡逻"),
    ("河涌", ""),
    ("接送", "门口堵车"),
    ("充电桩", ""),
    ("充电棚", ""),
    ("插座", ""),
    ("电动车", ""),
    ("电瓶车", "电动车"),
    ("储藏间", ""),
    ("业委会", ""),
    ("搭棚", ""),
    ("违建", "搭建"),
    ("搭建", ""),
    ("信箱", ""),
    ("泳池", ""),
    ("单车", ""),
    ("摩托车", ""),
];
/// What tells a clause's subject too, but is no name for a matter.
const WHO: [&str; 62] = [
    "盖子",
    "外壳",
    "壳子",
    "胶印",
    "玻璃",
    "车窗",
    "音箱",
    "椅子",
    "桌子",
    "水泵",
    "插线板",
    "墙纸",
    "扣板",
    "热水",
    "房子",
    "棚子",
    "楼上",
    "楼下",
    "隔壁",
    "对门",
    "对面",
    "邻居",
    "那家",
    "那户",
    "三楼",
    "一楼",
    "保洁",
    "保安",
    "门岗",
    "门卫",
    "师傅",
    "管家",
    "客服",
    "电工",
    "收费员",
    "快递员",
    "单元",
    "大堂",
    "楼道",
    "卫生间",
    "厨房",
    "厕所",
    "客厅",
    "阳台",
    "卧室",
    "屋里",
    "家里",
    "我家",
    "屋顶",
    "顶上",
    "短信",
    "账单",
    "单子",
    "卡",
    "门",
    "车",
    "水",
    "电",
    "味",
    "杆",
    "网",
    "树叶",
];
/// Behind a thing these make a place of it.
const PLACE: &str = "里内口旁边上下前后间底中外";
/// Between 在 and one of [`PLACE`] nothing is the matter.
const AT: [&str; 6] = ["在", "从", "到", "往", "坐", "乘"];
/// So many characters such a place has at most.
const SPAN: usize = 12;

/// A thing in a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ThingFound {
    /// Where it begins, in bytes.
    pub at: usize,
    /// Where it ends.
    pub end: usize,
    /// What the matter is called by it; empty where it is no name for one.
    pub name: &'static str,
    /// It only says where.
    pub place: bool,
}

/// The things of a clause, from left to right, none within another.
pub(super) fn things(clause: &str) -> Vec<ThingFound> {
    let named = THINGS.iter().map(|(word, name)| (*word, if name.is_empty() { *word } else { *name }));
    let mut found: Vec<ThingFound> = Vec::new();
    for (word, name) in named.chain(WHO.iter().map(|word| (*word, ""))) {
        for (at, _) in clause.match_indices(word) {
            let end = at + word.len();
            let free = found.iter().all(|other| end <= other.at || other.end <= at);
            if free {
                found.push(ThingFound { at, end, name, place: is_place(clause, at, end) });
            }
        }
    }
    found.sort_by_key(|one| one.at);
    found
}

/// Whether what stands there only says where: 电梯里, 在小区花园那条路上.
fn is_place(clause: &str, at: usize, end: usize) -> bool {
    let behind = &clause[end..];
    // 地库B区 and 地库2层 are places too.
    if behind.chars().next().is_some_and(|next| PLACE.contains(next) || next.is_ascii_alphanumeric()) {
        return true;
    }
    let head = AT.iter().filter_map(|word| Some(clause[..at].rfind(word)? + word.len())).max();
    let Some(head) = head.filter(|head| clause[*head..at].chars().count() <= SPAN) else { return false };
    // A place that is closed before the thing begins holds it no more: 在楼道里抽烟.
    let closed = clause[head..at].chars().any(|c| PLACE.contains(c));
    let closes = behind.chars().take(SPAN / 2).any(|c| PLACE.contains(c));
    !closed && closes
}

/// What a clause is about: its first thing that is no place, with those that stand right behind it – `电梯广告费` is about
/// the fee. `None` where no name is sure.
pub(super) fn about(clause: &str) -> Option<&'static str> {
    let found = things(clause);
    let mut told = found.iter().filter(|one| !one.place && !one.name.is_empty());
    let mut last = told.next()?;
    for next in told {
        let between = clause[last.end..next.at].trim_start_matches('的');
        if !between.is_empty() {
            break;
        }
        last = next;
    }
    Some(last.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_is_about_its_thing_and_not_about_where_it_was() {
        for (clause, about_it) in [
            ("电梯里碰见大狗没牵绳", Some("狗")),
            ("电梯内多次遇大狗未牵绳", Some("狗")),
            ("我在电梯里碰见那条大狗三回了", Some("狗")),
            ("电梯停了两天", Some("电梯")),
            ("电梯广告音量太大", Some("声音太大")),
            ("装修押金两个月没退", Some("押金")),
            ("垃圾桶离窗太近", Some("垃圾桶")),
            ("楼下天天在楼道里抽烟", Some("抽烟")),
            ("顶楼机房夜间噪音大", Some("噪音")),
            ("消防通道长期被占", Some("消防通道")),
            ("车库口的灯坏了", Some("灯")),
            ("地库B区37号的灯坏了", Some("灯")),
            ("门卫说话难听", None),
        ] {
            assert_eq!(about(clause), about_it, "{clause}");
        }
    }
}
