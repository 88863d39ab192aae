//! The fact row: what lists show of a case, in and out of the database.

use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use crate::domain::case::CaseNumber;
use crate::domain::case_query::status_place;
use crate::domain::case_row::{CaseRow, room_order};
use crate::domain::code::{
    CaseKind, Category, Channel, Class, ClosureCode, Content, DeadlineCode, Emotion, Flag, Motive, Nature,
    SituationCode, StaffFault, Status, Urgency,
};
use crate::domain::service_note::ServiceLevel;
use crate::domain::time::Moment;
use crate::store::columns::Columns;
use crate::store::db::{Db, Write};
use crate::store::error::Error;
use crate::store::key;
use crate::store::params::Params;
use crate::store::scope::Scope;

/// Reads a row of `case_fact`, its columns in the order of the table.
pub(crate) fn read(row: &Row<'_>) -> Result<CaseRow, Error> {
    let mut row = Columns::of(row);
    // The fields stand in the order of the columns.
    Ok(CaseRow {
        number: key::number(row.take()?)?,
        kind: row.code("类别", CaseKind::from_code)?,
        channel: row.code("渠道", Channel::from_code)?,
        received_at: key::moment(row.take()?)?,
        recorded_at: key::moment(row.take()?)?,
        receiver: row.take()?,
        status: row.code("状态", Status::from_code)?,
        category: row.optional(|word| Category::new(word))?,
        situation: row.optional(|word| SituationCode::new(word))?,
        class: row.optional(Class::from_code)?,
        nature: row.optional(Nature::from_code)?,
        content: row.optional(Content::from_code)?,
        urgency: row.optional(Urgency::from_code)?,
        emotion: row.optional(Emotion::from_code)?,
        motive: row.optional(Motive::from_code)?,
        staff_fault: row.optional(StaffFault::from_code)?,
        service: row.optional(ServiceLevel::from_code)?,
        flags: row.text()?.split_whitespace().filter_map(Flag::from_code).collect(),
        name: row.take()?,
        anonymous: row.take()?,
        phones: row.text()?.lines().map(str::to_owned).collect(),
        room: row.take()?,
        gist: row.take()?,
        handler: row.take()?,
        department: row.take()?,
        next: deadline(&mut row)?,
        escalating: row.take()?,
        escalations: row.take()?,
        visits: row.take()?,
        events: row.take()?,
        last_at: key::moment(row.take()?)?,
        repeat_of: row.link()?,
        group_of: row.link()?,
        closure: row.optional(ClosureCode::from_code)?,
        overridden: row.take()?,
        import_batch: row.take()?,
        touched_at: key::moment(row.take()?)?,
        late_at: row.moment()?,
        ready_at: row.moment()?,
        reply_since: row.moment()?,
        blind_year: None,
    })
}

fn deadline(row: &mut Columns<'_>) -> Result<Option<(DeadlineCode, Moment)>, Error> {
    let code = row.optional(|word| Some(word.to_owned()))?;
    let due: Option<i64> = row.take()?;
    code.zip(due)
        .map(|(word, due)| Ok((Columns::known("时限", DeadlineCode::from_code(&word))?, key::moment(due)?)))
        .transpose()
}

impl Db {
    /// The fact row of a case.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn row(&self, number: CaseNumber) -> Result<Option<CaseRow>, Error> {
        let mut statement = self.raw().prepare_cached("SELECT * FROM case_fact WHERE number = ?1")?;
        let mut rows = statement.query([key::of_number(number)])?;
        rows.next()?.map(read).transpose()
    }

    /// The fact rows of cases received in [from, to), newest first; without a bound, of all.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn rows_received(&self, from: Option<Moment>, to: Option<Moment>) -> Result<Vec<CaseRow>, Error> {
        let sql = "SELECT * FROM case_fact WHERE received_at >= ?1 AND received_at < ?2 \
                   ORDER BY received_at DESC, number DESC";
        let bounds = (from.map_or(i64::MIN, Moment::unix), to.map_or(i64::MAX, Moment::unix));
        self.raw().prepare_cached(sql)?.query_and_then(bounds, read)?.collect()
    }
}

