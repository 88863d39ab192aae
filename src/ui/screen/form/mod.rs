//! What the forms of several screens are made of, so that a promise, an explanation, an escalation and a classification
//! look and mean the same at the intake and on a stored case. Names no screen.
//!
//! | file | what lives there |
//! |---|---|
//! | `parts` | labelled groups of chips, lines, long texts, the name of the control that takes the focus |
//! | `long_text` | a text of several lines that goes to disk with its form |
//! | `read` | what was typed and chosen, or the sentence that asks for it |
//! | `person`, `pin_entry` | a person chosen by a few letters; a person and the PIN that shows it is that person |
//! | `understood` | how a typed time, room, number or name was understood, beside its field |
//! | `promise` | 约定回复: when, what, who confirmed more than the limit |
//! | `explanation` | 现场解释: how it was explained |
//! | `escalation` | 服务上移: why, to whom, what came of it |
//! | `classification` | the codes of a case, its situation first |
//! | `marked` (`group_acts`) | several cases of a list ticked, and one act on all of them; what is told, done or asked for a whole group |

pub mod classification;
pub mod escalation;
pub mod explanation;
pub mod group_acts;
pub mod long_text;
pub mod marked;
pub mod parts;
pub mod person;
pub mod pin_entry;
pub mod promise;
pub mod read;
pub mod understood;
