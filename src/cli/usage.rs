//! What was typed wrong, in Chinese: the parser's own words are English.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// What to say instead of running a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The text.
    pub text: String,
    /// 0 for help that was asked for, 2 for wrong usage.
    pub code: u8,
}

/// The answer to what the parser says.
pub fn answer(error: &Error) -> Answer {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        return Answer { text: in_chinese(&error.render().to_string()), code: 0 };
    }
    let sentence = sentence(error);
    Answer { text: format!("用法不对：{sentence}。用 tingsu --help 查看用法。\n"), code: 2 }
}

fn sentence(error: &Error) -> String {
    let context = |kind| error.get(kind).map(words).unwrap_or_default();
    let arg = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => format!("不认识「{arg}」"),
        ErrorKind::InvalidSubcommand => {
            format!("没有「{}」这个命令", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => format!("缺少 {arg}"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "命令没有写完整".to_owned()
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("「{arg}」后面缺少值"),
        ErrorKind::InvalidValue => {
            let valid = context(ContextKind::ValidValue);
            let valid = if valid.is_empty() { valid } else { format!("，可用的值：{valid}") };
            format!("「{arg}」不能是「{value}」{valid}")
        }
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            let why = if why.is_ascii() { "不是允许范围内的整数".to_owned() } else { why };
            if why.contains(&format!("「{value}」")) {
                format!("「{arg}」：{why}")
            } else {
                format!("「{arg}」：「{value}」{why}")
            }
        }
        ErrorKind::ArgumentConflict => format!("「{arg}」写了两次，或与别的参数冲突"),
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => format!("「{arg}」的值太多"),
        ErrorKind::TooFewValues | ErrorKind::NoEquals => format!("「{arg}」后面缺少值"),
        ErrorKind::InvalidUtf8 => "参数里有无法识别的字符".to_owned(),
        _ => "参数读不懂".to_owned(),
    }
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(list) => list.join("、"),
        _ => String::new(),
    }
}

/// The few English words that the parser puts into a help text.
fn in_chinese(help: &str) -> String {
    [
        ("[OPTIONS]", "[选项]"),
        ("<COMMAND>", "<命令>"),
        ("[COMMAND]", "[命令]"),
        ("[possible values: ", "[可用的值："),
        ("[default: ", "[默认："),
        ("Possible values:", "可用的值："),
        ("命令:\n", "命令：\n"),
        ("参数:\n", "参数：\n"),
        ("可导入:\n", "可导入：\n"),
        ("可导出:\n", "可导出：\n"),
    ]
    .iter()
    .fold(help.to_owned(), |text, (english, chinese)| text.replace(english, chinese))
}
