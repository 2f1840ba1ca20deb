//! The service's configuration, beside what every service has.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sitrep_contract::topics;
use sitrep_service::{Configuration, Problem};
use sitrep_stream::PipeConfig;

use crate::DataFiles;

/// The sections of `enrich.toml`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Config {
    /// From which topic to which, and how.
    pub pipe: PipeConfig,
    /// `[lexicon]`
    pub lexicon: LexiconConfig,
    /// `[gazetteer]`
    pub gazetteer: GazetteerConfig,
}

/// Who and what the coder knows.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct LexiconConfig {
    /// A folder of tables laid over the built-in ones; changes are taken up while running.
    pub overrides: Option<PathBuf>,
}

/// The places that the coder knows.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct GazetteerConfig {
    /// A file of `sitrep gazetteer build` instead of the built-in gazetteer.
    pub file: Option<PathBuf>,
}

impl Config {
    /// The pipe, with enrich's own group and topics where none are given.
    pub fn pipe(&self) -> PipeConfig {
        self.pipe
            .clone()
            .or_else("sitrep-enrich", topics::ARTICLES, topics::CODED)
    }

    /// The data files beside the built-in ones.
    pub fn data_files(&self) -> DataFiles {
        DataFiles {
            overrides: self.lexicon.overrides.clone(),
            gazetteer: self.gazetteer.file.clone(),
        }
    }
}

impl Configuration for Config {
    fn problems(&self) -> Vec<Problem> {
        let pipe = self.pipe().validate().err();
        let pipe =
            pipe.map(|error| Problem::new(format!("pipe.{}", error.setting), error.problem, ""));
        let folder = self.lexicon.overrides.as_deref();
        let folder = folder.filter(|path| !path.is_dir()).map(|path| {
            let help = "give a folder with tables (docs/data-files.md), or leave the key out";
            missing("lexicon.overrides", "folder", path, help)
        });
        let file = self.gazetteer.file.as_deref();
        let file = file.filter(|path| !path.is_file()).map(|path| {
            let help = "give a file of `sitrep gazetteer build`, or leave the key out";
            missing("gazetteer.file", "file", path, help)
        });
        pipe.into_iter().chain(folder).chain(file).collect()
    }
}

fn missing(key: &str, what: &str, path: &Path, help: &str) -> Problem {
    Problem::new(key, format!("is no {what}: {}", path.display()), help)
}
