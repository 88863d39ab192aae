//! The form in which fields of an entry are written: made from their description in `library::field`, so that every
//! kind of entry has the same one. What is typed stays as typed until it is kept; what it looks like stands in
//! `entry_view`.

use serde_json::{Map, Value};

use crate::domain::code::SituationCode;
use crate::domain::settings::Settings;
use crate::library::apply_change::Change;
use crate::library::entry::{Entry, EntryKind, Key};
use crate::library::field::{self, Field, Group, Pick, Shape, WordingContext};
use crate::library::overlay::Overlaid;
use crate::library::situation::{Question, Situation};
use crate::library::span::Span;
use crate::library::step::Step;
use crate::ui::widget::field::{Action as Edit, Content};

/// The way to an input: its place in the form; in a list, then the row and the place in it, and so on.
pub type Path = Vec<usize>;

/// What is typed in a field.
#[derive(Debug)]
pub enum Input {
    /// One line.
    Text(String),
    /// Several lines.
    Prose(Content),
    /// One of a list, by its code word.
    Choice(Option<String>),
    /// A mark.
    Mark(bool),
    /// Steps of the talk.
    Steps(Vec<Step>),
    /// Parts.
    Rows(Vec<EntryRow>),
}

/// A part, with what it holds besides its inputs.
#[derive(Debug)]
pub struct EntryRow {
    base: Map<String, Value>,
    /// What is typed.
    pub inputs: Vec<Input>,
}

/// What is written.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    New(EntryKind),
    Fields(Key),
}

/// Why it was not kept, and the input that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The input; `None` for the whole.
    pub path: Option<Path>,
    /// A sentence.
    pub sentence: String,
}

/// The open form.
#[derive(Debug)]
pub struct EntryForm {
    target: Target,
    /// What is written, in words.
    pub title: String,
    /// The fields.
    pub fields: Vec<&'static Field>,
    /// What is typed, a field each.
    pub inputs: Vec<Input>,
    /// Why it was not kept.
    pub refused: Option<Refused>,
    base: Map<String, Value>,
    choices: Vec<(Pick, Vec<(String, String)>)>,
    before: Vec<String>,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum EntryTyped {
    /// A line.
    Text(Path, String),
    /// In a field of several lines.
    Prose(Path, Edit),
    /// A chip.
    Pick(Path, usize),
    /// A mark is set or taken away.
    Mark(Path),
    /// One more part.
    Add(Path),
    /// A part goes.
    Drop(Path, usize),
    /// A part goes before the one above it.
    Up(Path, usize),
}

const PICKS: [Pick; 15] = [
    Pick::Category,
    Pick::Class,
    Pick::Part,
    Pick::Content,
    Pick::Urgency,
    Pick::Base,
    Pick::Limit,
    Pick::Branch,
    Pick::Matter,
    Pick::Channel,
    Pick::Mood,
    Pick::Title,
    Pick::Step,
    Pick::Turn,
    Pick::Dimension,
];

impl EntryForm {
    /// The form of a group of an entry's fields.
    pub fn of<T: Entry>(
        laid: &Overlaid<T>,
        group: &'static Group,
        question: Option<&Question>,
        settings: &Settings,
    ) -> Self {
        let title = match T::KIND {
            EntryKind::Situation => format!("{}：{}", laid.entry.title(), group.label),
            kind => format!("改{}：{}", kind.label(), laid.entry.title()),
        };
        let fields = group.fields.iter().collect();
        Self::open(
            Target::Fields(laid.entry.key()),
            title,
            fields,
            laid.entry.fields(),
            WordingContext { settings, question },
        )
    }

