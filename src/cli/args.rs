//! What can be typed on the command line.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{ArgAction, Parser, Subcommand, ValueEnum};

use crate::cli::typed::{Month, Quarter, date, level, month, mood, number, quarter, step};
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
    /// 月度统计表的定稿、撤销和各版
    #[command(help_template = TEMPLATE, subcommand_help_heading = "命令", next_help_heading = "参数", disable_help_subcommand = true)]
    Month {
        /// What is done.
        #[command(subcommand)]
        what: MonthWhat,
    },
    /// 一张受理单的处理记录表、交接单、函件、案卷或回访记录表（PDF）
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    Record(Record),
    /// 一天的工作信息记录表、日盘点表或回访清单（PDF）
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    Day(Day),
    /// 一件公共事件的温馨提示（PDF）；不写编号时列出现有的公共事件
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    Notice(Notice),
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
    /// 各中心的月度数据汇总成一张表，按百户投诉量排名
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    Rollup(RollupArgs),
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
        /// 数据和附件打成一个文件，带到别的电脑
        #[arg(long)]
        all: bool,
        /// 数据和附件打成一个文件并加密：口令写在这个文件的第一行
        #[arg(long, value_name = "FILE")]
        passphrase_file: Option<PathBuf>,
    },
    /// 用备份恢复数据；现有数据另存，不会丢
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    Restore {
        /// 备份文件
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// 加了密的备份：口令写在这个文件的第一行
        #[arg(long, value_name = "FILE")]
        passphrase_file: Option<PathBuf>,
        /// 备份里有问题的记录也照原样恢复（备份时已提示过）
        #[arg(long)]
        faulty: bool,
    },
    /// 核对数据文件和记录链是否完好
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    Check {
        /// 同时重建列表、检索和统计用的数据
        #[arg(long)]
        rebuild: bool,
        /// 只核对上次核对完好以后新记的内容，很快；从没核对过就从头到尾
        #[arg(long, conflicts_with = "rebuild")]
        since_last: bool,
        /// 只核对一张纸：表格页脚「记录」后面的号（如 1234-9f8e7d6c）是否还对得上
        #[arg(long, value_name = "MARK", conflicts_with_all = ["rebuild", "since_last"])]
        paper: Option<String>,
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
    /// Which period.
    #[command(flatten)]
    pub period: ReportPeriod,
    /// 格式
    #[arg(long, value_name = "FORMAT")]
    pub format: ReportFormat,
    /// 定稿的哪一版（如 1），只有月度统计表才有；不写时用现行的一版，没有定稿就用草表
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub version: Option<u32>,
    /// 写到这个文件
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// The period of a report: one of them.
#[derive(Debug, clap::Args)]
#[group(id = "period", required = true, multiple = true, args = ["month", "quarter", "year", "from"])]
pub struct ReportPeriod {
    /// 哪个月（如 2026-11）
    #[arg(long, value_name = "YYYY-MM", value_parser = month, conflicts_with_all = ["quarter", "year", "from"])]
    pub month: Option<Month>,
    /// 哪个季度（如 2026-Q4）
    #[arg(long, value_name = "YYYY-QN", value_parser = quarter, conflicts_with_all = ["year", "from"])]
    pub quarter: Option<Quarter>,
    /// 哪一年（如 2026）
    #[arg(long, value_name = "YYYY", value_parser = clap::value_parser!(i32).range(1900..=9999), conflicts_with = "from")]
    pub year: Option<i32>,
    /// 从哪一天起（如 2026-11-03），与 --to 一起用
    #[arg(long, value_name = "DATE", value_parser = date, requires = "to")]
    pub from: Option<NaiveDate>,
    /// 到哪一天为止（含当天）；还没有到的日子不算在内
    #[arg(long, value_name = "DATE", value_parser = date, requires = "from")]
    pub to: Option<NaiveDate>,
}

/// `month …`.
#[derive(Debug, Subcommand)]
pub enum MonthWhat {
    /// 定稿：这个月的统计表从此不变，以后的改动在下个月的表里作调整
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    Lock {
        /// 哪个月（如 2026-10）
        #[arg(value_name = "YYYY-MM", value_parser = month)]
        month: Month,
    },
    /// 撤销定稿；原来的一版仍可打印
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    Unlock {
        /// 哪个月（如 2026-10）
        #[arg(value_name = "YYYY-MM", value_parser = month)]
        month: Month,
        /// 为什么撤销
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// 列出这个月定稿的各版
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    List {
        /// 哪个月（如 2026-10）
        #[arg(value_name = "YYYY-MM", value_parser = month)]
        month: Month,
    },
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
    /// 格式；日盘点表只有 PDF
    #[arg(long, value_name = "FORMAT", default_value = "pdf")]
    pub format: DayFormat,
    /// 表格里写完整电话；不写时打码（PDF 总是完整的）
    #[arg(long)]
    pub full: bool,
    /// 写到这个文件
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// A format of a paper of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DayFormat {
    /// 可打印
    Pdf,
    /// 电子表格
    Xlsx,
    /// 逗号分隔的文本（UTF-8）
    Csv,
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

/// `notice`.
#[derive(Debug, clap::Args)]
pub struct Notice {
    /// 第几号公共事件
    #[arg(value_name = "NUMBER", requires = "out")]
    pub number: Option<i64>,
    /// 写到这个文件
    #[arg(long, value_name = "FILE", requires = "number")]
    pub out: Option<PathBuf>,
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
    /// 一位业主的资料，应本人要求提供（JSON，记入操作记录）
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    Person(ExportPerson),
    /// 一个月的数据，交给公司汇总：各项数字和逐件的代码、时间、时限，不含姓名、电话、房号和文字
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    Month(MonthOut),
    /// 业主名册，列名与导入名册的一样
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    Roster(ExportRoster),
    /// 同样的逐件数据，CSV（UTF-8，固定的列），给分析软件用
    #[command(help_template = TEMPLATE, next_help_heading = "参数")]
    Facts(MonthOut),
}

/// `export person`.
#[derive(Debug, clap::Args)]
#[group(id = "known", required = true, multiple = true, args = ["phone", "room"])]
pub struct ExportPerson {
    /// 电话
    #[arg(long, value_name = "PHONE")]
    pub phone: Option<String>,
    /// 房号，须同时给出姓名
    #[arg(long, value_name = "ROOM", requires = "name")]
    pub room: Option<String>,
    /// 姓名
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// 写到这个文件
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// `export month`, `export facts`.
#[derive(Debug, clap::Args)]
pub struct MonthOut {
    /// 哪个月（如 2026-11）
    #[arg(long, value_name = "YYYY-MM", value_parser = month)]
    pub month: Month,
    /// 写到这个文件
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// `rollup`.
#[derive(Debug, clap::Args)]
pub struct RollupArgs {
    /// 各中心用 export month 写出的文件
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// 格式
    #[arg(long, value_name = "FORMAT")]
    pub format: ReportFormat,
    /// 写到这个文件
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// 应有哪些中心：一行一个名字的文本文件，缺的会点名
    #[arg(long, value_name = "FILE")]
    pub expect: Option<PathBuf>,
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

/// `export roster`.
#[derive(Debug, clap::Args)]
pub struct ExportRoster {
    /// 格式
    #[arg(long, value_name = "FORMAT")]
    pub format: TableFormat,
    /// 写到这个文件
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// 写完整电话、关怀备注和备注；不写时电话打码
    #[arg(long)]
    pub full: bool,
}

/// A format of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// 电子表格
    Xlsx,
    /// 逗号分隔的文本（UTF-8）
    Csv,
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
