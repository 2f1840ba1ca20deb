//! The coder's data as an operator extends it: a folder of tables and frames laid over the
//! built-in ones, and a gazetteer in place of the built-in one. Prevents the command line
//! and the service from reading the same files differently.

use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{fs, io};

use sitrep_coder::{Coder, CoderError, FormatError, Gazetteer, Source};

/// Data files beside the built-in ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DataFiles {
    /// A folder laid over the built-in data: tables of the lexicon (`*.tsv`), and in it
    /// `frames` (`*.toml`, `*.tsv`) and `quantity` (`*.tsv`). The files of each folder are
    /// read in the order of their names.
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
    /// A table or a file of frames is wrong.
    #[error(transparent)]
    Table(#[from] CoderError),
}

/// A file of the folder of overrides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverrideFile {
    /// Its path in that folder, with `/`; it says which table is meant.
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
        let files = folder.flat_map(|folder| files(folder).unwrap_or_default());
        let files = files.map(|(path, _)| path);
        files
            .chain(self.gazetteer.clone())
            .map(|path| {
                let found = fs::metadata(&path).ok();
                let state = found.and_then(|found| Some((found.modified().ok()?, found.len())));
                (path, state)
            })
            .collect()
    }
}

/// Where files of overrides lie, and the endings by which they are known. Anything else in
/// these folders is left alone.
const FOLDERS: [(&str, &[&str]); 3] = [
    ("", &["tsv"]),
    ("frames/", &["toml", "tsv"]),
    ("quantity/", &["tsv"]),
];

/// The files of a folder of overrides, by folder and name.
///
/// # Errors
/// When the folder or a file cannot be read.
pub fn override_files(folder: &Path) -> Result<Vec<OverrideFile>, DataError> {
    files(folder)
        .map_err(|error| unreadable(folder, error))?
        .into_iter()
        .map(|(path, name)| {
            let text = fs::read_to_string(&path).map_err(|error| unreadable(&path, error))?;
            Ok(OverrideFile { name, text })
        })
        .collect()
}

/// Each file with its path in the folder.
fn files(folder: &Path) -> io::Result<Vec<(PathBuf, String)>> {
    let mut files = Vec::new();
    for (below, endings) in FOLDERS {
        let place = folder.join(below);
        if !below.is_empty() && !place.is_dir() {
            continue;
        }
        let first = files.len();
        for entry in fs::read_dir(place)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
            if !name.starts_with('.') && endings.contains(&ending) {
                let name = format!("{below}{name}");
                files.push((path, name));
            }
        }
        files[first..].sort();
    }
    Ok(files)
}

fn unreadable(path: &Path, error: io::Error) -> DataError {
    DataError::Unreadable {
        path: path.to_owned(),
        error,
    }
}
