//! Figures on openly licensed sets: run with `SITREP_DATA` naming their folder and
//! `cargo test -p sitrep-coder --release measure -- --nocapture`. Prevents a change that
//! helps one text and harms a thousand.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;

use super::Memo;
use super::{Gazetteer, PlaceContext, distance_km, geo_precision};
use crate::Document;
use crate::analysis::{Analysis, EntityMention};
use crate::text::TextStage;
use sitrep_contract::MentionType;

fn set(name: &str) -> Option<Vec<Value>> {
    let Some(folder) = std::env::var_os("SITREP_DATA").map(PathBuf::from) else {
        println!("SITREP_DATA is not set: {name} not measured");
        return None;
    };
    let text = std::fs::read_to_string(folder.join(name)).unwrap();
    Some(
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect(),
    )
}

fn analyse(text: &TextStage, gazetteer: &Gazetteer, body: &str) -> Analysis {
    let mut analysis = text.analyse(&Document {
        body,
        ..Document::default()
    });
    gazetteer.stage(&mut analysis, &PlaceContext::default());
    analysis
}

fn point(analysis: &Analysis, mention: &EntityMention) -> Option<(f64, f64)> {
    analysis.entities[mention.entity as usize]
        .place
        .as_ref()?
        .point
}

fn is_where(mention: &EntityMention) -> bool {
    matches!(mention.kind, MentionType::Place | MentionType::Facility)
}

#[test]
fn toponyms_of_news_are_found_and_put_where_they_are() {
    let Some(documents) = set("places/geoparse_geovirus.jsonl") else {
        return;
    };
    let (text, gazetteer) = (TextStage::bundled().unwrap(), Gazetteer::bundled().unwrap());
    let (mut all, mut found, mut near, mut placed, mut extra) = (0, 0, 0, 0, 0);
    let mut missed: BTreeMap<String, u32> = BTreeMap::new();
    let mut wrong: BTreeMap<String, u32> = BTreeMap::new();
    let mut spurious: BTreeMap<String, u32> = BTreeMap::new();
    for document in &documents {
        let analysis = analyse(&text, &gazetteer, document["text"].as_str().unwrap());
        let gold: Vec<_> = document["toponyms"].as_array().unwrap().iter().collect();
        let spans: Vec<_> = analysis
            .mentions
            .iter()
            .map(|m| analysis.span(&m.tokens))
            .collect();
        let overlaps = |t: &Value, span: &sitrep_contract::Span| {
            u64::from(span.start) < t["end"].as_u64().unwrap()
                && t["start"].as_u64().unwrap() < u64::from(span.end)
        };
        for toponym in &gold {
            all += 1;
            let name = toponym["text"].as_str().unwrap();
            let at = spans.iter().position(|span| overlaps(toponym, span));
            let Some(mention) = at.map(|at| &analysis.mentions[at]).filter(|m| is_where(m)) else {
                *missed.entry(name.to_owned()).or_default() += 1;
                continue;
            };
            found += 1;
            let gold_point = (
                toponym["lat"].as_f64().unwrap(),
                toponym["lon"].as_f64().unwrap(),
            );
            if let Some(point) = point(&analysis, mention) {
                placed += 1;
                let km = distance_km(point, gold_point);
                if km <= 161.0 {
                    near += 1;
                } else {
                    *wrong
                        .entry(format!("{name} {km:.0} km ({:.1},{:.1})", point.0, point.1))
                        .or_default() += 1;
                }
            } else {
                *wrong.entry(format!("{name} without a point")).or_default() += 1;
            }
        }
        for (span, mention) in spans.iter().zip(&analysis.mentions) {
            if is_where(mention) && !gold.iter().any(|t| overlaps(t, span)) {
                *spurious.entry(span.text.clone()).or_default() += 1;
                extra += 1;
            }
        }
    }
    let share = |part: i32, whole: i32| f64::from(part) / f64::from(whole);
    println!("missed {}", top(&missed));
    println!("wrong {}", top(&wrong));
    println!("not gold {}", top(&spurious));
    println!(
        "toponyms {all}: found {:.3}, of these with a point {:.3}, within 161 km {:.3}; mentions beside gold {extra}",
        share(found, all),
        share(placed, found),
        share(near, found)
    );
    assert!(share(found, all) > 0.8);
}

