//! Cases as JSON, in and out: the interchange format. This folder turns bytes into cases and back and judges them;
//! it neither stores nor looks anything up, that is the business of `desk::import` and `desk::export`.

pub mod convert;
pub mod event;
pub mod explain;
pub mod judge;
pub mod outcome;
pub mod read;
pub mod rewind;
pub mod write;
