//! The fields of entries as a form shows them: which there are, in which groups, and how a value reads in words.
//! One description makes the forms, the lists and the comparison after an update; what is drawn stands in `ui`.

use serde_json::{Map, Value};

use crate::domain::code::{CaseKind, Channel, Class, ClassIIPart, Content, Emotion, Title, Urgency};
use crate::domain::drill::Dimension;
use crate::domain::settings::Settings;
use crate::library::entry::EntryKind;
use crate::library::limit::{Base, LimitKind};
use crate::library::moment::Turn;
use crate::library::situation::Question;
use crate::library::span::Span;
use crate::library::step::Step;

/// Fields that are changed together.
#[derive(Debug, PartialEq, Eq)]
pub struct Group {
    /// What they are about.
    pub label: &'static str,
    /// They.
    pub fields: &'static [Field],
}

/// A field.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// Its key in the entry; with a dot, that of a part in a part.
    pub key: &'static str,
    /// What it is.
    pub label: &'static str,
    /// A word of advice, or an example.
    pub hint: &'static str,
    /// What can stand in it.
    pub shape: Shape,
    /// It may not be left empty.
    pub must: bool,
    /// It is said or done at the counter, so the promise guard reads along.
    pub watched: bool,
}

/// What can stand in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One line.
    Line,
    /// One short line.
    Short,
    /// The code word of a situation.
    Code,
    /// Several lines.
    Prose,
    /// A list of lines.
    Lines,
    /// A whole number with its unit.
    Number(&'static str),
    /// A length of time, kept as minutes, hours and days.
    Span,
    /// A mark.
    Yes,
    /// One of a list.
    Pick(Pick),
    /// Steps of the talk.
    Steps,
    /// A list of parts with fields of their own; the word for one of them.
    Rows(&'static str, &'static [Field]),
}

/// What is picked from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// Rows of the monthly table.
    Category,
    /// Responsibility classes.
    Class,
    /// Parts of class II.
    Part,
    /// Contents.
    Content,
    /// Urgencies.
    Urgency,
    /// What a limit is counted from.
    Base,
    /// What a limit becomes.
    Limit,
    /// Answers to the situation's question.
    Branch,
    /// What is brought to the counter.
    Matter,
    /// How it comes.
    Channel,
    /// Moods.
    Mood,
    /// How somebody is addressed.
    Title,
    /// Steps of the talk, one of them.
    Step,
    /// What happened last.
    Turn,
    /// Dimensions of a talk.
    Dimension,
}

const fn field(key: &'static str, label: &'static str, hint: &'static str, shape: Shape) -> Field {
    Field { key, label, hint, shape, must: false, watched: false }
}

impl Field {
    const fn must(mut self) -> Self {
        self.must = true;
        self
    }

    const fn watched(mut self) -> Self {
        self.watched = true;
        self
    }

    /// The key of the entry's field that it is, or stands in.
    pub fn top(&self) -> &'static str {
        self.key.split_once('.').map_or(self.key, |(top, _)| top)
    }
}

const STEPS: Shape = Shape::Steps;
const ANSWERS: &[Field] = &[
    field("label", "回答", "如：还困在里面", Shape::Line).must(),
    field("next.text", "这样答以后再问", "不用再问就空着", Shape::Line).watched(),
    field(
        "next.answers",
        "再问的回答",
        "",
        Shape::Rows("一种回答", &[field("label", "回答", "", Shape::Line).must()]),
    ),
];

const SITUATION: &[Group] = &[
    Group { label: "名称和常用分类", fields: FACTS },
    Group {
        label: "先核实、先问",
        fields: &[
            field("identity", "核实身份", "不用核实就空着", Shape::Prose).watched(),
            field("question.text", "先问一句", "如：人出来了没有？", Shape::Line).watched(),
            field(
                "question.answers",
                "业主怎么答",
                "答什么，决定后面怎么办",
                Shape::Rows("一种回答", ANSWERS),
            ),
        ],
    },
    Group {
        label: "业主的期望",
        fields: &[field(
            "expectations",
            "期望",
            "仅供内部",
            Shape::Rows(
                "一条期望",
                &[
                    field("text", "期望", "如：马上修好", Shape::Line).must(),
                    field("never_suggest", "业主没提就不要提", "", Shape::Yes),
                ],
            ),
        )],
    },
    Group {
        label: "处理步骤",
        fields: &[field(
            "steps",
            "步骤",
            "按先后",
            Shape::Rows(
                "一步",
                &[
                    field("do", "做什么", "如：到现场看，拍照留证", Shape::Line).must().watched(),
                    field("who", "谁来做", "如：客服管家", Shape::Short),
                    field("branch", "只在这样回答时", "", Shape::Pick(Pick::Branch)),
                    field("approve", "要客服主任先批准", "批准前不做", Shape::Yes),
                ],
            ),
        )],
    },
    Group {
        label: "时限",
        fields: &[field("limits", "时限", "选定这个场景，就自动成为待办", Shape::Rows("一条时限", LIMITS))],
    },
    Group {
        label: "叫上谁、留什么",
        fields: &[
            field("roles", "要叫上的人", "一行一个", Shape::Lines),
            field("evidence", "要留的凭据", "一行一样", Shape::Lines),
            field("papers", "单据和告示", "一行一样", Shape::Lines),
        ],
    },
    Group {
        label: "仅供内部",
        fields: &[
            field("internal", "内部建议", "一行一条", Shape::Lines),
            field("risks", "风险提示", "一行一条", Shape::Lines),
        ],
    },
];

