//! The short form of each act: the fields it needs and no others.

use iced::widget::{column, row};
use iced::{Alignment, Element, Length};

use crate::domain::case_state::CaseState;
use crate::domain::closure::{self, Missing};
use crate::domain::code::{
    ApologyForm, Capability, CaseKind, Class, ClassIIPart, ClosureCode, Content, Emotion, ExemptGround, Flag,
    Medium, Nature, Need, Opinion, Responsibility, Trigger, Urgency, VisitForm, VisitOutcome,
};
use crate::domain::escalation::EscalationStage;
use crate::domain::settings::Superior;
use crate::library::guard::{Gap, Known};
use crate::ui::screen::case::act::{Act, is_open_task, is_question};
use crate::ui::screen::case::amend::Amend;
use crate::ui::screen::case::choice::Choice;
use crate::ui::screen::case::entry::{Entry, stage};
use crate::ui::screen::case::message::{Line, Message};
use crate::ui::screen::case::timeline::paper;
use crate::ui::screen::contract::Context;
use crate::ui::screen::situation_picker::Shown;
use crate::ui::screen::warn;
use crate::ui::shortcut::Shortcut;
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{Chips, button, chip, chips, editor, field, labelled, notice, panel, section, text};

type Part<'a> = Element<'a, Message>;

/// Longest text that the papers print without trouble; more is kept and told.
const LONG_TEXT: usize = 3000;

/// What takes the focus when a form opens: the first control with this name.
pub const FIRST: &str = "case-first";

/// The form with its head and buttons; `missing` is the answer to the last try to close.
pub fn form<'a>(
    entry: &'a Entry,
    standing: &'a CaseState,
    missing: &'a [Missing],
    context: &'a Context,
) -> Part<'a> {
    let act = entry.act;
    let fields = match act {
        Act::Close => close(entry, standing, missing, context),
        Act::Visit => visit(entry, standing, context),
        Act::Escalate => escalate(entry, standing, context),
        Act::Classify => classify(entry, standing, context),
        Act::Correct => correct(entry),
        Act::Promise => promise(entry, context),
        _ => simple(entry, standing),
    };
    let happened = field("发生时间", &entry.at)
        .placeholder("就是现在")
        .hint("补记时再填，如 今天9:30")
        .on_input(|text| Message::Typed(Line::At, text))
        .width(Length::Fixed(300.0));
    let timed = !matches!(act, Act::Close | Act::Link | Act::Correct | Act::Void | Act::Reopen);
    let parts = column![
        section(act.label(), act.advice()),
        facts_first(entry, standing),
        fields,
        timed.then_some(happened)
    ];
    panel(parts.spacing(spacing::L).max_width(FORM_WIDTH)).width(Length::Fill).into()
}

/// What the case lacks before something is explained, proposed or somebody blamed. Ledger 02-20.
fn facts_first<'a>(entry: &Entry, standing: &CaseState) -> Option<Part<'a>> {
    let blames = entry.act == Act::Investigate && entry.pick.responsibility != standing.facts.responsibility;
    let gaps = match blames && entry.text.text().trim().is_empty() {
        true => &[Gap::Findings][..],
        false => &entry.gaps,
    };
    let act = match gaps {
        _ if blames => None,
        [Gap::Findings] => Some(Act::Investigate),
        [Gap::Words, ..] => Some(Act::Restate),
        _ => Some(Act::Correct),
    };
    // What is typed already would go with the form.
    let typed = !entry.text.text().trim().is_empty();
    let go = act.filter(|act| act.fits(standing) && !typed);
    let go =
        go.map(|act| button::secondary(format!("去{}", act.label())).small().on_press(Message::Open(act)));
    let notice = warn::facts_first(gaps)?;
    Some(match go {
        Some(go) => notice.action(go).into(),
        None => notice.into(),
    })
}

/// Fields grow no wider: lines longer than this are hard to read.
const FORM_WIDTH: f32 = 960.0;

