//! The widgets under the keyboard and the mouse, without a window.

use std::cell::Cell as Counter;

use iced::advanced::renderer::{self, Headless};
use iced::advanced::widget::Operation;
use iced::advanced::widget::operation::Outcome;
use iced::advanced::{InputMethod, clipboard, input_method, mouse};
use iced::event::Status;
use iced::keyboard::{self, Key, Modifiers, key};
use iced::{Color, Element, Event, Point, Rectangle, Settings, Size, Theme, window};
use iced_test::runtime::user_interface::{Cache, State, UserInterface};
use tingsu::ui::widget::composition as over_window;
use tingsu::ui::widget::field::{Action, Content};
use tingsu::ui::widget::focus::{Goal, move_focus};
use tingsu::ui::widget::table::Row;
use tingsu::ui::widget::*;
use tingsu::ui::{font, spacing};

/// What the widgets under test send.
#[derive(Debug, Clone, PartialEq)]
enum Message {
    Typed(String),
    Edited,
    Picked(usize),
    Selected(usize),
    Opened(usize),
    Did(&'static str),
}

/// A window's worth of widgets that keeps its state between views, as the program does.
struct Bench {
    cache: Option<Cache>,
    renderer: iced::Renderer,
    cursor: mouse::Cursor,
    size: Size,
    messages: Vec<Message>,
}

impl Bench {
    fn new(width: f32, height: f32) -> Self {
        let settings = Settings { fonts: font::bundled(), ..Settings::default() };
        for bytes in settings.fonts {
            iced::advanced::graphics::text::font_system().write().unwrap().load_font(bytes);
        }
        let renderer = futures::executor::block_on(<iced::Renderer as Headless>::new(
            font::REGULAR,
            spacing::BODY.into(),
            Some("tiny-skia"),
        ));
        Self {
            cache: Some(Cache::new()),
            renderer: renderer.unwrap(),
            cursor: mouse::Cursor::Unavailable,
            size: Size::new(width, height),
            messages: Vec::new(),
        }
    }

    fn run<T>(
        &mut self,
        view: Element<'_, Message>,
        work: impl FnOnce(&mut UserInterface<'_, Message, Theme, iced::Renderer>, &mut iced::Renderer) -> T,
    ) -> T {
        let mut interface =
            UserInterface::build(view, self.size, self.cache.take().unwrap(), &mut self.renderer);
        let result = work(&mut interface, &mut self.renderer);
        self.cache = Some(interface.into_cache());
        result
    }

    fn send(&mut self, view: Element<'_, Message>, events: &[Event]) -> Vec<Status> {
        let cursor = self.cursor;
        let mut messages = std::mem::take(&mut self.messages);
        let (statuses, messages) = self.run(view, |interface, renderer| {
            let (_, statuses) =
                interface.update(events, cursor, renderer, &mut clipboard::Null, &mut messages);
            (statuses, messages)
        });
        self.messages = messages;
        statuses
    }

    /// The window as it is drawn, without a caret that blinks.
    fn picture(&mut self, view: Element<'_, Message>) -> Vec<u8> {
        let (cursor, size) = (self.cursor, Size::new(self.size.width as u32, self.size.height as u32));
        self.run(view, |interface, renderer| {
            interface.draw(renderer, &Theme::Light, &renderer::Style::default(), cursor);
            renderer.screenshot(size, 1.0, Color::WHITE)
        })
    }

    fn press(&mut self, view: Element<'_, Message>, key: impl Into<Key>, modifiers: Modifiers) -> Status {
        self.send(view, &[key_press(key.into(), modifiers, None)])[0]
    }

    fn click(&mut self, view: Element<'_, Message>, point: Point) {
        self.cursor = mouse::Cursor::Available(point);
        let button = mouse::Button::Left;
        self.send(
            view,
            &[
                Event::Mouse(mouse::Event::ButtonPressed(button)),
                Event::Mouse(mouse::Event::ButtonReleased(button)),
            ],
        );
    }

    fn focus(&mut self, view: Element<'_, Message>, goal: Goal) {
        self.operate(view, move_focus(goal));
    }

    fn operate(&mut self, view: Element<'_, Message>, operation: impl Operation + 'static) {
        self.run(view, |interface, renderer| {
            let mut operation: Option<Box<dyn Operation>> = Some(Box::new(operation));
            while let Some(mut now) = operation.take() {
                interface.operate(renderer, now.as_mut());
                if let Outcome::Chain(next) = now.finish() {
                    operation = Some(next);
                }
            }
        });
    }

    /// The place of the focused control, and where it is seen after scrolling.
    fn focused(&mut self, view: Element<'_, Message>) -> (Option<usize>, usize) {
        self.run(view, |interface, renderer| {
            let mut find = Find::default();
            interface.operate(renderer, &mut find);
            (find.focused, find.total)
        })
    }

    fn offset(&mut self, view: Element<'_, Message>) -> f32 {
        self.run(view, |interface, renderer| {
            let mut find = Find::default();
            interface.operate(renderer, &mut find);
            find.offset
        })
    }

    fn taken(&mut self) -> Vec<Message> {
        std::mem::take(&mut self.messages)
    }
}

#[derive(Default)]
struct Find {
    focused: Option<usize>,
    total: usize,
    offset: f32,
}

impl Operation for Find {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(
        &mut self,
        _id: Option<&iced::widget::Id>,
        _bounds: Rectangle,
        state: &mut dyn iced::advanced::widget::operation::Focusable,
    ) {
        if state.is_focused() {
            assert_eq!(self.focused, None, "two controls hold the focus");
            self.focused = Some(self.total);
        }
        self.total += 1;
    }

