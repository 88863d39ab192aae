//! 话术 at the window: reading, searching, changing, the cards and the pause.

use std::path::Path;

use tempfile::TempDir;
use tingsu::desk::clock::Clock;
use tingsu::desk::handle::{Access, Desk};
use tingsu::domain::code::{Channel, Emotion};
use tingsu::domain::draft::DraftId;
use tingsu::domain::intake::Draft;
use tingsu::domain::person::Actor;
use tingsu::library::apply_change::Change;
use tingsu::library::card::Cards;
use tingsu::library::edit::Edits;
use tingsu::library::moment::Given;
use tingsu::library::say;
use tingsu::library::sentence::Talk;
use tingsu::library::shelf::Library;
use tingsu::library::step::Step;
use tingsu::library::variable::Template;
use tingsu::ui::screen::library::browse;
use tingsu::ui::screen::library::chosen::Chosen;
use tingsu::ui::shortcut::Shortcut;

use crate::support::at;
use crate::support::preset::{self, AFTERNOON};
use crate::support::window::Pilot;

const FRONT: &str = "李敏（前台）";
const CHIEF: &str = "赵楠（客服主任）";
const SEARCH: &str = "名称、拼音、词句";

fn desk(folder: &Path) -> (Desk, Actor) {
    let desk = Desk::open(folder, Clock::frozen(at(AFTERNOON)), Access::Exclusive).unwrap();
    let chief = desk.staff().wait().unwrap().into_iter().find(|person| person.name == "赵楠").unwrap();
    (desk, Actor::from(&chief))
}

/// 话术 with somebody on duty.
fn library(person: &str) -> (TempDir, Pilot) {
    let folder = TempDir::new().unwrap();
    preset::empty(folder.path());
    let mut window = Pilot::open(folder.path(), AFTERNOON);
    window.click(person);
    window.click("话术");
    (folder, window)
}

#[test]
fn everybody_reads_and_only_the_supervisor_changes() {
    let (_folder, mut window) = library(FRONT);
    assert!(window.sees("只有客服主任可以修改，大家都可以看。"));
    assert!(window.sees("问候") && window.sees("要点") && window.sees("切忌"));
    assert!(!window.sees("＋ 添一句") && !window.sees("导入整套"));
    window.click("追问");
    assert!(!window.sees("{"), "sentences are shown filled, not as templates");
    window.click("值班：李敏 ▼");
    window.click(CHIEF);
    assert!(window.sees("＋ 添一句") && window.sees("导入整套"));
}

#[test]
fn situations_and_sentences_are_found_by_name_synonym_initials_and_words() {
    let (_folder, mut window) = library(FRONT);
    let shipped = Library::shipped();
    let lift = shipped.situations().iter().find(|situation| situation.id.as_str() == "E3").unwrap();
    window.fill(SEARCH, "E3");
    let name = format!("E3 {}", lift.name);
    assert!(window.sees(&name));
    window.click(&name);
    assert!(window.sees(&lift.scenario));
    window.click("步骤、时限等");
    assert!(window.sees("处理步骤") && window.sees("4小时 · 从事情发生起"));
    let words: String = shipped.lines().next().unwrap().1.text.as_str().chars().take(4).collect();
    window.fill(SEARCH, &words);
    assert!(window.sees("找到 "));
    assert!(!window.sees("找到 0 句"), "{words}");
}

#[test]
fn a_sentence_is_added_with_advice_and_stays() {
    let (folder, mut window) = library(CHIEF);
    window.click("＋ 添一句");
    window.fill("一口气说得完，说清谁、做什么、几点", "放心，今天保证修好。");
    assert!(window.sees("不说「保证」"), "advice stands under the field");
    window.press(Shortcut::Save);
    assert!(window.sees("话术已保存"), "and never blocks");
    assert!(window.sees("放心，今天保证修好。") && window.sees("本中心"));
    window.click("删去");
    assert!(!window.sees("放心，今天保证修好。"));
    drop(window);
    assert_eq!(*desk(folder.path()).0.library_in_force().edits, Edits::default());
}

