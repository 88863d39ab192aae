//! What the typed parts of 设置 look like: each field with what is wrong with it beside it.

use iced::widget::{Column, Row, column, row, space};
use iced::{Alignment, Element};

use crate::domain::code::{ServiceArea, SuperiorRank};
use crate::domain::settings::PartyKind;
use crate::ui::screen::form::understood::{self, Understood};
use crate::ui::screen::settings::categories;
use crate::ui::screen::settings::figures::{DEADLINES, NumberSetting, OTHERS};
use crate::ui::screen::settings::form::{ProblemAt, SettingsForm, SuperiorPart, Word};
use crate::ui::screen::settings::message::Message;
use crate::ui::spacing;
use crate::ui::widget::field::Field;
use crate::ui::widget::{button, chip, chips, field, hairline, labelled, section, text};

/// Width of a figure's field.
const FIGURE: f32 = 88.0;
/// Width of a figure's name.
const NAME: f32 = 290.0;

/// The form with what is wrong in it; `open` for those who may change it.
pub struct Parts<'a> {
    form: &'a SettingsForm,
    problems: Vec<(ProblemAt, String)>,
    open: bool,
}

impl<'a> Parts<'a> {
    /// Looks at the form once.
    pub fn new(form: &'a SettingsForm, open: bool) -> Self {
        Self { form, problems: form.problems(), open }
    }

    fn problem(&self, spot: ProblemAt) -> Option<String> {
        self.problems.iter().find(|(at, _)| *at == spot).map(|(_, sentence)| sentence.clone())
    }

