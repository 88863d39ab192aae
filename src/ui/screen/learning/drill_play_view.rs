//! How a drill looks: the owner's words in large type with the clock, beside it the sentence of the panel; then what is
//! ticked; at the end the four scores. Ledger 17-04 to 17-09, 17-12.

use iced::widget::{Column, column, container, row, space};
use iced::{Alignment, Element, Length, padding};

use crate::domain::drill::{Dimension, DrillAnswer, DrillMode, DrillRun, DrillScores};
use crate::ui::screen::contract::Context;
use crate::ui::screen::learning::drill_page::DrillPage;
use crate::ui::screen::learning::drill_play::{DrillPhase, DrillPlay};
use crate::ui::screen::learning::message::{DrillMessage, Message};
use crate::ui::shortcut::Shortcut;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{
    button, chip, chips, editor, hairline, notice, pane, panel, prompt, section, tag, text,
};
use crate::ui::{font, spacing};

type Part<'a> = Element<'a, Message>;

/// Width of the words that say which dimension it is.
const DIMENSION: f32 = 72.0;

/// The whole page.
pub fn page<'a>(play: &'a DrillPlay, page: &'a DrillPage, context: &'a Context) -> Part<'a> {
    let body = match play.phase {
        DrillPhase::Over => over(play, page),
        DrillPhase::Answering(_) | DrillPhase::Ticking => talk(play, context),
    };
    let leaving = play.leaving.then(|| {
        let quit = button::danger("不保存，退出").small().on_press(Message::Drill(DrillMessage::Quit));
        let stay = button::secondary("接着演")
            .small()
            .keys(Shortcut::Back.keys())
            .on_press(Message::Drill(DrillMessage::Stay));
        notice("退出这次演练？", "还没有保存，退出后答过的和勾过的都没有了。", Tone::Waiting)
            .action(row![stay, quit].spacing(spacing::S))
    });
    column![leaving, body].spacing(spacing::M).height(Length::Fill).into()
}

fn talk<'a>(play: &'a DrillPlay, context: &'a Context) -> Part<'a> {
    let count = play.script.turns.len();
    let turn = play.turn();
    let mood = turn.map(|turn| tag(turn.mood.label(), Tone::Waiting));
    let stress = (play.mode == DrillMode::Stress).then(|| tag(play.mode.label(), Tone::Danger));
    let head = row![
        text::title(&play.script.name),
        text::caption(format!("第 {} 句，共 {count} 句", play.at() + 1)),
        mood,
        stress,
        space::horizontal(),
        clock(play, context),
    ]
    .spacing(spacing::M)
    .align_y(Alignment::Center);
    let who = format!("{}：{}", play.script.owner, play.script.person);
    let says = turn.map(|turn| format!("“{}”", turn.says));
    // While he speaks his words are read from afar; then there is room for what is ticked.
    let says = says.map(|words| match play.phase {
        DrillPhase::Answering(_) => text::sentence(words).width(Length::Fill),
        DrillPhase::Ticking | DrillPhase::Over => text::body(words).width(Length::Fill),
    });
    let says = panel(column![text::caption(who), says].spacing(spacing::S)).width(Length::Fill);
    let below = match play.phase {
        DrillPhase::Answering(_) => answering(),
        DrillPhase::Ticking | DrillPhase::Over => ticking(play),
    };
    let left = pane(container(column![says, below].spacing(spacing::M)).padding(padding::right(spacing::M)));
    let left = column![left.height(Length::Fill), foot(play)].spacing(spacing::M);
    let sides = row![left.width(Length::Fill), pane(sentence(play)).width(spacing::PROMPT_WIDTH)];
    column![head, sides.spacing(spacing::M).height(Length::Fill)].spacing(spacing::M).into()
}

/// How long the answer takes; against the clock how long it may still take.
fn clock<'a>(play: &'a DrillPlay, context: &Context) -> Part<'a> {
    let (took, within) = (play.seconds(context.now()), play.answers.last().map_or(0, |answer| answer.within));
    let runs = matches!(play.phase, DrillPhase::Answering(_));
    let (word, seconds) = match (runs, play.mode) {
        (true, DrillMode::Stress) => ("还有", within.saturating_sub(took)),
        (true, DrillMode::Plain) => ("用时", took),
        (false, _) => ("答了", took),
    };
    let limit = match play.mode {
        DrillMode::Plain => format!("宜在 {within} 秒内答完"),
        DrillMode::Stress => format!("限 {within} 秒"),
    };
    let tone = if took > within { Tone::Danger } else { Tone::Plain };
    let time = format!("{word} {:02}:{:02}", seconds / 60, seconds % 60);
    row![text::caption(limit), text::toned(time, tone).size(spacing::TITLE).font(font::BOLD)]
        .spacing(spacing::M)
        .align_y(Alignment::Center)
        .into()
}

fn answering<'a>() -> Part<'a> {
    text::body("现在出声答他。").into()
}

fn ticking(play: &DrillPlay) -> Part<'_> {
    let late = play
        .was_cut_off()
        .then(|| notice("超时了", "业主没等到答话，已经接着往下说了。到时为止说到了的照勾。", Tone::Danger));
    let ticks = play.answers.last().map(|answer| answer.ticks.as_slice()).unwrap_or_default();
    let lines = ticks.iter().enumerate().map(|(at, tick)| {
        let mark = chips([chip(&tick.text, tick.said)])
            .plain()
            .width(Length::Fill)
            .on_pick(move |_| Message::Drill(DrillMessage::Mark(at)));
        row![text::caption(tick.of.label()).width(DIMENSION), mark]
            .spacing(spacing::S)
            .align_y(Alignment::Center)
            .into()
    });
    let lines = Column::with_children(lines).spacing(spacing::S);
    column![late, section("刚才说到了哪几样", "说到、做到的才勾"), lines].spacing(spacing::M).into()
}