/// For whom and when stands under each sentence; the supervisor changes it and it is said so at once, and the change is
/// in the log.
#[test]
fn the_conditions_of_a_sentence_are_shown_changed_and_obeyed() {
    let (folder, mut window) = library(CHIEF);
    window.click("倾听");
    assert!(window.sees("用在：倾听") && window.sees("情绪：情绪激动"));
    window.click("＋ 添一句");
    let text = "这口气您先出，我一个字不落地记。";
    window.fill("一口气说得完，说清谁、做什么、几点", text);
    for choice in ["整句", "情绪激动", "来电", "第三次及以上"] {
        window.click_last(choice);
    }
    assert!(window.sees("要有 第三次及以上"));
    window.press(Shortcut::Save);
    assert!(window.sees("用在：倾听 · 情绪：情绪激动 · 渠道：来电 · 要有：第三次及以上 · 整句"));
    drop(window);
    let (desk, chief) = desk(folder.path());
    let mut talk = Talk { emotion: Emotion::Agitated, ..Talk::new(Channel::Phone, Step::Listen) };
    assert_ne!(say::now(&desk.library(), &talk).sentence.text.as_str(), text);
    talk.circumstances.given.push(Given::Third);
    assert_eq!(say::now(&desk.library(), &talk).sentence.text.as_str(), text);
    drop((desk, chief));
    let file = rusqlite::Connection::open(folder.path().join("tingsu.db")).unwrap();
    let sql = "SELECT count(*) FROM event JOIN event_body USING (seq) \
               WHERE subject_kind = 'setting' AND subject = 'library' AND instr(body, ?1) > 0";
    let logged: i64 = file.query_row(sql, [text], |row| row.get(0)).unwrap();
    assert_eq!(logged, 1);
}

#[test]
fn what_awaits_approval_stands_in_one_place_with_who_decided() {
    let (_folder, mut window) = library(CHIEF);
    let waiting = Edits::default().awaiting(Library::shipped()).len();
    window.click(&format!("审核 {waiting}"));
    assert!(window.sees("V1a 固定车位被占") && window.sees("请巡逻岗到场，先给业主找临时停处"));
    assert!(window.sees("“道闸、巡逻、照明这几项有变化，我逐条讲。”"));
    window.click_below("请巡逻岗到场，先给业主找临时停处", "批准");
    assert!(window.sees("已批准") && window.sees("赵楠 11月21日 14:32"));
    window.click_below("“道闸、巡逻、照明这几项有变化，我逐条讲。”", "不批准");
    assert!(window.sees(&format!("审核 {}", waiting - 2)));
    window.click("值班：赵楠 ▼");
    window.click(FRONT);
    assert!(window.sees("赵楠 11月21日 14:32") && !window.sees("撤回"), "everybody reads");
}

/// A supervisor's own word for a matter, written in the window, suggests it in the next talk.
#[test]
fn an_own_synonym_suggests_at_once() {
    let (_folder, mut window) = library(CHIEF);
    window.click("按场景");
    let lift = Library::shipped().situations().iter().find(|one| one.id.as_str() == "E3").unwrap();
    window.click(&format!("E3 {}", lift.name));
    window.click("步骤、时限等");
    window.click_below("名称和常用分类", "改");
    window.write("业主常说的词", "\n铁笼子\n");
    window.press(Shortcut::Save);
    assert!(window.sees("话术已保存"));
    window.press(Shortcut::Phone);
    window.write("业主原话", "那个铁笼子又不动了");
    assert!(window.sees(&lift.name), "suggested while typing");
}

#[test]
fn what_cannot_be_kept_is_told_in_the_dialog() {
    let (_folder, mut window) = library(CHIEF);
    window.click("＋ 添一句");
    window.fill("一口气说得完，说清谁、做什么、几点", "{姓名}您好。");
    window.press(Shortcut::Save);
    assert!(window.sees("没有「姓名」这个变量"));
    window.press(Shortcut::Back);
    window.click("放弃");
    assert!(!window.sees("添一句") || window.sees("＋ 添一句"));
    assert!(window.sees("要点"));
}

#[test]
fn a_changed_sentence_shows_the_shipped_one_and_goes_back() {
    let folder = TempDir::new().unwrap();
    preset::empty(folder.path());
    let (library, chief) = desk(folder.path());
    let text = Template::new("您请讲，我记着。").unwrap();
    library.change_library(&chief, Change::Text { id: "greet-p1".into(), text }).wait().unwrap();
    let force = library.library_in_force();
    let place = Chosen::Step(Step::Greet);
    let items = browse::items(&place, &force);
    let item = items.iter().find(|item| item.id == "greet-p1").unwrap();
    assert_eq!(item.text.as_str(), "您请讲，我记着。");
    assert!(item.shipped.is_some() && !item.own && !item.off);
    drop(library);
    let mut window = Pilot::open(folder.path(), AFTERNOON);
    window.click(CHIEF);
    window.click("话术");
    assert!(window.sees("您请讲，我记着。") && window.sees("出厂："));
    window.fill(SEARCH, "greet-p1");
    window.click("恢复出厂");
    assert!(!window.sees("您请讲，我记着。") && !window.sees("出厂："));
}

