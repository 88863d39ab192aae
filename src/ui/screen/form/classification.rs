//! The codes of a case while they are chosen: the situation first, as it fills in what is usual for it.

use iced::widget::column;
use iced::{Element, Length};
use serde::{Deserialize, Serialize};

use crate::domain::case::Facts;
use crate::domain::code::{
    Capability, CaseKind, Category, Class, ClassIIPart, Content, Nature, Need, SituationCode, Urgency,
};
use crate::domain::settings::Settings;
use crate::library::shelf::Library;
use crate::library::usual_codes::Usual;
use crate::ui::screen::form::parts::{FIRST, one_of};
use crate::ui::screen::form::read::{toggle, toggle_in};
use crate::ui::screen::situation_picker::{self, Outcome, Press, Scene};
use crate::ui::spacing;
use crate::ui::widget::{chip, chips, labelled};

/// The codes as they shall be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Codes {
    /// 场景.
    pub situation: Option<SituationCode>,
    /// The answer to the situation's question.
    pub answer: Option<String>,
    /// 类别.
    pub category: Option<Category>,
    /// 责任类别.
    pub class: Option<Class>,
    /// 二类细分.
    pub class_ii_part: Option<ClassIIPart>,
    /// 性质.
    pub nature: Option<Nature>,
    /// 内容.
    pub content: Option<Content>,
    /// 能否处理.
    pub capability: Option<Capability>,
    /// 紧急程度.
    pub urgency: Option<Urgency>,
    /// 诉求.
    pub needs: Vec<Need>,
}

/// What is chosen; choosing again takes it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// In the group of situations.
    Situation(Press),
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
}

impl Codes {
    /// The codes that a case has; the answer to its question is looked up by whoever knows the events.
    pub fn of(facts: &Facts, answer: Option<String>) -> Self {
        Self {
            situation: facts.situation.clone(),
            answer,
            category: facts.category.clone(),
            class: facts.class,
            class_ii_part: facts.class_ii_part,
            nature: facts.nature,
            content: facts.content,
            capability: facts.capability,
            urgency: facts.urgency,
            needs: facts.needs.clone(),
        }
    }

    /// Takes over a choice; `picker` is the group of situations.
    pub fn update(&mut self, message: Message, picker: &mut Scene, library: &Library) {
        match message {
            Message::Situation(press) => self.choose_situation(picker.press(press, library), library),
            Message::Category(category) => toggle(&mut self.category, category),
            Message::Class(class) => {
                toggle(&mut self.class, class);
                if self.class != Some(Class::II) {
                    self.class_ii_part = None;
                }
            }
            Message::ClassIIPart(part) => toggle(&mut self.class_ii_part, part),
            Message::Nature(nature) => toggle(&mut self.nature, nature),
            Message::Content(content) => toggle(&mut self.content, content),
            Message::Capability(capability) => toggle(&mut self.capability, capability),
            Message::Urgency(urgency) => toggle(&mut self.urgency, urgency),
            Message::Need(need) => toggle_in(&mut self.needs, need),
        }
    }

    fn choose_situation(&mut self, outcome: Option<Outcome>, library: &Library) {
        match outcome {
            None => {}
            Some(Outcome::Situation(code)) => {
                let taken_back = self.situation.as_ref() == Some(&code);
                let before = self.situation.take().and_then(|before| library.situation(&before));
                let chosen = library.situation(&code).filter(|_| !taken_back);
                let usual = Usual {
                    category: &mut self.category,
                    class: &mut self.class,
                    class_ii_part: &mut self.class_ii_part,
                    content: &mut self.content,
                    urgency: &mut self.urgency,
                };
                usual.follow(before, chosen);
                self.situation = chosen.map(|situation| situation.id.clone());
                self.answer = None;
            }
            Some(Outcome::Answer(pressed)) => {
                self.answer = situation_picker::answered(self.answer.as_deref(), pressed);
            }
        }
    }

    /// The groups of a case of this kind, in which the owner `said` something.
    pub fn view<'a>(
        &self,
        picker: &'a Scene,
        kind: CaseKind,
        said: &str,
        library: &Library,
        settings: &Settings,
    ) -> Element<'a, Message> {
        let shown =
            situation_picker::Shown { chosen: self.situation.as_ref(), answer: self.answer.as_deref(), said };
        let active: Vec<_> = settings.categories.iter().filter(|one| one.active).collect();
        let list: Vec<_> = active.iter().map(|one| one.code.clone()).collect();
        let is_chosen = |code: &Category| self.category.as_ref() == Some(code);
        let category = active.iter().map(|one| chip(one.label.clone(), is_chosen(&one.code)));
        let category = chips(category.collect::<Vec<_>>())
            .on_pick(move |at| Message::Category(list[at].clone()))
            .id(FIRST)
            .width(Length::Fill);
        let needs = Need::ALL.iter().map(|need| chip(need.label(), self.needs.contains(need)));
        let needs =
            chips(needs.collect::<Vec<_>>()).on_pick(|at| Message::Need(Need::ALL[at])).width(Length::Fill);
        let complaint = kind == CaseKind::Complaint;
        column![
            picker.group(library, shown, Message::Situation),
            labelled("类别", "", category),
            complaint.then(|| one_of("责任类别", Class::ALL, self.class, Class::label, Message::Class)),
            (self.class == Some(Class::II)).then(|| one_of(
                "二类细分",
                ClassIIPart::ALL,
                self.class_ii_part,
                ClassIIPart::label,
                Message::ClassIIPart
            )),
            complaint.then(|| one_of("性质", Nature::ALL, self.nature, Nature::label, Message::Nature)),
            complaint.then(|| one_of("内容", Content::ALL, self.content, Content::label, Message::Content)),
            one_of("能否处理", Capability::ALL, self.capability, Capability::label, Message::Capability),
            one_of("紧急程度", Urgency::ALL, self.urgency, Urgency::label, Message::Urgency),
            complaint.then(|| labelled("诉求", "业主说出来的才选", needs)),
        ]
        .spacing(spacing::L)
        .into()
    }
}
