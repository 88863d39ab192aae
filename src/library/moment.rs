//! The moment of a talk: what happened last in the case, and what its record gives to build a sentence on. Both are
//! conditions of a sentence (`phrase`); read from a case in `talk`.

use serde::{Deserialize, Serialize};

use crate::domain::code::codes;
use crate::domain::event::{Event, EventKind};

/// Whether an event stands beside what happens: a sentence that was said, a note, a mood, a mark, a change of shift.
pub(super) fn is_beside(kind: &EventKind) -> bool {
    use EventKind::{ClosingNotes, Emotion, Flag, Handover, Note, Said, TakenOver};
    matches!(
        kind,
        Said { .. }
            | Note { .. }
            | Emotion { .. }
            | Flag { .. }
            | Handover { .. }
            | TakenOver { .. }
            | ClosingNotes { .. }
    )
}

/// What happened last in a case, without what stands beside it.
pub(super) fn last_event(events: &[Event]) -> Option<&Event> {
    events.iter().rfind(|event| !is_beside(&event.kind))
}

codes! {
    /// What happened last in a case that changes what is said next. Notes, moods, marks and papers for the file are no
    /// turn.
    Turn {
        Received = "received": "刚受理",
        Restated = "restated": "复述过了",
        Explained = "explained": "解释过，没认可",
        Settled = "settled": "当场认可",
        Promised = "promised": "刚约好时间",
        StayedHere = "stayed_here": "不愿请上级",
        SuperiorCame = "superior_came": "上级已接手",
        SuperiorAway = "superior_away": "上级一时没请到",
        Investigated = "investigated": "查过了",
        Proposed = "proposed": "方案没同意",
        Unasked = "unasked": "方案没法问",
        Agreed = "agreed": "方案同意了",
        Told = "told": "刚告知进展",
        Posted = "posted": "只贴了告示",
        LetterSent = "letter_sent": "函已发出",
        LetterAnswered = "letter_answered": "对方已答复",
        Handled = "handled": "处理完，还没告诉",
        HandledTold = "handled_told": "处理完，已告诉",
        NoAnswer = "no_answer": "没打通",
        VisitMoved = "visit_moved": "改约回访",
        VisitGood = "visit_good": "回访满意",
        VisitBad = "visit_bad": "回访不满意",
        VisitDeclined = "visit_declined": "不接受回访",
        Exempt = "exempt": "不用回访",
        Closed = "closed": "已办结",
        Reopened = "reopened": "重新受理",
        Voided = "voided": "已作废",
    }
}

codes! {
    /// What the record of a case holds, or what the clock says of it. A sentence may rest on these and on its
    /// variables, on nothing else.
    Given {
        Promise = "promise": "约好的时间还没到",
        PromiseBroken = "promise_broken": "约好的时间已过",
        Date = "date": "告诉过完成日期",
        DateMissed = "date_missed": "说好的日子已过",
        Place = "place": "知道在哪里",
        Since = "since": "知道从何时起",
        Phone = "phone": "留有电话",
        Unreachable = "unreachable": "匿名，联系不上",
        Repeat = "repeat": "以前反映过",
        Third = "third": "第三次及以上",
        Waited = "waited": "已等两天以上",
        SecondRound = "second_round": "第二轮处理",
        SuperiorMet = "superior_met": "上级接手了",
        Refused = "refused": "上一方案没同意",
        LetterSent = "letter_sent": "已发函给外部单位",
        Explained = "explained": "解释过",
        Investigated = "investigated": "查过了",
        Promised = "promised": "约过时间",
        DangerPassed = "danger_passed": "险情刚过",
        SeveralMisses = "several_misses": "打过几次没通",
        NotAccepted = "not_accepted": "业主没认可就办结",
        SameDay = "same_day": "说好当天办",
        Evening = "evening": "前台已下班",
        Child = "child": "说话的是孩子",
        Elder = "elder": "说话的是老人",
        Drunk = "drunk": "喝了酒",
        Swearing = "swearing": "在骂人",
        Weeping = "weeping": "在哭",
        Threatening = "threatening": "说了狠话",
        ForOther = "for_other": "替别人来说",
        Newborn = "newborn": "家里有很小的孩子",
        Pregnant = "pregnant": "有怀孕的人",
        Hurt = "hurt": "有人受伤",
        BadWater = "bad_water": "水不知能不能喝",
        Lasting = "lasting": "知道拖了多久",
        Awaited = "awaited": "知道业主等什么",
        Over = "over": "进展说已经了结",
        Late = "late": "比约好的晚了才告诉",
        TimeTold = "time_told": "答复里说了时间",
        Declined = "declined": "答复里拒绝了",
        SuperiorOn = "superior_on": "答复里说上级来办",
        Opinion = "opinion": "不同意的意见已记下",
        Kin = "kin": "受伤或怀孕的是家里人",
        Named = "named": "知道叫什么事",
        Unworded = "unworded": "没写对业主怎么说",
        Underway = "underway": "方案说好了，还在办",
        Redated = "redated": "进展说日子往后推了",
        Done = "done": "办完了",
        Answered = "answered": "答复已经给了",
        ExplainedAgain = "explained_again": "解释过不止一次",
        ReadBack = "read_back": "有要点可念",
        Apologised = "apologised": "刚道过歉",
        Praised = "praised": "回访时夸了人",
        Unwell = "unwell": "险情里有人受伤、送医",
        Confirmed = "confirmed": "查到的跟业主说的一样",
        Seen = "seen": "业主自己看过、试过了",
        MoneyOpen = "money_open": "说好的钱还没办到",
        Asks = "asks": "业主问了一件事",
        Dated = "dated": "知道哪天的事",
        Moved = "moved": "情绪或标记刚变",
        Setback = "setback": "进展是没办成",
        StillOpen = "still_open": "结果里还有没完的",
        Assigned = "assigned": "刚交给人办",
        Danger = "danger": "起头是险情",
        Despair = "despair": "说过不想活的话",
        Elsewhere = "elsewhere": "上级不在跟前",
        Remarked = "remarked": "回访时提了一条",
        OurReply = "our_reply": "书面答复是我们给的",
        SuperiorCalls = "superior_calls": "说好由上级回话",
        HandedOn = "handed_on": "刚交给人接着办",
        TakenOn = "taken_on": "刚接手",
        Urged = "urged": "又来催",
        NoNews = "no_news": "说过以后没有新的",
        FarOff = "far_off": "定在几周、几个月后",
        Reproached = "reproached": "回访时怪办得慢",
        Thanked = "thanked": "回访时道谢",
        Shaken = "shaken": "回访时说还怕、还疼",
        AskedMore = "asked_more": "回访时还托一件小事",
    }
}

impl Given {
    /// Whether it outweighs the matter itself: nobody can be told, or who is speaking.
    pub fn is_mark(&self) -> bool {
        use Given::{
            BadWater, Child, Confirmed, DangerPassed, Despair, Drunk, Elder, ForOther, HandedOn, Hurt,
            Newborn,
        };
        use Given::{NoNews, Pregnant, Seen, Swearing, TakenOn, Threatening, Unreachable, Urged, Weeping};
        matches!(
            self,
            BadWater
                | Child
                | Confirmed
                | DangerPassed
                | Despair
                | Drunk
                | Elder
                | ForOther
                | HandedOn
                | Hurt
                | Newborn
                | NoNews
                | Pregnant
                | Seen
                | Swearing
                | TakenOn
                | Threatening
                | Unreachable
                | Urged
                | Weeping
        )
    }
}
