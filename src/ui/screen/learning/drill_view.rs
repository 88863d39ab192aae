//! How 演练 look while nothing is played: the scripts, and what is chosen of them. Ledger 17-06, 17-07.

use iced::widget::{column, container, row, space};
use iced::{Alignment, Element, Length, padding};

use crate::domain::drill::DrillMode;
use crate::domain::drill_now::DrillNow;
use crate::library::drill::DrillScript;
use crate::library::shelf::Library;
use crate::ui::screen::contract::Context;
use crate::ui::screen::learning::drill_page::DrillPage;
use crate::ui::screen::learning::drill_scores_view::LIST;
use crate::ui::screen::learning::message::{DrillMessage, DrillTab, Message};
use crate::ui::screen::learning::{drill_play_view, drill_scores_view};
use crate::ui::spacing;
use crate::ui::theme::surface;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::table::{Cell, Row, col, table};
use crate::ui::widget::{Chips, button, facts, field, pane, panel, section, tag, text};

type Part<'a> = Element<'a, Message>;

/// The whole page.
pub fn page<'a>(page: &'a DrillPage, context: &'a Context) -> Part<'a> {
    if let Some(play) = &page.play {
        return drill_play_view::page(play, page, context);
    }
    let tabs = Chips::one_of(
        DrillTab::ALL,
        Some(&page.tab),
        |tab| tab.label().into(),
        |tab| Message::Drill(DrillMessage::Tab(tab)),
    )
    .plain();
    let body = match page.tab {
        DrillTab::Scripts => scripts(page, context),
        DrillTab::Runs => drill_scores_view::runs(page, context),
        DrillTab::People => drill_scores_view::people(page, context),
        DrillTab::Topics => drill_scores_view::topics(page),
    };
    column![tabs, body].spacing(spacing::S).height(Length::Fill).into()
}

fn scripts<'a>(page: &'a DrillPage, context: &'a Context) -> Part<'a> {
    let library = context.desk.library();
    let right: Part<'a> = match page.chosen(&library) {
        Some(script) => chosen(page, script, &library, context),
        None => text::body("剧本都停用了，客服主任可以在「话术」的卡片里启用。").into(),
    };
    let right = pane(container(right).padding(padding::right(spacing::M))).height(Length::Fill);
    let begin = page.chosen(&library).map(|_| {
        let begin = button::primary("开始演练").on_press(Message::Drill(DrillMessage::Begin));
        row![space::horizontal(), begin]
    });
    let right = panel(column![right, begin].spacing(spacing::M)).width(Length::Fill).height(Length::Fill);
    row![list(page, &library, context), right].spacing(spacing::M).height(Length::Fill).into()
}

/// The last drill of the person on duty with a script.
fn last_of<'a>(page: &'a DrillPage, script: &DrillScript, context: &Context) -> Option<&'a DrillNow> {
    let mut all = page.all.iter().rev();
    all.find(|one| one.run.script == script.id && one.by == context.actor.name)
}

fn list<'a>(page: &'a DrillPage, library: &Library, context: &'a Context) -> Part<'a> {
    let all = &library.cards().drills;
    let selected = page.chosen(library).and_then(|chosen| all.iter().position(|one| one.id == chosen.id));
    let ids: Vec<String> = all.iter().map(|one| one.id.clone()).collect();
    let pick = move |at: usize| {
        let id = ids.get(at).cloned();
        id.map_or(Message::Cancel, |id| Message::Drill(DrillMessage::Choose(id)))
    };
    let lines: Vec<(String, String, String)> = all
        .iter()
        .map(|one| {
            let mood = one.turns.first().map_or("", |turn| turn.mood.label());
            let note = format!("{} · {mood}", one.channel.label());
            let score = last_of(page, one, context).map(|last| last.run.scores().whole().to_string());
            (one.name.clone(), note, score.unwrap_or_else(|| "—".to_owned()))
        })
        .collect();
    let rows = table([col("剧本"), col("上次").width(64.0).right()], lines.len(), move |at| {
        let Some((name, note, score)) = lines.get(at) else { return Row::new([]) };
        let name = Cell::text(name.clone()).note(note.clone(), Tone::Muted);
        Row::new([name, Cell::text(score.clone())])
    })
    .selected(selected)
    .on_select(pick.clone())
    .on_open(pick)
    .empty("没有剧本");
    container(rows).padding(1).style(surface::panel).width(LIST).height(Length::Fill).into()
}

fn chosen<'a>(
    page: &'a DrillPage,
    script: &DrillScript,
    library: &Library,
    context: &'a Context,
) -> Part<'a> {
    let situation = script.situation.as_ref().map(|code| {
        let found = library.situation(code);
        found.map_or_else(|| format!("{code}（没有这个场景）"), |one| format!("{code} {}", one.name))
    });
    let last = last_of(page, script, context).map(|one| {
        let scores = one.run.scores();
        let weak = scores.weak_link().map(|weak| format!("，薄弱环节：{weak}")).unwrap_or_default();
        format!("{} {} 分{weak}", one.at.short(context.now()), scores.whole())
    });
    let lines = [
        (
            "业主",
            format!(
                "{}{}",
                script.owner,
                script.room.iter().map(|room| format!("，{room}")).collect::<String>()
            ),
        ),
        ("他是什么人", script.person.clone()),
        ("场景", situation.unwrap_or_else(|| "—".to_owned())),
        ("几句", format!("{} 句", script.turns.len())),
        ("我上次", last.unwrap_or_else(|| "还没演过".to_owned())),
    ];
    let modes = Chips::one_of(
        DrillMode::ALL.iter().copied(),
        Some(&page.mode),
        |mode| mode.label().into(),
        |mode| Message::Drill(DrillMessage::Mode(mode)),
    );
    let how = match page.mode {
        DrillMode::Plain => "从容地答，看每一句用了多少时间。",
        DrillMode::Stress => "每一句都有时限，到时业主就接着说，这一句的响应速度记零分。",
    };
    let participants = field("一起演的人", &page.participants)
        .placeholder("谁演业主、谁旁观；一个人练就空着")
        .on_input(|text| Message::Drill(DrillMessage::Participants(text)));
    let head = row![text::title(script.name.clone()), tag(script.channel.label(), Tone::Accent)]
        .spacing(spacing::M)
        .align_y(Alignment::Center);
    column![
        head,
        facts(lines),
        row![modes, text::caption(how)].spacing(spacing::M).align_y(Alignment::Center).wrap(),
        participants,
        section("怎样演", ""),
        text::body(
            "业主的话一句一句亮出来，最好由同事照着念。您像真在接待一样出声答，右边是系统这时给的话术。"
        ),
        text::body("答完按 Ctrl+Enter，再勾刚才说到了、做到了的；没做到的别勾。最后看四项得分和要练的句子。"),
        text::caption(
            "保存之前什么都不记。演练不是受理，不进今日、台账和统计；得分只有本人和客服主任看得到。"
        ),
    ]
    .spacing(spacing::M)
    .into()
}
