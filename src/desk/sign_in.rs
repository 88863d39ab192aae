//! Who is at the keyboard: signing in with a PIN, setting one, the recovery code, and the supervisor's confirmation on
//! the spot.

use std::collections::BTreeSet;

use crate::desk::error::Error;
use crate::desk::handle::{Access, Desk};
use crate::desk::print::aside::aside;
use crate::desk::reply::{Changed, Reply, Written};
use crate::desk::setup::FIRST_START;
use crate::domain::counter_event::CounterEvent;
use crate::domain::permission;
use crate::domain::person::{Actor, Backer, Role, Staff, StaffId};
use crate::domain::pin;
use crate::domain::subject::{Subject, SubjectKind};
use crate::domain::time::Moment;
use crate::store::append::RecordedBy;
use crate::store::db::{Db, Write};
use crate::store::pin::{Owner, hash, is_right};

impl Desk {
    /// Those who have a PIN.
    pub fn with_pin(&self) -> Reply<BTreeSet<StaffId>> {
        self.ask(|db| {
            let mut found = BTreeSet::new();
            for person in db.staff()? {
                if db.secret(Owner::Person(person.id))?.is_some() {
                    found.insert(person.id);
                }
            }
            Ok(found)
        })
    }

    /// Signs a person in: with the PIN if there is one. Recorded.
    ///
    /// Errors: [`Error::Refused`] with what is wrong and how long to wait. Wrong tries are counted on disk: starting the
    /// program again shortens no waiting.
    pub fn sign_in(&self, id: StaffId, typed: &str) -> Reply<Written<Actor>> {
        let (typed, now) = (pin::plain(typed), self.now());
        if self.access() == Access::Viewing {
            return self.look_in(id, typed);
        }
        self.transact_refusing(move |write, _| {
            let person = at_work(write, id)?;
            // A wrong try must be kept, so it is no failure of the transaction.
            if let Some(refusal) = refusal(write, Owner::Person(id), &typed, now)? {
                return Ok(Err(refusal));
            }
            let actor = Actor::from(&person);
            if let Some(subject) = Subject::new(SubjectKind::Staff, format!("duty/{}", id.0)) {
                write.record(subject, &CounterEvent::SignedIn {}, RecordedBy::of(&actor, now))?;
            }
            Ok(Ok(actor))
        })
    }

    /// Signs a person in where nothing can be written: the same questions and waits, recorded nowhere.
    fn look_in(&self, id: StaffId, typed: String) -> Reply<Written<Actor>> {
        let (desk, now) = (self.clone(), self.now());
        aside(move || {
            let read = desk.ask(move |db| Ok((at_work(db, id)?, db.secret(Owner::Person(id))?)));
            let (person, secret) = read.wait()?;
            if let Some(secret) = secret {
                if typed.is_empty() {
                    return Err(Error::Refused("请输入PIN。".into()));
                }
                if let Some((wrong, last)) = desk.tries().of(id) {
                    let until = (last + pin::wait_after(wrong)).min(now + pin::wait_after(wrong));
                    if now < until {
                        return Err(Error::Refused(format!(
                            "试错太多次，请等 {} 再试。",
                            spoken(until - now)
                        )));
                    }
                }
                if !is_right(&typed, &secret) {
                    return Err(wrong_one("PIN", desk.tries().count(id, now)));
                }
                desk.tries().forget(id);
            }
            Ok(Written { value: Actor::from(&person), changed: Changed::default() })
        })
    }

