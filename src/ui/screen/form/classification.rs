//! The codes of a case while they are chosen: the situation first, as it fills in what is usual for it. Each group of chips
//! by itself, because the intake asks for them one after the other and a stored case at once.

use iced::widget::column;
use iced::{Element, Length};

use crate::domain::code::{
    Capability, CaseKind, Category, Class, ClassIIPart, Content, Nature, Need, Urgency,
};
use crate::domain::intake_entry::Codes;
use crate::domain::service_note::ServiceLevel;
use crate::domain::settings::Settings;
use crate::library::shelf::Library;
use crate::library::usual_codes::Usual;
use crate::ui::screen::form::parts::{FIRST, group_of, one_of};
use crate::ui::screen::form::read::{toggle, toggle_in};
use crate::ui::screen::situation_picker::{self, PickedSituation, PickerPress, PickerShown, SituationPicker};
use crate::ui::spacing;
use crate::ui::widget::{Chips, chip, chips, labelled};

type Part<'a> = Element<'a, Message>;

/// What is chosen; choosing again takes it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// In the group of situations.
    Situation(PickerPress),
    /// 类别.
    Category(Category),
    /// 责任类别.
    Class(Class),
    /// 二类细分.
    ClassIIPart(ClassIIPart),
    /// 性质.
    Nature(Nature),
    /// 内容.
    Content(Content),
    /// 能否处理.
    Capability(Capability),
    /// 紧急程度.
    Urgency(Urgency),
    /// 诉求.
    Need(Need),
    /// 涉及的服务.
    Service(ServiceLevel),
}

/// Takes over a choice; `picker` is the group of situations.
pub fn update(codes: &mut Codes, message: Message, picker: &mut SituationPicker, library: &Library) {
    match message {
        Message::Situation(press) => choose_situation(codes, picker.press(press, library), library),
        Message::Category(category) => toggle(&mut codes.category, category),
        Message::Class(class) => {
            toggle(&mut codes.class, class);
            if codes.class != Some(Class::II) {
                codes.class_ii_part = None;
            }
        }
        Message::ClassIIPart(part) => toggle(&mut codes.class_ii_part, part),
        Message::Nature(nature) => toggle(&mut codes.nature, nature),
        Message::Content(content) => toggle(&mut codes.content, content),
        Message::Capability(capability) => toggle(&mut codes.capability, capability),
        Message::Urgency(urgency) => toggle(&mut codes.urgency, urgency),
        Message::Service(level) => toggle(&mut codes.service, level),
        Message::Need(need) => toggle_in(&mut codes.needs, need),
    }
}

fn choose_situation(codes: &mut Codes, picked: Option<PickedSituation>, library: &Library) {
    match picked {
        None => {}
        Some(PickedSituation::Situation(code)) => {
            let taken_back = codes.situation.as_ref() == Some(&code);
            let before = codes.situation.take().and_then(|before| library.situation(&before));
            let chosen = library.situation(&code).filter(|_| !taken_back);
            let usual = Usual {
                category: &mut codes.category,
                class: &mut codes.class,
                class_ii_part: &mut codes.class_ii_part,
                content: &mut codes.content,
                urgency: &mut codes.urgency,
            };
            usual.follow(before, chosen);
            codes.situation = chosen.map(|situation| situation.id.clone());
            codes.answer = None;
        }
        Some(PickedSituation::Answer(pressed)) => {
            let situation = codes.situation.as_ref().and_then(|code| library.situation(code));
            let answer = situation_picker::answered(codes.answer.as_deref(), pressed);
            codes.answer = answer.filter(|answer| situation.is_some_and(|one| one.answer(answer).is_some()));
        }
    }
}

/// 场景, suggested from what the owner said, with its question.
pub fn situation<'a>(codes: &Codes, picker: &'a SituationPicker, library: &Library) -> Part<'a> {
    let shown = PickerShown { chosen: codes.situation.as_ref(), answer: codes.answer.as_deref() };
    picker.group(library, shown, Message::Situation)
}