    fn scrollable(
        &mut self,
        _id: Option<&iced::widget::Id>,
        _bounds: Rectangle,
        _content: Rectangle,
        translation: iced::Vector,
        _state: &mut dyn iced::advanced::widget::operation::Scrollable,
    ) {
        self.offset = translation.y;
    }
}

fn key_press(key: Key, modifiers: Modifiers, text: Option<&str>) -> Event {
    Event::Keyboard(keyboard::Event::KeyPressed {
        modified_key: key.clone(),
        key,
        physical_key: key::Physical::Unidentified(key::NativeCode::Unidentified),
        location: keyboard::Location::Standard,
        modifiers,
        repeat: false,
        text: text.map(Into::into),
    })
}

fn character(c: &str) -> Key {
    Key::Character(c.into())
}

const NONE: Modifiers = Modifiers::empty();

fn scenes<'a>() -> Element<'a, Message> {
    chips([chip("电梯困人", false), chip("楼道灯故障", true), chip("其他", false)])
        .on_pick(Message::Picked)
        .into()
}

#[test]
fn chips_are_picked_by_alt_with_a_number_only_while_they_hold_the_focus() {
    let mut bench = Bench::new(600.0, 200.0);
    assert_eq!(bench.press(scenes(), character("3"), Modifiers::ALT), Status::Ignored);
    bench.focus(scenes(), Goal::Next);
    assert_eq!(bench.press(scenes(), character("3"), Modifiers::ALT), Status::Captured);
    assert_eq!(
        bench.press(scenes(), character("4"), Modifiers::ALT),
        Status::Ignored,
        "there is no fourth chip"
    );
    assert_eq!(
        bench.press(scenes(), character("3"), NONE),
        Status::Ignored,
        "bare digits belong to the input method"
    );
    assert_eq!(bench.taken(), [Message::Picked(2)]);
}

#[test]
fn arrows_move_from_the_chosen_chip_round_the_group_and_space_picks() {
    let mut bench = Bench::new(600.0, 200.0);
    bench.focus(scenes(), Goal::Next);
    bench.press(scenes(), key::Named::ArrowRight, NONE);
    bench.press(scenes(), key::Named::Space, NONE);
    bench.press(scenes(), key::Named::ArrowRight, NONE);
    bench.press(scenes(), key::Named::Enter, NONE);
    bench.press(scenes(), key::Named::ArrowLeft, NONE);
    bench.press(scenes(), key::Named::Enter, NONE);
    assert_eq!(bench.taken(), [Message::Picked(2), Message::Picked(0), Message::Picked(2)]);
}

#[test]
fn chips_wrap_and_the_mouse_picks_on_the_second_line() {
    let mut bench = Bench::new(130.0, 300.0);
    bench.click(scenes(), Point::new(20.0, spacing::CHIP + 6.0 + 10.0));
    assert_eq!(bench.taken(), [Message::Picked(1)]);
}

fn form<'a>(words: &'a Content) -> Element<'a, Message> {
    let fields = iced::widget::column![
        field("姓名", "陈建国").on_input(Message::Typed),
        field("只看", "不能改"),
        editor("原话", words).on_action(|_| Message::Edited),
        scenes(),
        button::primary("不可用"),
        iced::widget::space().height(400),
        button::secondary("保存").on_press(Message::Did("保存")),
    ];
    pane(fields).height(200).into()
}