#[test]
fn places_of_events_are_found_near_their_coordinates() {
    let Some(events) = set("events/ucdp_ged_sample.jsonl") else {
        return;
    };
    let (text, gazetteer) = (TextStage::bundled().unwrap(), Gazetteer::bundled().unwrap());
    let mut by_country: BTreeMap<String, [u32; 4]> = BTreeMap::new();
    let mut wrong: BTreeMap<String, u32> = BTreeMap::new();
    for event in events
        .iter()
        .filter(|event| event["where_prec"].as_u64() == Some(1))
    {
        let (place, country) = (
            event["where_coordinates"].as_str().unwrap(),
            event["country"].as_str().unwrap(),
        );
        let unit = event["adm_1"]
            .as_str()
            .map(|unit| format!(" in {unit}"))
            .unwrap_or_default();
        let country = country.split(" (").next().unwrap();
        let body = format!("Fighting broke out in {place}{unit}, {country}.");
        let analysis = analyse(&text, &gazetteer, &body);
        let counts = by_country.entry(country.to_owned()).or_default();
        counts[0] += 1;
        let first = analysis.mentions.first().filter(|m| m.tokens.start <= 6);
        let gold = (
            event["latitude"].as_f64().unwrap(),
            event["longitude"].as_f64().unwrap(),
        );
        match first.map(|mention| (point(&analysis, mention), geo_precision(&analysis, mention))) {
            Some((Some(point), _)) => {
                counts[1] += 1;
                counts[2] += u32::from(distance_km(point, gold) <= 25.0);
                counts[3] += u32::from(distance_km(point, gold) <= 161.0);
                if distance_km(point, gold) > 25.0 {
                    *wrong
                        .entry(format!("{body} {:.0}", distance_km(point, gold)))
                        .or_default() += 1;
                }
            }
            _ => *wrong.entry(body).or_default() += 1,
        }
    }
    let sum = by_country
        .values()
        .fold([0; 4], |sum, row| [0, 1, 2, 3].map(|i| sum[i] + row[i]));
    println!("{}", top(&wrong).replace("; ", "\n"));
    println!("{by_country:?}\nall [events, with a point, within 25 km, within 161 km] {sum:?}");
}

#[test]
fn lookup_is_fast() {
    let Some(documents) = set("places/geoparse_geovirus.jsonl") else {
        return;
    };
    let text = TextStage::bundled().unwrap();
    let start = std::time::Instant::now();
    let gazetteer = Gazetteer::bundled().unwrap();
    println!("start-up {:?}", start.elapsed());
    let mut analyses: Vec<_> = documents
        .iter()
        .map(|d| {
            text.analyse(&Document {
                body: d["text"].as_str().unwrap(),
                ..Document::default()
            })
        })
        .collect();
    let bytes: usize = analyses.iter().map(|a| a.text.string.len()).sum();
    let start = std::time::Instant::now();
    for _ in 0..10 {
        analyses
            .iter()
            .for_each(|analysis| drop(gazetteer.find(analysis, &mut Memo::default())));
    }
    let find = start.elapsed() / 10;
    let start = std::time::Instant::now();
    analyses
        .iter_mut()
        .for_each(|analysis| gazetteer.stage(analysis, &PlaceContext::default()));
    let speed = |time: std::time::Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    println!(
        "{bytes} bytes: find {:.1} MB/s, find and resolve {:.1} MB/s",
        speed(find),
        speed(start.elapsed())
    );
}

fn top(counts: &BTreeMap<String, u32>) -> String {
    let mut rows: Vec<_> = counts.iter().collect();
    rows.sort_by_key(|(name, count)| (std::cmp::Reverse(**count), name.as_str()));
    rows.iter()
        .take(150)
        .map(|(name, count)| format!("{name} {count}"))
        .collect::<Vec<_>>()
        .join("; ")
}
