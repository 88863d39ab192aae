//! The steps of a talk, the three levels of a sentence, and nothing else: which sentence belongs to a step
//! is data (`assets/library`), which one is said now is decided in `say`.

use serde::{Deserialize, Serialize};

use crate::domain::code::codes;

codes! {
    /// A moment of the talk that has its own sentence. Ledger 14-01, 14-02; the words of `say --step`.
    Step {
        Greet = "greet": "问候",
        Listen = "listen": "倾听",
        Ask = "ask": "追问",
        Restate = "restate": "复述核实",
        Explain = "explain": "现场解释",
        Promise = "promise": "约定回复",
        EscalateAsk = "escalate_ask": "上移·征求意见",
        EscalateContact = "escalate_contact": "上移·联系上级",
        EscalateWait = "escalate_wait": "上移·请稍等",
        EscalateIntroduce = "escalate_introduce": "上移·介绍",
        EscalateRefused = "escalate_refused": "上移·业主不愿",
        Investigate = "investigate": "调查",
        Solution = "solution": "方案",
        SolutionRefused = "solution_refused": "方案未获同意",
        Progress = "progress": "进展告知",
        Delay = "delay": "延期说明",
        Handled = "handled": "处理完成",
        VisitOpen = "visit_open": "回访·开场",
        VisitProcess = "visit_process": "回访·问过程",
        VisitMeasures = "visit_measures": "回访·问措施",
        VisitResult = "visit_result": "回访·问结果",
        VisitThanks = "visit_thanks": "回访·致谢",
        VisitDeclined = "visit_declined": "回访·不便",
        Voicemail = "voicemail": "留言",
        Close = "close": "结束语",
        OnlineReply = "online_reply": "网上回复",
    }
}

codes! {
    /// How hard the talk is that a sentence is made for: plain, contested, or the hardest ones.
    Level {
        Basic = "basic": "基础",
        Advanced = "advanced": "进阶",
        Expert = "expert": "专家",
    }
}
