//! The fields of each step of the guided form: only those of the step at hand.

use std::borrow::Cow;

use iced::widget::{column, row};
use iced::{Alignment, Element, Length};

use crate::domain::code::{
    Capability, CaseKind, Channel, Class, ClassIIPart, Content, Flag, Nature, Need, Relation, Responsibility,
    Title, Trigger, Urgency,
};
use crate::domain::escalation::EscalationStage;
use crate::domain::intake::{Field, IntakeStep};
use crate::domain::person::normalise_room;
use crate::library::guard::Known;
use crate::ui::screen::contract::Context;
use crate::ui::screen::intake::form::Form;
use crate::ui::screen::intake::matter;
use crate::ui::screen::intake::message::{Edited, Message, Pick, Typed};
use crate::ui::screen::warn::warn;
use crate::ui::shortcut::Shortcut;
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{Chips, button, chip, chips, editor, facts, field, labelled, notice, section, text};

type Part<'a> = Element<'a, Message>;

/// Longest text of one field that the papers print without trouble; more is kept and told.
pub const LONG_TEXT: usize = 3000;

/// The fields of the step at hand.
pub fn step<'a>(form: &'a Form, context: &'a Context) -> Part<'a> {
    match form.draft.step {
        IntakeStep::Greet => greet(form),
        IntakeStep::Listen => listen(form, context),
        IntakeStep::Restate => restate(form, context),
        IntakeStep::Explain => explain(form, context),
        IntakeStep::Promise => promise(form, context),
        IntakeStep::Escalate => escalate(form, context),
        IntakeStep::WrapUp => wrap_up(form, context),
    }
}

fn greet(form: &Form) -> Part<'_> {
    let phone = form.draft.channel == Channel::Phone;
    column![
        section(
            form.draft.step.label(form.draft.channel),
            if phone {
                "三声内接起，先报家门，问清怎么称呼"
            } else {
                "起身、微笑、看着对方，先问怎么称呼"
            },
        ),
        kind(form),
        who(form),
    ]
    .spacing(spacing::L)
    .into()
}

/// 信息类别.
pub fn kind(form: &Form) -> Part<'_> {
    labelled("信息类别", "", one_of(CaseKind::ALL, Some(form.draft.kind), CaseKind::label, Pick::Kind))
}

/// Who it is: name, title, room, phones.
pub fn who(form: &Form) -> Part<'_> {
    let draft = &form.draft;
    let room = normalise_room(&draft.room);
    let room_field = line(form, "房号", &draft.room, Typed::Room).placeholder("3-2-1001");
    let room_field = if !draft.room.trim().is_empty() && room != draft.room.trim() {
        room_field.trailing(room)
    } else {
        room_field
    };
    let name = row![
        line(form, "业主姓名", &draft.name, Typed::Name).width(Length::FillPortion(3)),
        room_field.width(Length::FillPortion(3)),
    ]
    .spacing(spacing::M);
    let about = row![
        labelled("称呼", "", group_of(Title::ALL, draft.title, Title::label, Pick::Title)),
        labelled(
            "与房屋的关系",
            "",
            group_of(Relation::ALL, draft.relation, Relation::label, Pick::Relation)
        ),
    ]
    .spacing(spacing::XL)
    .wrap()
    .vertical_spacing(spacing::M);
    let same = draft.called_from.trim() == draft.phone.trim() && !draft.phone.trim().is_empty();
    let mut phone = line(form, "联系电话", &draft.phone, Typed::Phone).placeholder("回复时打的号码");
    if same {
        phone = phone.trailing("同来电 ✓");
    }
    let mut phones = row![].spacing(spacing::M).align_y(Alignment::Start);
    if draft.channel == Channel::Phone {
        phones = phones.push(
            line(form, "来电号码", &draft.called_from, Typed::CalledFrom)
                .placeholder("看来电显示")
                .width(Length::FillPortion(3)),
        );
    }
    phones = phones.push(phone.width(Length::FillPortion(3)));
    let mut marks: Vec<(&str, bool, Pick)> = Vec::new();
    if draft.channel == Channel::Phone {
        marks.push(("回电同来电", same, Pick::CallBackSame));
    }
    marks.push(("电话未留", draft.phone_declined, Pick::PhoneDeclined));
    marks.push(("匿名", draft.anonymous, Pick::Anonymous));
    marks.push(("不接受回访", draft.declines_visits, Pick::DeclinesVisits));
    column![name, about, phones, marks_of(marks)].spacing(spacing::M).into()
}

