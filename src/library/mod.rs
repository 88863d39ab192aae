//! The conversation: phrases, situations and cards, and the choice of what to say now. The sentences
//! themselves are data in `assets/library`; here are their types, the loading of the shipped files and the
//! pure functions over them. Knows `domain` only; no file, no database, no clock.
//!
//! | file | what lives there |
//! |---|---|
//! | `shelf` | the library as a whole: the shipped files, how they are read, what makes it complete |
//! | `phrase` `step` `text` | sentences for a step of the talk; levels; what may go to a customer and what never |
//! | `say` `talk` `told_words` `sentence` `compose` `ended` | what to say now: the choice; the talk about a stored case; what the words of its record tell of the moment; the moment and the sentence; putting its parts together; how it ended within a situation's own line |
//! | `next_contact` `named_time` `answered_questions` `in_plain` `agreed` `speakable` `wording` `objection` | how soon he hears again; what an answer named; what is known and not asked again; a record in plain words, what was agreed, who in it is the owner or one of his, written particles as one says them; what he holds against a way |
//! | `moment` `newest` `record_given` `visit_words` `danger` `danger_words` `danger_examples` `to_be_told` | what a record may give to build on; what tells nothing new; what it gives; what he said at a visit asks for; what comes before any other sentence; how it is heard, by words and by example; what was worded for the owner |
//! | `gist` `restating` `own_words` `noted_summary` `wants` `clause` `clause_subject` `word_match` `said_duration` `topic` `signs` `person` `named_people` `record_names` | the matter in short and in the second person; what he wants; one clause, what it is about; whether a word was said; how long it lasts; what it is called; what the owner's words hint at; who is spoken of; who is called by name, how the owner is called |
//! | `variable` `spoken_time` `second_person` | filling a sentence: its variables, times and words as one says them |
//! | `situation` `branch` `find` `usual_codes` | a situation, its question and answer, the search for one, the codes that it fills in |
//! | `suggest` `word_weight` `situation_likeness` `likeness_table` `ngrams` | which situation the owner's words point to; how telling a word is; how like what belongs to a situation, or to one of several kinds, words are that no list has; what was said in pieces |
//! | `limit` `situation_limits` `span` | a time limit of a situation; what choosing one makes of its limits; lengths of time as written |
//! | `card` | cards for the staff |
//! | `study` | cases to learn from, as shipped |
//! | `drill` `drill_talk` | scripted owners to practise with; what the panel would show |
//! | `office` | the usual routines and notices of the office |
//! | `guard` `measure` | the promise guard; the lengths and words that a sentence must keep to |
//! | `entry` `key` `field` | situations and cards as entries of fields, for the forms |
//! | `edit` `apply_change` `overlay` `usage` `approval` `awaiting` | a supervisor's changes, kept apart from what is shipped and laid over it; for whom and when a sentence is offered; what waits for approval |
//! | `compare` `transfer` | after an update of the program; the whole library as a file |

pub mod agreed;
pub mod answered_questions;
pub mod apply_change;
pub mod approval;
pub mod awaiting;
pub mod branch;
pub mod card;
pub mod clause;
pub mod clause_subject;
pub mod compare;
pub mod compose;
pub mod danger;
pub mod danger_examples;
pub mod danger_words;
pub mod drill;
pub mod drill_talk;
pub mod edit;
pub mod ended;
pub mod entry;
pub mod field;
pub mod find;
pub mod gist;
pub mod guard;
pub mod in_plain;
pub mod key;
mod likeness_table;
pub mod limit;
pub mod measure;
pub mod moment;
pub mod named_people;
pub mod named_time;
pub mod newest;
pub mod next_contact;
mod ngrams;
pub mod noted_summary;
pub mod objection;
pub mod office;
pub mod overlay;
pub mod own_words;
pub mod person;
pub mod phrase;
mod record_given;
pub mod record_names;
pub mod restating;
pub mod said_duration;
pub mod say;
pub mod second_person;
pub mod sentence;
pub mod shelf;
pub mod signs;
pub mod situation;
pub mod situation_likeness;
pub mod situation_limits;
pub mod span;
pub mod speakable;
pub mod spoken_time;
pub mod step;
pub mod study;
pub mod suggest;
pub mod talk;
pub mod text;
pub mod to_be_told;
pub mod told_words;
pub mod topic;
pub mod transfer;
pub mod usage;
pub mod usual_codes;
pub mod variable;
pub mod visit_words;
pub mod wants;
pub mod word_match;
pub mod word_weight;
mod wording;
