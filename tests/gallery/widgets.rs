//! All widgets in one window, for people to look at and walk through with the keyboard:
//! `cargo run --example widgets`. The argument `intake`, `lists`, `small` or `dialog` opens a page.

use iced::keyboard::{self, Key, key::Named};
use iced::widget::{column, container, row, space};
use iced::{Alignment, Element, Event, Length, Subscription, Task, event, padding};
use tingsu::ui::theme::tone::Tone;
use tingsu::ui::theme::{surface, theme};
use tingsu::ui::widget::field::{Action, Content};
use tingsu::ui::widget::table::Row;
use tingsu::ui::widget::*;
use tingsu::ui::{font, icon, spacing};

/// The pages of the gallery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    Intake,
    Lists,
    Small,
}

#[derive(Debug, Clone)]
enum Message {
    Show(Page),
    Phone(String),
    Name(String),
    Find(String),
    Words(Action),
    Points(Action),
    Scene(usize),
    Wish(usize),
    Obligation(usize),
    Mood(usize),
    Filter(usize),
    Select(usize),
    Open(usize),
    Did(&'static str),
    Fold,
    Ask(bool),
    Key(Event, event::Status),
}

struct Gallery {
    page: Page,
    phone: String,
    name: String,
    find: String,
    words: Content,
    points: Content,
    scene: usize,
    wishes: [bool; 5],
    duty: Option<usize>,
    mood: usize,
    filter: usize,
    selected: Option<usize>,
    folded: bool,
    asking: bool,
    last: String,
}

impl Gallery {
    fn new() -> (Self, Task<Message>) {
        let asked = std::env::args().nth(1).unwrap_or_default();
        let page = match asked.as_str() {
            "lists" => Page::Lists,
            "small" => Page::Small,
            _ => Page::Intake,
        };
        let gallery = Self {
            page,
            phone: "13900000417".into(),
            name: "陈建国 先生".into(),
            find: String::new(),
            words: Content::with_text("“电梯停了两天了没人管，我妈八十多岁天天爬十楼，你们到底修不修！”"),
            points: Content::with_text(
                "3号楼2单元电梯自11月19日停运未修复，家中老人出行困难，要求尽快恢复并说明进度",
            ),
            scene: 0,
            wishes: [true, true, false, false, false],
            duty: Some(1),
            mood: 2,
            filter: 0,
            selected: None,
            folded: false,
            asking: asked == "dialog",
            last: String::from("草稿已存 14:32:08"),
        };
        (gallery, Task::none())
    }

    fn update(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::Show(page) => self.page = page,
            Message::Phone(text) => self.phone = text,
            Message::Name(text) => self.name = text,
            Message::Find(text) => self.find = text,
            Message::Words(action) => self.words.perform(action),
            Message::Points(action) => self.points.perform(action),
            Message::Scene(at) => self.scene = at,
            Message::Wish(at) => self.wishes[at] = !self.wishes[at],
            Message::Obligation(at) => self.duty = Some(at),
            Message::Mood(at) => self.mood = at,
            Message::Filter(at) => self.filter = at,
            Message::Select(at) => self.selected = Some(at),
            Message::Open(at) => self.last = format!("打开第 {} 行", at + 1),
            Message::Did(what) => self.last = format!("按了：{what}"),
            Message::Fold => self.folded = !self.folded,
            Message::Ask(asking) => self.asking = asking,
            Message::Key(event, status) => return self.key(&event, status),
        }
        Task::none()
    }

