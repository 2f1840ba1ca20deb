//! `sitrep evaluate`: scores the coder on annotated sets, prints the figures, and compares
//! them with those kept in the documentation.

mod align;
mod beside;
mod calibration;
mod events;
mod figure;
pub(crate) mod gold;
mod headlines;
mod mentions;
mod places;
mod pos;
mod sentences;
pub(crate) mod wordings;

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use miette::{IntoDiagnostic as _, WrapErr as _};
use serde::de::DeserializeOwned;
use sitrep_coder::{
    Coder, Coding, Document,
    training::{NameWeights, cross_fit},
};

pub(crate) use self::beside::beside_gold;
pub(crate) use self::calibration::Reliability;
pub(crate) use self::figure::share;
pub(crate) use self::pos::tagged_sentences;
use self::{
    events::EventScores,
    figure::Figure,
    gold::{Report, Split},
};
use crate::{data::DataArgs, exit::Exit};

/// Score the coder on annotated sets.
#[derive(Debug, Args)]
pub(crate) struct EvaluateArgs {
    /// Folder of gold reports in this project's format; the set has the folder's name.
    #[arg(long, value_name = "DIR", default_value = "tests/gold")]
    gold: PathBuf,

    /// Folder of published corpora (ner/, pos/, places/, events/ in JSON lines); sets that are
    /// not there are left out.
    #[arg(long, value_name = "DIR", env = "SITREP_DATA")]
    data: Option<PathBuf>,

    /// Score the gold that is set aside instead of the part for development.
    #[arg(long)]
    held_out: bool,

    /// Print every gold report whose events differ, slot by slot, the headlines of `ucdp`
    /// without event, and every name of the corpora that is missed or false. Never with
    /// --held-out.
    #[arg(long, conflicts_with = "held_out")]
    errors: bool,

    /// Score only the sets whose names hold this word ("gold", "re3d").
    #[arg(long, value_name = "WORD")]
    only: Option<String>,

    /// Weights of `sitrep train names` to score instead of the built-in ones.
    #[arg(long, value_name = "FILE")]
    names: Option<PathBuf>,

    /// A Markdown page with the figures to compare with; a fall ends with exit code 4.
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,

    /// How to print the figures.
    #[arg(long, value_enum, default_value_t = Output::Table)]
    output: Output,

    #[command(flatten)]
    data_files: DataArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Output {
    Table,
    Json,
}

impl EvaluateArgs {
    /// Which part of this project's own sets is asked for.
    fn split(&self) -> Split {
        match self.held_out {
            true => Split::HeldOut,
            false => Split::Dev,
        }
    }

