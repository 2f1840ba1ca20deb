//! Any bytes on the topics behind ingest are a message or a dead letter: enrich reads
//! articles, the sink coded articles. The first byte chooses the header.

#![no_main]

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use sitrep_coder::Coder;
use sitrep_contract::headers;
use sitrep_enrich::CodeArticles;
use sitrep_stream::{Headers, Record, Stage as _};

static ENRICH: LazyLock<CodeArticles> = LazyLock::new(|| {
    CodeArticles::new(Arc::new(Coder::bundled().expect("the built-in data")))
});

fuzz_target!(|data: &[u8]| {
    let Some((choice, payload)) = data.split_first() else {
        return;
    };
    let named: &[u8] = match choice {
        0 => b"sitrep.v1.CodedArticle",
        1 => &[0xff],
        _ => b"sitrep.v1.Article",
    };
    let mut record = Record {
        topic: "any".into(),
        partition: 0,
        offset: 0,
        key: None,
        payload: Some(payload.to_vec()),
        headers: Headers::from_iter([(headers::MESSAGE_TYPE, named)]),
        timestamp_ms: Some(i64::from(*choice) << 55),
    };
    let _ = ENRICH.process(&record);
    let _ = sitrep_sink::fuzzing::read_record(&record);
    record.headers = Headers::default();
    let _ = sitrep_sink::fuzzing::read_record(&record);
});
