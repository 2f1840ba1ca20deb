//! Time per byte on the nastiest inputs: `cargo bench -p sitrep-coder --bench nasty`.
//!
//! One row for each kind of input: nanoseconds per byte at 10 kB, 100 kB and 1 MB, and how
//! much dearer a byte of the longest text is than one of the shortest. Linear time is a
//! ratio around 1; the rows above 2 are marked. A name after the command limits the rows.

#![allow(clippy::unwrap_used, reason = "a bench ends at the first surprise")]
#![allow(
    clippy::cast_precision_loss,
    reason = "nanoseconds of a short run are far below 2^52"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use sitrep_coder::{Coder, Document};

const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];
const ROUNDS: usize = 3;
/// From here on a byte counts as dearer in the longest text.
const DEARER: f64 = 2.0;

/// A kind of input: its name and the `index`-th piece of it.
type Kind = (&'static str, fn(usize) -> String);

const KINDS: [Kind; 34] = [
    ("one endless word", |_| "a".to_owned()),
    ("one endless capital", |_| "A".to_owned()),
    ("one endless number", |_| "7".to_owned()),
    ("hyphenated word", |_| "al-".to_owned()),
    ("numbers with commas", |_| "1,000,".to_owned()),
    ("capitalised words", |i| format!("Name{} ", letters(i))),
    ("unknown names with links", |i| {
        format!("Abu {} al ", letters(i))
    }),
    ("one capitalised word", |_| "Aleppo ".to_owned()),
    ("all capitals", |i| {
        format!("SHELLING {} ", letters(i).to_uppercase())
    }),
    ("acronyms in brackets", |i| {
        let name = letters(i);
        format!("{name} {name} Front ({}F) ", name.to_uppercase())
    }),
    ("open quotes", |_| "“He ".to_owned()),
    ("nested quotes", |i| {
        if i % 2 == 0 {
            "“‘a ".to_owned()
        } else {
            "b’” ".to_owned()
        }
    }),
    ("straight quotes", |_| "\"".to_owned()),
    ("brackets", |_| "(".to_owned()),
    ("bracketed words", |_| "([{a}]) ".to_owned()),
    ("full stops", |_| ". ".to_owned()),
    ("line feeds", |_| "a\n\n".to_owned()),
    ("numbers", |i| format!("{i} ")),
    ("spelt numbers", |_| "five hundred and twenty-".to_owned()),
    ("casualties", |i| format!("{i} killed and {i} wounded, ")),
    ("counted nouns", |_| "dozens of soldiers and ".to_owned()),
    ("dates", |i| format!("on July {}, ", i % 31 + 1)),
    ("date ranges", |_| "from Monday to ".to_owned()),
    ("ambiguous places", |_| {
        "San Jose, Georgia, Paris, Springfield in Victoria, ".to_owned()
    }),
    ("places in places", |i| {
        format!("{} in ", ["Nayrab", "Idlib", "Syria", "Kilis"][i % 4])
    }),
    ("actors", |_| {
        "Hamas, the SDF and Turkish forces, ".to_owned()
    }),
    ("triggers", |_| "attacked and shelled and ".to_owned()),
    ("events", |i| {
        format!("Rebels killed {i} soldiers in Goma. ")
    }),
    ("distinct events", |i| {
        let place = ["Goma", "Kidal", "Aleppo", "Donetsk"][i % 4];
        let name = letters(i);
        format!(
            "{name} gunmen attacked {name} villagers near {place} on July {}. ",
            i % 28 + 1
        )
    }),
    ("one sentence of events", |i| {
        format!("rebels killed {i} soldiers in Goma, and ")
    }),
    ("claims", |_| {
        "The army said, according to police, that rebels denied ".to_owned()
    }),
    ("zero width", |_| "a\u{200b}\u{200d}\u{feff} ".to_owned()),
    ("combining marks", |_| "e\u{301}\u{323}".to_owned()),
    ("bidirectional", |_| "\u{202e}ab\u{202c} سلام 𝔘 ".to_owned()),
];

/// A name that no other number has: "Qabab", "Qabac".
fn letters(mut number: usize) -> String {
    let mut name = "Q".to_owned();
    for _ in 0..4 {
        name.push(char::from(b'a' + (number % 20) as u8));
        name.push('a');
        number /= 20;
    }
    name
}

fn text(piece: fn(usize) -> String, bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 64);
    for index in 0.. {
        if text.len() >= bytes {
            break;
        }
        text.push_str(&piece(index));
    }
    text
}

/// For how long this thread has had a core, so that other programs do not count; where
/// the system (other than Linux) does not tell, the time of day.
fn thread_time(began: Instant) -> Duration {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = stat.split(' ').next().and_then(|field| field.parse().ok());
    nanoseconds.map_or_else(|| began.elapsed(), Duration::from_nanos)
}

/// Nanoseconds per byte, over as many runs as the coarse clock of a thread needs.
fn cost(coder: &Coder, body: &str) -> f64 {
    let document = Document {
        article_id: "bench",
        body,
        published: Some(jiff::civil::date(2024, 9, 14)),
        ..Document::default()
    };
    let runs = (SIZES[2] / body.len()).max(1);
    let began = Instant::now();
    let timed = || {
        let before = thread_time(began);
        for _ in 0..runs {
            black_box(coder.code(&document));
        }
        (thread_time(began) - before).as_nanos() as f64 / (runs * body.len()) as f64
    };
    (0..ROUNDS).map(|_| timed()).fold(f64::INFINITY, f64::min)
}

fn main() {
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|it| !it.starts_with('-'))
        .collect();
    let coder = Coder::bundled().unwrap();
    println!("ns/byte of                    10 kB   100 kB     1 MB   1 MB : 10 kB");
    for (name, piece) in KINDS {
        if !wanted.is_empty() && !wanted.iter().any(|it| name.contains(it.as_str())) {
            continue;
        }
        let [short, middle, long] = SIZES.map(|bytes| cost(&coder, &text(piece, bytes)));
        let ratio = long / short;
        let mark = if ratio > DEARER { "  dearer" } else { "" };
        println!("{name:<26}{short:>9.0}{middle:>9.0}{long:>9.0}{ratio:>9.1}{mark}");
    }
}
