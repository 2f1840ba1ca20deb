//! GeoNames dumps: 19 tab-separated columns, described at
//! download.geonames.org/export/dump/readme.txt.

use rustc_hash::FxHashMap;

use super::{At, ReadError};
use crate::analysis::PlaceKind;
use crate::gazetteer::build::PlaceRow;

/// Reads a dump. The names of the first- and second-level units come from its own ADM1
/// and ADM2 rows.
pub(in crate::gazetteer::build) fn geonames(
    file: &str,
    table: &str,
) -> Result<Vec<PlaceRow>, ReadError> {
    let records = table
        .lines()
        .enumerate()
        .filter(|(_, text)| !text.is_empty())
        .map(|(index, text)| {
            Record::read(
                At {
                    file,
                    line: index + 1,
                },
                text,
            )
        })
        .collect::<Result<Vec<_>, _>>()?;
    let mut units = FxHashMap::default();
    for record in &records {
        match record.code {
            "ADM1" => units.insert((record.country, record.admin1, ""), record.name),
            "ADM2" => units.insert((record.country, record.admin1, record.admin2), record.name),
            _ => None,
        };
    }
    let unit = |record: &Record<'_>, admin2| {
        units
            .get(&(record.country, record.admin1, admin2))
            .copied()
            .unwrap_or_default()
            .to_owned()
    };
    let rows = records.iter().filter_map(|record| {
        Some(PlaceRow {
            name: record.name.to_owned(),
            variants: record
                .variants
                .split(',')
                .filter(|v| !v.is_empty())
                .map(str::to_owned)
                .collect(),
            kind: kind(record.code, record.population)?,
            country: record.country.to_owned(),
            admin1: unit(record, ""),
            admin2: if record.admin2.is_empty() {
                String::new()
            } else {
                unit(record, record.admin2)
            },
            point: record.point,
            population: record.population,
            source_id: format!("gn{}", record.id),
        })
    });
    Ok(rows.collect())
}

struct Record<'a> {
    id: &'a str,
    name: &'a str,
    variants: &'a str,
    code: &'a str,
    country: &'a str,
    admin1: &'a str,
    admin2: &'a str,
    point: Option<(f64, f64)>,
    population: u32,
}

impl<'a> Record<'a> {
    fn read(at: At<'_>, text: &'a str) -> Result<Self, ReadError> {
        let fields: Vec<&str> = text.split('\t').collect();
        let [
            id,
            name,
            _,
            variants,
            lat,
            lon,
            _,
            code,
            country,
            _,
            admin1,
            admin2,
            _,
            _,
            population,
            ..,
        ] = fields[..]
        else {
            return Err(at.error(format!("{} columns, a GeoNames dump has 19", fields.len())));
        };
        if id.parse::<u32>().is_err() {
            return Err(at.error(format!("{id:?} is no GeoNames id")));
        }
        Ok(Self {
            id,
            name,
            variants,
            code,
            country,
            admin1,
            admin2,
            point: at.point(lat, lon)?,
            population: at.population(population)?,
        })
    }
}

/// The kind for a feature code (geonames.org/export/codes.html); `None` for what reports
/// of conflict do not name.
fn kind(code: &str, population: u32) -> Option<PlaceKind> {
    Some(match code {
        "PCLI" | "PCLD" | "PCLF" | "PCLS" | "PCLIX" | "TERR" => PlaceKind::Country,
        "ADM1" => PlaceKind::Admin1,
        "ADM2" => PlaceKind::Admin2,
        "ADM3" => PlaceKind::Admin3,
        "PPLX" => PlaceKind::Neighbourhood,
        "PPLC" | "PPLA" => PlaceKind::City,
        "PPLQ" | "PPLH" | "PPLW" => return None,
        _ if code.starts_with("PPL") && population >= 100_000 => PlaceKind::City,
        "PPLA2" | "PPLA3" => PlaceKind::Town,
        _ if code.starts_with("PPL") && population >= 5_000 => PlaceKind::Town,
        _ if code.starts_with("PPL") => PlaceKind::Village,
        "MT" | "MTS" | "HLL" | "HLLS" | "PLN" | "VAL" | "STM" | "WAD" | "LK" | "SEA" | "GULF"
        | "BAY" | "STRT" | "ISL" | "ISLS" | "DSRT" | "PEN" | "FRST" => PlaceKind::Landform,
        "AIRP" | "AIRB" | "AIRF" | "AIRH" | "MILB" | "INSM" | "NVB" | "DAM" | "BDG" | "CMPRF"
        | "CMP" | "PRT" | "PRN" | "OILR" | "OILF" | "PS" | "PSN" | "PSH" => PlaceKind::Facility,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DUMP: &str = "\
173576\tAleppo\tAleppo\tHalab,Alep\t36.20124\t37.16117\tP\tPPLA\tSY\t\t09\t173577\t\t\t1602264\t\t394\tAsia/Damascus\t2024-01-01
170063\tAleppo Governorate\tAleppo Governorate\t\t36.25\t37.5\tA\tADM1\tSY\t\t09\t\t\t\t4045166\t\t\tAsia/Damascus\t2024-01-01
1\tWell\tWell\t\t36.25\t37.5\tH\tWLL\tSY\t\t09\t\t\t\t0\t\t\tAsia/Damascus\t2024-01-01
";

    #[test]
    fn settlements_get_the_names_of_their_units_and_wells_are_left_out() {
        let rows = geonames("SY.txt", DUMP).unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!(
            (rows[0].name.as_str(), rows[0].admin1.as_str()),
            ("Aleppo", "Aleppo Governorate")
        );
        assert_eq!(
            (rows[0].kind, rows[0].source_id.as_str()),
            (PlaceKind::City, "gn173576")
        );
    }

    #[test]
    fn a_file_of_another_kind_is_refused() {
        assert!(geonames("SY.csv", "a,b,c\n").is_err());
    }
}
