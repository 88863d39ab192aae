//! For whom and when a sentence is offered, in plain words: what the list shows of each sentence. Pure.

use crate::library::phrase::{Block, Condition, Line, Part};
use crate::library::step::Level;
use crate::library::usage::Usage;
use crate::library::variable::Variable;

/// All that decides on a sentence, one item after the other; what is asked of nobody is left out.
pub fn conditions(block: &Block, line: &Line) -> String {
    let usage = Usage::of(block, line);
    let steps = std::iter::once(block.step).chain(block.also.iter().copied()).map(|step| step.label());
    let mut words = vec![
        listed("用在", steps),
        listed("情绪", usage.moods.iter().map(|mood| mood.label())),
        listed("渠道", usage.channels.iter().map(|channel| channel.label())),
        listed("事项", usage.kinds.iter().map(|kind| kind.label())),
        listed("刚刚", both(block, line, |when| when.after.iter().map(|turn| turn.label()).collect())),
        listed("要有", usage.given.iter().map(|given| given.label()).chain(told(line))),
        listed("没有", usage.without.iter().map(|given| given.label())),
        listed("只在", both(block, line, only)),
    ];
    words.push((usage.level != Level::Basic).then(|| format!("级别：{}", usage.level.label())));
    words.push((usage.part != Part::Matter).then(|| usage.part.label().to_owned()));
    words.push(usage.never_first.then(|| "只作备选".to_owned()));
    words.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn listed<'a>(head: &str, words: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let words: Vec<&str> = words.into_iter().collect();
    (!words.is_empty()).then(|| format!("{head}：{}", words.join("、")))
}

fn both(block: &Block, line: &Line, of: impl Fn(&Condition) -> Vec<&'static str>) -> Vec<&'static str> {
    [&block.when, &line.when].into_iter().flat_map(of).collect()
}

/// The values that the sentence tells; without them it has a gap and is not offered first.
fn told(line: &Line) -> impl Iterator<Item = &'static str> {
    let always = |one: &Variable| matches!(one, Variable::Salutation | Variable::Owner | Variable::Topic);
    line.text.variables().into_iter().filter(move |one| !always(one)).map(|one| one.label())
}

/// What else is asked of the case and of who speaks.
fn only(when: &Condition) -> Vec<&'static str> {
    let one = [
        when.responsibility.map(|one| one.label()),
        when.capability.map(|one| one.label()),
        when.need.map(|one| one.label()),
        when.flag.map(|one| one.label()),
        when.may_decide.map(|may| if may { "能作主的人说" } else { "不能作主的人说" }),
        when.date_known.map(|known| if known { "完成日期已知" } else { "完成日期未知" }),
        when.anonymous.map(|anonymous| if anonymous { "匿名" } else { "不匿名" }),
        when.category.as_ref().map(|_| "某一统计类别"),
        when.branch.as_ref().map(|_| "追问的某种回答"),
        (!when.result.is_empty()).then_some("处理结果写明了"),
        (!when.said.is_empty()).then_some("业主话里说到的"),
        (!when.unsaid.is_empty()).then_some("业主还没说到的"),
    ];
    let closed = when.closed.iter().map(|code| code.label());
    let triggers = when.trigger.iter().map(|trigger| trigger.label());
    one.into_iter().flatten().chain(closed).chain(triggers).collect()
}