    fn key(&mut self, event: &Event, status: event::Status) -> Task<Message> {
        let Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. }) = event else {
            return Task::none();
        };
        match key {
            Key::Named(Named::Tab) if modifiers.shift() => focus::previous(),
            Key::Named(Named::Tab) => focus::next(),
            Key::Named(Named::F12) => focus::to("phone"),
            Key::Named(Named::PageDown) if status == event::Status::Ignored => scroll::page(1.0),
            Key::Named(Named::PageUp) if status == event::Status::Ignored => scroll::page(-1.0),
            key if status == event::Status::Ignored => {
                self.last = format!("窗口收到 {modifiers:?} {key:?}");
                Task::none()
            }
            _ => Task::none(),
        }
    }

    fn subscription(&self) -> Subscription<Message> {
        event::listen_with(|event, status, _window| match event {
            Event::Keyboard(keyboard::Event::KeyPressed { .. }) => Some(Message::Key(event, status)),
            _ => None,
        })
    }

    fn view(&self) -> Element<'_, Message> {
        let page = match self.page {
            Page::Intake => self.intake(),
            Page::Lists => self.lists(),
            Page::Small => self.small(),
        };
        let places = column![
            nav([
                place("今日", false, Message::Did("今日")).count(3),
                place("受理", self.page == Page::Intake, Message::Show(Page::Intake)),
                place("台账", self.page == Page::Lists, Message::Show(Page::Lists)),
                place("零件", self.page == Page::Small, Message::Show(Page::Small)),
            ]),
            space::vertical(),
            nav([place("设置", false, Message::Ask(true))]),
        ];
        let places =
            container(places).padding(8).width(spacing::NAV_WIDTH).height(Length::Fill).style(surface::nav);
        let whole = column![self.head(), hairline(), row![places, upright(), page].height(Length::Fill)];
        let whole = container(whole).style(surface::ground).width(Length::Fill).height(Length::Fill);
        let toasts = (self.page == Page::Small).then(|| {
            toast("没有保存：磁盘已满。填写的内容还在，请腾出空间后再按保存。", Tone::Danger)
                .waiting(1)
                .on_close(Message::Did("知道了"))
        });
        let base = toast::over(whole, toasts);
        let dialog = self.asking.then(|| {
            dialog(
                "作废这张受理单？",
                column![
                    text::body("作废后不再计入统计，记录仍保留，可以在台账里查到。"),
                    field("原因", &self.find).hint("写给以后查的人看").on_input(Message::Find),
                    labelled(
                        "依据",
                        "",
                        chips([chip("重复登记", true), chip("登记有误", false)]).on_pick(Message::Scene)
                    ),
                ]
                .spacing(spacing::L),
            )
            .action(button::secondary("取消").keys("Esc").on_press(Message::Ask(false)))
            .action(button::danger("作废").keys("Enter").on_press(Message::Ask(false)))
            .on_cancel(Message::Ask(false))
            .on_accept(Message::Ask(false))
        });
        dialog::over(base, dialog)
    }

    fn head(&self) -> Element<'_, Message> {
        let find = field("", &self.find)
            .placeholder("找人、房号、电话、内容、编号…")
            .trailing_element(key_cap::cap("Ctrl+F"))
            .on_input(Message::Find)
            .width(442)
            .id("find");
        let bar = row![
            text::title("听诉").color(Tone::Accent.ink()),
            text::body("阳光花园服务中心"),
            find,
            space::horizontal(),
            text::caption("11月21日 周六 14:32"),
            button::secondary("值班：李敏").opens().on_press(Message::Did("值班")),
        ]
        .spacing(spacing::L)
        .align_y(Alignment::Center)
        .padding(padding::horizontal(spacing::L).vertical(7));
        container(bar).style(surface::bar).width(Length::Fill).into()
    }

    fn intake(&self) -> Element<'_, Message> {
        let drafts = row![
            tabs([
                tab("来电 · 陈先生 3-2-1001", true, Message::Did("标签一")).on_close(Message::Did("关一")),
                tab("来访 · 未填写", false, Message::Did("标签二")).on_close(Message::Did("关二")),
            ]),
            button::quiet("＋ 来访").keys("F2").on_press(Message::Did("来访")),
            button::quiet("来电").keys("F3").on_press(Message::Did("来电")),
            space::horizontal(),
            text::caption(self.last.as_str()),
        ]
        .align_y(Alignment::Center)
        .padding(padding::horizontal(spacing::M).top(6));
        let middle = row![self.rail(), self.form(), self.prompts()].spacing(spacing::M).padding(spacing::M);
        column![drafts, hairline(), middle.height(Length::Fill), hairline(), self.foot()].into()
    }

    fn rail(&self) -> Element<'_, Message> {
        let go = |what| Some(Message::Did(what));
        let steps = rail([
            step("接听登记", StepState::Done, go("问候")),
            step("复述核实", StepState::Now, go("复述")),
            step("当场解释", StepState::Owed, go("解释")),
            step("约定回复", StepState::Owed, go("约定")),
            step("服务上移", StepState::Owed, go("上移")),
            step("调查", StepState::Later, go("调查")),
            step("方案", StepState::Later, None),
            step("处理", StepState::Later, None),
            step("回访", StepState::Later, None),
            step("关闭", StepState::Later, None),
        ]);
        let lack =
            missing([("地点".into(), Message::Did("地点")), ("发生时间".into(), Message::Did("时间"))]);
        panel(column![steps, space::vertical(), lack])
            .padding(10)
            .width(spacing::RAIL_WIDTH)
            .height(Length::Fill)
            .into()
    }

    fn form(&self) -> Element<'_, Message> {
        let wrong = (self.phone.chars().any(|c| !c.is_ascii_digit()))
            .then_some("电话里有不是数字的字，请核对；已填的内容保留。");
        let who = row![
            field("业主", &self.name)
                .trailing("3号楼2单元1001 · 常住")
                .on_input(Message::Name)
                .width(Length::FillPortion(7)),
            field("联系电话", &self.phone)
                .trailing("同来电 ✓")
                .error(wrong)
                .on_input(Message::Phone)
                .id("phone")
                .width(Length::FillPortion(3)),
        ]
        .spacing(spacing::M);
        let scenes = ["电梯报修未处理", "电梯困人", "楼道灯故障", "其他场景…"];
        let wishes = ["立即解决", "得到尊重", "赔偿", "追责", "不再发生"];
        let one = |names: &[&'static str], chosen: Option<usize>| {
            names.iter().enumerate().map(|(at, name)| chip(*name, Some(at) == chosen)).collect::<Vec<_>>()
        };
        let duty = row![
            labelled(
                "责任类别",
                "可挂机后补",
                chips(one(&["一类 物业服务", "二类 房屋质量", "三类 外部环境"], Some(0)))
                    .on_pick(Message::Scene)
            ),
            labelled(
                "我能当场解释吗",
                "",
                chips(one(&["能", "要查实", "超出权限"], self.duty)).on_pick(Message::Obligation)
            ),
        ]
        .spacing(spacing::XL);
        let form = column![
            section("复述核实", "把听到的要点念给业主听，请他确认"),
            who,
            editor("业主原话", &self.words).limit(200).on_action(Message::Words),
            editor("复述要点", &self.points)
                .hint("念给业主听，确认后按 F9")
                .limit(45)
                .on_action(Message::Points),
            labelled("场景", "", chips(one(&scenes, Some(self.scene))).on_pick(Message::Scene)),
            labelled(
                "业主诉求",
                "可多选",
                chips(wishes.iter().enumerate().map(|(at, name)| chip(*name, self.wishes[at])))
                    .on_pick(Message::Wish)
            ),
            duty.wrap().vertical_spacing(spacing::M),
            notice("可能是同一件事", "11月19日 3-2-0902 王女士 电梯停运", Tone::Waiting)
                .action(button::secondary("打开").on_press(Message::Did("打开")))
                .action(button::secondary("关联同一事").on_press(Message::Did("关联")))
                .action(button::secondary("加入群诉").on_press(Message::Did("群诉"))),
        ]
        .spacing(spacing::M);
        panel(pane(container(form).padding(padding::all(4).right(spacing::M))).height(Length::Fill))
            .padding(padding::all(spacing::M).right(4))
            .width(Length::Fill)
            .height(Length::Fill)
            .into()
    }

    fn prompts(&self) -> Element<'_, Message> {
        let say = prompt(
            "“陈先生，我跟您核对一下：3号楼2单元的电梯从19号停到现在，老人上下楼很吃力，您希望尽快修好、也希望知道修到哪一步了，是这样吗？”",
        )
        .page(1, 3)
        .level("基础", true, Message::Did("基础"))
        .level("进阶", false, Message::Did("进阶"))
        .level("专家", false, Message::Did("专家"))
        .on_said(Message::Did("已说"), false)
        .on_other(Message::Did("换一句"))
        .on_copy(Message::Did("复制"));
        let advice = hints(
            [
                "放下手头的事，听他说完再说".into(),
                "重复他说的重点，请他确认".into(),
                "先问清维保进度，再报时间".into(),
            ],
            ["没有维保答复就承诺哪天修好".into(), "与业主争辩、为自己辩解".into(), "反复问同一个问题".into()],
        )
        .internal(["停梯超过4小时须更新告示并再报进度（已列入时限）".into()])
        .fold(self.folded, Message::Fold);
        container(pane(column![say, advice].spacing(spacing::M)).height(Length::Fill))
            .width(spacing::PROMPT_WIDTH)
            .into()
    }

    fn foot(&self) -> Element<'_, Message> {
        let moods = ["平和", "不满", "激动"].into_iter().enumerate().map(|(at, name)| {
            chip(name, at == self.mood).tone(if at == 2 { Tone::Danger } else { Tone::Accent })
        });
        let bar = row![
            text::caption("情绪"),
            chips(moods).on_pick(Message::Mood),
            text::strong("通话 03:12"),
            chips([chip("点名找领导", false), chip("断线", false)]).plain().on_pick(Message::Filter),
            space::horizontal(),
            button::accent("服务上移").keys("F8").on_press(Message::Did("上移")),
            button::secondary("打印").keys("Ctrl+P").on_press_maybe(None),
            button::secondary("保存").keys("Ctrl+S").on_press(Message::Did("保存")),
            button::primary("下一步：约定回复").keys("Ctrl+Enter").on_press(Message::Did("下一步")),
        ]
        .spacing(10)
        .align_y(Alignment::Center)
        .padding(padding::horizontal(14).vertical(10));
        container(bar).style(surface::bar).width(Length::Fill).into()
    }

    fn lists(&self) -> Element<'_, Message> {
        let top = row![
            button::primary("来访登记").keys("F2").large().on_press(Message::Did("来访")),
            button::primary("来电登记").keys("F3").large().on_press(Message::Did("来电")),
            button::secondary("网上／转办").keys("F4").large().on_press(Message::Did("其他")),
            space::horizontal(),
            tile("3", "已逾期", Tone::Danger, false, Message::Did("格")),
            tile("2", "一小时内", Tone::Waiting, false, Message::Did("格")),
            tile("5", "今日回访", Tone::Plain, false, Message::Did("格")),
            tile("11", "处理中", Tone::Plain, true, Message::Did("格")),
        ]
        .spacing(spacing::M);
        let filters =
            ["全部 21", "我负责的 6", "约定回复", "进展告知", "回访", "函件", "待指派 1", "转办", "草稿 1"];
        let filters = chips(filters.iter().enumerate().map(|(at, name)| chip(*name, at == self.filter)))
            .plain()
            .on_pick(Message::Filter);
        let list = table(
            [
                col("时限").width(128.0).sort(Message::Did("按时限"), Some(true)),
                col("该做什么").width(104.0),
                col("业主").width(168.0),
                col("事项"),
                col("责任人").width(90.0),
                col("").width(126.0).right(),
            ],
            50_000,
            due_row,
        )
        .selected(self.selected)
        .on_select(Message::Select)
        .on_open(Message::Open)
        .empty("没有待办事项");
        column![top, filters, list, text::caption(self.last.as_str())]
            .spacing(spacing::M)
            .padding(spacing::L)
            .into()
    }

    fn small(&self) -> Element<'_, Message> {
        let figures = table(
            [
                col("类别"),
                col("本期受理").width(96.0).right(),
                col("占比").width(86.0).right(),
                col("期末未结").width(96.0).right(),
            ],
            4,
            |at| {
                let (name, n, part, left) = [
                    ("车辆管理", "14", "30.4%", "3"),
                    ("公共设施设备", "12", "26.1%", "2"),
                    ("环境卫生", "6", "13.0%", "1"),
                    ("外部环境", "0", "—", "1"),
                ][at];
                Row::new([name.into(), n.into(), part.into(), left.into()])
            },
        )
        .dense()
        .foot(Row::new(["合计".into(), "46".into(), "100.0%".into(), "11".into()]).strong())
        .height(Length::Shrink);
        let months = (1..=12)
            .map(|month| Bar {
                label: format!("{month}月"),
                values: [20 + month * 2 % 17, 18 + month * 5 % 13],
            })
            .collect();
        let right = column![
            panel(bars("近十二个月", ["受理", "关闭"], months, 200.0, |_| None)),
            panel(facts([
                ("业主", "陈建国 先生"),
                ("房号", "3号楼2单元1001"),
                ("原话", "电梯停了两天了没人管，我妈八十多岁天天爬十楼，你们到底修不修！"),
            ])),
        ]
        .spacing(spacing::M)
        .width(Length::FillPortion(2));
        let kinds = row![
            button::primary("主要").on_press(Message::Did("主要")),
            button::secondary("次要").on_press(Message::Did("次要")),
            button::accent("服务上移").on_press(Message::Did("上移")),
            button::quiet("轻").on_press(Message::Did("轻")),
            button::danger("作废").on_press(Message::Ask(true)),
            button::link("链接").on_press(Message::Did("链接")),
            button::primary("不可用").keys("Ctrl+P"),
            tag("重复 2", Tone::Danger),
            tag("群诉", Tone::Waiting),
            tag("已关闭", Tone::Accent),
            badge(7, Tone::Danger),
            badge(120, Tone::Muted),
        ]
        .spacing(spacing::S)
        .align_y(Alignment::Center)
        .wrap();
        let signs = text::body(icon::ALL.join(" "));
        let left = column![
            kinds,
            figures,
            row![signs, text::body(icon::ALL.join(" ")).font(font::BOLD)].spacing(spacing::XL),
            notice("电脑时间比上一条记录早", "请先核对时间再保存。", Tone::Danger),
            container(empty(
                "还没有受理",
                "按 F2 或 F3 开始",
                [button::primary("来访登记").keys("F2").on_press(Message::Did("来访")).into()]
            ))
            .height(170)
            .style(surface::inset),
        ]
        .spacing(spacing::M)
        .width(Length::FillPortion(3));
        row![left, right].spacing(spacing::M).padding(spacing::L).into()
    }
}