const FACTS: &[Field] = &[
    field("name", "名称", "十二个字以内", Shape::Line).must(),
    field("scenario", "场景大类", "如：电梯；可不填", Shape::Line),
    field("synonyms", "业主常说的词", "一行一个；业主说到，就会推荐这个场景", Shape::Lines),
    field("category", "统计类别", "", Shape::Pick(Pick::Category)).must(),
    field("content", "投诉内容", "", Shape::Pick(Pick::Content)),
    field("class", "责任类别", "", Shape::Pick(Pick::Class)),
    field("class_ii_part", "二类细分", "", Shape::Pick(Pick::Part)),
    field("urgency", "紧急程度", "", Shape::Pick(Pick::Urgency)),
    field("visit_hours", "回访时限", "处理完成后几小时内，空着按一般时限", Shape::Number("小时")),
];

const LIMITS: &[Field] = &[
    field("do", "到时要做的事", "如：更新公告，再说一次进展", Shape::Line).must().watched(),
    field("who", "谁来做", "如：客服管家", Shape::Short),
    field("after", "时长", "如：4小时", Shape::Span),
    field("again_after_hours", "做完隔几小时再来", "可不填", Shape::Number("小时")),
    field("from", "从何时算", "", Shape::Pick(Pick::Base)).must(),
    field("kind", "成为什么", "", Shape::Pick(Pick::Limit)).must(),
    field("branch", "只在这样回答时", "", Shape::Pick(Pick::Branch)),
    field("at_night", "只在前台下班后", "", Shape::Yes),
];

const WORD: &[Group] = &[Group {
    label: "卡片",
    fields: &[
        field("word", "字头", "一个字", Shape::Short).must(),
        field("aim", "为的是什么", "", Shape::Line).must(),
        field("techniques", "这样做", "一行一条", Shape::Lines).must().watched(),
        field("avoids", "不能这样", "一行一条", Shape::Lines),
        field("comment", "点评", "", Shape::Prose),
        field("steps", "用在哪几步", "", STEPS),
        field("may_decide_only", "只给能作主的人看", "", Shape::Yes),
    ],
}];

const PROCEDURE: &[Group] = &[Group {
    label: "流程",
    fields: &[
        field("name", "名称", "", Shape::Line).must(),
        field("note", "说明", "", Shape::Prose),
        field(
            "stages",
            "各段",
            "按先后",
            Shape::Rows(
                "一段",
                &[
                    field("name", "这一段", "如：听清楚", Shape::Short).must(),
                    field("text", "做什么", "", Shape::Line).must().watched(),
                    field("steps", "对应的步骤", "", STEPS),
                ],
            ),
        )
        .must(),
    ],
}];

const NOTE: &[Group] = &[Group {
    label: "提示",
    fields: &[
        field("title", "题目", "", Shape::Line).must(),
        field("points", "要点", "一行一条", Shape::Lines).must(),
    ],
}];

const RELIEF: &[Group] = &[Group {
    label: "疏导卡",
    fields: &[field("title", "题目", "", Shape::Line).must(), field("text", "内容", "", Shape::Prose).must()],
}];

