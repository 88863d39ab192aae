//! The rules of the counter: types and clock-free functions. Knows no other layer and does no I/O; every
//! rule takes `now` as an argument.
//!
//! # Where to look
//!
//! | question | answer |
//! |---|---|
//! | Where is a fact stored? | On the receipt ([`case::Facts`]) or on an event ([`event::EventKind`]); what an event changes of the facts: [`case::Facts::apply`] |
//! | What is a case now? | [`case_state::CaseState`], folded by [`case::Case::state`] one event at a time ([`case_state::CaseState::apply`]) |
//! | How does a case grow? | [`deadline::append`], and in no other way; a whole history: [`deadline::plan_with`] |
//! | Where is an obligation born? | `deadline`: what a receipt or an event sets, and when it is due |
//! | Where is it met or withdrawn? | `fulfilment`: the column *met by* of rules §4; its id, urgency and end: [`obligation`] |
//! | Why does no open case fall out of 今日? | `CaseState::follow_up`: whatever owes nothing else is followed up |
//! | Who may do what, and when? | [`permission::offers`] before anything is filled in, [`permission::permits`] for what was; the acts: [`act::Act`] |
//! | What does a case still lack to be closed? | [`closure::close`], the one way |
//! | Where does a word come from? | The code lists ([`code`]); the words of an event: [`telling`] |
//! | Which values does the supervisor set? | [`settings`], the calendars in [`calendar`] |
//! | What many households ask about at once | [`outage`] |
//! | What is checked at the end of the day, what does one shift leave to the next? | [`daily_check`], [`shift`] |
//! | How does a case become an example without names? | [`case_study`], [`redaction`] |
//! | What does the office do again and again? What do staff propose? Did a measure help? Who watches the forums? | [`routine`], [`suggestion`], [`improvement`], [`watch`] |
//! | What was done beyond the promise, what do questionnaires say? | [`service_note`] |
//! | How is a talk practised and scored? | [`drill`] |
//! | What do people write, and what do they mean? | `reading`: times, rooms, telephone numbers, names, plates |
//! | What does the month count? | [`statistics`] |
//!
//! # The files by subject
//!
//! | file | what lives there |
//! |---|---|
//! | `case` `event` `danger_mark` `person` `code` `time` `lift_incident` | a case, its events, what of a danger stands among them, who, the code lists, moments |
//! | `case_state` `fold` `handling` `fulfilment` `deadline` `dated_anew` `deadline_set` `obligation` `calendar` `cadence` | what a case is now and owes |
//! | `act` `appointment` `permission` `closure` `escalation` `trigger` `correction` `return_visitor` `retry` `verification` `colleague` `ahead` `left_behind` | what may be done, by whom, and what it means |
//! | `telling` `naming` `highlight` `record_form` | events in words; what keys and codes are called; where the words of a question stand; what of form 2 is blank |
//! | `intake` `intake_step` `intake_entry` `reception` `draft` `caller` `known_resident` `urging` `likeness` `related` `precedent` | taking in: the form, its clock, who calls, 催办, what it may be linked with |
//! | `case_row` `case_column` `case_query` `saved_view` `marker` `today` `reminder` | lists: rows, columns, questions, marks, 今日 |
//! | `gathering` `praise` `sameness` `outage` `outage_now` | one matter of many households; one person or house; 公共事件 |
//! | `daily_check` `task_list` `shift` `shift_now` | the end of the day and of the shift |
//! | `routine` `routine_now` `suggestion` `suggestion_now` `improvement` `improvement_now` `watch` `watch_now` `work_entry` `work_order` | the office's own work, proposals, what was watched; what became of each; lines of the work record and of a work order |
//! | `service_note` `service_note_now` | 服务簿: extra services, questionnaires, meetings, and what they count |
//! | `drill` `drill_now` | 演练: an answer to a scripted owner and its four scores; the figures of people and scripts |
//! | `household` `household_change` `on_roster` `imported` `knowledge` `attachment` | the roster, an office's own books, 资料, files |
//! | `subject` `counter_event` `anonymise` `finding` | the log: what an entry is about, what happened at the counter, what stays when names go, what a check found |
//! | `settings` `superior` `setup` `safety` `pin` `masking` `supervisors_only` `limit` | what is set, the ladder of superiors, what of a number and what of a case is shown to whom, and how much may be typed |
//! | `statistics` `reading` `typeface` | the month's table; what people write; the bytes of the typeface |

pub mod act;
pub mod ahead;
pub mod anonymise;
pub mod appointment;
pub mod attachment;
pub mod cadence;
pub mod calendar;
pub mod caller;
pub mod case;
pub mod case_column;
pub mod case_query;
pub mod case_row;
pub mod case_state;
pub mod case_study;
pub mod closure;
pub mod code;
pub mod colleague;
pub mod correction;
pub mod counter_event;
pub mod daily_check;
pub mod danger_mark;
mod dated_anew;
pub mod deadline;
pub mod deadline_set;
pub mod draft;
pub mod drill;
pub mod drill_now;
pub mod escalation;
pub mod event;
pub mod finding;
mod fold;
pub(crate) mod fulfilment;
pub mod gathering;
pub mod handling;
pub mod highlight;
pub mod household;
pub mod household_change;
pub mod imported;
pub mod improvement;
pub mod improvement_now;
pub mod intake;
pub mod intake_entry;
pub mod intake_step;
pub mod knowledge;
pub mod known_resident;
pub mod left_behind;
pub mod lift_incident;
pub mod likeness;
pub mod limit;
pub mod marker;
pub mod masking;
pub mod naming;
pub mod obligation;
pub mod on_roster;
pub mod outage;
pub mod outage_now;
pub mod permission;
pub mod person;
pub mod pin;
pub mod praise;
pub mod precedent;
pub mod reading;
pub mod reception;
pub mod record_form;
pub mod redaction;
pub mod related;
pub mod reminder;
pub mod retry;
pub mod return_visitor;
pub mod routine;
pub mod routine_now;
pub mod safety;
pub mod sameness;
pub mod saved_view;
pub mod service_note;
pub mod service_note_now;
pub mod settings;
pub mod setup;
pub mod shift;
pub mod shift_now;
pub mod statistics;
pub mod subject;
pub mod suggestion;
pub mod suggestion_now;
pub mod superior;
pub mod supervisors_only;
pub mod task_list;
pub mod telling;
pub mod time;
pub mod today;
pub mod trigger;
pub mod typeface;
pub mod urging;
pub mod verification;
pub mod watch;
pub mod watch_now;
pub mod work_entry;
pub mod work_order;
