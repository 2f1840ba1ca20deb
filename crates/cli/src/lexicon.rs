//! `sitrep lexicon`: what an analyst needs while editing lexicon and frames: a check that names
//! file and line of everything wrong or doubtful, and a look at what is in force.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::civil::Date;
use miette::IntoDiagnostic as _;
use sitrep_coder::{ActorEntry, Coder, CoderError, Source};
use sitrep_enrich::{OverrideFile, override_files};

use crate::{data::DataArgs, exit::Exit, table};

/// Check lexicon and frames, or look an actor up.
#[derive(Debug, Args)]
pub(crate) struct LexiconArgs {
    #[command(subcommand)]
    command: LexiconCommand,
}

#[derive(Debug, Subcommand)]
enum LexiconCommand {
    Check(CheckArgs),
    Lookup(LookupArgs),
}

/// Check the built-in tables and frames, and those of a folder laid over them: lines that
/// cannot be read, one name for two actors, overlapping periods, unknown parents, actors that
/// nothing can find, triggers that no text can hold, acts without a rule, rules never reached.
/// Exit code 4 when something is found.
#[derive(Debug, Args)]
struct CheckArgs {
    /// Folder of tables and frames, as for --lexicon of `sitrep code`.
    dir: Option<PathBuf>,
}

/// Show the actors that a name or an id may mean, those valid on the day first.
#[derive(Debug, Args)]
struct LookupArgs {
    /// A name in any spelling, or an id.
    name: String,

    /// The day (YYYY-MM-DD); without it, today's state of affairs.
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,

    #[command(flatten)]
    data: DataArgs,
}

/// Runs the command.
pub(crate) fn run(args: &LexiconArgs) -> miette::Result<Exit> {
    match &args.command {
        LexiconCommand::Check(args) => check(args),
        LexiconCommand::Lookup(args) => lookup(args),
    }
}

fn check(args: &CheckArgs) -> miette::Result<Exit> {
    let overrides = match &args.dir {
        Some(folder) => override_files(folder).into_diagnostic()?,
        None => Vec::new(),
    };
    let sources: Vec<Source<'_>> = overrides.iter().map(OverrideFile::source).collect();
    let problems = Coder::check_overrides(&sources);
    for CoderError {
        file,
        line,
        problem,
    } in &problems
    {
        // Files of the folder are named by their paths, so that an editor can open them.
        let own = args.dir.as_ref();
        let own = own.filter(|_| overrides.iter().any(|known| known.name == *file));
        let file = own.map_or_else(|| PathBuf::from(file), |folder| folder.join(file));
        outln!("{}:{line}: {problem}", file.display())?;
    }
    Ok(match problems.len() {
        0 => {
            eprintln!(
                "nothing wrong in the built-in files and {} of yours",
                sources.len()
            );
            Exit::Success
        }
        count => {
            eprintln!("{count} to look at");
            Exit::CheckFailed
        }
    })
}

fn lookup(args: &LookupArgs) -> miette::Result<Exit> {
    let found = args.data.coder()?.lookup(&args.name, args.on);
    if found.is_empty() {
        eprintln!("sitrep: no actor is called '{}'", args.name);
        return Ok(Exit::CheckFailed);
    }
    let mut table = table::with_header([
        "Id",
        "Name",
        "ACLED name",
        "Inter",
        "Parent",
        "Valid",
        "From file",
    ]);
    for entry in &found {
        table.add_row([
            entry.id.clone(),
            entry.name.clone(),
            entry.acled_name.clone().unwrap_or_default(),
            entry.inter.to_owned(),
            entry.parent.clone().unwrap_or_default(),
            validity(entry),
            format!("{}:{}", entry.origin.0, entry.origin.1),
        ]);
    }
    outln!("{table}")?;
    Ok(Exit::Success)
}

/// "2017-01-28 to now", and what became of an actor whose time is over.
fn validity(entry: &ActorEntry) -> String {
    let day = |day: Option<Date>, open: &str| day.map_or(open.to_owned(), |day| day.to_string());
    let period = match entry.valid {
        (None, None) => "always".to_owned(),
        (from, to) => format!("{} to {}", day(from, "ever"), day(to, "now")),
    };
    match (&entry.successor, entry.is_valid) {
        (_, true) => period,
        (Some(successor), false) => format!("{period}; then {successor}"),
        (None, false) => format!("{period}; not on that day"),
    }
}
