//! The settings as typed. Text stays as it was typed until it is saved; what is wrong with it is told beside the field.

use serde::{Deserialize, Serialize};

use crate::domain::calendar::{OfficeHours, WorkCalendar};
use crate::domain::code::{Category, ServiceArea};
use crate::domain::settings::{CategoryEntry, FocusTopic, Party, Settings};
use crate::domain::setup::{
    centre_phone_problem, emergency_phone_problem, optional_phone_problem, property_problem, time_of_day,
    whole_number,
};
use crate::domain::superior::Superior;
use crate::ui::screen::settings::figures::{DEADLINES, NumberSetting, OTHERS};

/// A word or number of the property and of papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// Name of the property.
    Property,
    /// The centre's telephone.
    CentrePhone,
    /// 24-hour number.
    NightPhone,
    /// Emergency number of the gas supplier.
    GasPhone,
    /// Emergency number of the power supplier.
    PowerPhone,
    /// Number of the lift maintenance firm.
    LiftPhone,
    /// Number of households.
    Households,
    /// Title of the supervisor.
    SupervisorTitle,
    /// What the customer is called in letters.
    CustomerWord,
    /// Addressee of the monthly table.
    CompanyCentre,
}

impl Word {
    /// All of them in the order of the screen.
    pub const ALL: [Self; 10] = [
        Self::Property,
        Self::CentrePhone,
        Self::NightPhone,
        Self::GasPhone,
        Self::PowerPhone,
        Self::LiftPhone,
        Self::Households,
        Self::SupervisorTitle,
        Self::CustomerWord,
        Self::CompanyCentre,
    ];

    /// Its label and a word of advice.
    pub fn label(self) -> (&'static str, &'static str) {
        match self {
            Self::Property => ("小区或项目名称", "会出现在话术和表格里"),
            Self::CentrePhone => ("服务中心电话", "告诉业主的号码"),
            Self::NightPhone => ("24小时电话", "与上面相同可不填"),
            Self::GasPhone => ("燃气抢修电话", "出现在险情卡上，按本地号码填"),
            Self::PowerPhone => ("供电抢修电话", "出现在险情卡上"),
            Self::LiftPhone => ("电梯维保电话", "出现在险情卡上，24小时有人接的"),
            Self::Households => ("总户数", "用来算百户投诉量，可不填"),
            Self::SupervisorTitle => {
                ("客服负责人的职务名称", "如：客服经理；印在签名处和填表的确认人处，登录角色仍叫客服主任")
            }
            Self::CustomerWord => ("函件里怎么称呼业主", "如：业主、业户、顾客"),
            Self::CompanyCentre => ("月报报送单位", ""),
        }
    }

    fn place(self, settings: &mut Settings) -> Option<&mut String> {
        Some(match self {
            Self::Property => &mut settings.property,
            Self::CentrePhone => &mut settings.centre_phone,
            Self::NightPhone => &mut settings.night_phone,
            Self::GasPhone => &mut settings.gas_phone,
            Self::PowerPhone => &mut settings.power_phone,
            Self::LiftPhone => &mut settings.lift_phone,
            Self::Households => return None,
            Self::SupervisorTitle => &mut settings.supervisor_title,
            Self::CustomerWord => &mut settings.customer_word,
            Self::CompanyCentre => &mut settings.company_centre,
        })
    }

    fn problem(self, text: &str) -> Option<String> {
        match self {
            Self::Property => property_problem(text),
            Self::CentrePhone => centre_phone_problem(text),
            Self::NightPhone => optional_phone_problem(text),
            Self::GasPhone | Self::PowerPhone | Self::LiftPhone => emergency_phone_problem(text),
            Self::Households if text.trim().is_empty() => None,
            Self::Households => whole_number(text, 1, 100_000).err(),
            _ if text.trim().is_empty() => Some("请填写。".to_owned()),
            _ => None,
        }
    }
}

/// A part of a superior's line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SuperiorPart {
    /// Title.
    Title,
    /// Name.
    Name,
    /// Number.
    Phone,
}

/// A row of the monthly table as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryLine {
    /// Its code; `None` for a new one.
    code: Option<Category>,
    /// Its word.
    pub label: String,
    /// Whether it is offered.
    pub active: bool,
    /// What it is filed under.
    pub area: ServiceArea,
}