#[test]
fn after_an_update_own_and_shipped_texts_are_compared() {
    let folder = TempDir::new().unwrap();
    preset::empty(folder.path());
    let (library, chief) = desk(folder.path());
    let text = Template::new("您请讲，我记着。").unwrap();
    library.change_library(&chief, Change::Text { id: "greet-p1".into(), text }).wait().unwrap();
    drop(library);
    // As if the program had shipped another text when the supervisor wrote theirs.
    let file = rusqlite::Connection::open(folder.path().join("tingsu.db")).unwrap();
    let now = Library::shipped().lines().find(|(_, line)| line.id == "greet-p1").unwrap().1.text.as_str();
    file.execute_batch("DROP TRIGGER body_is_only_erased").unwrap();
    let sql = "UPDATE event_body SET body = replace(body, ?1, '旧的出厂一句。') WHERE seq = \
               (SELECT max(seq) FROM event WHERE subject_kind = 'setting' AND subject = 'library')";
    assert_eq!(file.execute(sql, [now]).unwrap(), 1);
    drop(file);
    let mut window = Pilot::open(folder.path(), AFTERNOON);
    window.click(CHIEF);
    window.click("话术");
    assert!(window.sees("有 1 处您改过的内容，出厂的原文也变了。"));
    window.click("比一比");
    assert!(window.sees("旧的出厂一句。") && window.sees("您请讲，我记着。") && window.sees(now));
    window.click("留本中心的");
    assert!(!window.sees("旧的出厂一句。"));
    window.press(Shortcut::Back);
    assert!(window.sees("您请讲，我记着。") && !window.sees("比一比"));
}

/// Ledger 14-23.
#[test]
fn the_cards_stand_in_their_heaps_and_lead_to_the_steps() {
    let (_folder, mut window) = library(FRONT);
    window.click("卡片");
    assert!(window.sees("耐心听完，听出真正的意思"));
    let negotiate = Cards::shipped().words.iter().find(|card| card.may_decide_only).unwrap();
    assert!(!window.sees(&negotiate.aim), "the negotiation card is for who may decide");
    window.click("提示");
    assert!(window.sees("满意是怎么来的"));
    window.click("歇一歇");
    assert!(window.sees("今天这一张"));
    window.click("歇一分钟");
    assert!(window.sees("慢慢吸气") && window.sees("还有 60 秒"));
    window.click("不歇了");
    assert!(!window.sees("慢慢吸气"));
    window.click("流程");
    assert!(window.sees("五清一报"));
    window.click("复述核实");
    assert!(window.sees("要点"), "a stage leads to the sentences of its step");
}

#[test]
fn a_pause_is_offered_after_an_agitated_owner_and_never_in_the_way() {
    for (emotion, offered) in [(Emotion::Agitated, true), (Emotion::Calm, false)] {
        let folder = TempDir::new().unwrap();
        preset::empty(folder.path());
        let (desk, chief) = desk(folder.path());
        let mut draft = Draft::new(Channel::Message, at(AFTERNOON));
        draft.name = "何雪".into();
        draft.verbatim = "楼上装修太吵".into();
        draft.summary = "楼上装修太吵".into();
        draft.emotion = Some(emotion);
        let content = serde_json::to_string(&draft).unwrap();
        desk.save_draft(DraftId(7), &chief, content).wait().unwrap();
        drop(desk);
        let mut window = Pilot::open(folder.path(), AFTERNOON);
        window.click(CHIEF);
        window.click("继续填写 ›");
        window.press(Shortcut::Save);
        assert!(window.sees("已受理，编号"), "the case is open, whatever is offered");
        assert_eq!(window.sees("另有 1 条"), offered, "one message at a time");
        if offered {
            // What was said is put away; then the offer stands there.
            window.click_last("×");
        }
        assert_eq!(window.sees(&Cards::shipped().pause.offer), offered);
        if offered {
            window.click("歇一分钟");
            assert!(window.sees("慢慢吸气"));
        }
    }
}
