//! Cases as JSON, in and out: the interchange format. This folder turns bytes into cases and back and judges them;
//! it neither stores nor looks anything up, that is the business of `desk::import` and of the commands.
//!
//! | file | what lives there |
//! |---|---|
//! | `read` `write` | bytes to cases and back |
//! | `event` `appointment` `convert` `rewind` | an event as files have it, appointments and waiting tasks; between both; the values of the receipt |
//! | `judge` `explain` `outcome` | what today's rules would refuse; what could not be read; the report |

mod appointment;
pub mod convert;
pub mod event;
pub mod explain;
pub mod judge;
pub mod outcome;
pub mod read;
pub mod rewind;
pub mod write;