/// The buttons of the form; they stay at the foot however long it is.
pub fn buttons<'a>(entry: &'a Entry, standing: &'a CaseState) -> Part<'a> {
    let act = entry.act;
    let owner_answers = matches!(act, Act::Restate | Act::Explain | Act::Promise | Act::Solution)
        || (act == Act::Escalate && stage(standing) == EscalationStage::Ask);
    let save = match act {
        Act::Close => button::primary("关闭本单"),
        Act::Void => button::danger("作废本单"),
        _ => button::primary("记下来"),
    };
    let yes = match act {
        Act::Restate => "业主已确认，记下",
        Act::Explain => "业主满意，记下",
        _ => "业主同意，记下",
    };
    row![
        save.keys(Shortcut::Save.keys()).on_press(Message::Save),
        owner_answers
            .then(|| button::accent(yes).keys(Shortcut::Confirm.keys()).on_press(Message::Confirmed)),
        button::secondary("取消").keys(Shortcut::Back.keys()).on_press(Message::Cancel),
        entry.problem.as_deref().map(|problem| text::toned(problem, Tone::Danger)),
    ]
    .spacing(spacing::M)
    .align_y(Alignment::Center)
    .wrap()
    .into()
}

/// Forms of a text, a name and a choice or two.
fn simple<'a>(entry: &'a Entry, standing: &'a CaseState) -> Part<'a> {
    let pick = &entry.pick;
    let mut parts: Vec<Part<'a>> = match entry.act {
        Act::Restate => {
            vec![long(entry, "复述要点", "念给业主听"), answer(entry, "业主", "已确认", "还要改")]
        }
        Act::Explain => vec![
            long(entry, "怎么解释的", "查实了再说"),
            answer(entry, "业主", "满意", "不满意"),
            marks(vec![("业主已在打印件上签字", pick.signed, Choice::Signed)]),
        ],
        Act::Assign => vec![
            line(&entry.to, "责任人", "姓名", Line::To, true),
            line(&entry.more, "责任部门", "工程、保洁、秩序……", Line::More, false),
        ],
        Act::Investigate => vec![
            long(entry, "查到的事实", "谁、何时、何地、查了什么"),
            one_of(
                "责任",
                Responsibility::ALL,
                pick.responsibility,
                Responsibility::label,
                Choice::Responsibility,
            ),
            line(&entry.more, "依据", "合同、规定、记录、照片", Line::More, false),
        ],
        Act::Solution => vec![
            long(entry, "方案", "做什么、谁来做、什么时候"),
            answer(entry, "业主", "同意", "不同意"),
            line(&entry.more, "业主的意见", "", Line::More, false),
            line(&entry.other, "有什么不足或影响", "会不会影响其他业主", Line::Other, false),
        ],
        Act::CompletionDate => {
            vec![line(&entry.due, "告知业主的完成时间", "明天18:00、11-27 18:00", Line::Due, true)]
        }
        Act::Progress => vec![
            one_of("怎么告知的", Medium::ALL, Some(pick.medium), Medium::label, Choice::Medium),
            long(entry, "告知的内容", "没有进展也要告知"),
            marks(vec![("已告知到业主本人", pick.told, Choice::Told)]),
        ],
        Act::Handle => vec![
            long(entry, "处理结果", "怎么办的、办成什么样"),
            marks(vec![
                ("已现场验证", pick.verified, Choice::Verified),
                ("已告知业主", pick.told, Choice::Told),
            ]),
        ],
        Act::Exempt => vec![
            one_of("免回访的条件", ExemptGround::ALL, Some(pick.ground), ExemptGround::label, Choice::Ground),
            long(entry, "理由", "敏感、不便、一类须写"),
        ],
        Act::Letter => vec![
            labelled(
                "发出或归档的是",
                "",
                chips([5, 6, 2, 4, 7].map(|form| chip(paper(form), pick.form == form)))
                    .on_pick(|at| Message::Chose(Choice::Form([5, 6, 2, 4, 7][at])))
                    .width(Length::Fill),
            ),
            line(&entry.to, "送达", "收件单位或人", Line::To, true),
        ],
        Act::Reply => {
            vec![line(&entry.to, "谁的答复", "单位或人", Line::To, true), long(entry, "答复内容", "")]
        }
        Act::Task => vec![
            long(entry, "办什么", ""),
            line(&entry.to, "交给谁", "", Line::To, false),
            line(&entry.due, "什么时候前办完", "今天18:00、明天10:00", Line::Due, false),
        ],
        Act::TaskDone => task_done(entry, standing),
        Act::Handover => vec![
            line(&entry.to, "交给谁", "管家或早班姓名", Line::To, true),
            line(&entry.due, "接班时间", "", Line::Due, false),
        ],
        Act::TakeOver => vec![answer(entry, "业主", "已联系上", "还没联系上")],
        Act::Apology => vec![first_of(
            "怎么致歉的",
            ApologyForm::ALL,
            Some(pick.apology),
            ApologyForm::label,
            Choice::Apology,
        )],
        Act::Cadence => {
            let all = [Some(4), Some(24), Some(72), Some(168), None];
            let words = ["每4小时", "每天", "每3天", "每周", "不定期"];
            vec![labelled(
                "多久告知一次",
                "",
                chips(all.iter().zip(words).map(|(every, word)| chip(word, pick.every == *every)))
                    .on_pick(move |at| Message::Chose(Choice::Every(all[at])))
                    .id(FIRST)
                    .width(Length::Fill),
            )]
        }
        Act::Mood => vec![first_of("业主现在", Emotion::ALL, pick.emotion, Emotion::label, Choice::Emotion)],
        Act::Flag => vec![
            first_of("标记", Flag::ALL, pick.flag, Flag::label, Choice::Flag),
            answer(entry, "", "标上", "取消"),
            long(entry, "事实依据", "只写事实"),
        ],
        Act::Link => vec![
            labelled(
                "关联成",
                "",
                chips([chip("同一件事再次投诉", !pick.group), chip("群诉的一户", pick.group)])
                    .on_pick(|at| Message::Chose(Choice::Group(at == 1)))
                    .width(Length::Fill),
            ),
            line(&entry.to, "那一单的编号", "20261103-002；留空取消关联", Line::To, true),
        ],
        Act::Note => {
            vec![long(entry, "备注", ""), marks(vec![("仅供内部", pick.internal, Choice::Internal)])]
        }
        Act::Lessons => vec![
            long(entry, "为什么会发生", ""),
            line(&entry.more, "得到什么教训", "", Line::More, false),
            line(&entry.other, "以后怎样避免", "", Line::Other, false),
            line(&entry.to, "要调整什么", "", Line::To, false),
        ],
        Act::Reopen | Act::Void => vec![long(entry, "原因", "")],
        Act::Close | Act::Visit | Act::Escalate | Act::Classify | Act::Correct | Act::Promise => Vec::new(),
    };
    if matches!(entry.act, Act::Explain | Act::Solution | Act::Progress | Act::Handle) {
        parts.extend(warned(entry));
    }
    iced::widget::Column::with_children(parts).spacing(spacing::L).into()
}

