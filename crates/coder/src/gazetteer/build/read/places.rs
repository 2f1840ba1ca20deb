//! sitrep's own table of places.

use super::{At, ReadError};
use crate::analysis::PlaceKind;
use crate::gazetteer::build::PlaceRow;

const HEADER: &str =
    "name\talt_names\tkind\tcountry_iso2\tadmin1\tadmin2\tlat\tlon\tpopulation\tsource_id";

/// Reads the table; lines that are empty or begin with `#` are skipped.
pub(in crate::gazetteer::build) fn places(
    file: &str,
    table: &str,
) -> Result<Vec<PlaceRow>, ReadError> {
    let mut lines = table
        .lines()
        .enumerate()
        .map(|(index, text)| {
            (
                At {
                    file,
                    line: index + 1,
                },
                text,
            )
        })
        .filter(|(_, text)| !text.is_empty() && !text.starts_with('#'));
    match lines.next() {
        Some((_, HEADER)) => {}
        Some((at, _)) => return Err(at.error(format!("expected the header {HEADER:?}"))),
        None => return Err(At { file, line: 1 }.error("the table is empty")),
    }
    lines.map(|(at, text)| row(at, text)).collect()
}

fn row(at: At<'_>, text: &str) -> Result<PlaceRow, ReadError> {
    let fields: Vec<&str> = text.split('\t').collect();
    let [
        name,
        variants,
        kind,
        country,
        admin1,
        admin2,
        lat,
        lon,
        population,
        source,
    ] = fields[..]
    else {
        return Err(at.error(format!(
            "{} columns, expected 10 separated by tabs",
            fields.len()
        )));
    };
    if name.is_empty() {
        return Err(at.error("the name is empty"));
    }
    Ok(PlaceRow {
        name: name.to_owned(),
        variants: variants
            .split('|')
            .filter(|v| !v.is_empty())
            .map(str::to_owned)
            .collect(),
        kind: self::kind(kind).ok_or_else(|| at.error(format!("{kind:?} is no kind of place")))?,
        country: country.to_owned(),
        admin1: admin1.to_owned(),
        admin2: admin2.to_owned(),
        point: at.point(lat, lon)?,
        population: at.population(population)?,
        // "hand;members=…" names how a point was made, not an id.
        source_id: source.split(';').next().unwrap_or_default().to_owned(),
    })
}

fn kind(word: &str) -> Option<PlaceKind> {
    Some(match word {
        "neighbourhood" => PlaceKind::Neighbourhood,
        "facility" => PlaceKind::Facility,
        "village" => PlaceKind::Village,
        "town" => PlaceKind::Town,
        "city" => PlaceKind::City,
        "landform" => PlaceKind::Landform,
        "adm3" => PlaceKind::Admin3,
        "adm2" => PlaceKind::Admin2,
        "adm1" => PlaceKind::Admin1,
        "country" => PlaceKind::Country,
        "region" => PlaceKind::Region,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_becomes_a_place() {
        let table = format!(
            "# comment\n{HEADER}\nSarmin\tSarmeen|سرمين\ttown\tSY\tIdlib\tIdlib\t35.9033\t36.7258\t14530\tgn172955\n"
        );
        let rows = places("test.tsv", &table).unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].variants, ["Sarmeen", "سرمين"]);
        assert_eq!(rows[0].point, Some((35.9033, 36.7258)));
    }

    #[test]
    fn a_bad_line_is_named() {
        let table =
            format!("{HEADER}\nSarmin\t\ttown\tSY\tIdlib\tIdlib\t95.0\t36.7258\t14530\tgn1\n");
        let error = places("test.tsv", &table).unwrap_err();
        assert_eq!(
            error.to_string(),
            "test.tsv:2: \"95.0\" is no coordinate within ±90"
        );
        assert!(places("test.tsv", "name\n").is_err());
    }
}
