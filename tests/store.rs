//! The database file: what protects it, what proves it whole, and what is kept beside the events.

mod chain;
mod copies;
mod damage;
mod faulty;
mod history;
mod lost;
mod rebuild;
mod schema;