impl Db {
    /// How many cases were received in [from, to), without those voided, of each kind in the order of
    /// [`CaseKind::ALL`].
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn received_by_kind(&self, from: Moment, to: Moment, scope: Scope) -> Result<Vec<usize>, Error> {
        let mut params = Params::default();
        let (from, to) = (params.add(from.unix()), params.add(to.unix()));
        let sql = format!(
            "SELECT kind, count(*) FROM case_fact INDEXED BY fact_by_received \
             WHERE received_at >= {from} AND received_at < {to} AND status <> 'voided'{} GROUP BY kind",
            scope.and_settled("number", &mut params)
        );
        let mut counts = vec![0; CaseKind::ALL.len()];
        let mut statement = self.raw().prepare_cached(&sql)?;
        let mut rows = statement.query(params.all())?;
        while let Some(row) = rows.next()? {
            let kind = CaseKind::from_code(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?);
            let place = kind.and_then(|kind| CaseKind::ALL.iter().position(|one| *one == kind));
            if let Some(count) = place.and_then(|place| counts.get_mut(place)) {
                *count = row.get::<_, u32>(1)? as usize;
            }
        }
        Ok(counts)
    }
}

impl Write<'_> {
    /// Writes the fact row in place of `before`, the one that stands there: only what differs, because each column that is
    /// written moves the entries of all its indexes.
    pub(crate) fn put_row(&self, row: &CaseRow, before: Option<&CaseRow>) -> Result<(), Error> {
        let new = columns(row);
        let Some(before) = before else {
            let names: Vec<&str> = new.iter().map(|(name, _)| *name).collect();
            let marks = vec!["?"; new.len()].join(", ");
            let sql = format!("INSERT OR REPLACE INTO case_fact ({}) VALUES ({marks})", names.join(", "));
            let values = new.into_iter().map(|(_, value)| value);
            self.raw().prepare_cached(&sql)?.execute(params_from_iter(values))?;
            return Ok(());
        };
        let changed: Vec<(&str, Value)> = new
            .into_iter()
            .zip(columns(before))
            .filter(|(new, old)| new != old)
            .map(|(new, _)| new)
            .collect();
        if changed.is_empty() {
            return Ok(());
        }
        let sets: Vec<String> = changed.iter().map(|(name, _)| format!("{name} = ?")).collect();
        let sql = format!("UPDATE case_fact SET {} WHERE number = ?", sets.join(", "));
        let number = value(key::of_number(row.number));
        let values = changed.into_iter().map(|(_, value)| value).chain([number]);
        self.raw().prepare_cached(&sql)?.execute(params_from_iter(values))?;
        Ok(())
    }
}

