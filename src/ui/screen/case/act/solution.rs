//! 方案: what shall be done is told to the owner, or up to three ways to choose from, and his opinion asked.
//! Ledger 05-21, 06-22, 06-28.

use iced::Element;
use iced::widget::{Column, row};
use serde::{Deserialize, Serialize};

use crate::domain::code::Remedy;
use crate::domain::deadline::asks_completion_date;
use crate::domain::event::{EventKind, SolutionOption};
use crate::library::guard::{self, Gap};
use crate::library::sentence::Talk;
use crate::library::step::Step;
use crate::library::variable::Variable;
use crate::ui::screen::case::act::completion_date::DELAY;
use crate::ui::screen::case::act::form::{ActForm, Asked, Given, Outcome, Record, tell};
use crate::ui::screen::case::act::solution_option::{self, OptionMessage, OptionTyped, remedies};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::{below, due, line, long};
use crate::ui::screen::form::read::{answered, due_after, filled, needed_text, toggle};
use crate::ui::screen::warn::warn;
use crate::ui::spacing;
use crate::ui::widget::button;
use crate::ui::widget::field::Action;

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Solution {
    text: LongText,
    agreed: Option<bool>,
    opinion: String,
    drawbacks: String,
    remedy: Option<Remedy>,
    /// What speaks for it and what it costs, where it was one of several ways before.
    aside: Option<(String, String)>,
    /// Ways to choose from; none where there is only one.
    options: Vec<OptionTyped>,
    /// The one that the owner chose.
    chosen: Option<usize>,
    /// Told completion date, where it is too late for the same day.
    due: String,
    /// Why not today.
    reason: String,
}

/// What is typed and chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// The solution changed.
    Text(Action),
    /// His opinion.
    Opinion(String),
    /// What speaks against it.
    Drawbacks(String),
    /// By which kind of remedy.
    Remedy(Remedy),
    /// One more way to choose from.
    More,
    /// One way less.
    Less,
    /// In one of the ways.
    Option(usize, OptionMessage),
    /// What speaks for it.
    Pros(String),
    /// What it costs and how long it takes.
    Cost(String),
    /// The told completion date.
    Due(String),
    /// Why not today.
    Reason(String),
    /// As an earlier case was solved.
    Take(String),
}

impl Solution {
    /// The words of an earlier solution: what is typed already stays before them.
    fn take(&mut self, words: &str) {
        let typed = self.text.text();
        let parts = [typed.trim(), words.trim()].into_iter().filter(|part| !part.is_empty());
        self.text = LongText::new(&parts.collect::<Vec<_>>().join("\n"));
    }

    /// Whether it is too late to promise the same day, so that a completion date is told. Rules §4 same_day.
    fn asks_date(&self, given: Given<'_>) -> bool {
        self.agreed == Some(true) && asks_completion_date(given.now, &given.settings.rules)
    }

    /// A way more to choose from; the first press makes two, for one is no choice. What was typed as the only one is the
    /// first.
    fn more(&mut self) {
        if self.options.is_empty() {
            let (pros, cost) = self.aside.take().unwrap_or_default();
            let (text, cons) = (self.text.text().trim().to_owned(), std::mem::take(&mut self.drawbacks));
            self.options.push(OptionTyped { text, pros, cons, cost, remedy: self.remedy.take() });
            self.text = LongText::default();
        }
        if self.options.len() < OptionTyped::MOST {
            self.options.push(OptionTyped::default());
        }
    }

    /// The last way goes; with one left, there is only one solution again, with all that was typed of it.
    fn less(&mut self) {
        self.options.pop();
        if self.options.len() == 1
            && let Some(OptionTyped { text, pros, cons, cost, remedy }) = self.options.pop()
        {
            let words = [text.trim().to_owned(), self.text.text().trim().to_owned()];
            self.text = LongText::new(
                &words.into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>().join("\n"),
            );
            (self.drawbacks, self.remedy) = (cons, remedy);
            let more = filled(&pros).is_some() || filled(&cost).is_some();
            self.aside = more.then_some((pros, cost));
        }
        self.chosen = self.chosen.filter(|at| *at < self.options.len());
    }