/// 类别: those in use; the group may be focused by `id`.
pub fn category<'a>(codes: &Codes, settings: &Settings, id: Option<String>) -> Part<'a> {
    let active: Vec<_> = settings.categories.iter().filter(|one| one.active).collect();
    let list: Vec<_> = active.iter().map(|one| one.code.clone()).collect();
    let is_chosen = |code: &Category| codes.category.as_ref() == Some(code);
    let group = active.iter().map(|one| chip(one.label.clone(), is_chosen(&one.code)));
    let group = chips(group.collect::<Vec<_>>())
        .on_pick(move |at| Message::Category(list[at].clone()))
        .width(Length::Fill);
    labelled("类别", "统计表按它分行", named(group, id))
}

/// What belongs to class III, which its short name does not say whole. Ledger 10-05.
const CLASS_III: &str = "三类：外部环境、非服务区域的公共配套设施";

/// 责任类别, and the part of class II where it is that.
pub fn class<'a>(codes: &Codes, id: Option<String>) -> Part<'a> {
    let class = named(group_of(Class::ALL, codes.class, Class::label, Message::Class), id);
    let part = (codes.class == Some(Class::II)).then(|| {
        one_of("二类细分", ClassIIPart::ALL, codes.class_ii_part, ClassIIPart::label, Message::ClassIIPart)
    });
    column![labelled("责任类别", CLASS_III, class), part].spacing(spacing::L).into()
}

/// What counts as an effective complaint here, beside its choice. Ledger 10-08.
const EFFECTIVE: &str = "有效投诉：因服务、管理、技能，当面、电话、网上投诉到外部门的";

/// 性质.
pub fn nature<'a>(codes: &Codes, id: Option<String>) -> Part<'a> {
    labelled(
        "性质",
        EFFECTIVE,
        named(group_of(Nature::ALL, codes.nature, Nature::label, Message::Nature), id),
    )
}

/// 内容.
pub fn content<'a>(codes: &Codes) -> Part<'a> {
    one_of("内容", Content::ALL, codes.content, Content::label, Message::Content)
}

/// 能否处理; at the counter the question is put in other words.
pub fn capability<'a>(
    codes: &Codes,
    label: &'static str,
    hint: &'static str,
    word: fn(Capability) -> &'static str,
) -> Part<'a> {
    labelled(label, hint, group_of(Capability::ALL, codes.capability, word, Message::Capability))
}

/// 紧急程度.
pub fn urgency<'a>(codes: &Codes) -> Part<'a> {
    one_of("紧急程度", Urgency::ALL, codes.urgency, Urgency::label, Message::Urgency)
}

/// 诉求; the group may be focused by `id`.
pub fn needs<'a>(codes: &Codes, id: Option<String>) -> Part<'a> {
    let group = Need::ALL.iter().map(|need| chip(need.label(), codes.needs.contains(need)));
    let group =
        chips(group.collect::<Vec<_>>()).on_pick(|at| Message::Need(Need::ALL[at])).width(Length::Fill);
    labelled("业主诉求", "业主说出来的才选", named(group, id))
}

/// 涉及的服务: of a complaint the promise that was not kept, of praise what was done beyond it. Ledger 10-53.
pub fn service<'a>(codes: &Codes) -> Part<'a> {
    let group = group_of(ServiceLevel::ALL, codes.service, ServiceLevel::label, Message::Service);
    labelled("涉及的服务", "合同、公示、惯例里有的是承诺服务，没做到最伤人；多做的是额外服务", group)
}

/// The group with the name to focus it by, where it has one.
fn named<'a>(group: Chips<'a, Message>, id: Option<String>) -> Chips<'a, Message> {
    match id {
        Some(id) => group.id(id),
        None => group,
    }
}

/// All groups of a case of this kind.
pub fn view<'a>(
    codes: &Codes,
    picker: &'a SituationPicker,
    kind: CaseKind,
    library: &Library,
    settings: &Settings,
) -> Part<'a> {
    let complaint = kind == CaseKind::Complaint;
    column![
        situation(codes, picker, library),
        category(codes, settings, Some(FIRST.to_owned())),
        complaint.then(|| class(codes, None)),
        complaint.then(|| nature(codes, None)),
        complaint.then(|| content(codes)),
        capability(codes, "能否处理", "", Capability::label),
        urgency(codes),
        complaint.then(|| needs(codes, None)),
        matches!(kind, CaseKind::Complaint | CaseKind::Praise).then(|| service(codes)),
    ]
    .spacing(spacing::L)
    .into()
}
