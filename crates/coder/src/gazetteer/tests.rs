//! Places in sentences, with the bundled gazetteer.

use proptest::prelude::*;
use sitrep_contract::{GeoPrecision, MentionType};

use super::format::PlaceId;
use super::{Gazetteer, GazetteerBuilder, PlaceContext, geo_precision};
use crate::Document;
use crate::analysis::{Analysis, EntityMention, PlaceFix};
use crate::text::TextStage;

fn stages() -> (TextStage, Gazetteer) {
    (TextStage::bundled().unwrap(), Gazetteer::bundled().unwrap())
}

fn read(body: &str) -> Analysis {
    let (text, gazetteer) = stages();
    let mut analysis = text.analyse(&Document {
        body,
        ..Document::default()
    });
    gazetteer.stage(&mut analysis, &PlaceContext::default());
    analysis
}

fn mention<'a>(analysis: &'a Analysis, words: &str) -> &'a EntityMention {
    let found = analysis
        .mentions
        .iter()
        .find(|m| analysis.text_of(&m.tokens) == words);
    found.unwrap_or_else(|| panic!("{words} is not among {:?}", names(analysis)))
}

fn fix<'a>(analysis: &'a Analysis, words: &str) -> &'a PlaceFix {
    analysis.entities[mention(analysis, words).entity as usize]
        .place
        .as_ref()
        .unwrap()
}

fn names(analysis: &Analysis) -> Vec<&str> {
    analysis
        .mentions
        .iter()
        .map(|m| analysis.text_of(&m.tokens))
        .collect()
}

#[test]
fn containment_chooses_between_namesakes() {
    let analysis =
        read("Shells hit Nayrab in Idlib, Syria, and a barracks near Akıncı in Kilis, Turkey.");
    let nayrab = fix(&analysis, "Nayrab");
    assert_eq!(
        (nayrab.country.as_deref(), nayrab.admin1.as_deref()),
        (Some("SY"), Some("Idlib"))
    );
    assert!(!nayrab.within.is_empty());
    assert_eq!(fix(&analysis, "Akıncı").country.as_deref(), Some("TR"));
}

#[test]
fn a_place_that_is_not_where_the_text_says_has_no_point() {
    let analysis =
        read("Fighting broke out in Aziz Abad village in Kandahar province, Afghanistan.");
    let village = fix(&analysis, "Aziz Abad");
    assert_eq!(
        (village.point, village.country.as_deref()),
        (None, Some("AF"))
    );
}

#[test]
fn words_around_a_name_make_its_point_coarser() {
    for (body, name, precision) in [
        (
            "A car bomb exploded in Azaz in Syria.",
            "Azaz",
            GeoPrecision::Town,
        ),
        (
            "A car bomb exploded near Azaz in Syria.",
            "Azaz",
            GeoPrecision::Near,
        ),
        (
            "Shelling hit the northern countryside of Aleppo in Syria.",
            "Aleppo",
            GeoPrecision::Near,
        ),
        (
            "Fighting continued in northern Syria on Monday.",
            "Syria",
            GeoPrecision::Region,
        ),
        (
            "Fighting continued in Syria on Monday.",
            "Syria",
            GeoPrecision::Country,
        ),
        (
            "Fighting continued in Idlib province on Monday in Syria.",
            "Idlib",
            GeoPrecision::Region,
        ),
    ] {
        let analysis = read(body);
        assert_eq!(
            geo_precision(&analysis, mention(&analysis, name)),
            precision,
            "{body}"
        );
    }
}

#[test]
fn facilities_are_facilities() {
    let analysis = read(
        "Drones hit Menagh airbase and the M4 highway in Syria. Clashes broke out at the Kobani hospital.",
    );
    assert_eq!(
        mention(&analysis, "Menagh airbase").kind,
        MentionType::Facility
    );
    assert!(fix(&analysis, "Menagh airbase").point.is_some());
    assert_eq!(mention(&analysis, "M4 highway").kind, MentionType::Facility);
    assert_eq!(fix(&analysis, "M4 highway").point, None);
    assert_eq!(
        fix(&analysis, "Kobani hospital").precision,
        GeoPrecision::Near
    );
}

#[test]
fn persons_words_and_demonyms_are_no_places() {
    let analysis = read(
        "Police said Michael Jordan met President Jackson. Of course, Turkish officers liked the Nice \
         weather. Reading books, Paris Hilton agreed with Kurdish leaders and the Aleppo Media Centre.",
    );
    assert_eq!(names(&analysis), Vec::<&str>::new());
}

