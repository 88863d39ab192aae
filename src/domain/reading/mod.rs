//! What people write at the counter, understood: one reader each for times, rooms, parts of the
//! estate, telephone numbers, number plates and names,
//! used by intake, correction, filters, search, interchange and import alike. Pure; `now` is an argument.
//!
//! A reader never guesses. What it answers is a [`Reading`](outcome::Reading): read, asked, vague or unreadable; the
//! words as they were typed are always kept by whoever asked.
//!
//! | file | what lives there |
//! |---|---|
//! | `time` `holidays` | times, and the official notice of holidays |
//! | `room` `area` `caller_line` | rooms, parts of the estate, room and name in one line |
//! | `phone` `plate` `name` `customer` `addressee` | numbers, plates, names, whom a field names, to whom a letter goes |
//! | `plain_text` `numeral` `outcome` | writings made one; numerals; how a writing was understood |

pub mod addressee;
pub mod area;
pub mod caller_line;
pub mod customer;
pub mod holidays;
pub mod name;
pub mod numeral;
pub mod outcome;
pub mod phone;
pub mod plain_text;
pub mod plate;
pub mod room;
pub mod time;