/// The words of the long text that had better be put otherwise.
fn warned<'a>(entry: &Entry) -> Option<Part<'a>> {
    let known = Known {
        result_confirmed: entry.act == Act::Handle && entry.pick.verified,
        fault_ours: entry.pick.responsibility == Some(Responsibility::Ours),
    };
    warn::warn(&entry.text.text(), known)
}

fn promise<'a>(entry: &'a Entry, context: &Context) -> Part<'a> {
    let long_time = entry.is_long_promise(&context.settings, context.now());
    column![
        line(&entry.due, "约定的回复时间", "17:30、明天9:00", Line::Due, true),
        long_time.then(|| line(&entry.other, "确认人（超过24小时须主管确认）", "姓名", Line::Other, false)),
        long(entry, "到时回复什么", "只约回复，不约结果"),
        warned(entry),
        answer(entry, "业主", "同意", "不同意"),
    ]
    .spacing(spacing::L)
    .into()
}

fn task_done<'a>(entry: &'a Entry, standing: &'a CaseState) -> Vec<Part<'a>> {
    let tasks: Vec<String> = standing
        .obligations
        .iter()
        .filter(|duty| is_open_task(duty))
        .map(|duty| duty.label().to_owned())
        .collect();
    let chosen = entry.pick.task.clone();
    let question = chosen.as_deref().is_some_and(is_question);
    let list = chips(tasks.clone().into_iter().map(|what| {
        let on = chosen.as_ref() == Some(&what);
        chip(what, on)
    }))
    .on_pick(move |at| Message::Chose(Choice::Task(tasks[at].clone())))
    .id(FIRST)
    .width(Length::Fill);
    let mut parts = vec![labelled("办完的是", "", list)];
    if question {
        parts.push(answer(entry, "这件事", "有一定难度", "没有难度"));
    } else {
        parts.push(long(entry, "结果", "告诉了谁、办成什么样"));
    }
    parts
}

