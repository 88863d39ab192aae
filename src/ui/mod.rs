//! What the person at the counter sees: colours, sizes, fonts and the widgets that the screens are made of.
//! Screens say *what* to show; how it looks and how the keyboard moves through it is settled here.

pub mod chooser;
pub mod font;
pub mod icon;
pub mod screen;
pub mod shortcut;
pub mod spacing;
pub mod theme;
pub mod viewer;
pub mod widget;
