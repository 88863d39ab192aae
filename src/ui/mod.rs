//! What the person at the counter sees: colours, sizes, fonts and the widgets that the screens are made of.
//! Screens say *what* to show; how it looks and how the keyboard moves through it is settled here.
//!
//! | module | what lives there |
//! |---|---|
//! | `screen` | the screens |
//! | `widget` `theme` | controls; colours and looks |
//! | `font` `icon` `spacing` | type, signs, distances |
//! | `shortcut` | which keys do what |
//! | `chooser` `viewer` | the dialogs and programs of the system |

pub mod chooser;
pub mod font;
pub mod icon;
pub mod screen;
pub mod shortcut;
pub mod spacing;
pub mod theme;
pub mod viewer;
pub mod widget;