    /// The form of a new entry; a situation is proposed a code that is free.
    pub fn new(kind: EntryKind, situations: &[Overlaid<Situation>], settings: &Settings) -> Self {
        let groups = kind.groups();
        let first = groups.iter().take(1).flat_map(|group| group.fields);
        let (title, fields, mut base): (_, Vec<&Field>, _) = match kind {
            EntryKind::Situation => {
                ("添一个场景".to_owned(), std::iter::once(&field::CODE).chain(first).collect(), Map::new())
            }
            kind => (format!("添一张{}", kind.label()), first.collect(), Map::new()),
        };
        if kind == EntryKind::Situation {
            let taken = |id: &String| situations.iter().any(|laid| laid.entry.id() == id);
            let free = (1..).map(|number| format!("X{number}")).find(|id| !taken(id));
            base.insert("id".into(), free.unwrap_or_default().into());
        }
        Self::open(Target::New(kind), title, fields, base, WordingContext { settings, question: None })
    }

    fn open(
        target: Target,
        title: String,
        fields: Vec<&'static Field>,
        base: Map<String, Value>,
        known: WordingContext<'_>,
    ) -> Self {
        let choices = PICKS.iter().map(|pick| (*pick, known.choices(*pick))).collect();
        let inputs = fields.iter().map(|field| Input::of(field, &base)).collect();
        let mut form =
            Self { target, title, fields, inputs, refused: None, base, choices, before: Vec::new() };
        form.before = form.words();
        form
    }

    /// Whether something was typed.
    pub fn is_changed(&self) -> bool {
        self.words() != self.before
    }

    /// The code word of the situation that is being added.
    pub fn new_situation(&self) -> Option<SituationCode> {
        let code = self.inputs.first().filter(|_| self.target == Target::New(EntryKind::Situation));
        code.and_then(|code| SituationCode::new(code.text().trim()))
    }

    /// What can be picked.
    pub fn choices(&self, pick: Pick) -> &[(String, String)] {
        self.choices.iter().find(|(one, _)| *one == pick).map_or(&[], |(_, choices)| choices)
    }

    fn words(&self) -> Vec<String> {
        let mut words = Vec::new();
        for (field, input) in self.fields.iter().zip(&self.inputs) {
            each(field, input, &mut |_, text| words.push(text.to_owned()));
        }
        words
    }

    /// Works in what was typed; answers the input to go to.
    pub fn update(&mut self, typed: EntryTyped) -> Option<Path> {
        self.refused = None;
        match typed {
            EntryTyped::Text(path, text) => {
                if let Some(Input::Text(now)) = find(&mut self.inputs, &path) {
                    *now = text;
                }
            }
            EntryTyped::Prose(path, edit) => {
                if let Some(Input::Prose(now)) = find(&mut self.inputs, &path) {
                    now.perform(edit);
                }
            }
            EntryTyped::Pick(path, at) => self.pick(&path, at),
            EntryTyped::Mark(path) => {
                if let Some(Input::Mark(now)) = find(&mut self.inputs, &path) {
                    *now = !*now;
                }
            }
            EntryTyped::Add(path) => {
                let Some(Shape::Rows(_, parts)) = self.shape(&path) else { return None };
                if let Some(Input::Rows(rows)) = find(&mut self.inputs, &path) {
                    rows.push(EntryRow::of(parts, Map::new()));
                    return Some([path.as_slice(), &[rows.len() - 1, 0]].concat());
                }
            }
            EntryTyped::Drop(path, at) => {
                if let Some(Input::Rows(rows)) = find(&mut self.inputs, &path)
                    && at < rows.len()
                {
                    rows.remove(at);
                }
            }
            EntryTyped::Up(path, at) => {
                if let Some(Input::Rows(rows)) = find(&mut self.inputs, &path)
                    && (1..rows.len()).contains(&at)
                {
                    rows.swap(at - 1, at);
                }
            }
        }
        None
    }

    fn pick(&mut self, path: &[usize], at: usize) {
        let Some(field) = self.field(path) else { return };
        let code = match field.shape {
            Shape::Pick(pick) => self.choices(pick).get(at).map(|(code, _)| code.clone()),
            _ => None,
        };
        match find(&mut self.inputs, path) {
            Some(Input::Choice(now)) => *now = if *now == code && !field.must { None } else { code },
            Some(Input::Steps(steps)) => {
                let Some(step) = Step::ALL.get(at) else { return };
                match steps.iter().position(|one| one == step) {
                    Some(place) => drop(steps.remove(place)),
                    None => steps.push(*step),
                }
                steps.sort();
            }
            _ => {}
        }
    }

