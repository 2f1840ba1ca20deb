//! The options that lay data files over the built-in ones, the same for every command
//! that codes or looks something up.

use std::path::PathBuf;

use clap::Args;
use miette::{IntoDiagnostic as _, WrapErr as _};
use sitrep_coder::{Coder, Gazetteer};
use sitrep_enrich::DataFiles;

/// Data files beside the built-in ones.
#[derive(Clone, Debug, Args)]
pub(crate) struct DataArgs {
    /// Folder to lay over the built-in data: tables of the lexicon (*.tsv), frames/, quantity/.
    #[arg(long, value_name = "DIR")]
    lexicon: Option<PathBuf>,

    /// A gazetteer of `sitrep gazetteer build` to use instead of the built-in one.
    #[arg(long, value_name = "FILE")]
    gazetteer: Option<PathBuf>,
}

impl DataArgs {
    /// The coder with these files.
    pub(crate) fn coder(&self) -> miette::Result<Coder> {
        self.files()
            .load()
            .into_diagnostic()
            .wrap_err("the data files do not load")
    }

    fn files(&self) -> DataFiles {
        DataFiles {
            overrides: self.lexicon.clone(),
            gazetteer: self.gazetteer.clone(),
        }
    }
}

/// The gazetteer of a file, or the built-in one.
pub(crate) fn gazetteer(file: Option<PathBuf>) -> miette::Result<Gazetteer> {
    let files = DataFiles {
        overrides: None,
        gazetteer: file,
    };
    files
        .gazetteer()
        .into_diagnostic()
        .wrap_err("the gazetteer does not load")
}
