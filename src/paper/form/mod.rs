//! The forms, one file or folder each: a value of `domain` becomes a form filled in, not yet laid out.

pub mod customer_record;
pub mod handling_record;
pub mod statistics;
pub mod work_record;
