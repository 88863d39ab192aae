//! The rows of an office's book that a person should see before it is taken over: those with something to be told, and the
//! households that change.

use iced::widget::{Column, column, space};
use iced::{Element, Length};

use crate::desk::old_book::preview::{Book, Trouble};
use crate::domain::household_change::HouseholdChange;
use crate::sheet::import::problem::{Problem, RowOutcome};
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::table::{Cell, Row};
use crate::ui::widget::{Chips, col, table, text};

/// Which rows are in sight.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum BookPart {
    /// Those with something to be told.
    #[default]
    Troubles,
    /// The households that change.
    Changes,
}

/// The rows, with the choice between them where there is one; `show` asks for the other ones.
pub fn rows<'a, Message: Clone + 'a>(
    book: &'a Book,
    part: BookPart,
    done: bool,
    show: fn(BookPart) -> Message,
) -> Element<'a, Message> {
    let (new, known) = book.tally.households;
    if new + known == 0 {
        return with_trouble(book, done);
    }
    let label = move |part: &BookPart| match part {
        BookPart::Troubles => format!("须核对的行 {}", book.tally.all_troubles).into(),
        BookPart::Changes => format!("住户变化：新增 {new} 户，{known} 户有变化").into(),
    };
    let choice = Chips::one_of([BookPart::Troubles, BookPart::Changes], Some(&part), label, show).plain();
    let list = match part {
        BookPart::Troubles => with_trouble(book, done),
        BookPart::Changes => changes(book),
    };
    column![choice, list].spacing(spacing::S).height(Length::Fill).into()
}

fn with_trouble<'a, Message: Clone + 'a>(book: &'a Book, done: bool) -> Element<'a, Message> {
    let troubles = &book.tally.troubles;
    if troubles.is_empty() {
        return column![text::caption("没有需要提示的行。"), space().height(Length::Fill)].into();
    }
    let columns = [
        col("表").width(96.0),
        col("行").width(56.0),
        col("结果").width(88.0),
        col("提示").width(240.0),
        col("原文"),
    ];
    let list = table(columns, troubles.len(), move |at| line(&troubles[at], done));
    let rest = book.tally.all_troubles - troubles.len();
    let words = format!("另有 {rest} 行没有列在这里，全部可以点“导出有提示的行”。");
    with_rest(list.into(), rest, words)
}

fn line<'a, Message: Clone + 'a>(trouble: &Trouble, done: bool) -> Row<'a, Message> {
    let refused = trouble.problems.iter().any(|problem| problem.refuses());
    let tone = if refused { Tone::Danger } else { Tone::Plain };
    let words: Vec<&str> = trouble.problems.iter().map(|problem| Problem::label(*problem)).collect();
    Row::new([
        Cell::text(trouble.sheet.clone()),
        Cell::text(trouble.row.to_string()),
        Cell::text(outcome(trouble.outcome, done)).tone(tone),
        Cell::text(words.join("、")).tone(tone),
        Cell::text(trouble.original.clone()),
    ])
}

fn changes<'a, Message: Clone + 'a>(book: &'a Book) -> Element<'a, Message> {
    let changes = &book.tally.changes;
    let columns = [col("房号").width(120.0), col("").width(72.0), col("变化")];
    let list = table(columns, changes.len(), move |at| change(&changes[at]));
    let (new, known) = book.tally.households;
    let rest = new + known - changes.len();
    with_rest(list.into(), rest, format!("另有 {rest} 户没有列在这里，导入后在名册里都看得到。"))
}

fn change<'a, Message: Clone + 'a>(change: &HouseholdChange) -> Row<'a, Message> {
    let (word, tone) = if change.is_new { ("新增", Tone::Muted) } else { ("变化", Tone::Accent) };
    Row::new([
        Cell::text(change.room.clone()),
        Cell::text(word).tone(tone),
        Cell::text(change.news.join("；")),
    ])
}

/// The list, with how many are not in it.
fn with_rest<'a, Message: 'a>(
    list: Element<'a, Message>,
    rest: usize,
    words: String,
) -> Element<'a, Message> {
    let words = (rest > 0).then(|| text::caption(words));
    Column::new().push(list).push(words).spacing(spacing::XS).height(Length::Fill).into()
}

/// What became of a row, or what would.
fn outcome(outcome: RowOutcome, done: bool) -> &'static str {
    match outcome {
        RowOutcome::Imported if !done => "可导入",
        RowOutcome::Refused if !done => "不能导入",
        other => other.label(),
    }
}