fn listen<'a>(form: &'a Form, context: &Context) -> Part<'a> {
    column![
        section(form.draft.step.label(form.draft.channel), "不打断，边听边记，说完再问"),
        what(form),
        matter::cannot_wait(&form.draft, &context.desk.library()).map(|_| matter::scene(form, context)),
        needs(form),
        labelled("紧急程度", "", one_of(Urgency::ALL, form.draft.urgency, Urgency::label, Pick::Urgency)),
    ]
    .spacing(spacing::L)
    .into()
}

/// The words, the place and the time.
pub fn what(form: &Form) -> Part<'_> {
    let draft = &form.draft;
    let verbatim = editor("业主原话", &form.verbatim)
        .hint("照业主的话记")
        .placeholder("例：电梯停了两天没人管……")
        .error(form.problem(Field::Verbatim))
        .limit(LONG_TEXT)
        .lines(4..=8)
        .id(VERBATIM)
        .on_action(|action| Message::Edited(Edited::Verbatim, action));
    let where_when = row![
        line(form, "地点", &draft.place, Typed::Place)
            .placeholder("楼栋、楼层、设备")
            .width(Length::FillPortion(3)),
        line(form, "发生时间", &draft.occurred_at, Typed::OccurredAt)
            .placeholder("刚才、昨天20:00")
            .width(Length::FillPortion(2)),
    ]
    .spacing(spacing::M);
    column![verbatim, where_when].spacing(spacing::M).into()
}

fn needs(form: &Form) -> Part<'_> {
    let picked = &form.draft.needs;
    let group = chips(Need::ALL.iter().map(|need| chip(need.label(), picked.contains(need))))
        .on_pick(|at| Message::Picked(Pick::Need(Need::ALL[at])))
        .id(field_id(Field::Needs))
        .width(Length::Fill);
    labelled("业主诉求", "业主说出来的才选", group)
}

fn restate<'a>(form: &'a Form, context: &Context) -> Part<'a> {
    let draft = &form.draft;
    let who = [
        ("业主", or_dash(&format!("{} {}", draft.salutation().unwrap_or_default(), draft.room.trim()))),
        ("联系电话", or_dash(if draft.phone.trim().is_empty() { &draft.called_from } else { &draft.phone })),
        ("业主原话", or_dash(&draft.verbatim)),
    ];
    let summary = editor("复述要点", &form.summary)
        .hint("念给业主听，确认后按 F9")
        .placeholder("谁、哪里、什么时候起、什么事、希望怎样")
        .limit(LONG_TEXT)
        .lines(2..=5)
        .id(SUMMARY)
        .on_action(|action| Message::Edited(Edited::Summary, action));
    column![
        section(draft.step.label(draft.channel), "把听到的要点念给业主听，请他确认"),
        facts(who),
        summary,
        answers(form, "业主已确认", "还要改", draft.is_restated().then_some("✓ 业主已确认")),
        matter::scene(form, context),
        needs(form),
        labelled(
            "我能当场解释吗",
            "决定下一步",
            one_of(Capability::ALL, draft.capability, can_i, Pick::Capability)
        ),
    ]
    .spacing(spacing::L)
    .into()
}

fn can_i(capability: Capability) -> &'static str {
    match capability {
        Capability::Mine => "能，现在解释",
        Capability::BeyondMe => "超出我的权限",
        Capability::BeyondUs => "非本单位能办",
    }
}

fn explain<'a>(form: &'a Form, context: &Context) -> Part<'a> {
    let draft = &form.draft;
    let told = match form.last_explanation() {
        Some((true, true)) => Some("✓ 业主满意，已签字"),
        Some((true, false)) => Some("✓ 业主表示满意"),
        Some((false, _)) => Some("业主不满意，请约定回复或服务上移"),
        None => None,
    };
    let explanation = editor("怎么解释的", &form.explanation)
        .hint("查实了再说，查不实就约时间")
        .limit(LONG_TEXT)
        .lines(3..=8)
        .id(EXPLANATION)
        .on_action(|action| Message::Edited(Edited::Explanation, action));
    let signed = form.last_explanation();
    let sign =
        (draft.channel == Channel::WalkIn && signed.is_some_and(|(satisfied, _)| satisfied)).then(|| {
            let done = signed.is_some_and(|(_, signed)| signed);
            row![
                button::secondary(if done { "已签字 ✓" } else { "业主已在打印件上签字" })
                    .on_press_maybe((!done).then_some(Message::Signed)),
                text::caption("签字不作为放弃权利的依据；先按 Ctrl+P 保存并打印业主联"),
            ]
            .spacing(spacing::M)
            .align_y(Alignment::Center)
        });
    let before = form.explained_text();
    let before = (!before.is_empty()).then(|| facts([("已经解释过", before)]));
    column![
        section(draft.step.label(draft.channel), "先说明实际情况，再问业主是否满意"),
        matter::facts_first(form, context),
        labelled(
            "管理责任",
            "定了是我们的责任，才为过错致歉",
            one_of(Responsibility::ALL, draft.responsibility, Responsibility::label, Pick::Responsibility)
        ),
        explanation,
        warn(&form.explanation.text(), known(form)),
        answers(form, "业主满意", "业主不满意", told),
        before,
        sign,
    ]
    .spacing(spacing::L)
    .into()
}