/// Every column of the fact row with what is kept in it.
fn columns(row: &CaseRow) -> [(&'static str, Value); 44] {
    let flags: Vec<_> = row.flags.iter().map(|flag| flag.code()).collect();
    [
        ("number", value(key::of_number(row.number))),
        ("kind", word(Some(row.kind.code()))),
        ("channel", word(Some(row.channel.code()))),
        ("received_at", value(row.received_at.unix())),
        ("recorded_at", value(row.recorded_at.unix())),
        ("receiver", word(Some(&row.receiver))),
        ("status", word(Some(row.status.code()))),
        ("category", word(row.category.as_ref().map(Category::as_str))),
        ("situation", word(row.situation.as_ref().map(SituationCode::as_str))),
        ("class", word(row.class.map(Class::code))),
        ("nature", word(row.nature.map(Nature::code))),
        ("content", word(row.content.map(Content::code))),
        ("urgency", word(row.urgency.map(Urgency::code))),
        ("emotion", word(row.emotion.map(Emotion::code))),
        ("motive", word(row.motive.map(Motive::code))),
        ("staff_fault", word(row.staff_fault.map(StaffFault::code))),
        ("service", word(row.service.map(ServiceLevel::code))),
        ("flags", value(flags.join(" "))),
        ("name", word(row.name.as_deref())),
        ("anonymous", value(row.anonymous)),
        ("phones", value(row.phones.join("\n"))),
        ("room", word(row.room.as_deref())),
        ("gist", word(Some(&row.gist))),
        ("handler", word(row.handler.as_deref())),
        ("department", word(row.department.as_deref())),
        ("next_code", word(row.next.map(|(code, _)| code.code()))),
        ("next_due", value(row.next.map(|(_, due)| due.unix()))),
        ("escalating", value(row.escalating)),
        ("escalations", value(row.escalations)),
        ("visits", value(row.visits)),
        ("events", value(row.events)),
        ("last_at", value(row.last_at.unix())),
        ("repeat_of", value(row.repeat_of.map(key::of_number))),
        ("group_of", value(row.group_of.map(key::of_number))),
        ("closure", word(row.closure.map(ClosureCode::code))),
        ("overridden", value(row.overridden)),
        ("import_batch", value(row.import_batch)),
        ("touched_at", value(row.touched_at.unix())),
        ("late_at", value(row.late_at.map(Moment::unix))),
        ("ready_at", value(row.ready_at.map(Moment::unix))),
        ("reply_since", value(row.reply_since.map(Moment::unix))),
        ("building", value(row.building())),
        ("status_place", value(status_place(row.status))),
        ("room_order", value(row.room.as_deref().map(room_order))),
    ]
}

fn value(of: impl Into<Value>) -> Value {
    of.into()
}

fn word(text: Option<&str>) -> Value {
    value(text.map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_read_as_it_was_written() {
        let at = |text| Moment::parse(text).unwrap();
        let number = |text| CaseNumber::parse(text).unwrap();
        // No two columns that could be mistaken for each other hold the same.
        let row = CaseRow {
            number: number("20261103-002"),
            kind: CaseKind::Repair,
            channel: Channel::Referral,
            received_at: at("2026-11-03T09:12"),
            recorded_at: at("2026-11-03T09:20"),
            receiver: "李敏".into(),
            status: Status::VisitDue,
            category: Category::new("facilities"),
            situation: SituationCode::new("lift_trap"),
            class: Some(Class::II),
            nature: Some(Nature::Effective),
            content: Content::ALL.last().copied(),
            urgency: Urgency::ALL.last().copied(),
            emotion: Some(Emotion::Agitated),
            motive: Some(Motive::Pretext),
            staff_fault: Some(StaffFault::LostControl),
            service: Some(ServiceLevel::Promised),
            flags: vec![Flag::Major, Flag::Group],
            name: Some("张坤".into()),
            anonymous: true,
            phones: vec!["13900008316".into(), "13900008317".into()],
            room: Some("3-2-1001".into()),
            gist: "电梯停运".into(),
            handler: Some("王强".into()),
            department: Some("工程部".into()),
            next: Some((DeadlineCode::Visit, at("2026-11-05T09:00"))),
            escalating: false,
            escalations: 1,
            visits: 2,
            events: 7,
            last_at: at("2026-11-04T10:00"),
            repeat_of: Some(number("20261101-001")),
            group_of: Some(number("20261102-001")),
            closure: ClosureCode::ALL.last().copied(),
            overridden: true,
            import_batch: Some(5),
            touched_at: at("2026-11-04T11:00"),
            late_at: Some(at("2026-11-06T09:00")),
            ready_at: Some(at("2026-11-07T09:00")),
            reply_since: Some(at("2026-11-08T09:00")),
            blind_year: None,
        };
        let mut db = Db::in_memory().unwrap();
        db.write::<_, Error>(|write| write.put_row(&row, None)).unwrap();
        assert_eq!(db.row(row.number).unwrap().as_ref(), Some(&row));
        // Of the next only what differs is written, and it is read as if all of it were.
        let next = CaseRow {
            events: 8,
            handler: None,
            room: Some("5-1-202".into()),
            status: Status::Closed,
            ..row.clone()
        };
        db.write::<_, Error>(|write| write.put_row(&next, Some(&row))).unwrap();
        assert_eq!(db.row(row.number).unwrap().as_ref(), Some(&next));
        let mut whole = Db::in_memory().unwrap();
        whole.write::<_, Error>(|write| write.put_row(&next, None)).unwrap();
        let kept = |db: &Db| {
            let sql = "SELECT building, status_place, room_order FROM case_fact";
            db.raw().query_row(sql, [], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get::<_, String>(2)?))
            })
        };
        assert_eq!(kept(&db).unwrap(), kept(&whole).unwrap());
    }
}