/// Width of a question beside its chips.
const QUESTION: f32 = 80.0;

fn visit<'a>(entry: &'a Entry, standing: &'a CaseState, context: &'a Context) -> Part<'a> {
    let pick = &entry.pick;
    let reached = pick.outcome == VisitOutcome::Reached;
    let questions = ["受理过程", "处理措施", "处理结果"];
    let opinions = questions.into_iter().enumerate().map(|(at, question)| {
        let group = Chips::one_of(
            Opinion::ALL.iter().copied(),
            pick.opinions[at].as_ref(),
            |opinion| opinion.label().into(),
            move |opinion| Message::Chose(Choice::Opinion(at, opinion)),
        )
        .id(FIRST);
        let question = text::caption(question).width(Length::Fixed(QUESTION));
        row![question, group].align_y(Alignment::Center).into()
    });
    let opinions = reached.then(|| iced::widget::Column::with_children(opinions).spacing(spacing::S));
    column![
        text::caption(visitor_words(&standing.visitor, &context.actor.name)),
        row![
            one_of("回访方式", VisitForm::ALL, Some(pick.visit_form), VisitForm::label, Choice::VisitForm),
            one_of("结果", VisitOutcome::ALL, Some(pick.outcome), VisitOutcome::label, Choice::Outcome),
        ]
        .spacing(spacing::XL)
        .wrap()
        .vertical_spacing(spacing::M),
        opinions,
        reached.then(|| {
            row![
                marks_of_five("原来期望几分", pick.expectation, Choice::Expectation),
                marks_of_five("实际感受几分", pick.perceived, Choice::Perceived),
                one_of("情绪", Emotion::ALL, pick.emotion, Emotion::label, Choice::Emotion),
            ]
            .spacing(spacing::XL)
            .wrap()
            .vertical_spacing(spacing::M)
        }),
        (pick.outcome == VisitOutcome::Declined).then(|| marks(vec![(
            "业主明确拒绝一切回访",
            pick.standing,
            Choice::CaseState
        )])),
        long(entry, "业主的话和建议", ""),
    ]
    .spacing(spacing::L)
    .into()
}

/// Who should make the visit: not the one who did the work (ledger 08-01).
fn visitor_words(visitor: &str, actor: &str) -> String {
    if visitor.contains(actor) {
        format!("回访人：{actor}（最后接待业主的人）")
    } else {
        format!(
            "最后接待业主的是{visitor}，回访一般由其进行；现在以{actor}的名义记录。经手处理的人不回访自己的事。"
        )
    }
}

fn escalate<'a>(entry: &'a Entry, standing: &'a CaseState, context: &'a Context) -> Part<'a> {
    let ladder = &context.settings.ladder;
    let attempt = standing.escalations.last();
    let to = attempt.and_then(|attempt| attempt.to.clone()).unwrap_or_default();
    match stage(standing) {
        EscalationStage::Ask | EscalationStage::Done => column![
            first_of("上移原因", Trigger::ALL, Some(entry.pick.trigger), Trigger::label, Choice::Trigger),
            labelled(
                "请谁来",
                "",
                chips(
                    ladder
                        .iter()
                        .map(Superior::full)
                        .enumerate()
                        .map(|(at, name)| chip(name, at == entry.pick.rung))
                )
                .on_pick(|at| Message::Chose(Choice::Rung(at)))
                .width(Length::Fill)
            ),
            answer(entry, "业主", "同意", "不愿意"),
        ]
        .spacing(spacing::L)
        .into(),
        EscalationStage::Contact => {
            column![text::body(format!("请联系：{to}")), answer(entry, "", "已联系上", "没联系上"),]
                .spacing(spacing::L)
                .into()
        }
        EscalationStage::Wait => {
            column![text::body(format!("正在等：{to}")), answer(entry, "", "已到场或已接听", "没有来"),]
                .spacing(spacing::L)
                .into()
        }
        EscalationStage::Outcome => {
            column![text::body(format!("第一受理人：{to}")), long(entry, "上级的答复和交代", ""),]
                .spacing(spacing::L)
                .into()
        }
    }
}

