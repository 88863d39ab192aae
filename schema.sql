-- The whole database of one counter, as version 1 of the program makes it.
--
-- Times are seconds since 1970 UTC; screens and papers show them in the counter's zone, +08:00.
-- A case number 20261103-002 is kept as the integer 20261103000002: day, then six digits of the day's serial.
--
-- What is true stands in `event` and `event_body`. `staff` and the tables under "kept beside" repeat it for lists,
-- search and statistics; they are written in the same transaction and `tingsu check --rebuild` makes them anew.

-- ---------------------------------------------------------------- the truth

-- Who works or worked at this counter. Nobody is deleted, because events name them. Repeats the newest entry of each
-- member of the staff in the log, which is what counts; `tingsu check` compares.
CREATE TABLE staff (
    id     INTEGER PRIMARY KEY,
    name   TEXT    NOT NULL UNIQUE CHECK (length(trim(name)) > 0),
    role   TEXT    NOT NULL CHECK (role IN ('reception', 'supervisor', 'sign_only')),
    active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

-- The log: everything that happened, in the order that it was recorded, whatever it is about. The first event of a
-- case is its receipt. Settings, staff and knowledge are what their newest entries say; a print is counted by its
-- entries; the next number of a day follows the highest receipt of the day.
-- Appended only. One hash chain runs over the whole table and covers every column of every row:
--   chain_hash = SHA-256(chain_hash of seq - 1, all other columns of this row).
CREATE TABLE event (
    seq          INTEGER PRIMARY KEY CHECK (seq > 0),
    subject_kind TEXT    NOT NULL CHECK (subject_kind IN (
                     'case', 'month', 'day', 'shift', 'outage', 'household', 'person', 'staff', 'setting',
                     'knowledge', 'suggestion', 'improvement', 'routine', 'watch', 'service', 'drill', 'import',
                     'export', 'print', 'data')),
    subject      ANY     NOT NULL CHECK (                -- a case's number as a key; a text for anything else
                     CASE subject_kind
                         WHEN 'case' THEN typeof(subject) = 'integer'
                                      AND subject BETWEEN 10000101000001 AND 99991231999999
                         ELSE typeof(subject) = 'text' AND length(subject) > 0
                     END),
    at           INTEGER NOT NULL,                       -- when it happened
    recorded_at  INTEGER NOT NULL,                       -- when it was saved
    by_name      TEXT    NOT NULL,                       -- the person's name as then written
    by_id        INTEGER REFERENCES staff (id),          -- absent for commands run by IT
    type         TEXT    NOT NULL CHECK (length(type) > 0), -- 'receipt', a type of the interchange format, or one of
                                                         -- the counter's own (`domain::counter_event`)
    import_batch INTEGER REFERENCES event (seq),         -- on the receipt of a case of an old ledger, and on a household
                                                         -- of an imported roster: the entry of that import; what
                                                         -- came together can be undone together
    body_hash    BLOB    NOT NULL CHECK (length(body_hash) = 32), -- SHA-256(salt, body, sets)
    chain_hash   BLOB    NOT NULL CHECK (length(chain_hash) = 32)
) STRICT;

CREATE INDEX event_by_case ON event (subject) WHERE subject_kind = 'case';
CREATE INDEX event_by_time ON event (at, subject) WHERE subject_kind = 'case';
CREATE INDEX event_by_subject ON event (subject_kind, subject) WHERE subject_kind <> 'case';
CREATE INDEX event_by_batch ON event (import_batch) WHERE import_batch IS NOT NULL;
CREATE UNIQUE INDEX one_receipt_a_case ON event (subject) WHERE type = 'receipt';

CREATE TRIGGER event_is_not_replaced BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'event is append-only'); END;

CREATE TRIGGER event_is_not_changed BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'event is append-only'); END;

CREATE TRIGGER event_is_not_deleted BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'event is append-only'); END;

