//! All that needs a supervisor's approval, and writing down what was decided of it. Ledger 12-67.

use crate::library::approval::{Subject, Verdict};
use crate::library::edit::{Edits, PhrasePlace};
use crate::library::shelf::Library;
use crate::library::situation::Situation;
use crate::library::variable::Template;

/// Something that needs approval, decided or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Awaiting {
    /// It.
    pub subject: Subject,
    /// Where a sentence stands.
    pub spot: Option<PhrasePlace>,
    /// Who is to do what a measure says.
    pub who: Option<String>,
    /// What was decided.
    pub verdict: Option<Verdict>,
}

impl Edits {
    /// All that needs approval, what still waits first.
    pub fn awaiting(&self, shipped: &Library) -> Vec<Awaiting> {
        let situations = self.in_force::<Situation>(shipped);
        let mut all: Vec<Awaiting> = Vec::new();
        for block in shipped.blocks().iter().chain(&self.blocks) {
            let spot = PhrasePlace { step: block.step, situation: None };
            for line in &block.lines {
                let needs = self.usage_laid(&line.id).map_or(line.needs_approval, |one| one.needs_approval);
                all.extend(self.awaiting_line(&line.id, &line.text, needs, spot.clone()));
            }
        }
        for situation in &situations {
            let added = self.added.iter().filter(|added| added.situation == situation.id);
            for line in situation.say.iter().chain(added.flat_map(|added| &added.say)) {
                let spot = PhrasePlace { step: line.step, situation: Some(situation.id.clone()) };
                let needs = self.usage_laid(&line.id).map_or(line.needs_approval, |one| one.needs_approval);
                all.extend(self.awaiting_line(&line.id, &line.text, needs, spot));
            }
            all.extend(situation.steps.iter().filter(|act| act.approve).map(|act| {
                let subject = Subject::measure(&situation.id, &act.what);
                let verdict = self.verdict_on(&subject).cloned();
                Awaiting { subject, spot: None, who: act.who.clone(), verdict }
            }));
        }
        all.sort_by_key(|one| one.verdict.is_some());
        all
    }

    fn awaiting_line(&self, id: &str, text: &Template, needs: bool, spot: PhrasePlace) -> Option<Awaiting> {
        let edit = self.lines.iter().find(|edit| edit.id == id);
        if !needs || edit.is_some_and(|edit| edit.off) {
            return None;
        }
        let text = edit.and_then(|edit| edit.text.as_ref()).unwrap_or(text);
        let subject = Subject::line(id, text);
        let verdict = self.verdict_on(&subject).cloned();
        Some(Awaiting { subject, spot: Some(spot), who: None, verdict })
    }

    /// Writes down what was decided, or takes the decision back.
    ///
    /// # Errors
    /// A Chinese sentence when these words do not wait, as when somebody changed them meanwhile; nothing was changed then.
    pub fn judge(
        &mut self,
        subject: &Subject,
        verdict: Option<Verdict>,
        shipped: &Library,
    ) -> Result<(), String> {
        let awaiting = self.awaiting(shipped);
        if !awaiting.iter().any(|one| one.subject == *subject) {
            return Err("这一条刚刚改过，没有保存。请看过现在的写法再定。".to_owned());
        }
        let stands = |one: &Verdict| awaiting.iter().any(|other| other.subject == one.subject);
        self.verdicts.retain(|one| one.subject != *subject && stands(one));
        self.verdicts.extend(verdict);
        Ok(())
    }
}
