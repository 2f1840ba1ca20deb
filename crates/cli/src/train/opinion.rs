//! `sitrep train opinion`: trains the second opinion on what the coder finds in the dev
//! part of the gold, and fits confidence to opinions out of fold.

use std::{fs, path::PathBuf};

use clap::Args;
use miette::{IntoDiagnostic as _, WrapErr as _};
use sitrep_coder::training::{OpinionReport, cross_fit, fit_confidence, train_opinion};

use crate::data::DataArgs;
use crate::evaluate::{self, Reliability, gold};
use crate::exit::Exit;

/// Train the second opinion on the dev part of the gold, and fit confidence to it.
///
/// Documents are divided into ten parts; what is printed, and what confidence is fitted to,
/// are opinions on parts that they were not trained on. The same gold, data and program give
/// the same files. Built-in files are part of the program: build it anew afterwards.
#[derive(Debug, Args)]
pub(super) struct OpinionArgs {
    /// Folder of gold reports. Those set aside are not read.
    #[arg(long, value_name = "DIR", default_value = "tests/gold")]
    gold: PathBuf,

    /// The file of weights to write.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// The table whose rows to replace by the fitted weights of confidence.
    #[arg(long, value_name = "FILE")]
    confidence: Option<PathBuf>,

    #[command(flatten)]
    data_files: DataArgs,
}

/// Runs the command.
pub(super) fn run(args: &OpinionArgs) -> miette::Result<Exit> {
    let mut coder = args.data_files.coder()?;
    let reports = gold::read(&args.gold)?;
    let examples = evaluate::beside_gold(&mut coder, &reports);
    let report = fit_confidence(&examples, &cross_fit(&examples));
    print(&report, examples.len())?;
    if let Some(path) = &args.output {
        let bytes = train_opinion(&examples).to_bytes();
        write(path, &bytes)?;
        outln!("{}: {} bytes", path.display(), bytes.len())?;
    }
    if let Some(path) = &args.confidence {
        let before = fs::read_to_string(path)
            .into_diagnostic()
            .wrap_err_with(|| format!("cannot read {}", path.display()))?;
        let comments = before.lines().filter(|line| line.starts_with('#'));
        let mut table: String = comments.flat_map(|line| [line, "\n"]).collect();
        table += &report.table;
        write(path, table.as_bytes())?;
        outln!("{}: written", path.display())?;
    }
    Ok(Exit::Success)
}

fn write(path: &PathBuf, bytes: &[u8]) -> miette::Result<()> {
    fs::write(path, bytes)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot write {}", path.display()))
}

fn print(report: &OpinionReport, events: usize) -> miette::Result<()> {
    outln!("{events} events of the rules; opinions out of fold:")?;
    let (relevance, relevant) = report.relevance;
    let (kinds, of_kind) = report.kinds;
    for (what, right, all) in [
        ("an event or none, right", relevant, relevance),
        ("  who always says \"an event\"", report.relevant, relevance),
        ("type, the opinion alone, right", of_kind, kinds),
        ("type, the rules alone, right", report.by_rules, kinds),
        ("type, rules and opinion, right", report.together, kinds),
    ] {
        outln!("{what:<45}{:>8.3}  of {all}", evaluate::share(right, all))?;
    }
    outln!("  types left open by a rule: {}", report.open)?;
    for (what, confidence) in [
        ("confidence without the opinion", &report.confidence_without),
        ("confidence with it", &report.confidence),
    ] {
        let mut reliability = Reliability::default();
        for (probability, right) in confidence {
            reliability.add(*probability, *right);
        }
        outln!(
            "{what:<45}{:>8.3}  calibration error, Brier score {:.3}",
            reliability.error(),
            reliability.brier(),
        )?;
        for (confidence, right, events) in reliability.rows() {
            outln!("  {confidence:>8.2} {right:>8.2} {events:>6}")?;
        }
    }
    Ok(())
}