fn classify<'a>(entry: &'a Entry, standing: &'a CaseState, context: &'a Context) -> Part<'a> {
    let codes = &entry.codes;
    let active: Vec<_> = context.settings.categories.iter().filter(|one| one.active).collect();
    let list: Vec<_> = active.iter().map(|one| one.code.clone()).collect();
    let category =
        chips(active.iter().map(|one| chip(one.label.as_str(), codes.category.as_ref() == Some(&one.code))))
            .on_pick(move |at| Message::Chose(Choice::Category(list[at].clone())))
            .id(FIRST)
            .width(Length::Fill);
    let needs = chips(Need::ALL.iter().map(|need| chip(need.label(), codes.needs.contains(need))))
        .on_pick(|at| Message::Chose(Choice::Need(Need::ALL[at])))
        .width(Length::Fill);
    let complaint = standing.facts.kind == CaseKind::Complaint;
    let facts = &standing.facts;
    let said = [facts.verbatim.as_deref(), facts.summary.as_deref()].into_iter().flatten();
    let said = said.collect::<Vec<_>>().join("\n");
    let shown = Shown { chosen: codes.situation.as_ref(), answer: codes.answer.as_deref(), said: &said };
    let scene =
        entry.scene.group(&context.desk.library(), shown, |press| Message::Chose(Choice::Scene(press)));
    column![
        scene,
        labelled("类别", "", category),
        complaint.then(|| one_of("责任类别", Class::ALL, codes.class, Class::label, Choice::Class)),
        (codes.class == Some(Class::II)).then(|| one_of(
            "二类细分",
            ClassIIPart::ALL,
            codes.class_ii_part,
            ClassIIPart::label,
            Choice::ClassIIPart
        )),
        complaint.then(|| one_of("性质", Nature::ALL, codes.nature, Nature::label, Choice::Nature)),
        complaint.then(|| one_of("内容", Content::ALL, codes.content, Content::label, Choice::Content)),
        one_of("能否处理", Capability::ALL, codes.capability, Capability::label, Choice::Capability),
        one_of("紧急程度", Urgency::ALL, codes.urgency, Urgency::label, Choice::Urgency),
        complaint.then(|| labelled("诉求", "业主说出来的才选", needs)),
        line(&entry.more, "改动的原因", "第一次填写可以不写", Line::More, false),
    ]
    .spacing(spacing::L)
    .into()
}

fn correct(entry: &Entry) -> Part<'_> {
    let amend = entry.pick.amend;
    let choices = amend.choices();
    let value: Part<'_> = if choices.is_empty() {
        line(&entry.to, "更正为", "", Line::To, true)
    } else {
        let words = choices.clone();
        labelled(
            "更正为",
            "",
            chips(choices.into_iter().map(|word| chip(word, entry.to == word)))
                .on_pick(move |at| Message::Chose(Choice::AmendTo(words[at].to_owned())))
                .width(Length::Fill),
        )
    };
    column![
        one_of("更正哪一项", Amend::ALL, Some(amend), Amend::label, Choice::Amend),
        value,
        line(&entry.more, "更正的原因", "例：业主来电更正", Line::More, false),
    ]
    .spacing(spacing::L)
    .into()
}

