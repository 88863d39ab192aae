//! What a saved setting does to the papers.

use tingsu::desk::print::printout::Printout;
use tingsu::domain::code::Class;
use tingsu::paper::form::handling_record::RecordCopy;

use crate::support::{Counter, MORNING, complaint};

/// Ledger 20-33: one word in the program; letters to others call the customer as the office does.
#[test]
fn the_saved_word_for_the_customer_reaches_the_letter_and_no_other_paper() {
    let counter = Counter::at(MORNING);
    let mut quality = complaint(MORNING);
    quality.class = Some(Class::II);
    let case = counter.take_in(quality).number;
    let words = |paper: Printout| -> String {
        let pages = counter.desk.preview(paper, &counter.front).wait().unwrap();
        pages.iter().flat_map(|page| page.texts()).collect()
    };
    assert!(words(Printout::Letter(case)).contains("告知业主"), "as it is set at first");
    let mut settings = counter.desk.settings().wait().unwrap();
    settings.customer_word = "业户".into();
    counter.desk.save_settings(&counter.chief, settings).wait().unwrap();
    let letter = words(Printout::Letter(case));
    assert!(letter.contains("告知业户") && !letter.contains("业主"), "{letter}");
    let day = counter.desk.now().date();
    let copies = [RecordCopy::Internal, RecordCopy::Customer].map(|copy| Printout::Record(case, copy));
    for paper in copies.into_iter().chain([Printout::DailyCheck(day), Printout::Visit(case)]) {
        let text = words(paper);
        assert!(text.contains("业主") && !text.contains("业户"), "{text}");
    }
}
