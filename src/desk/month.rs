//! 定稿: making a month final, opening it again, its versions, and the typed 本月分析与改进措施. Rules §9, ledger 11-33.

use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::reply::{Reply, Written};
use crate::desk::report::{history_of, live};
use crate::domain::counter_event::CounterEvent;
use crate::domain::permission;
use crate::domain::person::Actor;
use crate::domain::statistics::locked::{MonthHistory, StoredTable};
use crate::domain::statistics::period::{Length, Period};
use crate::domain::statistics::report::Lock;
use crate::domain::subject::Subject;
use crate::store::append::RecordedBy;
use crate::store::month::short_hash;

/// No longer is 本月分析与改进措施.
pub const LONGEST_ANALYSIS: usize = 4_000;
/// No longer is the reason for opening a month again.
pub const LONGEST_REASON: usize = 500;

impl Desk {
    /// The versions of a month, and its analysis as saved last.
    pub fn month_history(&self, period: Period) -> Reply<MonthHistory> {
        let now = self.now();
        self.ask(move |db| history_of(db, period, now))
    }

    /// Makes a month final: its table as it is now is kept in the log with a version and a hash.
    ///
    /// Errors: [`Error::Denied`]; [`Error::Refused`] when the month is not over or is final already.
    pub fn lock_month(&self, actor: &Actor, period: Period) -> Reply<Written<Lock>> {
        let (actor, now) = (actor.clone(), self.now());
        self.transact(move |write, changed| {
            permission::supervisor(&actor, "定稿")?;
            let label = period.label();
            if period.length() != Length::Month {
                return refuse(format!("只有月度统计表才定稿，{label}没有定稿。请先选一个月。"));
            }
            if period.end() > now {
                return refuse(format!("{label}还没有结束，没有定稿。请在月末之后再定稿。"));
            }
            let history = history_of(write, period, now)?;
            if let Some(lock) = history.in_force() {
                return refuse(format!(
                    "{label}已经定稿（第 {} 版），没有再定一次。要改请先撤销定稿。",
                    lock.version
                ));
            }
            let report = live(write, period, now)?;
            if !report.check.balances() {
                return refuse(format!("{label}的统计表不平衡，没有定稿。请先核对数据文件。"));
            }
            let table = StoredTable::of(&report);
            let (version, hash) = (history.next_version(), hash_of(&table)?);
            let (hash_kept, head) = (hash.clone(), write.log_mark()?);
            let what = CounterEvent::MonthLocked { version, hash: hash_kept, head, table: Box::new(table) };
            write.record(Subject::month(&period.code()), &what, RecordedBy::of(&actor, now))?;
            changed.months = true;
            Ok(Lock { version, hash, at: now, by: actor.name.clone() })
        })
    }

    /// Opens a month again that was final. The version stays printable; the next one gets the next number.
    ///
    /// Errors: [`Error::Denied`]; [`Error::Refused`] without a reason, or when the month is not final.
    pub fn unlock_month(&self, actor: &Actor, period: Period, reason: &str) -> Reply<Written<()>> {
        let (actor, now, reason) = (actor.clone(), self.now(), reason.trim().to_owned());
        self.transact(move |write, changed| {
            permission::supervisor(&actor, "撤销定稿")?;
            let label = period.label();
            if reason.is_empty() {
                return refuse(format!("请写明为什么撤销{label}的定稿。没有撤销。"));
            }
            if reason.chars().count() > LONGEST_REASON {
                return refuse(format!("撤销的原因太长，请写在 {LONGEST_REASON} 字以内。没有撤销。"));
            }
            let history = history_of(write, period, now)?;
            let Some(lock) = history.in_force() else {
                return refuse(format!("{label}没有定稿，不需要撤销。"));
            };
            let what = CounterEvent::MonthUnlocked { version: lock.version, reason };
            write.record(Subject::month(&period.code()), &what, RecordedBy::of(&actor, now))?;
            changed.months = true;
            Ok(())
        })
    }

    /// Saves 本月分析与改进措施 of a period; what was being typed is done with.
    ///
    /// Errors: [`Error::Denied`]; [`Error::Refused`] when the month is final or the text too long.
    pub fn save_analysis(&self, actor: &Actor, period: Period, text: &str) -> Reply<Written<()>> {
        let (actor, now, text) = (actor.clone(), self.now(), text.trim().to_owned());
        self.transact(move |write, changed| {
            permission::works_here(&actor)?;
            let history = history_of(write, period, now)?;
            if history.in_force().is_some() {
                return refuse(format!("{}已经定稿，分析没有改。要改请先撤销定稿。", period.label()));
            }
            if text.chars().count() > LONGEST_ANALYSIS {
                return refuse(format!("分析太长，请写在 {LONGEST_ANALYSIS} 字以内。没有保存，写的还在。"));
            }
            if text != history.analysis {
                let what = CounterEvent::MonthAnalysed { text };
                write.record(Subject::month(&period.code()), &what, RecordedBy::of(&actor, now))?;
                changed.months = true;
            }
            Ok(write.drop_month_draft(&period.code())?)
        })
    }

    /// Keeps what is being typed as analysis of a period.
    ///
    /// Errors: the database's own.
    pub fn save_analysis_draft(&self, actor: &Actor, period: Period, text: String) -> Reply<Written<()>> {
        let (owner, now) = (actor.name.clone(), self.now());
        self.transact(move |write, _| Ok(write.save_month_draft(&period.code(), &text, &owner, now)?))
    }

    /// What is being typed as analysis of a period, if it is not saved yet.
    pub fn analysis_draft(&self, period: Period) -> Reply<Option<String>> {
        self.ask(move |db| Ok(db.month_draft(&period.code())?))
    }
}

fn refuse<T>(sentence: String) -> Result<T, Error> {
    Err(Error::Refused(sentence))
}

/// Eight digits of the hash of the table as it is kept.
fn hash_of(table: &StoredTable) -> Result<String, Error> {
    let bytes = serde_json::to_vec(table).map_err(crate::store::error::Error::from)?;
    Ok(short_hash(&bytes))
}
