//! Pictures of every screen and its main states, for people to look at:
//! `cargo run --example gallery -- FOLDER` writes a PNG each.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a gallery may fail by unwrapping")]

use std::path::{Path, PathBuf};

use preset::AFTERNOON;
use tempfile::TempDir;
use tingsu::app::Message;
use tingsu::ui::shortcut::Shortcut;
use window::Pilot;

#[path = "../support/preset.rs"]
mod preset;
#[path = "../support/window.rs"]
mod window;

const FRONT: &str = "李敏（前台）";
const CHIEF: &str = "赵楠（客服主任）";

/// A picture: its name, the data, and how to get there.
struct Picture {
    name: &'static str,
    data: fn(&Path),
    way: fn(&mut Pilot),
}

const PICTURES: &[Picture] = &[
    picture("first-run", |_| {}, |_| {}),
    picture("first-run-problems", |_| {}, |window| window.click("开始使用")),
    picture("sign-in", preset::empty, |_| {}),
    picture("today-empty", preset::empty, |window| window.click(FRONT)),
    picture("today-busy-day", preset::busy_day, |window| window.click(FRONT)),
    picture("today-drafts", preset::busy_day, |window| {
        window.click(FRONT);
        window.click("草稿 1");
    }),
    picture("search", preset::busy_day, |window| {
        window.click(FRONT);
        window.fill("找人、房号、电话、内容、编号…", "2");
    }),
    picture("on-duty", preset::busy_day, |window| {
        window.click(FRONT);
        window.click("值班：李敏 ▼");
    }),
    picture("intake-walk-in", preset::busy_day, |window| {
        window.click(FRONT);
        window.press(Shortcut::WalkIn);
    }),
    picture("intake-phone", preset::busy_day, |window| {
        window.click(FRONT);
        window.press(Shortcut::Phone);
    }),
    picture("intake-other", preset::busy_day, |window| {
        window.click(FRONT);
        window.press(Shortcut::OtherChannel);
    }),
    picture("case", preset::busy_day, |window| {
        window.click(FRONT);
        window.fill("找人、房号、电话、内容、编号…", "外墙渗水");
        window.submit("外墙渗水");
    }),
    picture("case-promise", preset::busy_day, |window| {
        window.click(FRONT);
        window.click("去回复 ›");
    }),
    picture("case-visit", preset::busy_day, |window| {
        window.click(FRONT);
        window.click("去回访 ›");
    }),
    picture("case-closing", preset::busy_day, |window| {
        window.click(FRONT);
        window.click("我负责的 6");
        window.click("去关闭 ›");
    }),
    picture("register", preset::busy_day, |window| {
        window.click(FRONT);
        window.click("台账");
    }),
    picture("report", preset::busy_day, |window| {
        window.click(CHIEF);
        window.click("统计");
    }),
    picture("list-behind-a-figure", preset::busy_day, |window| {
        window.click(CHIEF);
        window.click("统计");
        window.click("3 件");
    }),
    picture("settings-locked", preset::empty, |window| {
        window.click(FRONT);
        window.click("设置");
    }),
    picture("settings-staff", preset::empty, |window| settings(window, "员工")),
    picture("settings-ladder", preset::empty, |window| settings(window, "服务上移")),
    picture("settings-categories", preset::empty, |window| settings(window, "统计类别")),
    picture("settings-deadlines", preset::empty, |window| settings(window, "时限")),
    picture("settings-duty", preset::empty, |window| settings(window, "值班与显示")),
    picture("settings-data", preset::busy_day, |window| settings(window, "数据与备份")),
];

const fn picture(name: &'static str, data: fn(&Path), way: fn(&mut Pilot)) -> Picture {
    Picture { name, data, way }
}

fn settings(window: &mut Pilot, part: &str) {
    window.click(CHIEF);
    window.click("设置");
    window.click(part);
}

fn main() {
    let folder = PathBuf::from(std::env::args_os().nth(1).unwrap_or_else(|| "gallery".into()));
    for Picture { name, data, way } in PICTURES {
        let place = TempDir::new().expect("a temporary folder can be made");
        data(place.path());
        let mut window = Pilot::open(place.path(), AFTERNOON);
        assert!(!window.sees("没有打开"), "{name}");
        way(&mut window);
        window.picture(&folder.join(name));
        window.send(Message::Close);
        assert!(window.closed, "{name}: nothing was typed that is on no disk");
    }
}
