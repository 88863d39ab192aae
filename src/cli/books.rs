//! `import roster`, `import ledger` and `import undo`: an office's own books.

use std::io::Write;

use futures::executor::block_on;

use crate::cli::args::Import;
use crate::cli::data::{Data, operator};
use crate::cli::failure::Failure;
use crate::cli::output::say;
use crate::desk::old_book::preview::{Book, Mappings, read_book};
use crate::desk::old_book::report::{each_trouble, write_report};
use crate::desk::old_book::taking_over::Progress;
use crate::domain::imported::BookKind;
use crate::sheet::import::problem::Problem;
use crate::store::place;

/// Takes a book over, or tells what would become of its rows.
///
/// # Errors
/// Why it failed; refused rows are no failure of the command, they stand in the report.
pub fn import(data: &Data, kind: BookKind, import: &Import, out: &mut dyn Write) -> Result<(), Failure> {
    let mappings = Mappings::none(kind);
    let book = if import.dry_run {
        let there = data.folder.join(place::FILE).exists();
        let desk = if there { Some(data.reading()?) } else { None };
        read_book(desk.as_ref(), data.clock.now(), &import.file, &mappings)?.mapped()?
    } else {
        let desk = data.exclusive()?;
        let book = read_book(Some(&desk), data.clock.now(), &import.file, &mappings)?.mapped()?;
        block_on(desk.take_over(&operator(), book, &Progress::default()))?.value
    };
    // What was done is said first: the report may not be writable.
    summary(&book, import.dry_run, out)?;
    match &import.report {
        Some(path) => Ok(write_report(&book, &data.folder, path)?),
        None => Ok(()),
    }
}

/// Takes the last import back.
///
/// # Errors
/// When there is none, or it cannot be undone.
pub fn undo(data: &Data, out: &mut dyn Write) -> Result<(), Failure> {
    let desk = data.exclusive()?;
    let last = desk.imports().wait()?.into_iter().find(|lot| !lot.undone);
    let Some(last) = last else {
        return Err(Failure::Failed("没有可以撤销的导入。".to_owned()));
    };
    let undone = desk.undo_import(&operator(), last.id).wait()?.value;
    let kept = match undone.kept {
        0 => String::new(),
        kept => format!("；{kept} 条后来又办理或改过，没有撤销"),
    };
    say(out, &format!("已撤销「{}」的导入：{} 条{kept}。", last.file, undone.taken_back))
}

fn summary(book: &Book, dry_run: bool, out: &mut dyn Write) -> Result<(), Failure> {
    let (verb, end) =
        if dry_run { ("可导入", "（只核对，没有写入）") } else { ("已导入", "") };
    let counts = book.counts();
    say(
        out,
        &format!(
            "{verb} {} 行，重复 {} 行，未导入 {} 行{end}。",
            counts.imported, counts.duplicate, counts.refused
        ),
    )?;
    let (new, changed) = book.tally.households;
    if new + changed > 0 {
        say(out, &format!("住户：新增 {new} 户，{changed} 户有变化。"))?;
    }
    for change in book.tally.changes.iter().filter(|change| !change.is_new) {
        say(out, &format!("变化　{}：{}", change.room, change.news.join("；")))?;
    }
    let mut unheard = Ok(());
    each_trouble(book, |trouble| {
        let words: Vec<&str> = trouble.problems.iter().map(|problem| Problem::label(*problem)).collect();
        let (label, words) = (trouble.outcome.label(), words.join("、"));
        if unheard.is_ok() {
            unheard = say(out, &format!("{label}　{} 第 {} 行：{words}", trouble.sheet, trouble.row));
        }
        Ok(())
    })?;
    unheard
}
