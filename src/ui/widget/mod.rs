//! The controls that screens are made of. None of them knows a screen, the desk or the store.
//!
//! How a screen uses each (`Message` must be `Clone`; everything turns into `iced::Element` by `.into()`):
//!
//! ```text
//! text      text::body("…")  text::caption("…")  text::title("…")  text::small("…", Tone::Danger)
//! button    button::primary("下一步").keys("Ctrl+Enter").on_press(Message::Next)   secondary quiet accent danger link
//! field     field("联系电话", &self.phone).trailing("同来电 ✓").error(self.phone_error.as_deref()).on_input(Message::Phone)
//! editor    editor("业主原话", &self.words).limit(500).lines(2..=6).on_action(Message::Words)
//!           the screen keeps a `field::Content` and calls `.perform(action)` on it; `.text()` reads it
//! chips     chips([chip("能", true), chip("要查实", false)]).on_pick(Message::Explained)      one or several: the screen decides
//!           Chips::one_of(Mood::ALL, Some(&self.mood), |m| m.label().into(), Message::Mood)   `.plain()` for filters
//! focus     Tab → `focus::next()`, Shift+Tab → `focus::previous()`, `focus::to("phone")`: tasks; what gets the focus scrolls into view
//! pane      pane(column![…])  scrolls; put every form in one     strip(tabs(…)) sideways     PageDown → `scroll::page(1.0)`
//! table     table([col("时限").width(120.0), col("事项"), col("责任人").width(90.0)], rows.len(), |at| table::Row::new([…]))
//!               .selected(self.selected).on_select(Message::Select).on_open(Message::Open).version(self.generation)
//!           table::Row::new([Cell::text("逾期 2小时").bold().tone(Tone::Danger), "楼道灯".into(), Cell::element(button::secondary("去回复 ›").small().mouse_only().on_press(m))]).tone(Tone::Danger)
//! dialog    dialog::over(screen, self.asking.then(|| dialog("作废", body).action(cancel).action(ok).on_cancel(m).on_accept(m)))
//! toast     toast::over(screen, Some(toast("已保存", Tone::Accent).action("打开", m)))
//! rail      rail([step("听取登记", StepState::Done, Some(m)), step("复述核实", StepState::Now, Some(m))])   missing([("地点".into(), m)])
//! prompt    prompt("“陈先生，……”").page(1, 3).level("基础", true, m).on_said(m, false).on_other(m).on_copy(m)
//!           hints(["…".into()], ["…".into()]).internal(["…".into()]).fold(self.folded, m)
//! tabs      tabs([tab("来电 · 陈先生", true, m).on_close(m)])      nav([place("今日", true, m).count(3)])
//! notice    notice("可能是同一件事", "11月19日 …", Tone::Waiting).action(button::secondary("打开").on_press(m))
//! parts     panel(…)  hairline()  section("复述核实", "把听到的……")  labelled("场景", "", chips)  facts([("业主", "陈建国")])
//!           tile(3, "已逾期", Tone::Danger, chosen, message)  empty("还没有受理", "按 F2 或 F3 开始", [button])
//! mark      badge(3, Tone::Danger)  tag("重复 2", Tone::Danger)         key_cap::cap("Ctrl+F")
//! composition(window, scale)  what an input method composes, over the whole window; used once, by the app
//! chart     bars("近十二个月", ["受理", "关闭"], months, 220.0, |at| open_of(at))
//! ```
//!
//! Keep the shape of a view stable: a part that comes and goes is an `Option` in `row!`/`column!`, put last
//! or replaced by `space()`, because iced finds the state of a control (its focus, its caret) by its place.
//!
//! Below about 1100 px show fewer columns (`iced::widget::responsive` tells the width): text is cut with … and
//! chips wrap, but three columns beside one another need their room.
//!
//! Keys: a control captures only what it uses. Fields let the function keys, Esc, Tab, Ctrl+Enter, Alt with
//! anything and Ctrl with anything but A C X V through to the app; act on Esc and Enter in the app only
//! when the event's status is `Ignored`, or a dialog and the screen below would both answer.
//!
//! | file | what lives there |
//! |---|---|
//! | `text` `mark` `key_cap` `notice` `toast` `parts` `ellipsis` | words and small marks |
//! | `pressable` `button` `chips` `group` | what is pressed, and groups that are one stop of the Tab order |
//! | `field` `frame` `paste` `composition` | what is typed into |
//! | `table` `table_state` `cell` `list_viewport` `scroll` | long lists and panes |
//! | `nav` `rail` `tabs` | ways through the window |
//! | `dialog` `modal` `prompt` `chart` | dialogs; what to say; bars |
//! | `focus` `focus_ring` `first_frame` | the keyboard; a stamp for the benchmark |

pub mod button;
mod cell;
pub mod chart;
pub mod chips;
pub mod composition;
pub mod dialog;
pub mod ellipsis;
pub mod field;
pub mod first_frame;
pub mod focus;
mod focus_ring;
mod frame;
mod group;
pub mod key_cap;
mod list_viewport;
pub mod mark;
mod modal;
pub mod nav;
pub mod notice;
pub mod parts;
mod paste;
pub mod pressable;
pub mod prompt;
pub mod rail;
pub mod scroll;
pub mod table;
mod table_state;
pub mod tabs;
pub mod text;
pub mod toast;

pub use button::Button;
pub use chart::{Bar, bars};
pub use chips::{Chip, Chips, chip, chips};
pub use composition::composition;
pub use dialog::{Dialog, dialog};
pub use ellipsis::ellipsis;
pub use field::{editor, field};
pub use first_frame::first_frame;
pub use group::group;
pub use mark::{badge, tag};
pub use nav::{nav, place};
pub use notice::notice;
pub use parts::{empty, facts, hairline, labelled, panel, section, tile, upright};
pub use pressable::Pressable;
pub use prompt::{hints, prompt};
pub use rail::{StepState, missing, rail, step};
pub use scroll::{pane, strip};
pub use table::{Cell, Table, col, table};
pub use tabs::{tab, tabs};
pub use toast::{Toast, toast};
