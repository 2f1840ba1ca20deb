//! `sitrep gazetteer`: builds a gazetteer from tables of places, and looks a name up.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use clap::{Args, Subcommand, ValueEnum};
use miette::{IntoDiagnostic as _, WrapErr as _, miette};
use sitrep_coder::{GazetteerBuilder, PlaceFacts, SourceRef};

use crate::{data, exit::Exit, table};

/// Build a gazetteer, or look a place up in it.
#[derive(Debug, Args)]
pub(crate) struct GazetteerArgs {
    #[command(subcommand)]
    command: GazetteerCommand,
}

#[derive(Debug, Subcommand)]
enum GazetteerCommand {
    Build(BuildArgs),
    Lookup(LookupArgs),
}

/// Build a gazetteer file from tables of places, the most trusted first: where two tables
/// have the same place, the first one gives its name, point and population.
#[derive(Debug, Args)]
struct BuildArgs {
    /// The file to write.
    #[arg(long, value_name = "FILE")]
    output: PathBuf,

    /// Read every table as this kind instead of recognising each by its first line.
    #[arg(long, value_enum)]
    form: Option<Form>,

    /// Tables: sitrep's own form, GeoNames dumps (XX.txt, allCountries.txt), or OCHA
    /// administrative tables (CSV or TSV).
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
}

/// Show every place of a name, the likeliest first.
#[derive(Debug, Args)]
struct LookupArgs {
    /// A name in any spelling.
    name: String,

    /// A gazetteer of `sitrep gazetteer build` to look in instead of the built-in one.
    #[arg(long, value_name = "FILE")]
    gazetteer: Option<PathBuf>,

    /// The most places to show.
    #[arg(long, default_value_t = 20)]
    limit: usize,
}

/// The kinds of tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// sitrep's own: tabs, the header `name alt_names kind …`.
    Places,
    /// A GeoNames dump: tabs, 19 columns, no header.
    Geonames,
    /// An OCHA administrative table: columns ADM0_PCODE, ADM1_EN and so on.
    Ocha,
}

impl Form {
    /// The kind of a table, by its first line that is no comment.
    fn of(table: &str) -> Option<Self> {
        let first = table
            .lines()
            .find(|line| !line.trim().is_empty() && !line.starts_with('#'))?;
        if first.starts_with("name\talt_names\t") {
            return Some(Self::Places);
        }
        if first.to_ascii_uppercase().contains("ADM1_PCODE") {
            return Some(Self::Ocha);
        }
        let mut cells = first.split('\t');
        let id = cells.next().is_some_and(|id| id.parse::<u32>().is_ok());
        (id && cells.count() == 18).then_some(Self::Geonames)
    }

    fn label(self) -> &'static str {
        match self {
            Self::Places => "places",
            Self::Geonames => "GeoNames",
            Self::Ocha => "OCHA",
        }
    }
}

/// Runs the command.
pub(crate) fn run(args: &GazetteerArgs) -> miette::Result<Exit> {
    match &args.command {
        GazetteerCommand::Build(args) => build(args),
        GazetteerCommand::Lookup(args) => lookup(args),
    }
}

fn build(args: &BuildArgs) -> miette::Result<Exit> {
    let began = Instant::now();
    let mut builder = GazetteerBuilder::default();
    for path in &args.inputs {
        let (form, places) = add(&mut builder, path, args.form)?;
        let (name, form) = (path.display(), form.label());
        let seconds = began.elapsed().as_secs_f32();
        eprintln!("{seconds:6.1} s  {name}: {places} places ({form})");
    }
    let bytes = builder.build().into_diagnostic()?;
    let output = args.output.display();
    fs::write(&args.output, &bytes)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot write {output}"))?;
    // Read back, so that a file which would not load is not left unnoticed.
    let written = data::gazetteer(Some(args.output.clone()))?;
    eprintln!(
        "{:6.1} s  {output}: {} places, {} names, {} bytes, version {}",
        began.elapsed().as_secs_f32(),
        written.place_count(),
        written.name_count(),
        bytes.len(),
        written.version(),
    );
    Ok(Exit::Success)
}

fn add(
    builder: &mut GazetteerBuilder,
    path: &Path,
    form: Option<Form>,
) -> miette::Result<(Form, usize)> {
    let name = path.display().to_string();
    let table = fs::read_to_string(path)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot read {name}"))?;
    let form = form.or_else(|| Form::of(&table)).ok_or_else(|| {
        miette!(
            "{name} is not recognised: the first line must be sitrep's header, 19 columns of \
             GeoNames, or name ADM1_PCODE; --form says what it is"
        )
    })?;
    let places = match form {
        Form::Places => builder.add_places(&name, &table),
        Form::Geonames => builder.add_geonames(&name, &table),
        Form::Ocha => builder.add_ocha(&name, &table),
    }
    .into_diagnostic()?;
    Ok((form, places))
}

fn lookup(args: &LookupArgs) -> miette::Result<Exit> {
    let gazetteer = data::gazetteer(args.gazetteer.clone())?;
    let found = gazetteer.lookup(&args.name);
    if found.is_empty() {
        eprintln!("sitrep: no place is called '{}'", args.name);
        return Ok(Exit::CheckFailed);
    }
    let mut table = table::with_header(["Name", "Kind", "In", "Point", "Population", "Source"]);
    for place in found.iter().take(args.limit) {
        table.add_row([
            place.name.to_owned(),
            place.kind_word().to_owned(),
            containment(place),
            place
                .point
                .map_or(String::new(), |(lat, lon)| format!("{lat:.4}, {lon:.4}")),
            match place.population {
                0 => String::new(),
                people => people.to_string(),
            },
            match place.source {
                SourceRef::GeoNames(id) => format!("gn{id}"),
                SourceRef::WhosOnFirst(id) => format!("wof{id}"),
                SourceRef::Other(id) => id.to_owned(),
            },
        ]);
    }
    outln!("{table}")?;
    if let Some(more) = found.len().checked_sub(args.limit).filter(|more| *more > 0) {
        eprintln!("and {more} more; --limit shows them");
    }
    Ok(Exit::Success)
}

/// "Afrin, Aleppo, SY".
fn containment(place: &PlaceFacts<'_>) -> String {
    let parts = [place.admin2, place.admin1, place.country];
    let known: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    known.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_recognised_by_their_first_line() {
        let geonames =
            "1\ta\ta\t\t1.0\t2.0\tP\tPPL\tSY\t\t01\t\t\t\t5\t\t9\tAsia/Damascus\t2020-01-01\n";
        assert_eq!(Form::of(geonames), Some(Form::Geonames));
        assert_eq!(
            Form::of("# note\nname\talt_names\tkind\n"),
            Some(Form::Places)
        );
        assert_eq!(
            Form::of("ADM0_EN,ADM0_PCODE,ADM1_EN,ADM1_PCODE\n"),
            Some(Form::Ocha)
        );
        assert_eq!(Form::of("id;name\n"), None);
    }
}
