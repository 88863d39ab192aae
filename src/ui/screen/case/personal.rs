//! What is kept of the owner, given out as a file on his request: the supervisor's, and recorded. Rules §10.

use iced::Task;

use crate::domain::permission;
use crate::ui::chooser::{self, NoDialog};
use crate::ui::screen::case::message::Message;
use crate::ui::screen::case::screen::{Case, Pending};
use crate::ui::screen::contract::{Action, Context};

impl Case {
    /// Asks where, and writes it there.
    pub(super) fn export_person(&mut self, context: &Context) -> Action<Message> {
        if let Err(denial) = permission::supervisor(&context.actor, "导出业主资料") {
            return self.ask_supervisor(Pending::Export, denial.text);
        }
        let Some((_, state)) = &self.shown else { return Action::none() };
        let (desk, actor) = (context.desk.clone(), context.actor.clone());
        let person = state.facts.complainant.clone();
        let name = format!("业主资料-{}.json", self.number);
        let written = async move {
            let chosen = chooser::save_as(name, "业主资料", "json").await.map_err(|NoDialog| {
                "这台电脑上打不开选文件的窗口，没有导出。可以请懂电脑的同事用命令 tingsu export person。"
                    .to_owned()
            })?;
            let Some(file) = chosen else { return Ok(None) };
            desk.export_person(&actor, person, &file).await.map(Some).map_err(|error| error.message())
        };
        Action::run(Task::perform(written, Message::Exported))
    }
}