/// What the promise guard may take for granted: at the counter no result is confirmed yet.
fn known(form: &Form) -> Known {
    Known { fault_ours: form.draft.responsibility == Some(Responsibility::Ours), result_confirmed: false }
}

fn promise<'a>(form: &'a Form, context: &'a Context) -> Part<'a> {
    let now = context.now();
    let entry = &form.promise;
    let made = form.last_promise().map(|(due, consent)| {
        let word = if consent { "✓ 业主同意" } else { "业主未同意" };
        format!("{word}：{} 前回复", due.short(now))
    });
    let quick = quick_times(context);
    let chosen = entry.due.clone();
    let quick_chips = chips(quick.iter().map(|(label, due)| chip(label.clone(), *due == chosen)))
        .on_pick(move |at| Message::Picked(Pick::Due(quick[at].1.clone())))
        .width(Length::Fill);
    let due = field("约定的回复时间", &entry.due)
        .placeholder("17:30、明天9:00")
        .hint("24小时内；只约回复，不约结果")
        .error(entry.problem.as_deref())
        .id(PROMISE)
        .on_input(|text| Message::Typed(Typed::PromiseDue, text));
    let supervisor = form.promise_is_long(&context.settings, now).then(|| {
        field(format!("{}确认（姓名）", context.settings.supervisor_title), &entry.confirmed_by)
            .on_input(|text| Message::Typed(Typed::PromiseConfirmedBy, text))
    });
    column![
        section(form.draft.step.label(form.draft.channel), "约一个做得到的时间，问业主可不可以"),
        form.refused().then(|| notice("业主不愿上移", "已记下，改为约定回复时间", Tone::Waiting)),
        quick_chips,
        due,
        supervisor,
        field("到时回复什么", &entry.text)
            .placeholder("例：查明停梯原因和修复进度后回电")
            .on_input(|text| Message::Typed(Typed::PromiseText, text)),
        warn(&entry.text, known(form)),
        answers(form, "业主同意", "业主不同意", made),
    ]
    .spacing(spacing::L)
    .into()
}

/// Times that are promised often, as the field would be typed.
fn quick_times(context: &Context) -> Vec<(String, String)> {
    let now = context.now();
    let hour = now + chrono::Duration::hours(1);
    let two = now + chrono::Duration::hours(2);
    let end = context.settings.rules.duty.end_on(now.date());
    let mut times = vec![("1小时内".to_owned(), hour), ("2小时内".to_owned(), two)];
    if end > two {
        times.push((format!("今天下班前（{}）", end.clock()), end));
    }
    let tomorrow = now + chrono::Duration::hours(24);
    times.push(("24小时内".to_owned(), tomorrow));
    times
        .into_iter()
        .map(|(label, at)| {
            let typed = if at.date() == now.date() { at.clock() } else { format!("明天{}", at.clock()) };
            (label, typed)
        })
        .collect()
}

