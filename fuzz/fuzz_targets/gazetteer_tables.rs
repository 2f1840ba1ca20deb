//! Any tables of places are refused with a line, or built into a file that loads and
//! holds the names. A form feed parts sitrep's own table, a GeoNames dump and an OCHA
//! table.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sitrep_coder::{Gazetteer, GazetteerBuilder};

fuzz_target!(|input: &str| {
    let mut parts = input.splitn(3, '\u{c}');
    let mut part = || parts.next().unwrap_or_default();
    let (places, geonames, ocha) = (part(), part(), part());
    let mut builder = GazetteerBuilder::default();
    let _ = builder.add_places("places.tsv", places);
    let _ = builder.add_geonames("XX.txt", geonames);
    let _ = builder.add_ocha("ocha.csv", ocha);
    let built = builder.build().expect("far fewer places than fit");
    let gazetteer = Gazetteer::from_bytes(built).expect("what was built loads");
    for name in places.lines().filter_map(|line| line.split('\t').next()) {
        for place in gazetteer.lookup(name) {
            assert!(place.point.is_none_or(|(lat, lon)| lat.abs() <= 90.0 && lon.abs() <= 180.0));
        }
    }
});