fn foot(play: &DrillPlay) -> Part<'_> {
    let press = |message| Message::Drill(message);
    let leave = button::quiet("退出").keys(Shortcut::Back.keys()).on_press(press(DrillMessage::Leave));
    let again = button::quiet("这一句重来").on_press(press(DrillMessage::Again));
    let last = play.answers.len() == play.script.turns.len();
    let (label, message) = match play.phase {
        DrillPhase::Answering(_) => ("答完了", DrillMessage::Answered),
        _ if last => ("看得分", DrillMessage::Next),
        _ => ("下一句", DrillMessage::Next),
    };
    let go = button::primary(label).keys(Shortcut::Next.keys()).on_press(press(message));
    row![leave, again, space::horizontal(), go].spacing(spacing::S).align_y(Alignment::Center).into()
}

fn sentence(play: &DrillPlay) -> Part<'_> {
    let Some(spoken) = &play.spoken else { return space().into() };
    let because = format!("因为：{}", spoken.because.join(" · "));
    prompt(format!("“{}”", spoken.sentence.text.as_str())).because(because).into()
}

/// The scores of a drill, a dimension each, then the whole.
pub fn scores<'a>(scores: &DrillScores) -> Part<'a> {
    let weak = scores.weak_link();
    let figures = scores.0.iter().map(|(of, score)| {
        let tone = if weak == Some(*of) { Tone::Danger } else { Tone::Plain };
        figure(score.to_string(), of.label(), tone)
    });
    let whole = figure(scores.whole().to_string(), "综合", Tone::Accent);
    row(figures.chain([whole])).spacing(spacing::XL).wrap().into()
}

fn figure<'a>(score: String, label: &'a str, tone: Tone) -> Part<'a> {
    let score = text::toned(score, tone).size(spacing::FIGURE).font(font::BOLD);
    column![score, text::small(label, tone)].align_x(Alignment::Center).into()
}

/// 服务薄弱环节 and what is practised for it: the owner's words, the sentence, what was missed. Ledger 17-05.
pub fn practise<'a>(run: &DrillRun) -> Part<'a> {
    let Some(weak) = run.scores().weak_link() else {
        return text::toned("四项都做到了，没有薄弱环节。", Tone::Accent).into();
    };
    let lines = run.to_practise(weak).map(|answer| to_practise(run, answer, weak));
    let head = row![text::title("薄弱环节"), tag(weak.label(), Tone::Danger), text::caption("照这几句再练")]
        .spacing(spacing::M)
        .align_y(Alignment::Center);
    column![head, Column::with_children(lines).spacing(spacing::M)].spacing(spacing::S).into()
}

fn to_practise<'a>(run: &DrillRun, answer: &DrillAnswer, weak: Dimension) -> Part<'a> {
    let missed = answer.missed().filter(|tick| tick.of == weak).map(|tick| tick.text.clone());
    let late = weak == Dimension::Speed && answer.promptness(run.mode) < 100;
    let late = late.then(|| format!("答了 {} 秒，宜在 {} 秒内", answer.took, answer.within));
    let missed: Vec<String> = missed.chain(late).collect();
    column![
        text::caption(format!("业主：{}", answer.says)),
        text::strong(format!("“{}”", answer.sentence)),
        text::small(format!("差在：{}", missed.join("；")), Tone::Waiting),
    ]
    .spacing(2)
    .into()
}

fn over<'a>(play: &'a DrillPlay, page: &'a DrillPage) -> Part<'a> {
    let run = play.run(&page.participants);
    let wants = (!play.script.wants.is_empty())
        .then(|| column![section("他没说出口的", ""), text::body(&play.script.wants)].spacing(spacing::XS));
    let think = play.script.think.iter().map(|question| text::body(format!("· {question}")).into());
    let think = (!play.script.think.is_empty()).then(|| {
        column![section("换位想一想", ""), Column::with_children(think).spacing(spacing::XS)]
            .spacing(spacing::XS)
    });
    let result = editor("这次演得怎样", &play.result)
        .placeholder("哪里好，哪里再练；换到业主的位置想到了什么")
        .lines(2..=6)
        .on_action(|action| Message::Drill(DrillMessage::Result(action)));
    let follow_up = editor("后续怎么做", &play.follow_up)
        .placeholder("谁、什么时候、再练哪几句")
        .lines(2..=4)
        .on_action(|action| Message::Drill(DrillMessage::FollowUp(action)));
    let head = row![text::title(&play.script.name), tag(play.mode.label(), Tone::Accent)]
        .spacing(spacing::M)
        .align_y(Alignment::Center);
    let content =
        column![head, scores(&run.scores()), practise(&run), wants, think, hairline(), result, follow_up]
            .spacing(spacing::M);
    let content = pane(container(content).padding(padding::right(spacing::M))).height(Length::Fill);
    let foot = row![
        button::quiet("不保存").keys(Shortcut::Back.keys()).on_press(Message::Drill(DrillMessage::Leave)),
        space::horizontal(),
        button::primary("保存这次演练")
            .keys(Shortcut::Save.keys())
            .on_press(Message::Drill(DrillMessage::Save)),
    ]
    .spacing(spacing::S);
    panel(column![content, foot].spacing(spacing::M)).width(Length::Fill).height(Length::Fill).into()
}