fn escalate<'a>(form: &'a Form, context: &'a Context) -> Part<'a> {
    let ladder = &context.settings.ladder;
    let entry = &form.escalation;
    let stage = form.stage();
    let superior = ladder.get(entry.rung);
    let to = superior.map(|superior| superior.full()).unwrap_or_default();
    let walk_in = form.draft.channel == Channel::WalkIn;
    let head = section(
        form.draft.step.label(form.draft.channel),
        if walk_in {
            "先征得同意，当面联系，到场后主动介绍"
        } else {
            "先征得同意，向上级说明后转接"
        },
    );
    let body: Part<'_> = match stage {
        EscalationStage::Ask => column![
            labelled(
                "上移原因",
                "",
                group_of(Trigger::ALL, Some(entry.trigger), Trigger::label, Pick::Trigger)
                    .id(TRIGGER)
                    .width(Length::Fill)
            ),
            labelled(
                "请谁来",
                "",
                chips(ladder.iter().enumerate().map(|(at, one)| chip(one.full(), at == entry.rung)))
                    .on_pick(|at| Message::Picked(Pick::Rung(at)))
                    .width(Length::Fill)
            ),
            answers(form, "业主同意", "业主不愿意", None::<String>),
        ]
        .spacing(spacing::L)
        .into(),
        EscalationStage::Contact => {
            let phone = superior.map(|one| one.phone.as_str()).filter(|phone| !phone.is_empty());
            let advice =
                if walk_in { "当着业主的面打电话" } else { "请业主稍候，向上级讲清楚" };
            column![
                facts([
                    ("联系", to),
                    ("电话", phone.unwrap_or("未登记，见设置").to_owned()),
                    ("注意", advice.to_owned())
                ]),
                row![
                    button::accent("已联系上").on_press(Message::EscalationStep),
                    button::secondary("没联系上，找上一级").on_press(Message::NotReached),
                ]
                .spacing(spacing::M),
            ]
            .spacing(spacing::L)
            .into()
        }
        EscalationStage::Wait => column![
            facts([("正在等", to)]),
            row![
                button::accent(if walk_in { "已到场，我来介绍" } else { "已接通，转交" })
                    .on_press(Message::EscalationStep),
                button::secondary("没有来，找上一级").on_press(Message::NotReached),
            ]
            .spacing(spacing::M),
        ]
        .spacing(spacing::L)
        .into(),
        EscalationStage::Outcome => column![
            facts([("第一受理人", to)]),
            field("结果和交代", &entry.outcome)
                .placeholder("上级怎么答复、交代了什么")
                .id(OUTCOME)
                .on_input(|text| Message::Typed(Typed::Outcome, text))
                .on_submit(Message::EscalationStep),
            form.word.as_deref().map(|word| text::toned(word, Tone::Waiting)),
        ]
        .spacing(spacing::L)
        .into(),
        EscalationStage::Done => {
            let outcome = form.attempt().and_then(|attempt| attempt.outcome).unwrap_or_default();
            column![
                facts([
                    ("对象", form.attempt().and_then(|attempt| attempt.to).unwrap_or(to)),
                    ("结果", outcome)
                ]),
                text::caption("需要再约时间，请走「约定回复」；还要再请一次，按 F8；可以收尾时按 Ctrl+Enter"),
            ]
            .spacing(spacing::L)
            .into()
        }
    };
    column![head, stages(form), body].spacing(spacing::L).into()
}

/// The escalation's own little rail in one line.
fn stages(form: &Form) -> Part<'_> {
    let walk_in = form.draft.channel == Channel::WalkIn;
    let labels = if walk_in {
        ["① 征求同意", "② 当面联系", "③ 请稍等", "④ 到场介绍、记结果"]
    } else {
        ["① 征求同意", "② 向上级说明", "③ 等待接听", "④ 转接、记结果"]
    };
    let now = match form.stage() {
        EscalationStage::Ask => 0,
        EscalationStage::Contact => 1,
        EscalationStage::Wait => 2,
        EscalationStage::Outcome => 3,
        EscalationStage::Done => 4,
    };
    let parts = labels.into_iter().enumerate().map(|(at, label)| {
        let tone = if at < now { Tone::Accent } else { Tone::Muted };
        if at == now { text::strong(label).into() } else { text::toned(label, tone).into() }
    });
    iced::widget::Row::with_children(parts).spacing(spacing::L).into()
}

/// What can wait is asked after the caller has gone.
pub fn wrap_up<'a>(form: &'a Form, context: &'a Context) -> Part<'a> {
    column![
        section(form.draft.step.label(form.draft.channel), "业主走后再填，随时可以保存"),
        classification(form, context),
        line(form, "受理时间", &form.draft.received_at, Typed::ReceivedAt)
            .placeholder(form.draft.started_at.short(context.now()))
            .hint("补录时改成业主当时来的时间"),
    ]
    .spacing(spacing::L)
    .into()
}