    /// A supervisor confirms on the spot, by his PIN, what somebody else is about to do; answers that person with the
    /// supervisor beside, whose next act may be one that a supervisor is needed for. Recorded with both names; on a case
    /// the act itself tells of it, too. Rules §10.
    ///
    /// Errors: [`Error::Refused`] with what is wrong and how long to wait.
    pub fn confirm_on_the_spot(
        &self,
        actor: &Actor,
        supervisor: StaffId,
        typed: &str,
        what: &str,
    ) -> Reply<Written<Actor>> {
        let (actor, now) = (actor.alone(), self.now());
        let (typed, what) = (pin::plain(typed), what.to_owned());
        self.transact_refusing(move |write, _| {
            let person = at_work(write, supervisor)?;
            if person.role != Role::Supervisor {
                return Ok(Err(Error::Refused(format!("{}不是客服主任，不能确认。", person.name))));
            }
            // Without a PIN a name would be enough, and anybody could say it.
            if write.secret(Owner::Person(supervisor))?.is_none() {
                let sentence =
                    format!("{}还没有设 PIN，不能当场确认。请由{}登录后再办。", person.name, person.name);
                return Ok(Err(Error::Refused(sentence)));
            }
            if let Some(refusal) = refusal(write, Owner::Person(supervisor), &typed, now)? {
                return Ok(Err(refusal));
            }
            if let Some(subject) = Subject::new(SubjectKind::Staff, format!("confirm/{}", supervisor.0)) {
                let event = CounterEvent::Confirmed { actor: actor.name.clone(), what };
                write.record(subject, &event, RecordedBy::of(&Actor::from(&person), now))?;
            }
            Ok(Ok(actor.backed_by(Backer { id: supervisor, name: person.name })))
        })
    }

    /// Sets or changes a PIN: one's own with the present one, anybody's by a supervisor.
    ///
    /// Errors: [`Error::Refused`], [`Error::Denied`].
    pub fn set_pin(&self, actor: &Actor, id: StaffId, present: &str, new: &str) -> Reply<Written<()>> {
        let (actor, now) = (actor.clone(), self.now());
        let (present, new) = (pin::plain(present), pin::plain(new));
        self.transact_refusing(move |write, changed| {
            at_work(write, id)?;
            if actor.id == Some(id) {
                if let Some(refusal) = refusal(write, Owner::Person(id), &present, now)? {
                    return Ok(Err(refusal));
                }
            } else {
                permission::supervisor(&actor, "设置他人的 PIN")?;
            }
            if let Some(problem) = pin::problem(&new) {
                return Ok(Err(Error::Refused(format!("{problem}没有保存。"))));
            }
            write.set_secret(Owner::Person(id), Some(hash(&new)?), RecordedBy::of(&actor, now))?;
            changed.staff = true;
            Ok(Ok(()))
        })
    }

    /// Takes a PIN away, for one who has forgotten it; the supervisor's.
    ///
    /// Errors: [`Error::Denied`].
    pub fn drop_pin(&self, actor: &Actor, id: StaffId) -> Reply<Written<()>> {
        let (actor, now) = (actor.clone(), self.now());
        self.transact(move |write, changed| {
            permission::supervisor(&actor, "清除 PIN")?;
            write.set_secret(Owner::Person(id), None, RecordedBy::of(&actor, now))?;
            changed.staff = true;
            Ok(())
        })
    }

    /// Makes a new recovery code, which ends the one before, and answers it: it is shown and printed once, and kept only
    /// as a hash.
    ///
    /// Errors: [`Error::Denied`].
    pub fn make_recovery_code(&self, actor: &Actor) -> Reply<Written<String>> {
        let (actor, now) = (actor.clone(), self.now());
        self.transact(move |write, _| {
            permission::supervisor(&actor, "制作恢复码")?;
            fresh_code(write, RecordedBy::of(&actor, now))
        })
    }

    /// The recovery code of the first start, when nobody has signed in yet. Once: from then on a supervisor makes them.
    ///
    /// Errors: [`Error::Refused`] when there was one before.
    pub fn first_recovery_code(&self) -> Reply<Written<String>> {
        let now = self.now();
        self.transact(move |write, _| {
            if write.had_secret(Owner::Counter)? {
                let sentence = "恢复码已经制作过。要换一张，请客服主任到「设置」的「PIN 与锁屏」里制作。";
                return Err(Error::Refused(sentence.into()));
            }
            fresh_code(write, RecordedBy { name: FIRST_START, id: None, now })
        })
    }

    /// Whether there is a recovery code that can be used.
    pub fn has_recovery_code(&self) -> Reply<bool> {
        self.ask(|db| Ok(db.secret(Owner::Counter)?.is_some()))
    }