/// A topic as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicLine {
    /// What it is called.
    pub name: String,
    /// The words that point to it, a mark between.
    pub words: String,
}

/// Where something is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemAt {
    /// A word.
    Word(Word),
    /// The line of a superior.
    Superior(usize, SuperiorPart),
    /// The line of a department, firm or colleague.
    Party(usize),
    /// The line of a category.
    Category(usize),
    /// The line of a topic.
    Topic(usize),
    /// A figure among the deadlines.
    Deadline(usize),
    /// Another figure.
    Other(usize),
    /// Beginning of duty.
    From,
    /// End of duty.
    To,
    /// The calendar.
    Calendar,
}

/// The settings as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsForm {
    words: [String; Word::ALL.len()],
    /// The ladder, first rung first.
    pub ladder: Vec<Superior>,
    /// Departments, outside firms, colleagues without a sign-in.
    pub parties: Vec<Party>,
    /// Rows of the monthly table.
    pub categories: Vec<CategoryLine>,
    /// 焦点话题.
    pub topics: Vec<TopicLine>,
    /// The deadlines' values.
    pub deadlines: Vec<String>,
    /// The other figures.
    pub others: Vec<String>,
    /// Beginning of duty.
    pub from: String,
    /// End of duty.
    pub to: String,
    /// Working days.
    pub calendar: WorkCalendar,
    /// Large type.
    pub large_type: bool,
}

impl SettingsForm {
    /// The settings as they stand.
    pub fn of(settings: &Settings) -> Self {
        let figures =
            |list: &[NumberSetting]| list.iter().map(|one| one.of(&settings.rules).to_string()).collect();
        let mut copy = settings.clone();
        let households = settings.households.map(|number| number.to_string()).unwrap_or_default();
        let clock = |time: chrono::NaiveTime| time.format("%H:%M").to_string();
        Self {
            words: Word::ALL.map(|word| word.place(&mut copy).cloned().unwrap_or_else(|| households.clone())),
            ladder: settings.ladder.clone(),
            parties: settings.parties.clone(),
            categories: settings
                .categories
                .iter()
                .map(|entry| CategoryLine {
                    code: Some(entry.code.clone()),
                    label: entry.label.clone(),
                    active: entry.active,
                    area: entry.area,
                })
                .collect(),
            topics: settings
                .topics
                .iter()
                .map(|topic| TopicLine { name: topic.name.clone(), words: topic.words.join("、") })
                .collect(),
            deadlines: figures(DEADLINES),
            others: figures(OTHERS),
            from: clock(settings.rules.duty.from),
            to: clock(settings.rules.duty.to),
            calendar: settings.rules.calendar.clone(),
            large_type: settings.large_type,
        }
    }

    /// A word as typed.
    pub fn word(&self, word: Word) -> &str {
        Word::ALL.iter().position(|one| *one == word).map_or("", |at| &self.words[at])
    }

    /// Types a word.
    pub fn set_word(&mut self, word: Word, text: String) {
        if let Some(at) = Word::ALL.iter().position(|one| *one == word) {
            self.words[at] = text;
        }
    }

    /// Types a part of a superior's line.
    pub fn set_superior(&mut self, at: usize, part: SuperiorPart, text: String) {
        if let Some(superior) = self.ladder.get_mut(at) {
            *match part {
                SuperiorPart::Title => &mut superior.title,
                SuperiorPart::Name => &mut superior.name,
                SuperiorPart::Phone => &mut superior.phone,
            } = text;
        }
    }

    /// One more line for a category.
    pub fn add_category(&mut self) {
        self.categories.push(CategoryLine {
            code: None,
            label: String::new(),
            active: true,
            area: ServiceArea::Service,
        });
    }