/// Category, class, nature, content and marks.
pub fn classification<'a>(form: &'a Form, context: &'a Context) -> Part<'a> {
    let draft = &form.draft;
    let entries: Vec<_> = context.settings.categories.iter().filter(|entry| entry.active).collect();
    let codes: Vec<_> = entries.iter().map(|entry| entry.code.clone()).collect();
    let category = chips(
        entries.iter().map(|entry| chip(entry.label.as_str(), draft.category.as_ref() == Some(&entry.code))),
    )
    .on_pick(move |at| Message::Picked(Pick::Category(codes[at].clone())))
    .id(field_id(Field::Category))
    .width(Length::Fill);
    let complaint = draft.kind == CaseKind::Complaint;
    let flags: Vec<Flag> = Flag::ALL
        .iter()
        .copied()
        .filter(|flag| *flag != Flag::Extortion || context.is_supervisor())
        .collect();
    let flag_chips = chips(flags.iter().map(|flag| chip(flag.label(), draft.flags.contains(flag))))
        .on_pick(move |at| Message::Picked(Pick::Flag(flags[at])))
        .width(Length::Fill);
    column![
        matter::scene(form, context),
        labelled("类别", "统计表按它分行", category),
        complaint.then(|| labelled(
            "责任类别",
            "",
            group_of(Class::ALL, draft.class, Class::label, Pick::Class).id(field_id(Field::Class))
        )),
        (draft.class == Some(Class::II)).then(|| {
            labelled(
                "二类细分",
                "",
                one_of(ClassIIPart::ALL, draft.class_ii_part, ClassIIPart::label, Pick::ClassIIPart),
            )
        }),
        complaint.then(|| labelled(
            "性质",
            "",
            group_of(Nature::ALL, draft.nature, Nature::label, Pick::Nature).id(field_id(Field::Nature))
        )),
        complaint.then(|| labelled(
            "内容",
            "",
            one_of(Content::ALL, draft.content, Content::label, Pick::Content)
        )),
        labelled("标记", "有才选", flag_chips),
    ]
    .spacing(spacing::L)
    .into()
}

/// The owner's answer: F9 for yes, a button for no, and what has been noted.
fn answers<'a>(
    form: &'a Form,
    yes: &'static str,
    no: &'static str,
    noted: Option<impl Into<Cow<'a, str>>>,
) -> Part<'a> {
    let told = match (&form.word, noted) {
        (Some(word), _) => Some(Cow::Borrowed(word.as_str())),
        (None, noted) => noted.map(Into::into),
    };
    row![
        button::accent(yes).keys(Shortcut::Confirm.keys()).on_press(Message::Confirmed),
        button::secondary(no).on_press(Message::Refused),
        told.map(|told| text::toned(told, Tone::Accent)),
    ]
    .spacing(spacing::M)
    .align_y(Alignment::Center)
    .wrap()
    .into()
}

/// A field of one line over a line of the draft, with the problem told at it.
pub fn line<'a>(
    form: &'a Form,
    label: &'static str,
    value: &'a str,
    typed: Typed,
) -> field::Field<'a, Message> {
    let problem = typed.field().and_then(|field| form.problem(field));
    let line = field(label, value).error(problem).on_input(move |text| Message::Typed(typed, text));
    match typed.field() {
        Some(field) => line.id(field_id(field)),
        None => line,
    }
}

/// A single choice of a closed code list.
pub fn one_of<'a, T: Copy + PartialEq + 'static>(
    all: &'static [T],
    chosen: Option<T>,
    label: fn(T) -> &'static str,
    pick: fn(T) -> Pick,
) -> Part<'a> {
    group_of(all, chosen, label, pick).width(Length::Fill).into()
}

/// The same no wider than its chips, to stand beside another.
fn group_of<'a, T: Copy + PartialEq + 'static>(
    all: &'static [T],
    chosen: Option<T>,
    label: fn(T) -> &'static str,
    pick: fn(T) -> Pick,
) -> Chips<'a, Message> {
    Chips::one_of(
        all.iter().copied(),
        chosen.as_ref(),
        |one| label(*one).into(),
        move |one| Message::Picked(pick(one)),
    )
}

/// Marks that are set or not.
pub fn marks_of<'a>(marks: Vec<(&'static str, bool, Pick)>) -> Part<'a> {
    let picks: Vec<Pick> = marks.iter().map(|(_, _, pick)| pick.clone()).collect();
    chips(marks.into_iter().map(|(label, on, _)| chip(label, on)))
        .on_pick(move |at| Message::Picked(picks[at].clone()))
        .width(Length::Fill)
        .into()
}

fn or_dash(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() { "—".to_owned() } else { text.to_owned() }
}

/// The name to focus a field by, so that what is missing is one key press away.
pub fn field_id(field: Field) -> String {
    match field {
        Field::Verbatim => VERBATIM.to_owned(),
        Field::Summary => SUMMARY.to_owned(),
        other => format!("intake-{other:?}"),
    }
}

/// 原话.
pub const VERBATIM: &str = "intake-verbatim";
/// 复述要点.
pub const SUMMARY: &str = "intake-summary";
/// 现场解释.
pub const EXPLANATION: &str = "intake-explanation";
/// 约定.
pub const PROMISE: &str = "intake-promise";
/// 上移结果.
pub const OUTCOME: &str = "intake-outcome";
/// 上移原因.
pub const TRIGGER: &str = "intake-trigger";