    /// What stands at a path.
    pub fn shape(&self, path: &[usize]) -> Option<Shape> {
        self.field(path).map(|field| field.shape)
    }

    fn field(&self, path: &[usize]) -> Option<&'static Field> {
        let (first, rest) = path.split_first()?;
        let mut field = *self.fields.get(*first)?;
        for step in rest.chunks(2) {
            let (Shape::Rows(_, parts), [_, at]) = (field.shape, step) else { return None };
            field = parts.get(*at)?;
        }
        Some(field)
    }

    /// What it changes.
    ///
    /// # Errors
    /// Why it cannot be kept as it is.
    pub fn change(&self) -> Result<Change, Refused> {
        let mut fields = self.base.clone();
        for (at, (field, input)) in self.fields.iter().zip(&self.inputs).enumerate() {
            input.read(field, &[at], &mut fields)?;
        }
        match &self.target {
            Target::New(kind) => Ok(Change::AddEntry { kind: *kind, fields }),
            Target::Fields(key) => {
                let value = |name: &str| fields.get(name).cloned().unwrap_or_default();
                let touched = self.fields.iter().map(|field| (field.top().to_owned(), value(field.top())));
                Ok(Change::Write { key: key.clone(), fields: touched.collect() })
            }
        }
    }
}

impl EntryRow {
    fn of(parts: &'static [Field], base: Map<String, Value>) -> Self {
        let inputs = parts.iter().map(|part| Input::of(part, &base)).collect();
        Self { base, inputs }
    }

    fn is_blank(&self) -> bool {
        self.inputs.iter().all(|input| match input {
            Input::Text(text) => text.trim().is_empty(),
            Input::Prose(content) => content.text().trim().is_empty(),
            Input::Rows(rows) => rows.iter().all(Self::is_blank),
            Input::Choice(_) | Input::Mark(_) | Input::Steps(_) => true,
        })
    }
}

impl Input {
    fn of(field: &'static Field, fields: &Map<String, Value>) -> Self {
        let value = field::at(fields, field.key);
        let text = || value.and_then(Value::as_str).map(str::to_owned);
        match field.shape {
            Shape::Line | Shape::Short | Shape::Code => Self::Text(text().unwrap_or_default()),
            Shape::Prose => Self::Prose(Content::with_text(&text().unwrap_or_default())),
            Shape::Lines => Self::Prose(Content::with_text(&field::texts(value).join("\n"))),
            Shape::Number(_) => {
                Self::Text(value.and_then(Value::as_u64).map(|number| number.to_string()).unwrap_or_default())
            }
            Shape::Span => Self::Text(field::span(fields).words()),
            Shape::Yes => Self::Mark(field::mark(value)),
            Shape::Pick(Pick::Base) => Self::Choice(text().or_else(|| Some("chosen".to_owned()))),
            Shape::Pick(Pick::Limit) => Self::Choice(text().or_else(|| Some("task".to_owned()))),
            Shape::Pick(_) => Self::Choice(text()),
            Shape::Steps => {
                Self::Steps(field::texts(value).iter().filter_map(|code| Step::from_code(code)).collect())
            }
            Shape::Rows(_, parts) => {
                let rows = value.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object);
                Self::Rows(rows.map(|row| EntryRow::of(parts, row.clone())).collect())
            }
        }
    }

    /// What is typed, as far as it is text.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Prose(content) => content.text(),
            _ => String::new(),
        }
    }

    /// Writes it into the fields.
    fn read(&self, field: &Field, path: &[usize], fields: &mut Map<String, Value>) -> Result<(), Refused> {
        let refuse = |sentence: String| Refused { path: Some(path.to_vec()), sentence };
        let text = self.text().trim().to_owned();
        let value = match (self, field.shape) {
            (_, Shape::Span) => {
                let Span { minutes, hours, days } = Span::read(&text).map_err(refuse)?;
                for (key, number) in [("minutes", minutes), ("hours", hours), ("days", days)] {
                    fields.insert(key.to_owned(), number.into());
                }
                return Ok(());
            }
            (_, Shape::Number(unit)) if !text.is_empty() => whole(&text, unit).map_err(refuse)?.into(),
            (_, Shape::Code) if !text.is_empty() && SituationCode::new(text.as_str()).is_none() => {
                return Err(refuse("编号只能用字母、数字和汉字，中间不空格。".to_owned()));
            }
            (_, Shape::Lines) => {
                text.lines().map(str::trim).filter(|line| !line.is_empty()).map(Value::from).collect()
            }
            (Self::Choice(code), _) => code.clone().map(Value::from).unwrap_or_default(),
            (Self::Mark(on), _) => (*on).into(),
            (Self::Steps(steps), _) => steps.iter().map(|step| Value::from(step.code())).collect(),
            (Self::Rows(rows), Shape::Rows(_, parts)) => rows_of(rows, parts, path)?,
            _ if text.is_empty() => Value::Null,
            _ => text.into(),
        };
        if field.must && (value.is_null() || value.as_array().is_some_and(Vec::is_empty)) {
            return Err(refuse(format!("请填写「{}」。", field.label)));
        }
        put(fields, field.key, value);
        Ok(())
    }
}

