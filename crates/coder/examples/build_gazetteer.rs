//! Writes a gazetteer file: `build_gazetteer OUT TABLE…`, tables in sitrep's own form, the
//! most trusted first.

use std::error::Error;
use std::path::Path;

use sitrep_coder::GazetteerBuilder;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let out = arguments
        .next()
        .ok_or("usage: build_gazetteer OUT TABLE…")?;
    let mut builder = GazetteerBuilder::default();
    for path in arguments {
        let file = Path::new(&path)
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        builder.add_places(&file, &std::fs::read_to_string(&path)?)?;
    }
    let bytes = builder.build()?;
    std::fs::write(&out, &bytes)?;
    println!("{out}: {} bytes", bytes.len());
    Ok(())
}