#[test]
fn tab_goes_through_every_control_and_round_and_leaves_out_what_is_switched_off() {
    let words = Content::new();
    let mut bench = Bench::new(600.0, 200.0);
    let mut order = Vec::new();
    for _ in 0..5 {
        bench.focus(form(&words), Goal::Next);
        order.push(bench.focused(form(&words)));
    }
    let at = |place| (Some(place), 4);
    assert_eq!(order, [at(0), at(1), at(2), at(3), at(0)]);
    bench.focus(form(&words), Goal::Previous);
    assert_eq!(bench.focused(form(&words)), at(3));
}

#[test]
fn what_gets_the_focus_scrolls_into_view_and_back() {
    let words = Content::new();
    let mut bench = Bench::new(600.0, 200.0);
    bench.focus(form(&words), Goal::Next);
    assert_eq!(bench.offset(form(&words)), 0.0);
    bench.focus(form(&words), Goal::Previous);
    assert!(bench.offset(form(&words)) > 300.0, "the last button lies 400 pixels further down");
    bench.focus(form(&words), Goal::Next);
    assert_eq!(bench.offset(form(&words)), 0.0);
}

#[test]
fn page_down_scrolls_the_pane_that_has_more_to_show() {
    let words = Content::new();
    let mut bench = Bench::new(600.0, 200.0);
    bench.operate(form(&words), scroll::by_pages(1.0));
    assert_eq!(bench.offset(form(&words)), 170.0);
    bench.operate(form(&words), scroll::by_pages(-1.0));
    assert_eq!(bench.offset(form(&words)), 0.0);
}

#[test]
fn enter_and_space_press_the_focused_button_and_ctrl_enter_does_not() {
    let words = Content::new();
    let mut bench = Bench::new(600.0, 200.0);
    bench.focus(form(&words), Goal::Previous);
    assert_eq!(bench.press(form(&words), key::Named::Enter, Modifiers::CTRL), Status::Ignored);
    bench.press(form(&words), key::Named::Enter, NONE);
    bench.press(form(&words), key::Named::Space, NONE);
    assert_eq!(bench.taken(), [Message::Did("保存"), Message::Did("保存")]);
}

#[test]
fn shortcuts_of_the_window_go_past_fields_and_editors() {
    let words = Content::new();
    for place in [0, 1] {
        let mut bench = Bench::new(600.0, 200.0);
        bench.focus(form(&words), Goal::At(place));
        let passing = [
            key_press(character("s"), Modifiers::CTRL, Some("\u{13}")),
            key_press(character("p"), Modifiers::CTRL, Some("p")),
            key_press(character("2"), Modifiers::ALT, Some("2")),
            key_press(Key::Named(key::Named::F8), NONE, None),
            key_press(Key::Named(key::Named::Enter), Modifiers::CTRL, Some("\r")),
            key_press(Key::Named(key::Named::Tab), NONE, Some("\t")),
            key_press(Key::Named(key::Named::Escape), NONE, None),
        ];
        let statuses = bench.send(form(&words), &passing);
        assert!(statuses.iter().all(|status| *status == Status::Ignored), "{statuses:?}");
        assert_eq!(bench.taken(), [], "nothing of it is typed");
        assert_eq!(bench.focused(form(&words)).0, Some(place), "Esc does not take the focus");
        let typed = bench.send(form(&words), &[key_press(character("好"), NONE, Some("好"))]);
        assert_eq!(typed, [Status::Captured]);
        assert_eq!(bench.taken().len(), 1);
    }
}