    /// Whether the sets of this name are asked for.
    fn scores(&self, set: &str) -> bool {
        self.only.as_deref().is_none_or(|word| set.contains(word))
    }
}

/// Codes the texts of the sets.
struct Runner {
    coder: Coder,
    /// Whether to print what was missed or false.
    errors: bool,
}

impl Runner {
    fn code(&self, title: &str, body: &str, published: Option<Date>) -> Coding {
        self.coder.code(&Document {
            article_id: "evaluation",
            title,
            body,
            published,
            outlet_country: None,
        })
    }
}

/// Runs the command.
pub(crate) fn run(args: &EvaluateArgs) -> miette::Result<Exit> {
    let mut coder = args.data_files.coder()?;
    if let Some(path) = &args.names {
        let weights = fs::read(path)
            .into_diagnostic()
            .and_then(|bytes| NameWeights::from_bytes(&bytes).into_diagnostic())
            .wrap_err_with(|| format!("cannot use {}", path.display()))?;
        coder = coder.with_names(weights);
    }
    let mut runner = Runner {
        coder,
        errors: args.errors,
    };
    let mut figures = Vec::new();
    if args.scores("gold") && !args.gold.is_dir() {
        eprintln!("sitrep: no gold at {}, left out", args.gold.display());
    } else if args.scores("gold") {
        let reports = gold::read(&args.gold)?;
        figures.extend(score_gold(&mut runner, &reports, args.split(), args)?);
    }
    if args.scores(wordings::FOLDER) {
        let reports = wordings::read(&args.gold)?;
        figures.extend(score_wordings(&runner, &reports, args)?);
    }
    match &args.data {
        Some(folder) if !args.held_out => figures.extend(score_corpora(&runner, folder, args)?),
        _ => {}
    }
    match args.output {
        Output::Table => outln!("{}", figure::shown(&figures))?,
        Output::Json => outln!(
            "{}",
            serde_json::to_string_pretty(&figures).into_diagnostic()?
        )?,
    }
    let Some(page) = &args.against else {
        return Ok(Exit::Success);
    };
    let kept = fs::read_to_string(page)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot read the kept figures in {}", page.display()))?;
    let losses = figure::losses(&figures, &figure::kept(&kept));
    if losses.is_empty() {
        return Ok(Exit::Success);
    }
    eprint!(
        "sitrep: below the figures kept in {}:\n{losses}",
        page.display()
    );
    Ok(Exit::CheckFailed)
}

/// Scores one part of the gold. The second opinion was trained on the dev part: each of its
/// reports is coded with one that has not seen it.
fn score_gold(
    runner: &mut Runner,
    reports: &[Report],
    split: Split,
    args: &EvaluateArgs,
) -> miette::Result<Vec<Figure>> {
    let folder = args.gold.file_name().unwrap_or_default().to_string_lossy();
    let part = if args.held_out { "set aside" } else { "dev" };
    let set = format!("{folder}, {part}");
    let opinions =
        (split == Split::Dev).then(|| cross_fit(&beside_gold(&mut runner.coder, reports)));
    let mut own = None;
    let mut scores = EventScores::default();
    let chosen = reports.iter().filter(|report| report.split == split);
    for (number, report) in (0..).zip(chosen) {
        if let Some(opinions) = &opinions {
            let before = runner.coder.set_opinion(opinions.of(number).clone());
            own.get_or_insert(before);
        }
        let coding = runner.code(&report.title, &report.text, Some(report.published));
        scores.add(report, &coding.events);
        if args.errors {
            events::print_differences(report, &coding.events)?;
        }
    }
    if let Some(own) = own {
        runner.coder.set_opinion(own);
    }
    if matches!(args.output, Output::Table) {
        print_details(&scores)?;
    }
    let mut figures = scores.figures(&set);
    let reliability = scores.reliability();
    for (measure, value) in [
        ("confidence, calibration error", reliability.error()),
        ("confidence, Brier score", reliability.brier()),
    ] {
        figures.push(Figure::new(&set, measure, value, reliability.events()).less_is_better());
    }
    Ok(figures)
}

/// Scores single acts told in many words: whether they are found and typed, and by whom,
/// against whom and where. Their casualties, dates and sources are not annotated as figures.
fn score_wordings(
    runner: &Runner,
    reports: &[Report],
    args: &EvaluateArgs,
) -> miette::Result<Vec<Figure>> {
    const MEASURES: [&str; 5] = [
        "type, weighted F1",
        "events found, recall",
        "sides by words, F1",
        "place (25 km), right",
        "status, right",
    ];
    let mut scores = EventScores::default();
    for report in reports.iter().filter(|report| report.split == args.split()) {
        let coding = runner.code(&report.title, &report.text, Some(report.published));
        scores.add(report, &coding.events);
        if args.errors {
            events::print_differences(report, &coding.events)?;
        }
    }
    let part = if args.held_out { "set aside" } else { "dev" };
    let mut figures = scores.figures(&format!("{}, {part}", wordings::FOLDER));
    figures.retain(|figure| MEASURES.contains(&figure.measure.as_str()));
    Ok(figures)
}

/// F1 by type, and the reliability table.
fn print_details(scores: &EventScores) -> miette::Result<()> {
    outln!(
        "{:<45}{:>10}{:>10}{:>8}{:>8}",
        "Type",
        "precision",
        "recall",
        "F1",
        "gold"
    )?;
    for (name, tally) in scores.by_type() {
        let (precision, recall, f1) = (tally.precision(), tally.recall(), tally.f1());
        outln!(
            "{name:<45}{precision:>10.2}{recall:>10.2}{f1:>8.2}{:>8}",
            tally.expected
        )?;
    }
    outln!("\n{:<12}{:>12}{:>8}", "confidence", "share right", "events")?;
    for (confidence, right, events) in scores.reliability().rows() {
        outln!("{confidence:<12.2}{right:>12.2}{events:>8}")?;
    }
    outln!()?;
    Ok(())
}

fn score_corpora(
    runner: &Runner,
    folder: &Path,
    args: &EvaluateArgs,
) -> miette::Result<Vec<Figure>> {
    type Scorer = fn(&Runner, &str) -> miette::Result<Vec<Figure>>;
    let sets: [(&str, Scorer); 8] = [
        ("pos/pos_ewt_dev.jsonl", pos::score),
        ("ner/re3d_dev.jsonl", |runner, text| {
            mentions::score(runner, mentions::RE3D, text)
        }),
        ("ner/ner_wikigold.jsonl", |runner, text| {
            mentions::score(runner, mentions::three_types("wikigold"), text)
        }),
        ("ner/ner_uner_ewt_dev.jsonl", |runner, text| {
            mentions::score(runner, mentions::three_types("uner ewt dev"), text)
        }),
        ("places/geoparse_geovirus.jsonl", places::score),
        ("events/plover_gsr.jsonl", sentences::plover),
        ("events/petrarch_unit.jsonl", sentences::petrarch),
        ("events/ucdp_ged_sample.jsonl", headlines::ucdp),
    ];
    let mut figures = Vec::new();
    for (name, score) in sets.into_iter().filter(|(name, _)| args.scores(name)) {
        let path = folder.join(name);
        match fs::read_to_string(&path) {
            Ok(text) => figures
                .extend(score(runner, &text).wrap_err_with(|| format!("in {}", path.display()))?),
            Err(error) => eprintln!("sitrep: {}: {error}; left out", path.display()),
        }
    }
    Ok(figures)
}

/// Every line of a JSON-lines text.
pub(crate) fn lines<T: DeserializeOwned>(jsonl: &str) -> miette::Result<Vec<T>> {
    (1..)
        .zip(jsonl.lines())
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| {
            serde_json::from_str(line)
                .into_diagnostic()
                .wrap_err_with(|| format!("line {number} is not as expected"))
        })
        .collect()
}
