//! What can go wrong while a paper is made.

/// A paper could not be made. The record itself is never touched by printing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The typeface inside the program could not be read.
    #[error("the embedded typeface cannot be read")]
    Font,
    /// The PDF library refused a page or a typeface; its own words are for the log.
    #[error("the PDF could not be written: {0}")]
    Render(String),
}

impl Error {
    /// The sentence for the person at the counter.
    pub fn message(&self) -> &'static str {
        match self {
            Self::Font => "程序自带的字体读不出来，这张纸没有打成；记录都在。请重新安装程序后再打印。",
            Self::Render(_) => "这张纸没有打成；记录都在。请再按一次打印，仍不成请把日志交给信息人员。",
        }
    }
}