#[test]
fn what_the_input_method_commits_is_typed() {
    let words = Content::new();
    let mut bench = Bench::new(600.0, 200.0);
    bench.focus(form(&words), Goal::At(0));
    let commit = Event::InputMethod(input_method::Event::Commit("停电".into()));
    bench.send(form(&words), &[commit]);
    assert_eq!(bench.taken(), [Message::Typed("陈建国停电".into())]);
}

/// What the focused control tells the input method when the window is drawn: where the caret is, and what is being
/// composed there.
fn composition(bench: &mut Bench, view: Element<'_, Message>) -> Option<(Rectangle, Option<String>)> {
    let redraw = Event::Window(window::Event::RedrawRequested(std::time::Instant::now()));
    let cursor = bench.cursor;
    bench.run(view, |interface, renderer| {
        let (state, _) = interface.update(&[redraw], cursor, renderer, &mut clipboard::Null, &mut Vec::new());
        match state {
            State::Updated { input_method: InputMethod::Enabled { cursor, preedit, .. }, .. } => {
                Some((cursor, preedit.map(|preedit| preedit.content)))
            }
            _ => None,
        }
    })
}

#[test]
fn a_composition_stands_at_the_caret_and_types_nothing_until_it_is_committed() {
    let words = Content::new();
    let mut bench = Bench::new(600.0, 200.0);
    assert_eq!(composition(&mut bench, form(&words)), None, "nothing can be typed into");
    for place in [0, 1] {
        bench.focus(form(&words), Goal::At(place));
        let (caret, composed) = composition(&mut bench, form(&words)).expect("a field is focused");
        assert_eq!(composed, None);
        let composing = [
            Event::InputMethod(input_method::Event::Opened),
            Event::InputMethod(input_method::Event::Preedit("ting dian".into(), Some(9..9))),
        ];
        bench.send(form(&words), &composing);
        let (same, composed) = composition(&mut bench, form(&words)).expect("a field is focused");
        assert_eq!(composed.as_deref(), Some("ting dian"));
        assert_eq!(same, caret, "the candidates stay where the caret is");
        assert!(Rectangle::with_size(bench.size).contains(caret.center()), "{caret:?}");
        assert_eq!(bench.taken(), [], "nothing is typed yet");
        let done = [
            Event::InputMethod(input_method::Event::Preedit(String::new(), None)),
            Event::InputMethod(input_method::Event::Commit("停电".into())),
            Event::InputMethod(input_method::Event::Closed),
        ];
        bench.send(form(&words), &done);
        assert_eq!(bench.taken().len(), 1, "it is typed in one piece");
        let (_, composed) = composition(&mut bench, form(&words)).expect("a field is focused");
        assert_eq!(composed, None, "nothing is left standing over the text");
    }
}