fn close<'a>(
    entry: &'a Entry,
    standing: &'a CaseState,
    missing: &'a [Missing],
    context: &'a Context,
) -> Part<'a> {
    let ready = closure::ready(standing, &context.settings.rules, context.now());
    let hint = match ready.first() {
        Some(code) => format!("现在可以按「{}」关闭", code.label()),
        None => "选好方式后按关闭，缺什么会一次列出".to_owned(),
    };
    let gaps = missing.iter().map(|item| {
        let act = Act::for_entry(item.entry, standing);
        let line = notice("还缺", item.text, Tone::Waiting);
        match act {
            Some(act) => line
                .action(button::secondary(format!("去{}", act.label())).small().on_press(Message::Open(act))),
            None => line,
        }
        .into()
    });
    let gaps: Vec<Part<'a>> = gaps.collect();
    let supervisor = (context.is_supervisor() && !missing.is_empty())
        .then(|| marks(vec![("特批关闭：缺项照样关闭", entry.pick.against, Choice::Against)]));
    column![
        first_of("关闭方式", ClosureCode::ALL, Some(entry.pick.code), ClosureCode::label, Choice::Closure),
        text::caption(hint),
        line(&entry.more, "原因", "未签原因、未认可的经过、特批的理由", Line::More, true),
        iced::widget::Column::with_children(gaps).spacing(spacing::XS),
        supervisor,
    ]
    .spacing(spacing::L)
    .into()
}

fn long<'a>(entry: &'a Entry, label: &'static str, hint: &'static str) -> Part<'a> {
    editor(label, &entry.text)
        .hint(hint)
        .limit(LONG_TEXT)
        .lines(2..=6)
        .id(FIRST)
        .on_action(Message::Edited)
        .into()
}

fn line<'a>(
    value: &'a str,
    label: &'static str,
    placeholder: &'static str,
    line: Line,
    first: bool,
) -> Part<'a> {
    let field = field(label, value).placeholder(placeholder).on_input(move |text| Message::Typed(line, text));
    if first { field.id(FIRST).into() } else { field.into() }
}

fn answer<'a>(entry: &Entry, label: &'static str, yes: &'static str, no: &'static str) -> Part<'a> {
    let chosen = entry.pick.yes;
    let group = chips([chip(yes, chosen == Some(true)), chip(no, chosen == Some(false))])
        .on_pick(|at| Message::Chose(Choice::Yes(at == 0)))
        .id(FIRST);
    if label.is_empty() { group.into() } else { labelled(label, "", group) }
}

fn marks<'a>(marks: Vec<(&'static str, bool, Choice)>) -> Part<'a> {
    let choices: Vec<Choice> = marks.iter().map(|(_, _, choice)| choice.clone()).collect();
    chips(marks.into_iter().map(|(label, on, _)| chip(label, on)))
        .on_pick(move |at| Message::Chose(choices[at].clone()))
        .width(Length::Fill)
        .into()
}

fn marks_of_five<'a>(label: &'static str, chosen: Option<u8>, choice: fn(u8) -> Choice) -> Part<'a> {
    let group = chips((1..=5_u8).map(|mark| chip(mark.to_string(), chosen == Some(mark))))
        .plain()
        .on_pick(move |at| Message::Chose(choice(u8::try_from(at + 1).unwrap_or(5))));
    labelled(label, "", group)
}

/// The same for the group that a form begins with: it takes the focus.
fn first_of<'a, T: Copy + PartialEq + 'static>(
    label: &'static str,
    all: &'static [T],
    chosen: Option<T>,
    word: fn(T) -> &'static str,
    choice: fn(T) -> Choice,
) -> Part<'a> {
    labelled(label, "", group_of(all, chosen, word, choice).id(FIRST))
}

fn one_of<'a, T: Copy + PartialEq + 'static>(
    label: &'static str,
    all: &'static [T],
    chosen: Option<T>,
    word: fn(T) -> &'static str,
    choice: fn(T) -> Choice,
) -> Part<'a> {
    labelled(label, "", group_of(all, chosen, word, choice))
}

fn group_of<'a, T: Copy + PartialEq + 'static>(
    all: &'static [T],
    chosen: Option<T>,
    word: fn(T) -> &'static str,
    choice: fn(T) -> Choice,
) -> Chips<'a, Message> {
    Chips::one_of(
        all.iter().copied(),
        chosen.as_ref(),
        |one| word(*one).into(),
        move |one| Message::Chose(choice(one)),
    )
}