#[test]
fn the_document_decides_which_georgia_is_meant() {
    let state = read(
        "Voters in Atlanta, Georgia, and across the United States went to the polls. Georgia counted fast.",
    );
    assert_eq!(fix(&state, "Georgia").country.as_deref(), Some("US"));
    let country = read("Protesters marched in Tbilisi. Georgia and Russia fought a war in 2008.");
    assert_eq!(fix(&country, "Georgia").country.as_deref(), Some("GE"));
}

const TABLE: &str =
    "name\talt_names\tkind\tcountry_iso2\tadmin1\tadmin2\tlat\tlon\tpopulation\tsource_id\n";

#[test]
fn the_same_tables_give_the_same_bytes_and_another_version_otherwise() {
    let build = |rows: &str| {
        let mut builder = GazetteerBuilder::default();
        builder
            .add_places("test.tsv", &format!("{TABLE}{rows}"))
            .unwrap();
        builder.build().unwrap()
    };
    let (one, other) = (
        "Sarmin\tSarmeen\ttown\tSY\tIdlib\tIdlib\t35.9033\t36.7258\t14530\tgn172955\n",
        "",
    );
    assert_eq!(build(one), build(one));
    let version = |bytes| Gazetteer::from_bytes(bytes).unwrap().version();
    assert_ne!(version(build(one)), version(build(other)));
}

proptest! {
    #[test]
    fn what_is_built_is_found(
        rows in prop::collection::btree_map("[A-Z][a-z]{3,9}", (-90.0..90.0_f64, -180.0..180.0_f64, 0..9_000_000_u32), 1..20)
    ) {
        let mut table = TABLE.to_owned();
        for (index, (name, (lat, lon, people))) in rows.iter().enumerate() {
            table.push_str(&format!("{name}\t\tcity\tSY\tA\tB\t{lat:.4}\t{lon:.4}\t{people}\tgn{index}\n"));
        }
        let mut builder = GazetteerBuilder::default();
        builder.add_places("test.tsv", &table).unwrap();
        let gazetteer = Gazetteer::from_bytes(builder.build().unwrap()).unwrap();
        for (name, (lat, lon, people)) in &rows {
            let places = gazetteer.lookup(name);
            let place = places.iter().find(|place| place.name == *name).unwrap();
            let (found_lat, found_lon) = place.point.unwrap();
            prop_assert!((found_lat - lat).abs() < 1.1e-4 && (found_lon - lon).abs() < 1.1e-4);
            prop_assert_eq!((place.population, place.admin2), (*people, "B"));
        }
    }

    #[test]
    fn damaged_bytes_are_an_error_and_never_a_panic(at in 0..2000_usize, bit in 0..8_u32, cut in 0..2000_usize) {
        let mut builder = GazetteerBuilder::default();
        let row = "Sarmin\tSarmeen\ttown\tSY\tIdlib\tIdlib\t35.9033\t36.7258\t14530\tgn172955\n";
        builder.add_places("test.tsv", &format!("{TABLE}{row}")).unwrap();
        let bytes = builder.build().unwrap();
        let mut flipped = bytes.clone();
        let at = at % flipped.len();
        flipped[at] ^= 1 << bit;
        prop_assert!(Gazetteer::from_bytes(flipped).is_err());
        prop_assert!(Gazetteer::from_bytes(bytes[..cut % bytes.len()].to_vec()).is_err());
    }
}

#[test]
fn what_decides_between_namesakes_agrees_with_the_facts() {
    let gazetteer = Gazetteer::bundled().unwrap();
    let view = gazetteer.view();
    for place in (0..view.len()).step_by(97).map(PlaceId) {
        let (brief, facts) = (view.brief(place), view.facts(place));
        assert_eq!(brief.admin1.is_none(), facts.admin1.is_empty());
        assert_eq!(brief.admin2.is_none(), facts.admin2.is_empty());
        assert_eq!((brief.kind, brief.point), (facts.kind, facts.point));
    }
}

#[test]
fn well_known_places_need_no_capitals_where_the_writer_has_none() {
    let careless = read("i am from mexico and will travel to san francisco in general by bus.");
    assert_eq!(names(&careless), ["mexico", "san francisco"]);
    let careful = read("Travellers from Mexico are, in general, seen in mexico city bars.");
    assert_eq!(names(&careful), ["Mexico"]);
}

#[test]
fn a_capital_and_its_district_are_one_place() {
    let analysis = read("He was sent to Washington, D.C., in July.");
    assert_eq!(names(&analysis), ["Washington, D.C."]);
}