    /// Everything that is wrong, each at its place.
    pub fn problems(&self) -> Vec<(ProblemAt, String)> {
        let words = Word::ALL.iter().map(|word| (ProblemAt::Word(*word), word.problem(self.word(*word))));
        let superiors = self.ladder.iter().enumerate().flat_map(|(at, superior)| {
            let title = superior.title.trim().is_empty().then(|| "请填写职务。".to_owned());
            let phone = optional_phone_problem(&superior.phone);
            [
                (ProblemAt::Superior(at, SuperiorPart::Title), title),
                (ProblemAt::Superior(at, SuperiorPart::Phone), phone),
            ]
        });
        let parties = (0..self.parties.len()).map(|at| (ProblemAt::Party(at), self.party_problem(at)));
        let categories =
            (0..self.categories.len()).map(|at| (ProblemAt::Category(at), self.category_problem(at)));
        let topics = (0..self.topics.len()).map(|at| (ProblemAt::Topic(at), self.topic_problem(at)));
        let figures = |list: &'static [NumberSetting], typed: &[String], spot: fn(usize) -> ProblemAt| {
            let problem = |(at, (figure, text)): (usize, (&NumberSetting, &String))| {
                (spot(at), whole_number(text, figure.least, figure.most).err())
            };
            list.iter().zip(typed).enumerate().map(problem).collect::<Vec<_>>()
        };
        let hours = [
            (ProblemAt::From, time_of_day(&self.from).err()),
            (ProblemAt::To, self.to_problem()),
            (ProblemAt::Calendar, self.calendar.problem()),
        ];
        words
            .chain(superiors)
            .chain(parties)
            .chain(categories)
            .chain(topics)
            .chain(figures(DEADLINES, &self.deadlines, ProblemAt::Deadline))
            .chain(figures(OTHERS, &self.others, ProblemAt::Other))
            .chain(hours)
            .filter_map(|(spot, problem)| Some((spot, problem?)))
            .collect()
    }

    fn party_problem(&self, at: usize) -> Option<String> {
        let name = self.parties.get(at)?.name.trim();
        let same = |(other, party): (usize, &Party)| other != at && party.name.trim() == name;
        match name.chars().count() {
            0 => Some("请填写名称，或去掉这一行。".to_owned()),
            31.. => Some("太长了，最多 30 个字。".to_owned()),
            _ if self.parties.iter().enumerate().any(same) => Some("有两个同名的。".to_owned()),
            _ => None,
        }
    }

    fn category_problem(&self, at: usize) -> Option<String> {
        let label = self.categories.get(at)?.label.trim();
        let same = |(other, line): (usize, &CategoryLine)| other != at && line.label.trim() == label;
        if label.is_empty() {
            Some("请填写类别名称。".to_owned())
        } else if self.categories.iter().enumerate().any(same) {
            Some("有两个同名的类别。".to_owned())
        } else if at == 0 && self.categories.iter().all(|line| !line.active) {
            Some("至少要留一个启用的类别。".to_owned())
        } else {
            None
        }
    }

    fn to_problem(&self) -> Option<String> {
        match (time_of_day(&self.from), time_of_day(&self.to)) {
            (_, Err(sentence)) => Some(sentence),
            (Ok(from), Ok(to)) => OfficeHours { from, to }.problem(),
            _ => None,
        }
    }

    /// What the settings become; `None` while something is wrong.
    pub fn read(&self, before: &Settings) -> Option<Settings> {
        if !self.problems().is_empty() {
            return None;
        }
        let mut settings = before.clone();
        for word in Word::ALL {
            if let Some(place) = word.place(&mut settings) {
                *place = self.word(word).trim().to_owned();
            }
        }
        settings.households = whole_number(self.word(Word::Households), 1, u32::MAX).ok();
        settings.ladder = self.ladder.iter().map(trimmed).collect();
        let trimmed = |party: &Party| Party { kind: party.kind, name: party.name.trim().to_owned() };
        settings.parties = self.parties.iter().map(trimmed).collect();
        settings.categories = self.read_categories();
        settings.topics = self.read_topics();
        let figures = DEADLINES.iter().zip(&self.deadlines).chain(OTHERS.iter().zip(&self.others));
        for (figure, text) in figures {
            *(figure.place)(&mut settings.rules) = whole_number(text, figure.least, figure.most).ok()?;
        }
        settings.rules.duty.from = time_of_day(&self.from).ok()?;
        settings.rules.duty.to = time_of_day(&self.to).ok()?;
        settings.rules.calendar = self.calendar.clone();
        settings.large_type = self.large_type;
        Some(settings)
    }

    fn topic_problem(&self, at: usize) -> Option<String> {
        let topic = self.topics.get(at)?;
        let name = topic.name.trim();
        let twice = self.topics.iter().filter(|other| other.name.trim() == name).count() > 1;
        match () {
            () if name.is_empty() => Some("请填写话题的名称，或把它去掉。".to_owned()),
            () if twice => Some("已经有同名的话题。".to_owned()),
            () if words_of(&topic.words).is_empty() => Some("请至少写一个词，用顿号隔开。".to_owned()),
            () => None,
        }
    }

    fn read_topics(&self) -> Vec<FocusTopic> {
        let topic =
            |line: &TopicLine| FocusTopic { name: line.name.trim().to_owned(), words: words_of(&line.words) };
        self.topics.iter().map(topic).collect()
    }

    /// The rows with a code for each new one, made of its word.
    fn read_categories(&self) -> Vec<CategoryEntry> {
        let mut entries: Vec<CategoryEntry> = Vec::new();
        for line in &self.categories {
            let label = line.label.trim().to_owned();
            let word: String = label.chars().filter(|c| c.is_alphanumeric()).take(32).collect();
            let taken = |code: &Category| {
                self.categories.iter().any(|other| other.code.as_ref() == Some(code))
                    || entries.iter().any(|entry| entry.code == *code)
            };
            let numbered = (1..).map(|number| Category::new(format!("c{number}")));
            let fresh =
                || std::iter::once(Category::new(word)).chain(numbered).flatten().find(|code| !taken(code));
            let code = line.code.clone().or_else(fresh);
            entries.extend(code.map(|code| CategoryEntry {
                code,
                label,
                active: line.active,
                area: line.area,
            }));
        }
        entries
    }
}

