//! OCHA administrative tables (common operational datasets, COD-AB and gazetteers), saved
//! as CSV or TSV: a column per level and language, one row per lowest unit.

use std::collections::BTreeSet;

use super::{At, ReadError};
use crate::analysis::PlaceKind;
use crate::gazetteer::build::PlaceRow;

const LEVELS: [PlaceKind; 3] = [PlaceKind::Admin1, PlaceKind::Admin2, PlaceKind::Admin3];

/// Reads a table with `ADM1_EN`/`ADM1_PCODE` … columns of any language suffix. Units of
/// higher levels are made once each, without a point: a table of lowest units has none.
pub(in crate::gazetteer::build) fn ocha(
    file: &str,
    table: &str,
) -> Result<Vec<PlaceRow>, ReadError> {
    let mut lines = table
        .lines()
        .enumerate()
        .filter(|(_, text)| !text.trim().is_empty());
    let Some((_, header)) = lines.next() else {
        return Err(At { file, line: 1 }.error("the table is empty"));
    };
    let separator = if header.contains('\t') { '\t' } else { ',' };
    let columns = Columns::find(At { file, line: 1 }, &split(header, separator))?;
    let mut seen = BTreeSet::new();
    let mut rows = Vec::new();
    for (index, text) in lines {
        let at = At {
            file,
            line: index + 1,
        };
        columns.rows(at, &split(text, separator), &mut seen, &mut rows)?;
    }
    Ok(rows)
}

struct Columns {
    country: usize,
    /// English (else first) name, names in other languages, and code of each level.
    levels: Vec<(usize, Vec<usize>, usize)>,
    point: Option<(usize, usize)>,
}

impl Columns {
    fn find(at: At<'_>, header: &[String]) -> Result<Self, ReadError> {
        let upper: Vec<String> = header
            .iter()
            .map(|name| name.trim().to_ascii_uppercase())
            .collect();
        let position = |wanted: &[&str]| {
            upper
                .iter()
                .position(|name| wanted.contains(&name.as_str()))
        };
        let level = |level: usize| {
            let code = position(&[&format!("ADM{level}_PCODE")])?;
            let prefix = format!("ADM{level}_");
            let names: Vec<usize> = (0..upper.len())
                .filter(|&i| {
                    upper[i]
                        .strip_prefix(&prefix)
                        .is_some_and(|suffix| suffix.len() == 2)
                })
                .collect();
            let main = position(&[&format!("{prefix}EN")]).or(names.first().copied())?;
            let others = names.into_iter().filter(|&name| name != main).collect();
            Some((main, others, code))
        };
        let missing =
            || at.error("no ADM0_PCODE, or no ADM1_PCODE with a name column such as ADM1_EN");
        let levels: Vec<_> = (1..=LEVELS.len()).map_while(level).collect();
        Ok(Self {
            country: position(&["ADM0_PCODE"])
                .filter(|_| !levels.is_empty())
                .ok_or_else(missing)?,
            levels,
            point: position(&["LATITUDE", "LAT", "POINT_Y", "Y"]).zip(position(&[
                "LONGITUDE",
                "LON",
                "POINT_X",
                "X",
            ])),
        })
    }

    fn rows(
        &self,
        at: At<'_>,
        fields: &[String],
        seen: &mut BTreeSet<String>,
        rows: &mut Vec<PlaceRow>,
    ) -> Result<(), ReadError> {
        let field = |index: usize| fields.get(index).map(|f| f.trim()).unwrap_or_default();
        let name_of = |level: usize| {
            self.levels
                .get(level)
                .map(|l| field(l.0))
                .unwrap_or_default()
        };
        for (level, (main, others, code)) in self.levels.iter().enumerate() {
            let (name, code) = (field(*main), field(*code));
            if name.is_empty() || code.is_empty() || !seen.insert(code.to_owned()) {
                continue;
            }
            let point = match self.point {
                Some((lat, lon)) if level + 1 == self.levels.len() => {
                    at.point(field(lat), field(lon))?
                }
                _ => None,
            };
            let country = field(self.country);
            if country.len() < 2 || !country.is_char_boundary(2) {
                return Err(at.error(format!("{country:?} is no country code")));
            }
            rows.push(PlaceRow {
                name: name.to_owned(),
                variants: others
                    .iter()
                    .map(|&o| field(o))
                    .filter(|v| !v.is_empty())
                    .map(str::to_owned)
                    .collect(),
                kind: LEVELS[level],
                country: country[..2].to_owned(),
                admin1: name_of(0).to_owned(),
                admin2: if level >= 1 {
                    name_of(1).to_owned()
                } else {
                    String::new()
                },
                point,
                population: 0,
                source_id: code.to_owned(),
            });
        }
        Ok(())
    }
}

/// The fields of a line; a field in double quotes may hold the separator.
fn split(line: &str, separator: char) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        if letter == '"' {
            quoted = !quoted;
        } else if letter == separator && !quoted {
            fields.push(String::new());
        } else if let Some(field) = fields.last_mut() {
            field.push(letter);
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_becomes_one_unit() {
        let table = "ADM0_PCODE,ADM1_EN,ADM1_PCODE,ADM2_EN,ADM2_AR,ADM2_PCODE,lat,lon\n\
                     SY,Idlib,SY07,\"Harim, district\",حارم,SY0703,36.2,36.5\n\
                     SY,Idlib,SY07,Ariha,أريحا,SY0705,35.8,36.6\n";
        let rows = ocha("syr.csv", table).unwrap();
        let names: Vec<_> = rows
            .iter()
            .map(|row| (row.name.as_str(), row.kind))
            .collect();
        assert_eq!(
            names,
            [
                ("Idlib", PlaceKind::Admin1),
                ("Harim, district", PlaceKind::Admin2),
                ("Ariha", PlaceKind::Admin2)
            ]
        );
        assert_eq!(rows[1].point, Some((36.2, 36.5)));
    }

    #[test]
    fn a_table_without_codes_is_refused() {
        assert!(ocha("x.csv", "name,lat\nA,1\n").is_err());
    }
}
