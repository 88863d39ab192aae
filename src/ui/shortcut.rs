//! The shortcuts of the window: which keys they are and how they stand on a button. What each one does is the
//! business of the app and of the screen that is shown.

use iced::keyboard::{self, Key, Modifiers, key::Named};

/// A key that does something wherever the focus is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shortcut {
    /// F2: somebody stands at the counter (来访).
    WalkIn,
    /// F3: the telephone rings (来电).
    Phone,
    /// F4: a message, a letter or a referral (网上／转办／来函).
    OtherChannel,
    /// F5: the sentence goes to the clipboard (复制).
    Copy,
    /// Shift+F5: what was copied has been sent by hand (已发微信).
    Sent,
    /// F6: the sentence has been said (已说).
    Said,
    /// F7: another sentence (换一句).
    NextSentence,
    /// F8: 服务上移.
    Escalate,
    /// F9: the owner has confirmed (业主已确认).
    Confirm,
    /// F11: a call about a 公共事件 (同类 +1).
    Outage,
    /// F12: a danger is seen, or it is none (险情).
    Danger,
    /// Ctrl+M: back to the owner's words (业主原话).
    Words,
    /// Ctrl+D: the proposed person is taken over (带入).
    TakePerson,
    /// Ctrl+E: a mark or urgency that the words point to is taken.
    TakeSign,
    /// Ctrl+J: the proposed points are taken (就这样写).
    TakePoints,
    /// Ctrl+Enter: the next step (下一步).
    Next,
    /// Ctrl+Tab: the next of the open forms.
    NextForm,
    /// Ctrl+S: 保存.
    Save,
    /// Ctrl+P: 打印.
    Print,
    /// Ctrl+F: find.
    Find,
    /// Esc: back.
    Back,
}

impl Shortcut {
    /// All of them.
    pub const ALL: [Self; 21] = [
        Self::WalkIn,
        Self::Phone,
        Self::OtherChannel,
        Self::Copy,
        Self::Sent,
        Self::Said,
        Self::NextSentence,
        Self::Escalate,
        Self::Confirm,
        Self::Outage,
        Self::Danger,
        Self::Words,
        Self::TakePerson,
        Self::TakeSign,
        Self::TakePoints,
        Self::Next,
        Self::NextForm,
        Self::Save,
        Self::Print,
        Self::Find,
        Self::Back,
    ];

    /// The keys as they stand on the button.
    pub fn keys(self) -> &'static str {
        match self {
            Self::WalkIn => "F2",
            Self::Phone => "F3",
            Self::OtherChannel => "F4",
            Self::Copy => "F5",
            Self::Sent => "Shift+F5",
            Self::Said => "F6",
            Self::NextSentence => "F7",
            Self::Escalate => "F8",
            Self::Confirm => "F9",
            Self::Outage => "F11",
            Self::Danger => "F12",
            Self::Words => "Ctrl+M",
            Self::TakePerson => "Ctrl+D",
            Self::TakeSign => "Ctrl+E",
            Self::TakePoints => "Ctrl+J",
            Self::Next => "Ctrl+Enter",
            Self::NextForm => "Ctrl+Tab",
            Self::Save => "Ctrl+S",
            Self::Print => "Ctrl+P",
            Self::Find => "Ctrl+F",
            Self::Back => "Esc",
        }
    }

    /// The shortcut of a key press; `None` for repeats of a held key and for everything else.
    pub fn of(event: &keyboard::Event) -> Option<Self> {
        let keyboard::Event::KeyPressed { key, modifiers, repeat: false, .. } = event else {
            return None;
        };
        match key.as_ref() {
            Key::Named(Named::F5) if *modifiers == Modifiers::SHIFT => Some(Self::Sent),
            Key::Named(named) if *modifiers == Modifiers::empty() => Some(match named {
                Named::F2 => Self::WalkIn,
                Named::F3 => Self::Phone,
                Named::F4 => Self::OtherChannel,
                Named::F5 => Self::Copy,
                Named::F6 => Self::Said,
                Named::F7 => Self::NextSentence,
                Named::F8 => Self::Escalate,
                Named::F9 => Self::Confirm,
                Named::F11 => Self::Outage,
                Named::F12 => Self::Danger,
                Named::Escape => Self::Back,
                _ => return None,
            }),
            Key::Named(Named::Enter) if *modifiers == Modifiers::CTRL => Some(Self::Next),
            Key::Named(Named::Tab) if *modifiers == Modifiers::CTRL => Some(Self::NextForm),
            // A held Caps Lock makes the letter a capital.
            Key::Character(letter) if *modifiers == Modifiers::CTRL => match letter {
                "s" | "S" => Some(Self::Save),
                "p" | "P" => Some(Self::Print),
                "f" | "F" => Some(Self::Find),
                "m" | "M" => Some(Self::Words),
                "d" | "D" => Some(Self::TakePerson),
                "e" | "E" => Some(Self::TakeSign),
                "j" | "J" => Some(Self::TakePoints),
                _ => None,
            },
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use iced::keyboard::{Location, key::Physical};

    use super::*;

    fn press(key: Key, modifiers: Modifiers, repeat: bool) -> keyboard::Event {
        keyboard::Event::KeyPressed {
            modified_key: key.clone(),
            physical_key: Physical::Unidentified(keyboard::key::NativeCode::Unidentified),
            location: Location::Standard,
            text: None,
            key,
            modifiers,
            repeat,
        }
    }

    #[test]
    fn keys_are_known_with_their_modifiers_only() {
        let f2 = Key::Named(Named::F2);
        let s = Key::Character("s".into());
        assert_eq!(Shortcut::of(&press(f2.clone(), Modifiers::empty(), false)), Some(Shortcut::WalkIn));
        assert_eq!(Shortcut::of(&press(f2.clone(), Modifiers::SHIFT, false)), None);
        assert_eq!(Shortcut::of(&press(f2, Modifiers::empty(), true)), None);
        assert_eq!(Shortcut::of(&press(s.clone(), Modifiers::CTRL, false)), Some(Shortcut::Save));
        assert_eq!(Shortcut::of(&press(s, Modifiers::empty(), false)), None);
    }

    #[test]
    fn every_shortcut_has_keys_of_its_own() {
        let keys: std::collections::BTreeSet<_> =
            Shortcut::ALL.iter().map(|shortcut| shortcut.keys()).collect();
        assert_eq!(keys.len(), Shortcut::ALL.len());
    }
}