    /// The ways to choose from, with the buttons for one more and one less.
    fn ways(&self) -> Element<'_, Message> {
        let ways = self.options.iter().enumerate().map(|(at, option)| {
            option.view(at, self.chosen == Some(at)).map(move |message| Message::Option(at, message))
        });
        let more = (self.options.len() < OptionTyped::MOST)
            .then(|| button::secondary("再加一个办法").small().on_press(Message::More));
        let less = button::quiet("去掉最后一个").small().on_press(Message::Less);
        Column::with_children(ways).push(row![more, less].spacing(spacing::S)).spacing(spacing::L).into()
    }

    /// The ways on record, the one chosen among them, and the words of the solution.
    fn told(&self, agreed: bool) -> Result<(Vec<SolutionOption>, Option<usize>, String), String> {
        if self.options.is_empty() {
            let text = needed_text(&self.text, "方案")?;
            // What speaks against it, when somebody took the trouble to write it. Ledger 06-27.
            let (pros, cost) =
                self.aside.as_ref().map_or((None, None), |(pros, cost)| (filled(pros), filled(cost)));
            let (cons, remedy) = (filled(&self.drawbacks), self.remedy);
            let more = remedy.is_some() || [&pros, &cons, &cost].into_iter().any(Option::is_some);
            let option = SolutionOption { text: text.clone(), pros, cons, cost, remedy };
            return Ok((Vec::from_iter(more.then_some(option)), None, text));
        }
        let mut options = Vec::new();
        let mut chosen = None;
        for (at, typed) in self.options.iter().enumerate() {
            let option = typed.option(at)?;
            if self.chosen == Some(at) {
                let words = || format!("业主选的是{}，请写它做什么", solution_option::name(at));
                option.as_ref().ok_or_else(words)?;
                chosen = Some(options.len());
            }
            options.extend(option);
        }
        if options.len() < 2 {
            return Err("请写两到三个办法，好让业主选".into());
        }
        if agreed && chosen.is_none() {
            return Err("业主同意的是哪个办法，请点「业主选这个」".into());
        }
        Ok((options, chosen, filled(&self.text.text()).unwrap_or_default()))
    }

    /// All that is typed of the solution, for the promise guard.
    fn everything(&self) -> String {
        let ways = self.options.iter().map(OptionTyped::everything);
        let aside = self.aside.iter().flat_map(|(pros, cost)| [pros.clone(), cost.clone()]);
        std::iter::once(self.text.text()).chain(ways).chain(aside).collect::<Vec<_>>().join("\n")
    }

    /// The ways as they are said to the owner; the one he chose alone.
    fn spoken(&self) -> Option<String> {
        const ORDER: [&str; OptionTyped::MOST] = ["一是", "二是", "三是"];
        let words: Vec<(usize, String)> =
            self.options.iter().enumerate().filter_map(|(at, one)| Some((at, one.words()?))).collect();
        if let Some((_, chosen)) = words.iter().find(|(at, _)| self.chosen == Some(*at)) {
            return Some(chosen.clone());
        }
        let ways = words.iter().zip(ORDER).map(|((_, words), order)| format!("{order}{words}"));
        let ways: Vec<String> = ways.collect();
        (!ways.is_empty()).then(|| ways.join("，"))
    }
}

impl ActForm for Solution {
    type Message = Message;

    fn new(_given: Given<'_>) -> Self {
        Self::default()
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Text(action) => self.text.perform(action),
            Message::Opinion(text) => self.opinion = text,
            Message::Drawbacks(text) => self.drawbacks = text,
            Message::Remedy(remedy) => toggle(&mut self.remedy, remedy),
            Message::More => self.more(),
            Message::Less => self.less(),
            Message::Option(at, OptionMessage::Chosen) => {
                toggle(&mut self.chosen, at);
                if self.chosen.is_some() {
                    self.agreed = Some(true);
                }
            }
            Message::Option(at, message) => {
                if let Some(option) = self.options.get_mut(at) {
                    option.update(message);
                }
            }
            Message::Pros(text) => self.aside.get_or_insert_default().0 = text,
            Message::Cost(text) => self.aside.get_or_insert_default().1 = text,
            Message::Due(text) => self.due = text,
            Message::Reason(text) => self.reason = text,
            Message::Take(words) => self.take(&words),
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        let one = self.options.is_empty();
        let (label, hint) = if one {
            ("方案", "做什么、谁来做、什么时候")
        } else {
            ("还要说明的", "没有就空着")
        };
        let aside = self.aside.as_ref().filter(|_| one);
        let drawbacks = line("有什么不足或影响", "会不会影响其他业主", &self.drawbacks, Message::Drawbacks);
        below([
            (!one).then(|| self.ways()),
            Some(long(label, hint, &self.text, Message::Text).into()),
            one.then(|| button::secondary("给业主几个办法选").small().on_press(Message::More).into()),
            self.asks_date(given).then(|| {
                let words = "今天办不完，告诉业主哪天办完";
                let duty = given.settings.rules.duty;
                due(words, "明天18:00、11-27 18:00", &self.due, given.now, duty, Message::Due).into()
            }),
            self.asks_date(given)
                .then(|| line("当天办不完的原因", DELAY, &self.reason, Message::Reason).into()),
            Some(line("业主的意见", "", &self.opinion, Message::Opinion).into()),
            aside.map(|(pros, _)| line("好处", "", pros, Message::Pros).into()),
            one.then(|| drawbacks.into()),
            aside.map(|(_, cost)| line("花费和时间", "几天、谁出钱", cost, Message::Cost).into()),
            one.then(|| remedies(self.remedy, Message::Remedy)),
            warn(&self.everything(), given.known()),
        ])
    }