    fn field<M: Clone + 'a>(
        &self,
        label: &'static str,
        value: &'a str,
        spot: ProblemAt,
        on_input: impl Fn(String) -> M + 'a,
    ) -> Field<'a, M> {
        let field = field(label, value).error(self.problem(spot));
        if self.open { field.on_input(on_input) } else { field }
    }

    /// A time of day, with how it was understood.
    fn hour(
        &self,
        label: &'static str,
        value: &'a str,
        spot: ProblemAt,
        on_input: impl Fn(String) -> Message + Copy + 'a,
    ) -> Field<'a, Message> {
        let read = Understood::clock(value);
        understood::with(self.field(label, value, spot, on_input).width(140), read.as_ref(), on_input)
    }

    /// 单位与电话.
    pub fn words(&self) -> Element<'a, Message> {
        let fields = Word::ALL.into_iter().map(|word| {
            let (label, hint) = word.label();
            let typed = move |text| Message::Word(word, text);
            self.field(label, self.form.word(word), ProblemAt::Word(word), typed).hint(hint).into()
        });
        Column::with_children(fields).spacing(spacing::L).into()
    }

    /// 服务上移.
    pub fn ladder(&self) -> Element<'a, Message> {
        let head = section(
            "服务上移的顺序",
            "先找第一位，找不到再往下；话术会念出职务和姓名；负责人出面、上报按职级算",
        );
        let lines = self.form.ladder.iter().enumerate().map(|(at, superior)| {
            let typed = |label, value: &'a str, part| {
                let spot = ProblemAt::Superior(at, part);
                self.field(label, value, spot, move |text| Message::Superior(at, part, text))
            };
            let remove = (self.open && self.form.ladder.len() > 1)
                .then(|| button::quiet("去掉").small().on_press(Message::RemoveSuperior(at)));
            let rank = superior.rank;
            let ranks = chips(SuperiorRank::ALL.iter().map(|one| chip(one.label(), *one == rank))).plain();
            let ranks = if self.open {
                ranks.on_pick(move |pick| Message::SuperiorRank(at, SuperiorRank::ALL[pick]))
            } else {
                ranks
            };
            let who = row![
                text::strong(format!("{}", at + 1)).width(20),
                typed("职务", &superior.title, SuperiorPart::Title).width(220),
                typed("姓名", &superior.name, SuperiorPart::Name).width(140),
                typed("电话", &superior.phone, SuperiorPart::Phone),
                remove,
            ]
            .spacing(spacing::M)
            .align_y(Alignment::Center);
            let rank = row![space::horizontal().width(20), text::caption("职级"), ranks]
                .spacing(spacing::M)
                .align_y(Alignment::Center);
            Column::new().push(who).push(rank).spacing(spacing::S).into()
        });
        let add = self.open.then(|| button::quiet("＋ 再加一级").on_press(Message::AddSuperior));
        part(head, Column::with_children(lines).spacing(spacing::M).push(add))
    }

    /// 部门与单位.
    pub fn parties(&self) -> Element<'a, Message> {
        let head = section("部门与单位", "指派、交办、交班时从这里和员工里选，输几个字或拼音首字母");
        let lines = self.form.parties.iter().enumerate().map(|(at, party)| {
            let name = self
                .field("", &party.name, ProblemAt::Party(at), move |text| Message::Party(at, text))
                .placeholder("名称或姓名")
                .width(260);
            let kinds =
                chips(PartyKind::ALL.iter().map(|kind| chip(kind.label(), *kind == party.kind))).plain();
            let kinds = if self.open {
                kinds.on_pick(move |pick| Message::PartyKind(at, PartyKind::ALL[pick]))
            } else {
                kinds
            };
            let remove = self.open.then(|| button::quiet("去掉").small().on_press(Message::RemoveParty(at)));
            row![name, kinds, remove].spacing(spacing::M).align_y(Alignment::Center).into()
        });
        let add = PartyKind::ALL.iter().map(|kind| {
            button::quiet(format!("＋ {}", kind.label())).on_press(Message::AddParty(*kind)).into()
        });
        let add = self.open.then(|| Row::with_children(add).spacing(spacing::S));
        part(head, Column::with_children(lines).spacing(spacing::S).push(add))
    }

    /// 统计类别 and 焦点话题.
    pub fn categories(&self) -> Element<'a, Message> {
        let rows = self.category_rows().map(Message::Categories);
        column![rows, self.topics().map(Message::Categories)].spacing(spacing::XL).into()
    }

    fn category_rows(&self) -> Element<'a, categories::Message> {
        use categories::Message;
        let head = section(
            "月报的行",
            "停用后不再提供选择，已归入的受理单照常统计；归入哪一组，统计的「专题」按它算",
        );
        let lines = self.form.categories.iter().enumerate().map(|(at, line)| {
            let label = self
                .field("", &line.label, ProblemAt::Category(at), move |text| Message::Label(at, text))
                .placeholder("新类别的名称")
                .width(280);
            let area = ServiceArea::ALL.iter().map(|area| chip(area.label(), line.area == *area));
            let area = chips(area.collect::<Vec<_>>()).plain();
            let group = chips([chip("启用", line.active), chip("停用", !line.active)]).plain();
            let (area, group) = match self.open {
                true => (
                    area.on_pick(move |pick| Message::Area(at, ServiceArea::ALL[pick])),
                    group.on_pick(move |pick| Message::Offer(at, pick == 0)),
                ),
                false => (area, group),
            };
            row![label, area, group].spacing(spacing::M).align_y(Alignment::Center).into()
        });
        let add = self.open.then(|| button::quiet("＋ 新类别").on_press(Message::Add));
        part(head, Column::with_children(lines).spacing(spacing::S).push(add))
    }

    fn topics(&self) -> Element<'a, categories::Message> {
        use categories::Message;
        let head =
            section("焦点话题", "热点争议和重点督办的事，不管归在哪一类都算；要点或场景名里有这些词的就是");
        let lines = self.form.topics.iter().enumerate().map(|(at, line)| {
            let name = self
                .field("", &line.name, ProblemAt::Topic(at), move |text| Message::Topic(at, text))
                .placeholder("话题的名称")
                .width(200);
            let words = field("", &line.words).placeholder("词，用顿号隔开").width(360);
            let words = if self.open { words.on_input(move |text| Message::Words(at, text)) } else { words };
            let remove = self.open.then(|| button::quiet("去掉").small().on_press(Message::RemoveTopic(at)));
            row![name, words, remove].spacing(spacing::M).align_y(Alignment::Center).into()
        });
        let add = self.open.then(|| button::quiet("＋ 新话题").on_press(Message::AddTopic));
        part(head, Column::with_children(lines).spacing(spacing::S).push(add))
    }

    /// 时限.
    pub fn deadlines(&self) -> Element<'a, Message> {
        let head = section("时限", "改动只影响以后产生的时限");
        part(head, self.figures(DEADLINES, &self.form.deadlines, ProblemAt::Deadline, Message::Deadline))
    }

    /// 值班与显示.
    pub fn duty(&self) -> Element<'a, Message> {
        let from = self.hour("上班", &self.form.from, ProblemAt::From, Message::From);
        let to = self.hour("下班", &self.form.to, ProblemAt::To, Message::To);
        let large =
            chips([chip("标准字", !self.form.large_type), chip("大字", self.form.large_type)]).plain();
        let large = if self.open { large.on_pick(|pick| Message::LargeType(pick == 1)) } else { large };
        Column::new()
            .push(section("前台值班", "日盘点、交班按此计算"))
            .push(row![from, to].spacing(spacing::M))
            .push(hairline())
            .push(section("计时与其他", ""))
            .push(self.figures(OTHERS, &self.form.others, ProblemAt::Other, Message::Other))
            .push(hairline())
            .push(labelled("屏幕上的字", "保存后生效", large))
            .spacing(spacing::M)
            .into()
    }

    fn figures(
        &self,
        list: &'static [NumberSetting],
        typed: &'a [String],
        spot: fn(usize) -> ProblemAt,
        message: fn(usize, String) -> Message,
    ) -> Column<'a, Message> {
        let lines = list.iter().zip(typed).enumerate().map(|(at, (figure, value))| {
            let value = self.field("", value, spot(at), move |text| message(at, text)).width(FIGURE);
            row![text::body(figure.label).width(NAME), value, text::caption(figure.unit), space::horizontal()]
                .spacing(spacing::M)
                .align_y(Alignment::Center)
                .into()
        });
        Column::with_children(lines).spacing(spacing::S)
    }
}

/// A column under its head.
fn part<'a, M: 'a>(head: Element<'a, M>, content: Column<'a, M>) -> Element<'a, M> {
    Column::new().push(head).push(content).spacing(spacing::L).into()
}
