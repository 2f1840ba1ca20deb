//! Readers of the tables that people have: sitrep's own, GeoNames dumps, OCHA tables.
//! Prevents a shifted column from becoming thousands of wrong places: every bad line is
//! an error that names file and line.

mod geonames;
mod ocha;
mod places;

pub(super) use geonames::geonames;
pub(super) use ocha::ocha;
pub(super) use places::places;

/// A table that could not be read.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {problem}")]
pub struct ReadError {
    /// The file's name as the caller gave it.
    pub file: String,
    /// Line number, from 1.
    pub line: usize,
    /// What is wrong and what is expected.
    pub problem: String,
}

/// The line an error belongs to.
#[derive(Clone, Copy)]
struct At<'a> {
    file: &'a str,
    line: usize,
}

impl At<'_> {
    fn error(self, problem: impl Into<String>) -> ReadError {
        ReadError {
            file: self.file.to_owned(),
            line: self.line,
            problem: problem.into(),
        }
    }

    /// A point from two decimal fields; `None` when either is empty.
    fn point(self, lat: &str, lon: &str) -> Result<Option<(f64, f64)>, ReadError> {
        if lat.is_empty() || lon.is_empty() {
            return Ok(None);
        }
        let degrees = |field: &str, limit: f64| match field.trim().parse::<f64>() {
            Ok(value) if value.abs() <= limit => Ok(value),
            _ => Err(self.error(format!("{field:?} is no coordinate within ±{limit}"))),
        };
        Ok(Some((degrees(lat, 90.0)?, degrees(lon, 180.0)?)))
    }

    /// A population; 0 when the field is empty.
    fn population(self, field: &str) -> Result<u32, ReadError> {
        if field.is_empty() {
            return Ok(0);
        }
        let count = field
            .parse::<u64>()
            .map_err(|_| self.error(format!("{field:?} is no population")))?;
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }
}