    fn record(&self, given: Given<'_>) -> Result<Record, String> {
        let agreed = answered(self.agreed, "业主是否同意")?;
        let (options, chosen, text) = self.told(agreed)?;
        let opinion = filled(&self.opinion);
        let mut kinds = vec![EventKind::Solution { options, chosen, text, agreed, opinion }];
        if self.asks_date(given) {
            let due = due_after(&self.due, given.now, given.settings.rules.duty, "完成日期")?;
            let reason = filled(&self.reason);
            kinds.push(EventKind::CompletionDate { due, reason });
        }
        Ok(Record::Events(kinds))
    }

    fn step(&self, _given: Given<'_>) -> Option<Step> {
        Some(if self.agreed == Some(false) { Step::SolutionRefused } else { Step::Solution })
    }

    fn speak(&self, talk: &mut Talk, _given: Given<'_>) {
        match self.spoken() {
            Some(ways) => talk.values.set(Variable::Solution, ways),
            None => tell(talk, Variable::Solution, &self.text),
        }
    }

    fn asked(&self, _given: Given<'_>) -> Option<Asked> {
        Some(Asked { yes: "业主同意", no: "业主不同意", answer: self.agreed })
    }

    fn answer(&mut self, yes: bool) {
        self.agreed = Some(yes);
    }

    fn gaps(&self, given: Given<'_>) -> Vec<Gap> {
        let found = |kind: &EventKind| matches!(kind, EventKind::Investigated { .. });
        let mut gaps = guard::gaps(&given.state.facts);
        if !given.case.events.iter().any(|event| found(&event.kind)) {
            gaps.push(Gap::Findings);
        }
        gaps
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_ways_are_said_in_one_go_and_the_chosen_one_alone() {
        let way = |text: &str| OptionTyped { text: text.into(), ..OptionTyped::default() };
        let mut solution =
            Solution { options: vec![way("等原厂配件"), way(" ")], ..Solution::default() };
        assert!(solution.told(false).is_err(), "one is no choice");
        solution.options.push(way("先借备件"));
        assert_eq!(solution.spoken().as_deref(), Some("一是等原厂配件，二是先借备件"));
        assert!(solution.told(true).unwrap_err().contains("业主选这个"));
        solution.chosen = Some(2);
        assert_eq!(solution.spoken().as_deref(), Some("先借备件"));
        let (options, chosen, text) = solution.told(true).unwrap();
        assert_eq!((options.len(), chosen, text.as_str()), (2, Some(1), ""), "the empty one is left out");
    }

    #[test]
    fn the_only_solution_becomes_the_first_way_and_back() {
        let mut solution = Solution { text: LongText::new("换件"), ..Solution::default() };
        solution.more();
        assert_eq!(solution.options.len(), 2);
        assert_eq!(solution.options[0].words().as_deref(), Some("换件"));
        solution.less();
        assert!(solution.options.is_empty());
        assert_eq!(solution.text.text().trim(), "换件");
    }

    #[test]
    fn what_was_typed_of_the_way_that_is_left_goes_on_record_with_it() {
        let mut solution = Solution { text: LongText::new("换件"), ..Solution::default() };
        solution.more();
        let (pros, cons, cost) = ("当天能用".into(), "停梯两小时".into(), "公司出".into());
        let first =
            OptionTyped { pros, cons, cost, remedy: Some(Remedy::ALL[0]), ..solution.options.remove(0) };
        solution.options.insert(0, first);
        solution.text = LongText::new("周末不施工");
        solution.less();
        let (options, _, text) = solution.told(true).unwrap();
        assert_eq!(text, "换件\n周末不施工");
        let [only] = options.as_slice() else { panic!("{options:?}") };
        let told = [&only.pros, &only.cons, &only.cost].map(|one| one.as_deref().unwrap_or_default());
        assert_eq!((told, only.remedy), (["当天能用", "停梯两小时", "公司出"], Some(Remedy::ALL[0])));
        solution.more();
        let again = solution.options[0].option(0).unwrap().unwrap();
        assert_eq!((again.pros, again.cost), (only.pros.clone(), only.cost.clone()), "and back");
    }
}
