//! The files that a trainer reads: corpora in JSON lines, told apart by their names.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use miette::{IntoDiagnostic as _, WrapErr as _, miette};

/// A corpus: its file and what was read from it.
pub(super) type Corpus<S> = (PathBuf, Vec<S>);

/// The corpora to train on: those whose names hold "train".
pub(super) fn to_train<S>(
    data: &[PathBuf],
    parse: fn(&str) -> miette::Result<Vec<S>>,
) -> miette::Result<Vec<Corpus<S>>> {
    let found = corpora(data, "train", parse)?;
    if found.is_empty() {
        return Err(miette!(
            "no *train*.jsonl; --data names the corpora or their folder"
        ));
    }
    for (path, sentences) in &found {
        eprintln!("{}: {} sentences", path.display(), sentences.len());
    }
    Ok(found)
}

/// The corpora to measure on: those whose names hold "dev".
pub(super) fn to_measure<S>(
    data: &[PathBuf],
    parse: fn(&str) -> miette::Result<Vec<S>>,
) -> miette::Result<Vec<Corpus<S>>> {
    corpora(data, "dev", parse)
}

/// Writes weights and says how large they are.
pub(super) fn write(output: &Path, bytes: &[u8]) -> miette::Result<()> {
    fs::write(output, bytes)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot write {}", output.display()))?;
    outln!("{}: {} bytes", output.display(), bytes.len())?;
    Ok(())
}

/// The corpora whose names hold a word, those of a folder in the order of their names.
fn corpora<S>(
    data: &[PathBuf],
    word: &str,
    parse: fn(&str) -> miette::Result<Vec<S>>,
) -> miette::Result<Vec<Corpus<S>>> {
    let mut paths = Vec::new();
    for path in data {
        if path.is_dir() {
            paths.extend(files(path)?);
        } else {
            paths.push(path.clone());
        }
    }
    paths.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.contains(word) && name.ends_with(".jsonl")
    });
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).into_diagnostic();
        let sentences = text
            .and_then(|text| parse(&text))
            .wrap_err_with(|| format!("in {}", path.display()))?;
        Ok((path, sentences))
    };
    paths.into_iter().map(read).collect()
}

fn files(folder: &Path) -> miette::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).and_then(|entries| {
        let paths = entries.map(|entry| Ok(entry?.path()));
        paths.collect::<io::Result<Vec<PathBuf>>>()
    });
    let mut paths = entries
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot read {}", folder.display()))?;
    paths.sort();
    Ok(paths)
}