#[test]
fn in_a_window_of_large_type_the_candidates_still_stand_at_the_caret() {
    let words = Content::new();
    let mut bench = Bench::new(600.0, 200.0);
    let typing = Event::InputMethod(input_method::Event::Preedit("ting'dian".into(), Some(4..9)));
    for place in [0, 1] {
        let view = |scale: f32| over_window(form(&words), scale);
        bench.focus(form(&words), Goal::At(place));
        let (bare, _) = composition(&mut bench, form(&words)).expect("a field is focused");
        bench.focus(view(1.0), Goal::At(place));
        let (caret, _) = composition(&mut bench, view(1.0)).expect("a field is focused");
        if cfg!(target_os = "linux") {
            let foot = bare.y + bare.height;
            assert_eq!(
                (caret.x, caret.y),
                (bare.x, foot),
                "the candidates hang below the line that is typed"
            );
        }
        let (scaled, _) = composition(&mut bench, view(1.5)).expect("a field is focused");
        let apart = (scaled.x - caret.x * 1.5).abs() + (scaled.y - caret.y * 1.5).abs();
        assert!(apart < 0.01, "the system's pixels are smaller: {scaled:?} of {caret:?}");
        let before = bench.picture(view(1.5));
        bench.send(view(1.5), std::slice::from_ref(&typing));
        let (_, left) = composition(&mut bench, view(1.5)).expect("a field is focused");
        assert_eq!(left, None, "the toolkit does not draw it as well");
        assert_ne!(bench.picture(view(1.5)), before, "it is drawn");
        bench.send(view(1.5), &[Event::InputMethod(input_method::Event::Closed)]);
        composition(&mut bench, view(1.5));
        assert_eq!(bench.picture(view(1.5)), before, "and gone with the input method");
    }
}

#[test]
fn a_press_beside_the_text_of_a_field_focuses_it() {
    let view = || field("房号", "").trailing("3号楼2单元1001 · 常住").on_input(Message::Typed).into();
    let mut bench = Bench::new(400.0, 100.0);
    bench.click(view(), Point::new(380.0, 40.0));
    assert_eq!(bench.focused(view()).0, Some(0));
}

#[test]
fn too_long_a_text_is_told_and_kept() {
    let long = "一".repeat(30);
    let view =
        || -> Element<'_, Message> { field("摘要", &long).limit(20).on_input(Message::Typed).into() };
    let mut bench = Bench::new(600.0, 200.0);
    bench.focus(view(), Goal::At(0));
    bench.send(view(), &[key_press(character("x"), NONE, Some("x"))]);
    assert_eq!(bench.taken(), [Message::Typed(format!("{long}x"))]);
    let mut simulator = iced_test::simulator(view());
    assert!(simulator.find("! 已写 30 字，超过 20 字，请缩短；已写的内容不会丢。").is_ok());
}

fn list<'a>(built: &'a Counter<usize>, selected: Option<usize>) -> Element<'a, Message> {
    table([col("编号").width(100.0), col("事项")], 50_000, move |at| {
        built.set(built.get() + 1);
        Row::new([format!("{at}").into(), "楼道灯不亮".into()])
    })
    .selected(selected)
    .on_select(Message::Selected)
    .on_open(Message::Opened)
    .into()
}

#[test]
fn a_table_of_fifty_thousand_builds_only_the_rows_in_sight() {
    let built = Counter::new(0);
    let height = spacing::TABLE_HEAD + 10.0 * spacing::ROW;
    let mut bench = Bench::new(600.0, height);
    bench.focused(list(&built, None));
    assert_eq!(built.replace(0), 10);
    bench.focused(list(&built, Some(49_999)));
    assert_eq!(built.replace(0), 10);
    let mut simulator = iced_test::simulator(list(&built, Some(49_999)));
    assert!(simulator.find("49999").is_ok(), "the selected row is scrolled into sight");
    assert!(simulator.find("0").is_err());
}

#[test]
fn keys_move_the_selected_row_and_enter_opens_it() {
    let built = Counter::new(0);
    let mut bench = Bench::new(600.0, spacing::TABLE_HEAD + 10.0 * spacing::ROW);
    bench.focus(list(&built, None), Goal::Next);
    bench.press(list(&built, None), key::Named::ArrowDown, NONE);
    bench.press(list(&built, Some(0)), key::Named::PageDown, NONE);
    bench.press(list(&built, Some(9)), key::Named::End, NONE);
    bench.press(list(&built, Some(49_999)), key::Named::ArrowUp, NONE);
    bench.press(list(&built, Some(49_998)), key::Named::Enter, NONE);
    let expected = [
        Message::Selected(0),
        Message::Selected(9),
        Message::Selected(49_999),
        Message::Selected(49_998),
        Message::Opened(49_998),
    ];
    assert_eq!(bench.taken(), expected);
}