const DANGER: &[Group] = &[Group {
    label: "险情卡",
    fields: &[
        field("name", "是什么险情", "如：闻到燃气味", Shape::Line).must(),
        field("words", "业主会怎么说", "一行一个；说到就亮这张卡", Shape::Lines),
        field("unless", "说到这些就不亮", "一行一个，如：已经修好", Shape::Lines),
        field("ends", "记录里写到这些就算过去", "一行一个，如：人已放出", Shape::Lines),
        field("ask", "先问一句", "", Shape::Line).must().watched(),
        field("tell", "告诉他怎么做", "一行一句，短", Shape::Lines).must().watched(),
        field("meanwhile", "人去了以后", "再说一遍最要紧的一句", Shape::Line).watched(),
        field("call", "马上叫谁", "一行一处", Shape::Lines).must(),
        field("next", "然后", "电话挂不挂、在哪儿等", Shape::Line).must().watched(),
        field("hang_up", "可以先挂电话", "只有必须先离开屋子时", Shape::Yes),
        field("never", "千万不要", "一行一条", Shape::Lines).must(),
    ],
}];

const PAUSE: &[Group] = &[Group {
    label: "歇一分钟",
    fields: &[
        field("offer", "提议的话", "", Shape::Line).must(),
        field("rounds", "呼吸几轮", "", Shape::Number("轮")).must(),
        field(
            "beats",
            "一轮里的每一拍",
            "按先后",
            Shape::Rows(
                "一拍",
                &[
                    field("text", "做什么", "如：慢慢吸气", Shape::Line).must(),
                    field("seconds", "几秒", "", Shape::Number("秒")).must(),
                ],
            ),
        )
        .must(),
    ],
}];

const DRILL: &[Group] = &[Group {
    label: "剧本",
    fields: &[
        field("name", "名称", "十二个字以内", Shape::Line).must(),
        field("kind", "来办什么", "", Shape::Pick(Pick::Matter)).must(),
        field("channel", "怎么来的", "", Shape::Pick(Pick::Channel)).must(),
        field("situation", "场景编号", "如 E2，可不填", Shape::Short),
        field("owner", "业主姓名", "编的，不用真名", Shape::Short).must(),
        field("title", "怎么称呼", "", Shape::Pick(Pick::Title)).must(),
        field("room", "房号", "如 3-2-1001", Shape::Short),
        field("person", "他是什么人", "给演业主的人看：年纪、神情、来过没有", Shape::Prose).must(),
        field("before", "他先前说过的", "回访、再次来电时写，可不填", Shape::Prose),
        field("wants", "没说出口的", "演完才给看：他心里真正要的", Shape::Prose),
        field("repeat", "以前反映过", "", Shape::Yes),
        field("think", "换位想一想", "一行一个问题", Shape::Lines),
        field("turns", "业主的话", "按先后", Shape::Rows("一句", TURNS)).must(),
    ],
}];

const TURNS: &[Field] = &[
    field("says", "业主说", "照真人说话的样子写", Shape::Line).must(),
    field("mood", "情绪", "", Shape::Pick(Pick::Mood)).must(),
    field("step", "这时走到哪一步", "", Shape::Pick(Pick::Step)).must(),
    field("after", "前面到了哪一步", "空着就是刚受理", Shape::Pick(Pick::Turn)),
    field("seconds", "从容作答", "限时演练以它为限", Shape::Number("秒")).must(),
    field(
        "ticks",
        "好的回答里要有",
        "四个方面都要考到",
        Shape::Rows(
            "一个要点",
            &[
                field("text", "要点", "如：叫得出他姓什么", Shape::Line).must().watched(),
                field("of", "属于哪一方面", "", Shape::Pick(Pick::Dimension)).must(),
            ],
        ),
    )
    .must(),
];

/// What a new situation is asked besides the facts of the first group.
pub const CODE: Field = field("id", "编号", "如：X1，定了不能改", Shape::Code).must();

impl EntryKind {
    /// The fields in their groups.
    pub fn groups(self) -> &'static [Group] {
        match self {
            Self::Situation => SITUATION,
            Self::Danger => DANGER,
            Self::Word => WORD,
            Self::Procedure => PROCEDURE,
            Self::Note => NOTE,
            Self::Relief => RELIEF,
            Self::Pause => PAUSE,
            Self::Drill => DRILL,
        }
    }
}

/// What is known when values are put into words: the settings, and the entry with its question.
#[derive(Debug, Clone, Copy)]
pub struct WordingContext<'a> {
    /// The settings.
    pub settings: &'a Settings,
    /// The question of the situation, if it has one.
    pub question: Option<&'a Question>,
}

