//! Tab-separated tables: comment lines, one header line, rows. Prevents a mistyped data
//! file from being read as something else: every error names file and line.

use jiff::civil::Date;

use crate::CoderError;

/// One row of a table; its cells are trimmed and as many as the columns.
#[derive(Clone, Debug)]
pub(crate) struct Row<'a> {
    /// The file's name.
    pub(crate) file: &'a str,
    /// Line number, from 1.
    pub(crate) line: usize,
    cells: Vec<&'a str>,
}

/// Reads a table that must have exactly these columns. Lines that are empty or start
/// with `#` are comments; missing cells at a row's end are empty.
pub(crate) fn parse<'a>(
    file: &'a str,
    text: &'a str,
    columns: &[&str],
) -> Result<Vec<Row<'a>>, CoderError> {
    let mut lines = text
        .lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line))
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    let Some((line, header)) = lines.next() else {
        return Err(CoderError::at(file, 0, "no header line; add one"));
    };
    if !header
        .split('\t')
        .map(str::trim)
        .eq(columns.iter().copied())
    {
        let wanted = columns.join(", ");
        return Err(CoderError::at(
            file,
            line,
            format!("the columns must be: {wanted} (separated by tabs)"),
        ));
    }
    lines
        .map(|(line, text)| {
            let mut cells: Vec<&str> = text.split('\t').map(str::trim).collect();
            if cells.len() > columns.len() {
                let (found, wanted) = (cells.len(), columns.len());
                return Err(CoderError::at(
                    file,
                    line,
                    format!("{found} cells where {wanted} are expected; remove tabs"),
                ));
            }
            cells.resize(columns.len(), "");
            Ok(Row { file, line, cells })
        })
        .collect()
}

impl<'a> Row<'a> {
    /// The cell of a column; empty where the table gives nothing.
    pub(crate) fn cell(&self, column: usize) -> &'a str {
        self.cells.get(column).copied().unwrap_or_default()
    }

    /// The cell, or `None` where it is empty.
    pub(crate) fn optional(&self, column: usize) -> Option<&'a str> {
        Some(self.cell(column)).filter(|cell| !cell.is_empty())
    }

    /// The cell, which must not be empty.
    pub(crate) fn required(&self, column: usize, name: &str) -> Result<&'a str, CoderError> {
        self.optional(column)
            .ok_or_else(|| self.error(format!("column '{name}' is empty; fill it")))
    }

    /// The cell's parts between bars.
    pub(crate) fn list(&self, column: usize) -> impl Iterator<Item = &'a str> + use<'a> {
        self.cell(column)
            .split('|')
            .map(str::trim)
            .filter(|part| !part.is_empty())
    }

    /// An error at this row.
    pub(crate) fn error(&self, problem: impl Into<String>) -> CoderError {
        CoderError::at(self.file, self.line, problem)
    }

    /// The first day of the date in a column: `2017`, `2017-01` or `2017-01-28`.
    pub(crate) fn first_day(&self, column: usize) -> Result<Option<Date>, CoderError> {
        self.day(self.cell(column), false)
    }

    /// The last day of the date in a column.
    pub(crate) fn last_day(&self, column: usize) -> Result<Option<Date>, CoderError> {
        self.day(self.cell(column), true)
    }

    /// Reads `2017`, `2017-01` or `2017-01-28` as its first or last day; empty is open.
    pub(crate) fn day(&self, text: &str, last: bool) -> Result<Option<Date>, CoderError> {
        if text.is_empty() {
            return Ok(None);
        }
        let wrong = || {
            self.error(format!(
                "'{text}' is no date; write YYYY, YYYY-MM or YYYY-MM-DD"
            ))
        };
        let mut parts = text.split('-');
        let year = parts.next().and_then(|part| part.parse::<i16>().ok());
        let month = parts.next().map(str::parse::<i8>).transpose();
        let day = parts.next().map(str::parse::<i8>).transpose();
        let (Some(year), Ok(month), Ok(day), None) = (year, month, day, parts.next()) else {
            return Err(wrong());
        };
        let edge_month = if last { 12 } else { 1 };
        let first =
            Date::new(year, month.unwrap_or(edge_month), day.unwrap_or(1)).map_err(|_| wrong())?;
        Ok(Some(if last && day.is_none() {
            first.last_of_month()
        } else {
            first
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_file_and_line() {
        let error = parse("a.tsv", "# why\nid\tname\nx\ty\tz\n", &["id", "name"]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "a.tsv:3: 3 cells where 2 are expected; remove tabs"
        );
    }

    #[test]
    fn a_partial_date_means_its_first_or_last_day() {
        let rows = parse("a.tsv", "from\tto\n2017-01\t2016\n", &["from", "to"]).unwrap();
        assert_eq!(
            rows[0].first_day(0).unwrap(),
            Some(jiff::civil::date(2017, 1, 1))
        );
        assert_eq!(
            rows[0].last_day(0).unwrap(),
            Some(jiff::civil::date(2017, 1, 31))
        );
        assert_eq!(
            rows[0].last_day(1).unwrap(),
            Some(jiff::civil::date(2016, 12, 31))
        );
    }
}