    /// Sets the PIN of a supervisor by the recovery code, which ends by it; a new one takes its place and is to be shown.
    ///
    /// Errors: [`Error::Refused`].
    pub fn recover(&self, id: StaffId, code: &str, new: &str) -> Reply<Written<Recovered>> {
        let (code, new, now) = (pin::plain_code(code), pin::plain(new), self.now());
        self.transact_refusing(move |write, changed| {
            let person = at_work(write, id)?;
            if person.role != Role::Supervisor {
                let sentence = "恢复码只用来重设客服主任的 PIN；其他人请客服主任在「设置」里清除。";
                return Ok(Err(Error::Refused(sentence.into())));
            }
            if let Some(problem) = pin::problem(&new) {
                return Ok(Err(Error::Refused(problem.into())));
            }
            if write.secret(Owner::Counter)?.is_none() {
                return Ok(Err(Error::Refused("没有可用的恢复码。请从备份恢复，或联系技术人员。".into())));
            }
            if let Some(refusal) = refusal(write, Owner::Counter, &code, now)? {
                return Ok(Err(refusal));
            }
            let actor = Actor::from(&person);
            write.set_secret(Owner::Person(id), Some(hash(&new)?), RecordedBy::of(&actor, now))?;
            let code = fresh_code(write, RecordedBy::of(&actor, now))?;
            changed.staff = true;
            Ok(Ok(Recovered { actor, code }))
        })
    }
}

/// Who came in by the recovery code, and the code that is in force from then on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovered {
    /// The supervisor.
    pub actor: Actor,
    /// The new recovery code, to be written down.
    pub code: String,
}

/// Makes a recovery code and keeps its hash; the one before ends by it.
fn fresh_code(write: &Write<'_>, hand: RecordedBy<'_>) -> Result<String, Error> {
    let mut random = [0; 20];
    getrandom::fill(&mut random).map_err(|error| crate::store::error::Error::Internal(error.to_string()))?;
    let code = pin::recovery_code(&random);
    write.set_secret(Owner::Counter, Some(hash(&pin::plain_code(&code))?), hand)?;
    Ok(code)
}

/// Why what was typed lets nobody in; `None` when it does.
fn refusal(write: &Write<'_>, owner: Owner, typed: &str, now: Moment) -> Result<Option<Error>, Error> {
    let Some(secret) = write.secret(owner)? else { return Ok(None) };
    let word = if owner == Owner::Counter { "恢复码" } else { "PIN" };
    let (wrong, last) = write.wrong_tries(owner)?;
    let until = last.map_or(now, |last| last + pin::wait_after(wrong));
    if typed.is_empty() {
        return Ok(Some(Error::Refused(format!("请输入{word}。"))));
    }
    if last.is_some_and(|last| last > now) {
        // The clock was set back; the waiting begins anew and is no longer than the rule says.
        write.put_off(owner, now)?;
    }
    let until = until.min(now + pin::wait_after(wrong));
    if now < until {
        return Ok(Some(Error::Refused(format!("试错太多次，请等 {} 再试。", spoken(until - now)))));
    }
    if is_right(typed, &secret) {
        write.forget_wrong(owner)?;
        return Ok(None);
    }
    Ok(Some(wrong_one(word, write.count_wrong(owner, now)?)))
}

/// The sentence after so many wrong tries in a row.
fn wrong_one(word: &str, wrong: u32) -> Error {
    let wait = pin::wait_after(wrong);
    let then = if wait.is_zero() {
        "请再试一次。".to_owned()
    } else {
        format!("请等 {} 再试。", spoken(wait))
    };
    Error::Refused(format!("{word}不对，{then}"))
}

fn spoken(wait: chrono::Duration) -> String {
    match wait.num_seconds() {
        seconds @ ..=60 => format!("{} 秒", seconds.max(1)),
        seconds => format!("{} 分钟", (seconds + 59) / 60),
    }
}

fn at_work(db: &Db, id: StaffId) -> Result<Staff, Error> {
    let found = db.staff()?.into_iter().find(|person| person.id == id && person.active);
    found.ok_or_else(|| Error::Refused("没有这位在岗的员工，请刷新后再试。".into()))
}
