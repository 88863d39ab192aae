//! The screens: one file or folder each. A screen knows the desk and the toolkit, but neither another screen nor the
//! app; whatever it wants from outside it asks for with a [`contract::Request`].
//!
//! # How a screen plugs in
//!
//! A screen is a `struct` with its own `enum Message`, made by `new(…, context) -> (Self, Task<Message>)` with whatever
//! it needs to know, and an implementation of [`contract::Screen`]:
//!
//! * `update(&mut self, message, context) -> Action<Message>`: changes the state at once; slow work (the desk, files)
//!   goes into the action's task. A result of background work carries the number it was asked under
//!   ([`contract::RequestId`]); one that comes too late is dropped.
//! * `view(&self, context) -> Element<Message>`: the content beside the navigation; head, navigation, toasts and
//!   the question on duty belong to the app.
//! * `shortcut(&self, shortcut) -> Option<Message>`: what F6 to F9, Ctrl+S, Ctrl+P, Ctrl+Enter and Esc mean here.
//!   F2, F3, F4 and Ctrl+F never get here: the app answers them from anywhere.
//! * `loses(&self, message) -> Option<String>`: what of all that is typed a message would throw away; the app asks before
//!   it is worked in. Everything typed is on record, stays, or goes because somebody said so.
//! * `refresh(&mut self, context) -> Action<Message>`: something was written, or the settings or the person on duty
//!   changed; a screen that shows lists reads them anew without losing what is typed. The minute's tick redraws the
//!   view; only 今日 may read anew then, at the moments at which time alone changes it.
//! * `minute(&mut self, context)`: the minute has turned; what was worked out and speaks of times is worked out anew.
//!   `view` works nothing out by itself (`tests/flows/frames.rs` counts).
//! * `entered(&mut self, context) -> Action<Message>`: the screen is shown again; it may take the focus to where one was.
//! * `subscription(&self)`: for what runs by itself – a reception clock, work with progress, a wait after the last key – and
//!   only while it runs; an idle window draws nothing.
//!
//! In `app` a screen has one place, one field in `Screens` and one variant in `Message`; all else is written once for all.

//!
//! # What lives where
//!
//! | module | what it is |
//! |---|---|
//! | `today` `intake` `case` `register` `roster` `report` `library` `settings` `first_run` `sign_in` | a screen each, in the order of the work |
//! | `confirm` | a supervisor confirms by his PIN what somebody else wants to do |
//! | `outage` | 公共事件; `outage_call` takes a call about one in, `outage_strip` shows them elsewhere |
//! | `learning` | 改进学习: suggestions, measures, routines, who watches the forums |
//! | `shift` | 盘点交班: the daily checks and the notes of the shifts |
//! | `contract` | what the app and every screen agree on |
//! | `form` | what the forms of several screens are made of: promise, explanation, escalation, classification |
//! | `phrase_panel` | what to say now, beside a form |
//! | `help` | the sheets that open below it: cards, levels, procedures |
//! | `recovery` | the recovery code, shown once wherever one is made |
//! | `status_line` | the state of a case with its markers, the same in every list |
//! | `situation_picker` | choosing a situation by the owner's words or by search |
//! | `print` | the print dialog |
//! | `danger_card` | the card of a danger |
//! | `warn` | the promise guard and the facts still lacking, as lines under a field |

pub mod case;
pub mod confirm;
pub mod contract;
pub mod danger_card;
pub mod first_run;
pub mod form;
pub mod help;
pub mod intake;
pub mod learning;
pub mod library;
pub mod outage;
pub mod outage_call;
pub mod outage_strip;
pub mod phrase_panel;
pub mod print;
pub mod recovery;
pub mod register;
pub mod report;
pub mod roster;
pub mod settings;
pub mod shift;
pub mod sign_in;
pub mod situation_picker;
pub mod status_line;
pub mod today;
pub mod warn;