-- What an event says. Kept apart so that personal text can go while the chain stays whole: the only permitted
-- change is the erasure of the salt and of everything in the body but codes and times, together with an event of
-- type 'anonymised' of the same case, which holds the hash of what stayed.
CREATE TABLE event_body (
    seq  INTEGER PRIMARY KEY REFERENCES event (seq),
    salt BLOB CHECK (salt IS NULL OR length(salt) = 16),          -- NULL once erased
    body TEXT NOT NULL CHECK (json_valid(body)),                  -- facts of the receipt, or the event's particulars
    sets TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(sets))      -- deadlines that it set: code, due time, rule
) STRICT;

CREATE TRIGGER body_is_not_replaced BEFORE INSERT ON event_body
WHEN EXISTS (SELECT 1 FROM event_body WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'event_body may only be erased'); END;

CREATE TRIGGER body_is_only_erased BEFORE UPDATE ON event_body
WHEN OLD.salt IS NULL OR NEW.salt IS NOT NULL OR NEW.seq IS NOT OLD.seq
BEGIN SELECT RAISE(ABORT, 'event_body may only be erased'); END;

CREATE TRIGGER body_is_not_deleted BEFORE DELETE ON event_body
BEGIN SELECT RAISE(ABORT, 'event_body may only be erased'); END;