/// The words of a topic, as typed with marks or blanks between.
fn words_of(typed: &str) -> Vec<String> {
    let words = typed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

fn trimmed(superior: &Superior) -> Superior {
    let trim = |text: &str| text.trim().to_owned();
    let Superior { title, name, phone, rank } = superior;
    Superior { title: trim(title), name: trim(name), phone: trim(phone), rank: *rank }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> Settings {
        Settings {
            property: "阳光花园".into(), centre_phone: "0755-00001234".into(), ..Default::default()
        }
    }

    #[test]
    fn an_untouched_form_gives_back_the_settings() {
        let form = SettingsForm::of(&settings());
        assert_eq!(form.problems(), []);
        assert_eq!(form.read(&settings()), Some(settings()));
    }

    #[test]
    fn what_is_typed_is_read_or_told_at_its_place() {
        let mut form = SettingsForm::of(&settings());
        form.set_word(Word::Households, "１２００".into());
        form.deadlines[0] = "12".into();
        form.to = "17：30".into();
        let read = form.read(&settings()).unwrap();
        assert_eq!((read.households, read.rules.first_response), (Some(1200), 12));
        assert_eq!(read.rules.duty.to.format("%H:%M").to_string(), "17:30");
        form.deadlines[0] = "很快".into();
        form.set_superior(1, SuperiorPart::Phone, "12a".into());
        form.to = "08:00".into();
        let spots: Vec<ProblemAt> = form.problems().into_iter().map(|(spot, _)| spot).collect();
        assert_eq!(
            spots,
            [ProblemAt::Superior(1, SuperiorPart::Phone), ProblemAt::Deadline(0), ProblemAt::To]
        );
        assert_eq!(form.read(&settings()), None);
    }

    #[test]
    fn new_categories_get_codes_of_their_own_and_old_ones_keep_theirs() {
        let mut form = SettingsForm::of(&settings());
        form.categories[0].label = "停车".into();
        for label in ["电梯", "!!"] {
            form.add_category();
            form.categories.last_mut().unwrap().label = label.into();
        }
        let read = form.read(&settings()).unwrap().categories;
        assert_eq!((read[0].code.as_str(), read[0].label.as_str()), ("vehicles", "停车"));
        assert_eq!(read[14].code.as_str(), "电梯");
        assert_eq!((read[15].code.as_str(), read[15].label.as_str()), ("c1", "!!"));
        form.add_category();
        assert!(form.problems().iter().any(|(spot, _)| *spot == ProblemAt::Category(16)));
    }
}