/// The parts that are not blank.
fn rows_of(rows: &[EntryRow], parts: &'static [Field], path: &[usize]) -> Result<Value, Refused> {
    let mut all = Vec::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| !row.is_blank()) {
        let mut fields = row.base.clone();
        for (place, (part, input)) in parts.iter().zip(&row.inputs).enumerate() {
            input.read(part, &[path, &[at, place]].concat(), &mut fields)?;
        }
        all.push(Value::Object(fields));
    }
    Ok(all.into())
}

fn whole(text: &str, unit: &str) -> Result<u32, String> {
    const MOST: u32 = 9999;
    let number = text.trim_end_matches(unit).trim().parse().ok().filter(|number| (1..=MOST).contains(number));
    number.ok_or_else(|| format!("「{text}」不是整数，请写 1 到 {MOST} 的数字。"))
}

/// Sets a value at a key, also one with a dot; a part that holds nothing goes.
fn put(fields: &mut Map<String, Value>, key: &str, value: Value) {
    match key.split_once('.') {
        Some((top, rest)) => {
            let part = fields.entry(top).or_insert_with(|| Map::new().into());
            if let Some(part) = part.as_object_mut() {
                put(part, rest, value);
                if part.values().all(|one| one.as_array().is_some_and(Vec::is_empty)) {
                    fields.shift_remove(top);
                }
            }
        }
        None if value.is_null() => drop(fields.shift_remove(key)),
        None => drop(fields.insert(key.to_owned(), value)),
    }
}

/// Everything that is typed, in words.
fn each(field: &'static Field, input: &Input, see: &mut dyn FnMut(&'static Field, &str)) {
    match input {
        Input::Text(text) => see(field, text),
        Input::Prose(content) => see(field, &content.text()),
        Input::Choice(code) => see(field, code.as_deref().unwrap_or_default()),
        Input::Mark(on) => see(field, if *on { "是" } else { "" }),
        Input::Steps(steps) => steps.iter().for_each(|step| see(field, step.code())),
        Input::Rows(rows) => {
            let Shape::Rows(_, parts) = field.shape else { return };
            see(field, &rows.len().to_string());
            for row in rows {
                parts.iter().zip(&row.inputs).for_each(|(part, input)| each(part, input, see));
            }
        }
    }
}

fn find<'a>(inputs: &'a mut [Input], path: &[usize]) -> Option<&'a mut Input> {
    match path {
        [at] => inputs.get_mut(*at),
        [at, row, rest @ ..] => match inputs.get_mut(*at)? {
            Input::Rows(rows) => find(&mut rows.get_mut(*row)?.inputs, rest),
            _ => None,
        },
        [] => None,
    }
}
