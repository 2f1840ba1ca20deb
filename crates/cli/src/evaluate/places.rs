//! Scores where toponyms are put on the map.

use serde::Deserialize;
use sitrep_contract::MentionType;

use super::{
    Runner,
    align::{NEAR_KM, kilometres},
    figure::{Figure, share},
    lines,
};

/// The distance within which geoparsers are usually scored: 100 miles.
const SAME_AREA_KM: f64 = 161.0;

/// A text with toponyms and their coordinates.
#[derive(Debug, Deserialize)]
struct Annotated {
    text: String,
    toponyms: Vec<Toponym>,
}

#[derive(Debug, Deserialize)]
struct Toponym {
    start: u32,
    end: u32,
    lat: f64,
    lon: f64,
}

/// Share of the toponyms found as places, and of those found the share near the right
/// point. A mention without coordinates counts as found and as wrong.
pub(super) fn score(runner: &Runner, jsonl: &str) -> miette::Result<Vec<Figure>> {
    let texts: Vec<Annotated> = lines(jsonl)?;
    let (mut all, mut found) = (0, 0);
    let mut distances = Vec::new();
    for annotated in &texts {
        let coding = runner.code("", &annotated.text, None);
        for toponym in &annotated.toponyms {
            all += 1;
            let mention = coding
                .mentions
                .iter()
                .filter(|it| {
                    matches!(
                        it.r#type(),
                        MentionType::Place | MentionType::Facility | MentionType::Nationality
                    )
                })
                .find(|it| it.start < toponym.end && toponym.start < it.end);
            let Some(mention) = mention else { continue };
            found += 1;
            if let (Some(latitude), Some(longitude)) = (mention.latitude, mention.longitude) {
                distances.push(kilometres(
                    (toponym.lat, toponym.lon),
                    (latitude, longitude),
                ));
            }
        }
    }
    distances.sort_by(f64::total_cmp);
    let within = |limit| distances.partition_point(|&distance| distance <= limit);
    let median = distances
        .get(distances.len() / 2)
        .copied()
        .unwrap_or(f64::NAN);
    Ok(vec![
        Figure::new("geovirus", "toponyms found", share(found, all), all),
        Figure::new(
            "geovirus",
            "of those, within 25 km",
            share(within(NEAR_KM), found),
            found,
        ),
        Figure::new(
            "geovirus",
            "of those, within 161 km",
            share(within(SAME_AREA_KM), found),
            found,
        ),
        Figure::new("geovirus", "median error, km", median, distances.len()).less_is_better(),
    ])
}
