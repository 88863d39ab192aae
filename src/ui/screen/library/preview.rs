//! The values that a sentence is previewed with: those of the last case, or a sample.

use iced::Task;

use chrono::Duration;

use crate::desk::error::Error;
use crate::domain::case::Case;
use crate::domain::case_query::{CaseFilter, CaseOrder, CaseQuery};
use crate::library::variable::{Values, Variable};
use crate::ui::screen::contract::{Context, RequestId};
use crate::ui::screen::library::message::Message;

/// Older cases say little of how the counter talks today.
const RECENT_DAYS: i64 = 31;

/// What the sample says; the rest comes from the settings.
const SAMPLE: [(Variable, &str); 20] = [
    (Variable::Salutation, "陈先生"),
    (Variable::Owner, "陈先生"),
    (Variable::Handler, "工程小周"),
    (Variable::Room, "3-2-1001"),
    (Variable::Place, "二单元电梯"),
    (Variable::Summary, "电梯从十九号停到今天"),
    (Variable::Topic, "电梯的事"),
    (Variable::OccurredAt, "十九号早上"),
    (Variable::ReceivedAt, "今天上午九点"),
    (Variable::PromiseTime, "今天下午五点"),
    (Variable::NextNotice, "明早十点"),
    (Variable::CompletionDate, "后天中午"),
    (Variable::Wait, "十分钟"),
    (Variable::Solution, "先换门机板，再试跑一小时"),
    (Variable::Progress, "配件已经在路上"),
    (Variable::Findings, "门机的板子烧了"),
    (Variable::Result, "门机板换好了"),
    (Variable::Authority, "开发商"),
    (Variable::Steward, "小方"),
    (Variable::StewardPhone, "0755-00001235"),
];

/// The values of the sample.
pub fn sample(context: &Context) -> Values {
    let mut values = Values::new().with_settings(&context.settings);
    for (variable, value) in SAMPLE {
        values.set(variable, value);
    }
    values.set(Variable::Receiver, &context.actor.name);
    if let Some(superior) = context.settings.ladder.first() {
        values.set(Variable::Superior, superior.spoken());
        values.set(Variable::SuperiorTitle, &superior.title);
    }
    values
}

/// The values of a case.
pub fn of_case(case: &Case, context: &Context) -> Values {
    Values::of_case(case, context.now()).with_settings(&context.settings)
}

/// Asks for the last case.
pub fn read(request: RequestId, context: &Context) -> Task<Message> {
    let desk = context.desk.clone();
    let from = context.now() + Duration::days(-RECENT_DAYS);
    let filter = CaseFilter { from: Some(from), ..CaseFilter::default() };
    let query = CaseQuery { limit: 1, ..CaseQuery::first(filter, CaseOrder::Newest) };
    let last = async move {
        match desk.case_page(query).await?.rows.first() {
            Some(row) => Ok(Some(Box::new(desk.case(row.number).await?))),
            None => Ok(None),
        }
    };
    Task::perform(last, move |last: Result<_, Error>| {
        Message::Last(request, last.map_err(|error| error.message()))
    })
}
