//! The coder's data as an operator extends it: a folder of lexicon tables laid over the
//! built-in ones, and a gazetteer in place of the built-in one. Prevents the command line
//! and the service from reading the same files differently.

use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{fs, io};

use sitrep_coder::{Coder, CoderError, FormatError, Gazetteer, Source};

/// Data files beside the built-in ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DataFiles {
    /// A folder of lexicon tables (`*.tsv`) that are laid over the built-in ones in the
    /// order of their names.
    pub overrides: Option<PathBuf>,
    /// A gazetteer that `sitrep gazetteer build` wrote, instead of the built-in one.
    pub gazetteer: Option<PathBuf>,
}

/// Data files that cannot be used. Retrying does not help: a file has to be corrected.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// A file or folder cannot be read.
    #[error("cannot read {}: {error}", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
    /// The gazetteer file is damaged or of another version.
    #[error("{}: {error}", path.display())]
    Gazetteer {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        error: FormatError,
    },
    /// A table of the lexicon is wrong.
    #[error(transparent)]
    Lexicon(#[from] CoderError),
}

/// A table of the folder of overrides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverrideFile {
    /// The file's name; it says which table is meant.
    pub name: String,
    /// Its text.
    pub text: String,
}

impl OverrideFile {
    /// The file as the coder takes it.
    pub fn source(&self) -> Source<'_> {
        Source {
            name: &self.name,
            text: &self.text,
        }
    }
}

/// What a data file was like when it was looked at.
pub(crate) type Fingerprint = Vec<(PathBuf, Option<(SystemTime, u64)>)>;

impl DataFiles {
    /// Whether there is nothing but the built-in data.
    pub fn is_empty(&self) -> bool {
        self.overrides.is_none() && self.gazetteer.is_none()
    }

    /// A coder with these files.
    ///
    /// # Errors
    /// When a file cannot be read or used; the error names file and line.
    pub fn load(&self) -> Result<Coder, DataError> {
        let overrides = match &self.overrides {
            Some(folder) => override_files(folder)?,
            None => Vec::new(),
        };
        let sources: Vec<Source<'_>> = overrides.iter().map(OverrideFile::source).collect();
        Ok(Coder::with(self.gazetteer()?, &sources)?)
    }

    /// The gazetteer in force.
    ///
    /// # Errors
    /// When the file cannot be read or used.
    pub fn gazetteer(&self) -> Result<Gazetteer, DataError> {
        let path = self.gazetteer.clone().unwrap_or_default();
        match &self.gazetteer {
            Some(file) => fs::read(file)
                .map_err(|error| unreadable(file, error))
                .map(Gazetteer::from_bytes)?,
            None => Gazetteer::bundled(),
        }
        .map_err(|error| DataError::Gazetteer { path, error })
    }

    /// Times and sizes of the files; another one means that a file was changed.
    pub(crate) fn fingerprint(&self) -> Fingerprint {
        let folder = self.overrides.iter();
        let tables = folder.flat_map(|folder| tables(folder).unwrap_or_default());
        tables
            .chain(self.gazetteer.clone())
            .map(|path| {
                let found = fs::metadata(&path).ok();
                let state = found.and_then(|found| Some((found.modified().ok()?, found.len())));
                (path, state)
            })
            .collect()
    }
}

/// The tables of a folder, in the order of their names. Other files may lie beside them.
///
/// # Errors
/// When the folder or a table cannot be read.
pub fn override_files(folder: &Path) -> Result<Vec<OverrideFile>, DataError> {
    tables(folder)
        .map_err(|error| unreadable(folder, error))?
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).map_err(|error| unreadable(&path, error))?;
            let name = path.file_name().unwrap_or_default();
            let name = name.to_string_lossy().into_owned();
            Ok(OverrideFile { name, text })
        })
        .collect()
}

fn tables(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if !hidden && path.extension().is_some_and(|extension| extension == "tsv") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn unreadable(path: &Path, error: io::Error) -> DataError {
    DataError::Unreadable {
        path: path.to_owned(),
        error,
    }
}
