//! What is wrong with a row of an office's book, and what became of it.

use serde::{Deserialize, Serialize};

use crate::domain::code::codes;

codes! {
    /// What is wrong with a row; the code words stand in the import report of the interchange format.
    Problem {
        BadDate = "bad_date": "日期不对",
        MissingDate = "missing_date": "没有日期",
        FutureDate = "future_date": "日期在将来",
        EmptyContent = "empty_content": "没有内容",
        PhoneDigits = "phone_digits": "电话位数不对",
        BadRoom = "bad_room": "房号读不出",
        MissingRoom = "missing_room": "没有房号",
        UnknownRoom = "unknown_room": "名册里没有这个房号",
        AmbiguousUnit = "ambiguous_unit": "没写单元，名册里有几个单元",
        DateConflict = "date_conflict": "两个日期不一致",
        UnclearTime = "unclear_time": "时间有两种可能",
        DateRange = "date_range": "写的是一段时间，按开头记",
        DateWords = "date_words": "日期旁还有别的话，按写明的那天记",
        OtherWeekday = "weekday_differs": "日期和星期对不上",
        OtherMonth = "month_differs_from_sheet": "日期与表名的月份不符",
        ShiftedColumns = "shifted_columns": "内容错了列",
        DuplicateRow = "duplicate_row": "与前面一行相同",
        UnknownCode = "unknown_code": "有写法没认出来",
    }
}

impl Problem {
    /// Whether the row cannot be taken over at all.
    pub fn refuses(self) -> bool {
        matches!(
            self,
            Self::BadDate
                | Self::MissingDate
                | Self::FutureDate
                | Self::EmptyContent
                | Self::BadRoom
                | Self::MissingRoom
        )
    }
}

codes! {
    /// What became of a row.
    RowOutcome {
        Imported = "imported": "已导入",
        Duplicate = "duplicate": "已有",
        Refused = "refused": "没有导入",
        Skipped = "skipped": "不是记录",
    }
}

/// A row of a book with what was read from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Record<V> {
    /// Sheet.
    pub sheet: String,
    /// Row, from 1.
    pub row: u32,
    /// What became of it.
    pub outcome: RowOutcome,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// What was read; nothing of a row that is no record.
    pub values: Option<V>,
    /// What stands there, each text under its head.
    pub original: Vec<(String, String)>,
}

impl<V> Record<V> {
    /// A row that is no record.
    pub fn skipped(sheet: &str, row: u32) -> Self {
        Self {
            sheet: sheet.to_owned(),
            row,
            outcome: RowOutcome::Skipped,
            problems: Vec::new(),
            values: None,
            original: Vec::new(),
        }
    }
}