-- The last link of the chain, kept apart so that a missing tail shows.
CREATE TABLE chain_head (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    seq  INTEGER NOT NULL,
    hash BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;

INSERT INTO chain_head (only, seq, hash) VALUES (1, 0, zeroblob(32));

-- Forms that are being filled in and have no number yet. The content belongs to the screen that wrote it.
CREATE TABLE draft (
    id       INTEGER PRIMARY KEY,
    owner    TEXT    NOT NULL,                -- name of the person who keeps it
    content  TEXT    NOT NULL CHECK (json_valid(content)),
    saved_at INTEGER NOT NULL
) STRICT;

-- Wrong tries of a PIN in a row, by member of the staff; 0 for the recovery code. The PINs' hashes stand in the log.
CREATE TABLE wrong_try (
    owner   INTEGER PRIMARY KEY,
    wrong   INTEGER NOT NULL CHECK (wrong > 0),
    last_at INTEGER NOT NULL
) STRICT;

-- What is being written on a case and is not on record yet: one form an act. Goes with the record of the act.
CREATE TABLE act_draft (
    case_no  INTEGER NOT NULL,
    act      TEXT    NOT NULL CHECK (length(act) > 0), -- code word of the act
    owner    TEXT    NOT NULL,                -- name of the person who wrote it last
    content  TEXT    NOT NULL CHECK (json_valid(content)),
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (case_no, act)
) STRICT, WITHOUT ROWID;

-- 本月分析与改进措施 while it is typed: one text a month, quarter or year. Goes with the saving.
CREATE TABLE month_draft (
    month    TEXT    PRIMARY KEY CHECK (length(month) > 0), -- '2026-11', '2026-Q4', '2026'
    text     TEXT    NOT NULL,
    owner    TEXT    NOT NULL,                -- name of the person who typed last
    saved_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- kept beside

-- One row a case: what lists show and filter by, as the case is now.
CREATE TABLE case_fact (
    number          INTEGER PRIMARY KEY,
    kind            TEXT    NOT NULL CHECK (kind IN ('complaint', 'repair', 'enquiry', 'praise', 'suggestion')),
    channel         TEXT    NOT NULL,
    received_at     INTEGER NOT NULL,
    recorded_at     INTEGER NOT NULL,
    receiver        TEXT    NOT NULL,
    status          TEXT    NOT NULL
                    CHECK (status IN ('unassigned', 'handling', 'visit_due', 'observed', 'closed', 'voided')),
    category        TEXT,
    situation       TEXT,
    class           TEXT,
    nature          TEXT,
    content         TEXT,
    urgency         TEXT,
    emotion         TEXT,
    motive          TEXT,                      -- the supervisor's, as the next
    staff_fault     TEXT,
    service         TEXT,                      -- about a promised or an extra service
    flags           TEXT    NOT NULL,          -- code words, a blank between
    name            TEXT,
    anonymous       INTEGER NOT NULL CHECK (anonymous IN (0, 1)),
    phones          TEXT    NOT NULL,          -- one a line
    room            TEXT,                      -- as building-unit-room
    gist            TEXT    NOT NULL,          -- one line
    handler         TEXT,
    department      TEXT,
    next_code       TEXT,                      -- the earliest open deadline
    next_due        INTEGER,
    escalating      INTEGER NOT NULL CHECK (escalating IN (0, 1)),
    escalations     INTEGER NOT NULL,
    visits          INTEGER NOT NULL,
    events          INTEGER NOT NULL,          -- receipt not counted
    last_at         INTEGER NOT NULL,          -- time of the last event
    repeat_of       INTEGER,
    group_of        INTEGER,
    closure         TEXT,
    overridden      INTEGER NOT NULL CHECK (overridden IN (0, 1)),
    import_batch    INTEGER,
    touched_at      INTEGER NOT NULL,          -- when anything happened last: before it the case looked different
    late_at         INTEGER,                   -- overdue from then on if nothing happens
    ready_at        INTEGER,                   -- may be closed from then on
    reply_since     INTEGER,                   -- open, and a letter of ours has waited for its answer since then
    building        TEXT,                      -- the head of the room
    room_order      TEXT,                      -- the room with its numbers filled up, to sort by
    status_place    INTEGER NOT NULL,          -- the place of the state in lists
    CHECK ((next_code IS NULL) = (next_due IS NULL))
) STRICT;

-- One for each order of the register, the newest first among equals …
CREATE INDEX fact_by_received ON case_fact (received_at);
CREATE INDEX fact_by_status ON case_fact (status_place, received_at DESC, number DESC);
CREATE INDEX fact_by_due ON case_fact (next_due, received_at DESC, number DESC);
CREATE INDEX fact_by_room_order ON case_fact (room_order, received_at DESC, number DESC);
CREATE INDEX fact_by_handler ON case_fact (handler, received_at DESC, number DESC);
CREATE INDEX fact_by_receiver ON case_fact (receiver, received_at DESC, number DESC);
CREATE INDEX fact_by_department ON case_fact (department, received_at DESC, number DESC);
-- … for what the register is narrowed by …
CREATE INDEX fact_by_kind ON case_fact (kind, received_at DESC, number DESC);
CREATE INDEX fact_by_channel ON case_fact (channel, received_at DESC, number DESC);
CREATE INDEX fact_by_category ON case_fact (category, received_at DESC, number DESC);
CREATE INDEX fact_by_situation ON case_fact (situation, received_at DESC, number DESC);
CREATE INDEX fact_by_building ON case_fact (building, received_at DESC, number DESC);
CREATE INDEX fact_by_flags ON case_fact (received_at) WHERE flags <> '';
CREATE INDEX fact_by_late ON case_fact (late_at) WHERE late_at IS NOT NULL;
CREATE INDEX fact_by_reply ON case_fact (received_at) WHERE reply_since IS NOT NULL;
-- … for 今日 …
CREATE INDEX fact_open ON case_fact (next_due, status, handler, channel, ready_at, reply_since)
    WHERE status IN ('unassigned', 'handling', 'visit_due', 'observed');
-- … for a clock that is set back, and to find by.
CREATE INDEX fact_by_touched ON case_fact (touched_at);
CREATE INDEX fact_by_room ON case_fact (room, received_at) WHERE room IS NOT NULL;
CREATE INDEX fact_by_name ON case_fact (name, received_at) WHERE name IS NOT NULL;
CREATE INDEX fact_by_repeat ON case_fact (repeat_of) WHERE repeat_of IS NOT NULL;
CREATE INDEX fact_by_group ON case_fact (group_of) WHERE group_of IS NOT NULL;

-- Each number of a case without area code and extension, to find earlier cases of the same caller at once.
CREATE TABLE case_phone (
    digits  TEXT    NOT NULL,
    case_no INTEGER NOT NULL,
    PRIMARY KEY (digits, case_no)
) STRICT, WITHOUT ROWID;

CREATE INDEX phone_by_case ON case_phone (case_no);

-- When a case was open. A reopened case has several rows; the last has no end while the case is open.
CREATE TABLE case_span (
    case_no   INTEGER NOT NULL,
    nth       INTEGER NOT NULL CHECK (nth > 0),
    opened_at INTEGER NOT NULL,
    closed_at INTEGER,
    code      TEXT,                            -- closure code; absent while open and when voided
    voided    INTEGER NOT NULL CHECK (voided IN (0, 1)),
    PRIMARY KEY (case_no, nth)
) STRICT, WITHOUT ROWID;

CREATE INDEX span_by_close ON case_span (closed_at, opened_at);

-- What is owed now: the open deadlines of open cases.
CREATE TABLE obligation (
    case_no INTEGER NOT NULL,
    id      TEXT    NOT NULL,                  -- the event that set it and which of its deadlines: 'r.0', '14.0'
    code    TEXT    NOT NULL,
    due     INTEGER NOT NULL,
    since   INTEGER NOT NULL,                  -- not owed before that time
    rule    TEXT    NOT NULL,
    task    TEXT CHECK (task IS NULL OR json_valid(task)), -- kind of a task
    working_days INTEGER NOT NULL CHECK (working_days IN (0, 1)), -- its due time was counted in working days
    what    TEXT,                              -- what is to be done, for a task
    who     TEXT,                              -- whom a task was given to
    PRIMARY KEY (case_no, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX obligation_by_due ON obligation (due);

-- Households as their newest entries in the log tell them, by the room in its one writing (`3-2-1001`, `商铺B10`).
CREATE TABLE household (
    room     TEXT PRIMARY KEY,
    building TEXT NOT NULL,                    -- '3', '一期3', or the kind's word for a shop, villa or parking space
    body     TEXT NOT NULL CHECK (json_valid(body))
) STRICT, WITHOUT ROWID;

CREATE INDEX household_by_building ON household (building);

-- What the people of a household are found by. What is found by a part of it stands here once more from each of its later
-- characters on, as a kind of its own: a part is the beginning of one of these, which an index tells.
CREATE TABLE household_word (
    kind     TEXT    NOT NULL CHECK (kind IN (
                 'name', 'name_part', 'spell', 'phone', 'phone_part', 'plate', 'plate_part', 'space', 'space_part')),
    word     TEXT    NOT NULL,
    room     TEXT    NOT NULL REFERENCES household (room) ON DELETE CASCADE,
    resident INTEGER NOT NULL,                 -- 0 for a car or a space
    PRIMARY KEY (kind, word, room, resident)
) STRICT, WITHOUT ROWID;

CREATE INDEX household_word_by_room ON household_word (room);

-- Words to find cases by; rowid is the case number. The text is not stored here a second time. The program cuts the words
-- itself (blank-separated), because no tokenizer of SQLite finds two-character Chinese words. A phrase of overlapping
-- pairs is found exactly where the text stands, whatever its script.
CREATE VIRTUAL TABLE search USING fts5 (
    text,                                      -- all text, as overlapping pairs of characters
    single,                                    -- each character that occurs, once
    name,                                      -- the name's pinyin, in full and initials
    room,                                      -- the room whole and by part
    phone,                                     -- telephone numbers, as overlapping threes
    six,                                       -- six digits and more in a row, of numbers and text, as overlapping sixes
    state,                                     -- open or done
    content = '', contentless_delete = 1, tokenize = 'ascii'
);

-- What was written into the index for a case, so that a check can tell whether it is whole.
CREATE TABLE search_mark (
    case_no INTEGER PRIMARY KEY,
    hash    BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
