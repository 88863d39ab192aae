//! What can be typed on the command line.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{ArgAction, Parser, Subcommand, ValueEnum};

use crate::domain::case::CaseNumber;
use crate::domain::code::Emotion;
use crate::domain::time::Moment;
use crate::library::step::{Level, Step};

const TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}\n";

/// 听诉：物业服务中心前台的投诉受理。不带命令时打开窗口。
#[derive(Debug, Parser)]
#[command(
    name = "tingsu",
    version,
    help_template = TEMPLATE,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    subcommand_help_heading = "命令",
    next_help_heading = "参数"
)]
pub struct Args {
    /// 数据文件夹；不写时用环境变量 TINGSU_DATA，再没有就用本机的默认位置
    #[arg(long, value_name = "DIR", global = true)]
    pub data: Option<PathBuf>,
    /// 把时钟设在这一刻（如 2026-11-30T18:00，不写时区即 +08:00），之后的事都看不见
    #[arg(long, value_name = "ISO", global = true, value_parser = Moment::parse)]
    pub now: Option<Moment>,
    /// 显示帮助
    #[arg(long, short, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    /// 显示版本
    #[arg(long, short = 'V', action = ArgAction::Version)]
    version: Option<bool>,
    /// The command.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// One command.
#[derive(Debug, Subcommand)]
#[command(disable_help_subcommand = true)]
pub enum Command {
    /// 用虚构的受理单填满一个空的数据文件夹
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    Demo(Demo),
    /// 月度《顾客投诉分类统计表》
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    Report(Report),
    /// 一张受理单的处理记录表、交接单、函件、案卷或回访记录表（PDF）
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    Record(Record),
    /// 一天的工作信息记录表、日盘点表或回访清单（PDF）
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    Day(Day),
    /// 空白表，停电时手工填写（PDF）
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    Blank(BlankPaper),
    /// 导入
    #[command(help_template = TEMPLATE, subcommand_help_heading = "可导入", next_help_heading = "参数", disable_help_subcommand = true)]
    Import {
        /// What is imported.
        #[command(subcommand)]
        what: ImportWhat,
    },
    /// 导出
    #[command(help_template = TEMPLATE, subcommand_help_heading = "可导出", next_help_heading = "参数", disable_help_subcommand = true)]
    Export {
        /// What is exported.
        #[command(subcommand)]
        what: ExportWhat,
    },
    /// 此刻该办的事
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    Today(Today),
    /// 查找受理单，每行一个 JSON
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    Find {
        /// 编号、电话、房号、姓名或内容
        #[arg(value_name = "TEXT")]
        text: String,
    },
    /// 有电话打进来：窗口里开一张来电登记，号码填好；窗口没开就打开
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    Call {
        /// 来电号码，照设备给的写
        #[arg(value_name = "NUMBER", allow_hyphen_values = true)]
        number: String,
    },
    /// 整套话术的导出和导入
    #[command(help_template = TEMPLATE, subcommand_help_heading = "命令", next_help_heading = "参数", disable_help_subcommand = true)]
    Library {
        /// What is done.
        #[command(subcommand)]
        what: LibraryWhat,
    },
    /// 此刻对这位业主怎么说（JSON）
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    Say(Say),
    /// 备份数据到一个文件，并核对
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    Backup {
        /// 写到这个文件
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// 用备份恢复数据；现有数据另存，不会丢
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    Restore {
        /// 备份文件
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// 核对数据文件和记录链是否完好
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    Check {
        /// 同时重建列表、检索和统计用的数据
        #[arg(long)]
        rebuild: bool,
    },
}

/// `library …`.
#[derive(Debug, Subcommand)]
pub enum LibraryWhat {
    /// 把整套话术写成一个文件，给别的前台用
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    Export {
        /// 写到这个文件
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// 用文件里的话术取代现有话术
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    Import {
        /// 话术文件
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

/// `demo`.
#[derive(Debug, clap::Args)]
pub struct Demo {
    /// 生成多少张受理单（1 至 1000000）
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub cases: u32,
    /// 随机种子；同一个种子生成同样的内容
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// 最后一天（如 2026-11-30）；不写时到此刻为止
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub to: Option<NaiveDate>,
    /// 分布在多少个月里（1 至 600）
    #[arg(long, value_name = "M", default_value_t = 12, value_parser = clap::value_parser!(u32).range(1..=600))]
    pub months: u32,
}

/// `report`.
#[derive(Debug, clap::Args)]
pub struct Report {
    /// 哪个月（如 2026-11）
    #[arg(long, value_name = "YYYY-MM", value_parser = month)]
    pub month: Month,
    /// 格式
    #[arg(long, value_name = "FORMAT")]
    pub format: ReportFormat,
    /// 写到这个文件
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// A calendar month as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Year.
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
}

/// A format of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// 表 3，可打印
    Pdf,
    /// 电子表格：每个分栏一张表，另有「数据」
    Xlsx,
    /// 交换格式的统计数据
    Json,
}

/// `record`.
#[derive(Debug, clap::Args)]
pub struct Record {
    /// 受理单编号（如 20261103-002）
    #[arg(value_name = "NUMBER", value_parser = number)]
    pub number: CaseNumber,
    /// 写到这个文件
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// 哪张表
    #[arg(long, value_name = "FORM", default_value = "record")]
    pub form: RecordForm,
    /// 处理记录表的业主联：不含内部内容
    #[arg(long, conflicts_with = "form")]
    pub customer: bool,
}

/// A paper of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RecordForm {
    /// 顾客投诉处理记录表
    Record,
    /// 服务上移交接单
    Handover,
    /// 工作联系函（二类）
    Letter,
    /// 情况报告（三类）
    Report,
    /// 重大投诉卷
    File,
    /// 回访记录表
    Visit,
}

/// `day`.
#[derive(Debug, clap::Args)]
pub struct Day {
    /// 哪一天（如 2026-11-30）
    #[arg(value_name = "DATE", value_parser = date)]
    pub date: NaiveDate,
    /// 哪张表
    #[arg(long, value_name = "FORM")]
    pub form: DayForm,
    /// 写到这个文件
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// A paper of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DayForm {
    /// 工作信息记录表
    Record,
    /// 日盘点表
    Check,
    /// 截至这一天应做的回访
    Visits,
}

/// `blank`.
#[derive(Debug, clap::Args)]
pub struct BlankPaper {
    /// 哪张表
    #[arg(long, value_name = "FORM")]
    pub form: BlankForm,
    /// 写到这个文件
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// A form that is filled in by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BlankForm {
    /// 工作信息记录表
    Work,
    /// 处理记录表
    Record,
    /// 回访记录表
    Visit,
}

/// What can be imported.
#[derive(Debug, Subcommand)]
pub enum ImportWhat {
    /// 业主名册（xlsx、xls、ods、csv）
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    Roster(Import),
    /// 历史台账（xlsx、xls、ods、csv）
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    Ledger(Import),
    /// 受理单（JSON 交换格式）
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    Cases(Import),
    /// 撤销最近一次导入的名册或台账
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    Undo,
}

/// `import …`.
#[derive(Debug, clap::Args)]
pub struct Import {
    /// 要导入的文件
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// 只核对，不写入
    #[arg(long)]
    pub dry_run: bool,
    /// 把逐条的导入结果写到这个文件（JSON）
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
}

/// What can be exported.
#[derive(Debug, Subcommand)]
pub enum ExportWhat {
    /// 受理单
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    Cases(Export),
}

/// `export cases`.
#[derive(Debug, clap::Args)]
pub struct Export {
    /// 从这一天起受理的
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub from: Option<NaiveDate>,
    /// 到这一天为止受理的（含当天）
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub to: Option<NaiveDate>,
    /// 格式
    #[arg(long, value_name = "FORMAT")]
    pub format: ExportFormat,
    /// 写到这个文件
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// 表格里写完整电话；不写时电话打码（JSON 总是完整的）
    #[arg(long)]
    pub full: bool,
}

/// A format of exported cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// 交换格式
    Json,
    /// 电子表格
    Xlsx,
    /// 逗号分隔的文本（UTF-8）
    Csv,
}

/// `today`.
#[derive(Debug, clap::Args)]
pub struct Today {
    /// 格式
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: ListFormat,
}

/// A format of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// 给人看的文字
    Text,
    /// 给程序用的数据
    Json,
}

/// `say`.
#[derive(Debug, clap::Args)]
pub struct Say {
    /// 受理单编号（如 20261103-002）
    #[arg(value_name = "NUMBER", value_parser = number, required_unless_present = "draft")]
    pub number: Option<CaseNumber>,
    /// 还没有存的受理单（互换格式的一件，可没有编号和经过）；另给出推荐的场景
    #[arg(long, value_name = "FILE", conflicts_with = "number")]
    pub draft: Option<PathBuf>,
    /// 哪一步（如 restate）；不写时是现在该做的一步
    #[arg(long, value_name = "STEP", value_parser = step)]
    pub step: Option<Step>,
    /// 业主的情绪（calm、upset、agitated）；不写时按受理单
    #[arg(long, value_name = "MOOD", value_parser = mood)]
    pub mood: Option<Emotion>,
    /// 话术的级别（basic、advanced、expert）；不写时按受理单
    #[arg(long, value_name = "LEVEL", value_parser = level)]
    pub level: Option<Level>,
}

fn date(text: &str) -> Result<NaiveDate, String> {
    let plain = text.len() == 10 && text.is_ascii();
    let date = plain.then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()).flatten();
    date.ok_or_else(|| "不是有效的日期，应如 2026-11-30".to_owned())
}

fn month(text: &str) -> Result<Month, String> {
    let first = (text.len() == 7).then(|| date(&format!("{text}-01")).ok()).flatten();
    let first = first.ok_or_else(|| "不是有效的月份，应如 2026-11".to_owned())?;
    use chrono::Datelike;
    Ok(Month { year: first.year(), month: first.month() })
}

fn number(text: &str) -> Result<CaseNumber, String> {
    CaseNumber::parse(text).ok_or_else(|| "不是受理单编号，应如 20261103-002".to_owned())
}

fn step(text: &str) -> Result<Step, String> {
    Step::from_code(text).ok_or_else(|| one_of(Step::ALL.iter().map(|one| one.code())))
}

fn mood(text: &str) -> Result<Emotion, String> {
    Emotion::from_code(text).ok_or_else(|| one_of(Emotion::ALL.iter().map(|one| one.code())))
}

fn level(text: &str) -> Result<Level, String> {
    Level::from_code(text).ok_or_else(|| one_of(Level::ALL.iter().map(|one| one.code())))
}

fn one_of<'a>(codes: impl Iterator<Item = &'a str>) -> String {
    format!("可用的值：{}", codes.collect::<Vec<_>>().join("、"))
}
