//! The papers of the office's own books and the work order, poor, typical and overfull.

use tingsu::domain::case::Case;
use tingsu::domain::counter_event::CounterEvent;
use tingsu::domain::drill::{Dimension, DrillAnswer, DrillId, DrillMode, DrillRun, DrillTick};
use tingsu::domain::drill_now::DrillNow;
use tingsu::domain::lift_incident::LiftIncident;
use tingsu::domain::service_note::{ServiceKind, ServiceNote, ServiceNoteId};
use tingsu::domain::service_note_now::ServiceNoteNow;
use tingsu::domain::settings::Settings;
use tingsu::domain::suggestion::{ImprovementArea, Suggestion, SuggestionId, SuggestionSource};
use tingsu::domain::suggestion_now::SuggestionNow;
use tingsu::domain::time::Moment;
use tingsu::domain::work_order::WorkOrder;
use tingsu::paper::form::lift_sheet::lift_sheet;
use tingsu::paper::form::meeting_record::meeting_record;
use tingsu::paper::form::questionnaire::questionnaire;
use tingsu::paper::form::score_sheet::score_sheet;
use tingsu::paper::form::work_order::work_order;
use tingsu::paper::layout::page::Form;
use tingsu::paper::wording::Labels;

/// How often everything is said: hardly, usually, far too often.
#[derive(Clone, Copy)]
pub struct Amount(pub usize);

fn at() -> Moment {
    Moment::parse("2026-11-03T18:05").unwrap()
}

impl Amount {
    fn text(self, words: &str) -> String {
        words.repeat(if self.0 > 2 { 60 } else { self.0.min(1) })
    }

    /// The sheet of a lift incident of a case; of a poor one nothing is known yet.
    pub fn lift(self, case: &Case) -> Form {
        let mut case = case.clone();
        let time = |text: &str| Moment::parse(text).ok().filter(|_| self.0 > 0);
        case.receipt.lift = Some(LiftIncident {
            trapped_at: time("2026-11-03T08:12"),
            arrived_at: time("2026-11-03T08:40"),
            freed_at: time("2026-11-03T09:02"),
            firm: Some(self.text("永安电梯 周师傅")),
            harm: Some(self.text("两人，老人血压高，120送医，家属陪同。")),
        });
        lift_sheet(&case)
    }

    /// The work order of a case.
    pub fn order(self, case: &Case, settings: &Settings, labels: &Labels) -> Form {
        let order = WorkOrder::of(case, &settings.rules, labels, str::to_owned);
        work_order(&case.number.to_string(), &order)
    }

    /// The questionnaire about so many departments.
    pub fn questionnaire(self) -> Form {
        let names = ["工程部", "秩序部", "环境部", "客服部"].into_iter().cycle().take(self.0.max(1) * 4);
        let names: Vec<String> = names.map(str::to_owned).collect();
        questionnaire(&names, "澄湖佳苑", "0755-00001234")
    }

    /// The record of a meeting.
    pub fn meeting(self) -> Form {
        let note = ServiceNote {
            customer: self.text("3栋、5栋、7栋的三位楼长，商铺代表一位；"),
            words: self.text("电梯停得多、通知晚；来访车没处停，夜里占消防通道；泳池几点开。"),
            ..ServiceNote::new(ServiceKind::Meeting, at().date(), "赵楠")
        };
        let meeting = ServiceNoteNow { id: ServiceNoteId(7), note, by: "李敏".into(), at: at() };
        let made: Vec<SuggestionNow> = (0..self.0 * 3).filter_map(|nth| self.suggestion(nth)).collect();
        meeting_record(&meeting, &made)
    }

    fn suggestion(self, nth: usize) -> Option<SuggestionNow> {
        let texts = ["停梯提前三天贴通知，楼长群同步", "来访车位画线、限时两小时", "泳池开放时间公示"];
        let suggestion = Suggestion {
            text: self.text(texts[nth % 3]),
            source: SuggestionSource::Meeting,
            area: ImprovementArea::Other,
            from: "业主代表".into(),
            case: None,
            meeting: Some(ServiceNoteId(7)),
        };
        let words = self.text("工程部12月1日起照办，客服部每次核对一遍");
        let mut said = vec![CounterEvent::SuggestionMade { suggestion }];
        if nth % 3 < 2 {
            said.push(CounterEvent::SuggestionDecided { adopted: nth.is_multiple_of(3), words });
        }
        if nth.is_multiple_of(3) {
            said.push(CounterEvent::SuggestionToldBack { words: "当面".into() });
        }
        let said = said.into_iter().map(|said| (at(), "赵楠".to_owned(), said));
        SuggestionNow::of(SuggestionId(1), said)
    }

    /// The score sheet of a drill with so many answers.
    pub fn scores(self) -> Form {
        let answer = |nth: usize| {
            let tick = |of: &Dimension| {
                let said = !(*of as usize + nth).is_multiple_of(3);
                DrillTick { text: self.text("先应声，再问人在哪"), of: *of, said }
            };
            DrillAnswer {
                says: self.text("喂，电梯又停了，我妈还在里面！"),
                sentence: self.text("我在，您别急，老人在几号梯？"),
                took: 12,
                within: 30,
                ticks: Dimension::ALL.iter().map(tick).collect(),
            }
        };
        let run = DrillRun {
            script: "lift".into(),
            name: "老人困在电梯里".into(),
            mode: DrillMode::Stress,
            participants: self.text("王倩（扮业主）、孟知秋"),
            answers: (0..self.0 * 3).map(answer).collect(),
            result: self.text("第二句说急了，收尾没说几点再回。"),
            follow_up: self.text("下周二再练一次收尾。"),
        };
        score_sheet(&DrillNow { id: DrillId(4), by: "李敏".into(), at: at(), run, later: Vec::new() })
    }
}