#[test]
fn a_click_selects_the_row_that_is_seen_there_after_scrolling() {
    let built = Counter::new(0);
    let mut bench = Bench::new(600.0, spacing::TABLE_HEAD + 10.0 * spacing::ROW);
    bench.cursor = mouse::Cursor::Available(Point::new(200.0, 200.0));
    let delta = mouse::ScrollDelta::Pixels { x: 0.0, y: -100.0 * spacing::ROW };
    bench.send(list(&built, None), &[Event::Mouse(mouse::Event::WheelScrolled { delta })]);
    bench.click(list(&built, None), Point::new(200.0, spacing::TABLE_HEAD + 2.5 * spacing::ROW));
    assert_eq!(bench.taken(), [Message::Selected(102)]);
}

fn asked<'a>(open: bool) -> Element<'a, Message> {
    let base = iced::widget::column![
        button::secondary("下面一").on_press(Message::Did("下面一")),
        button::secondary("下面二").on_press(Message::Did("下面二")),
    ];
    let card = open.then(|| {
        dialog("作废？", field("原因", "").on_input(Message::Typed))
            .action(button::secondary("取消").on_press(Message::Did("取消")))
            .on_cancel(Message::Did("离开"))
            .on_accept(Message::Did("作废"))
    });
    dialog::over(base, card)
}

#[test]
fn a_dialog_keeps_focus_and_keys_inside_and_gives_the_focus_back() {
    let mut bench = Bench::new(800.0, 600.0);
    bench.focus(asked(false), Goal::At(1));
    assert_eq!(bench.focused(asked(true)), (Some(0), 2), "the first field of the dialog, and nothing below");
    bench.press(asked(true), key::Named::Enter, NONE);
    bench.focus(asked(true), Goal::Next);
    bench.press(asked(true), key::Named::Enter, NONE);
    bench.press(asked(true), key::Named::Escape, NONE);
    bench.click(asked(true), Point::new(10.0, 10.0));
    assert_eq!(bench.taken(), [Message::Did("作废"), Message::Did("取消"), Message::Did("离开")]);
    assert_eq!(bench.focused(asked(false)), (Some(1), 2));
}

fn steps<'a>() -> Element<'a, Message> {
    let go = |what| Some(Message::Did(what));
    iced::widget::column![
        rail([
            step("听取登记", StepState::Done, go("登记")),
            step("复述核实", StepState::Now, go("核实")),
            step("关闭", StepState::Later, None),
            step("约定回复", StepState::Owed, go("约定")),
        ]),
        button::secondary("后面").on_press(Message::Did("后面")),
    ]
    .into()
}

#[test]
fn a_rail_is_one_stop_entered_at_the_present_step_with_arrows_inside() {
    let mut bench = Bench::new(300.0, 400.0);
    bench.focus(steps(), Goal::Next);
    assert_eq!(bench.focused(steps()), (Some(0), 2));
    bench.press(steps(), key::Named::Enter, NONE);
    bench.press(steps(), key::Named::ArrowDown, NONE);
    bench.press(steps(), key::Named::Enter, NONE);
    bench.press(steps(), key::Named::ArrowDown, NONE);
    bench.press(steps(), key::Named::Enter, NONE);
    assert_eq!(bench.taken(), [Message::Did("核实"), Message::Did("约定"), Message::Did("登记")]);
    bench.focus(steps(), Goal::Next);
    assert_eq!(bench.focused(steps()), (Some(1), 2));
}

#[test]
fn a_long_paste_and_rare_signs_do_no_harm() {
    let mut words = Content::new();
    let paste = "停水😀𬱖\n".repeat(8_000);
    words.perform(Action::Edit(iced::widget::text_editor::Edit::Paste(std::sync::Arc::new(paste.clone()))));
    let mut bench = Bench::new(600.0, 200.0);
    let redraw = Event::Window(window::Event::RedrawRequested(iced::time::Instant::now()));
    bench.send(form(&words), &[redraw]);
    assert_eq!(words.text().trim_end(), paste.trim_end());
}
