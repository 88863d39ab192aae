//! The 听诉 program: starts the window or one of the commands.

use std::path::PathBuf;

use clap::Parser;
use directories::ProjectDirs;
use tingsu::app::{self, Start};
use tingsu::domain::time::Moment;

/// 听诉：物业服务中心前台投诉受理
#[derive(Debug, Parser)]
struct Arguments {
    /// 数据文件夹
    #[arg(long)]
    data: Option<PathBuf>,
    /// 从这个时间起计时，如 2026-11-21T14:32
    #[arg(long, value_parser = Moment::parse)]
    now: Option<Moment>,
}

fn main() -> iced::Result {
    let arguments = Arguments::parse();
    let folder = arguments.data.or_else(usual_folder).unwrap_or_else(|| PathBuf::from("tingsu-data"));
    app::run(Start { folder, now: arguments.now })
}

/// The folder named by the environment, else the one that the system keeps for programs of this user.
fn usual_folder() -> Option<PathBuf> {
    let named = std::env::var_os("TINGSU_DATA").map(PathBuf::from);
    named.or_else(|| Some(ProjectDirs::from("", "", "tingsu")?.data_local_dir().to_owned()))
}