impl WordingContext<'_> {
    /// What can be picked: code words with their labels.
    pub fn choices(&self, pick: Pick) -> Vec<(String, String)> {
        macro_rules! all {
            ($codes:ident) => {
                $codes::ALL.iter().map(|one| (one.code().to_owned(), one.label().to_owned())).collect()
            };
        }
        match pick {
            Pick::Category => {
                let active = self.settings.categories.iter().filter(|entry| entry.active);
                active.map(|entry| (entry.code.to_string(), entry.label.clone())).collect()
            }
            Pick::Class => all!(Class),
            Pick::Part => all!(ClassIIPart),
            Pick::Content => all!(Content),
            Pick::Urgency => all!(Urgency),
            Pick::Matter => all!(CaseKind),
            Pick::Channel => all!(Channel),
            Pick::Mood => all!(Emotion),
            Pick::Title => all!(Title),
            Pick::Step => all!(Step),
            Pick::Turn => all!(Turn),
            Pick::Dimension => all!(Dimension),
            Pick::Base => all!(Base),
            Pick::Limit => all!(LimitKind),
            Pick::Branch => {
                let answers = self.question.map(Question::all_answers).unwrap_or_default();
                answers.into_iter().map(|answer| (answer.id.clone(), answer.label.clone())).collect()
            }
        }
    }

    /// A field of an entry in words, empty when there is nothing.
    pub fn words(&self, field: &Field, fields: &Map<String, Value>) -> String {
        let value = at(fields, field.key);
        let number = value.and_then(Value::as_u64);
        match field.shape {
            Shape::Line | Shape::Short | Shape::Code | Shape::Prose => {
                value.and_then(Value::as_str).unwrap_or_default().to_owned()
            }
            Shape::Lines => list(texts(value)),
            Shape::Number(unit) => number.map(|number| format!("{number}{unit}")).unwrap_or_default(),
            Shape::Span => span(fields).words(),
            Shape::Yes if mark(value) => field.label.to_owned(),
            Shape::Yes => String::new(),
            Shape::Pick(pick) => {
                let code = value.and_then(Value::as_str).unwrap_or_default();
                let label =
                    self.choices(pick).into_iter().find(|(one, _)| one == code).map(|(_, label)| label);
                match (pick, label) {
                    (Pick::Branch, Some(label)) => format!("答“{label}”时"),
                    (Pick::Limit, _) if code == LimitKind::Task.code() => String::new(),
                    (_, label) => label.unwrap_or_else(|| code.to_owned()),
                }
            }
            Shape::Steps => {
                let steps = texts(value).into_iter().filter_map(|code| Step::from_code(&code));
                steps.map(Step::label).collect::<Vec<_>>().join("、")
            }
            Shape::Rows(_, parts) => {
                let rows = value.and_then(Value::as_array).into_iter().flatten();
                rows.filter_map(Value::as_object)
                    .map(|row| self.row(parts, row))
                    .collect::<Vec<_>>()
                    .join("\n")
            }
        }
    }

    /// A part in one line: its first field, the others in brackets.
    fn row(&self, parts: &[Field], row: &Map<String, Value>) -> String {
        let mut words = parts.iter().map(|part| self.words(part, row).replace('\n', "／"));
        let head = words.next().unwrap_or_default();
        let rest: Vec<String> = words.filter(|words| !words.is_empty()).collect();
        if rest.is_empty() { head } else { format!("{head}（{}）", rest.join(" · ")) }
    }

    /// A whole field of an entry by its key, each of the form's fields in it on a line.
    pub fn words_of(&self, kind: EntryKind, key: &str, fields: &Map<String, Value>) -> String {
        let parts = kind.groups().iter().flat_map(|group| group.fields).filter(|field| field.top() == key);
        let words: Vec<String> = parts.map(|field| self.words(field, fields)).collect();
        words.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n")
    }
}

/// The value at a key, also one with a dot.
pub fn at<'a>(fields: &'a Map<String, Value>, key: &str) -> Option<&'a Value> {
    match key.split_once('.') {
        Some((top, rest)) => at(fields.get(top)?.as_object()?, rest),
        None => fields.get(key),
    }
}

/// A list of texts.
pub fn texts(value: Option<&Value>) -> Vec<String> {
    let all = value.and_then(Value::as_array).into_iter().flatten();
    all.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Whether a mark is set.
pub fn mark(value: Option<&Value>) -> bool {
    value.and_then(Value::as_bool).unwrap_or_default()
}

/// The length of time among these fields.
pub fn span(fields: &Map<String, Value>) -> Span {
    let number =
        |key| fields.get(key).and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok()).unwrap_or_default();
    Span { minutes: number("minutes"), hours: number("hours"), days: number("days") }
}

/// Short ones on one line, long ones each on its own.
fn list(texts: Vec<String>) -> String {
    const SHORT: usize = 10;
    let short = texts.iter().all(|text| text.chars().count() <= SHORT && !text.contains('、'));
    texts.join(if short { "、" } else { "\n" })
}