fn due_row<'a>(at: usize) -> Row<'a, Message> {
    let go = |label| Cell::element(button::secondary(label).small().mouse_only().on_press(Message::Open(at)));
    let number = format!("第 {} 条", at + 1);
    match at % 5 {
        0 => Row::new([
            Cell::text("! 逾期 2小时").bold().tone(Tone::Danger),
            "约定回复".into(),
            "3-2-1001 陈先生".into(),
            Cell::text(format!("{number}：电梯停运两天未修复，老人上下楼困难，要求尽快恢复并说明进度，同时希望物业在单元门张贴告示，写明预计修复时间和联系电话")).note("重复 2", Tone::Danger),
            "李敏".into(),
            go("去回复 ›"),
        ])
        .tone(Tone::Danger),
        1 => Row::new([
            Cell::text("还剩 25分").bold().tone(Tone::Waiting),
            "进展告知".into(),
            "B-12 商铺 刘先生".into(),
            Cell::text(number).note("网上 4小时", Tone::Muted),
            "待指派".into(),
            go("去告知 ›"),
        ]),
        _ => Row::new([
            Cell::text("今天 16:00").bold(),
            "回访".into(),
            "2-3-1502 周先生".into(),
            format!("{number}：车位被占，已协调挪车").into(),
            "王倩".into(),
            go("去回访 ›"),
        ]),
    }
}

fn main() -> iced::Result {
    let settings = iced::Settings {
        fonts: font::bundled(),
        default_font: font::REGULAR,
        default_text_size: spacing::BODY.into(),
        ..iced::Settings::default()
    };
    iced::application(Gallery::new, Gallery::update, Gallery::view)
        .title("听诉 零件")
        .theme(|_: &Gallery| theme())
        .subscription(Gallery::subscription)
        .settings(settings)
        .window_size((1366.0, 768.0))
        .run()
}
