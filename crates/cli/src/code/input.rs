//! Where documents come from: files, folders and standard input, as text, JSON or JSON
//! lines. Lines are read as they are needed, so that input of any length streams.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read as _},
    path::{Path, PathBuf},
};

use serde_json::{Value, json, value::RawValue};
use sitrep_ingest::Shape;

/// Extensions read in a folder; in a named file the content decides where they do not say.
const EXTENSIONS: &[&str] = &["txt", "json", "jsonl", "ndjson"];

/// One document as found, or why it could not be read.
#[derive(Debug)]
pub(crate) struct RawDocument {
    /// Where it stood, for messages: "file" or "file:line".
    pub(crate) origin: String,
    /// Its content.
    pub(crate) content: Result<Content, String>,
}

/// The content of a document.
#[derive(Debug)]
pub(crate) enum Content {
    /// A JSON record in some scraper's shape.
    Record(Vec<u8>),
    /// Plain text, wrapped as a plain record.
    Text(Vec<u8>),
}

impl Content {
    /// The JSON record.
    pub(crate) fn json(&self) -> &[u8] {
        match self {
            Self::Record(json) | Self::Text(json) => json,
        }
    }

    /// The shape, where it is known beforehand.
    pub(crate) fn shape(&self) -> Option<Shape> {
        match self {
            Self::Record(_) => None,
            Self::Text(_) => Some(Shape::Plain),
        }
    }
}

/// All documents of the named files, in order.
pub(crate) struct Documents {
    files: std::vec::IntoIter<PathBuf>,
    current: Option<Box<dyn Iterator<Item = RawDocument> + Send>>,
}

impl Documents {
    /// Lists the files. Folders are replaced by the documents in them, sorted by name.
    ///
    /// # Errors
    /// When a folder cannot be read; a file that cannot be read becomes an unreadable document.
    pub(crate) fn open(paths: &[PathBuf]) -> io::Result<Self> {
        let mut files = Vec::new();
        for path in paths {
            if path.is_dir() {
                files.extend(documents_in(path)?);
            } else {
                files.push(path.clone());
            }
        }
        Ok(Self {
            files: files.into_iter(),
            current: None,
        })
    }
}

impl Iterator for Documents {
    type Item = RawDocument;

    fn next(&mut self) -> Option<RawDocument> {
        loop {
            if let Some(document) = self.current.as_mut().and_then(Iterator::next) {
                return Some(document);
            }
            let path = self.files.next()?;
            let name = if path == Path::new("-") {
                "standard input".into()
            } else {
                path.display().to_string()
            };
            match documents_of(&path, name.clone()) {
                Ok(documents) => self.current = Some(documents),
                Err(error) => {
                    return Some(RawDocument {
                        origin: name,
                        content: Err(error.to_string()),
                    });
                }
            }
        }
    }
}

fn documents_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in folder.read_dir().map_err(|error| named(&error, folder))? {
        let path = entry?.path();
        if path
            .extension()
            .and_then(|extension| extension.to_str())
            .is_some_and(|it| EXTENSIONS.contains(&it))
        {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn named(error: &io::Error, path: &Path) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

fn documents_of(
    path: &Path,
    name: String,
) -> io::Result<Box<dyn Iterator<Item = RawDocument> + Send>> {
    let reader: Box<dyn BufRead + Send> = if path == Path::new("-") {
        Box::new(BufReader::new(io::stdin()))
    } else {
        Box::new(BufReader::new(File::open(path)?))
    };
    let extension = path
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default();
    match extension {
        "jsonl" | "ndjson" => Ok(Box::new(lines(reader, name, Vec::new()))),
        "txt" => Ok(Box::new(std::iter::once(text(reader, name)?))),
        _ => sniffed(reader, name),
    }
}

/// Decides by the first line: a complete JSON object is the first of JSON lines, another
/// beginning of JSON a whole file of it, anything else text.
fn sniffed(
    mut reader: Box<dyn BufRead + Send>,
    name: String,
) -> io::Result<Box<dyn Iterator<Item = RawDocument> + Send>> {
    let mut head = Vec::new();
    while head.trim_ascii().is_empty() && reader.read_until(b'\n', &mut head)? > 0 {}
    let first = head.trim_ascii();
    if first.starts_with(b"{") && serde_json::from_slice::<&RawValue>(first).is_ok() {
        return Ok(Box::new(lines(reader, name, head)));
    }
    let is_json = first.starts_with(b"{") || first.starts_with(b"[");
    let mut all = head;
    reader.read_to_end(&mut all)?;
    if is_json {
        return Ok(Box::new(json_documents(&all, &name).into_iter()));
    }
    Ok(Box::new(std::iter::once(text(io::Cursor::new(all), name)?)))
}

/// One document a line; blank lines are skipped.
fn lines(
    mut reader: Box<dyn BufRead + Send>,
    name: String,
    first: Vec<u8>,
) -> impl Iterator<Item = RawDocument> + Send {
    let mut number = 0_u64;
    let mut read_ahead = (!first.is_empty()).then_some(first);
    std::iter::from_fn(move || {
        loop {
            let mut line = Vec::new();
            if let Some(first) = read_ahead.take() {
                line = first;
            } else if let Err(error) = reader.read_until(b'\n', &mut line) {
                return Some(RawDocument {
                    origin: name.clone(),
                    content: Err(error.to_string()),
                });
            }
            number += 1;
            if line.is_empty() {
                return None;
            }
            let record = line.trim_ascii();
            if !record.is_empty() {
                let origin = format!("{name}:{number}");
                return Some(RawDocument {
                    origin,
                    content: Ok(Content::Record(record.to_vec())),
                });
            }
        }
    })
}

/// A whole JSON file: one object, or an array of objects.
fn json_documents(json: &[u8], name: &str) -> Vec<RawDocument> {
    let items = serde_json::from_slice::<Vec<&RawValue>>(json);
    let record = |bytes: &[u8]| Ok(Content::Record(bytes.to_vec()));
    match items {
        Ok(items) => (1..)
            .zip(items)
            .map(|(number, item)| RawDocument {
                origin: format!("{name}#{number}"),
                content: record(item.get().as_bytes()),
            })
            .collect(),
        // An object, or something broken: ingest says what is wrong with it.
        Err(_) => vec![RawDocument {
            origin: name.to_owned(),
            content: record(json),
        }],
    }
}

/// Plain text becomes a plain record; invalid UTF-8 is replaced, as ingest does.
fn text(mut reader: impl BufRead, name: String) -> io::Result<RawDocument> {
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes)?;
    let record: Value = json!({ "text": String::from_utf8_lossy(&bytes) });
    Ok(RawDocument {
        origin: name,
        content: Ok(Content::Text(record.to_string().into_bytes())),
    })
}
