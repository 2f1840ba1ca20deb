//! Speed of the complete coder: `cargo bench -p sitrep-coder`.
//!
//! Prints, on one core, MB/s and sentences/s, the share of each stage, and the ratio to a
//! bare Aho-Corasick scan for the lexicon's aliases over the same text in the same run,
//! which tells a slower coder from a slower machine. The text is the same in every run.
//! Counting allocations takes time: it is a bench of its own, `allocations`.

#![allow(clippy::unwrap_used, reason = "a bench ends at the first surprise")]
#![allow(
    clippy::cast_precision_loss,
    reason = "counts and nanoseconds of a short run are far below 2^52"
)]

use std::hint::black_box;
use std::thread;
use std::time::{Duration, Instant};

use aho_corasick::{AhoCorasick, MatchKind};
use sitrep_coder::{Coder, Step};

use articles::{Article, articles};

mod articles;

const ALIASES: [&str; 7] = [
    include_str!("../data/lexicon/actors-africa.tsv"),
    include_str!("../data/lexicon/actors-americas.tsv"),
    include_str!("../data/lexicon/actors-asia.tsv"),
    include_str!("../data/lexicon/actors-europe.tsv"),
    include_str!("../data/lexicon/actors-middle-east.tsv"),
    include_str!("../data/lexicon/actors-syria.tsv"),
    include_str!("../data/lexicon/organisations.tsv"),
];
/// The command's allocator: the bench tells how fast the command codes.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROUNDS: usize = 3;
const STAGES: [&str; 5] = ["text", "time", "entity", "quantity", "event"];

/// For how long this thread has had a core, so that other programs do not count; where
/// the system (other than Linux) does not tell, the time of day.
fn thread_time(began: Instant) -> Duration {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = stat.split(' ').next().and_then(|field| field.parse().ok());
    nanoseconds.map_or_else(|| began.elapsed(), Duration::from_nanos)
}

/// The shortest of some runs on this thread's core.
fn fastest(mut run: impl FnMut()) -> Duration {
    let began = Instant::now();
    let mut timed = || {
        let before = thread_time(began);
        run();
        thread_time(began) - before
    };
    (0..ROUNDS).map(|_| timed()).min().unwrap()
}

/// The time of day that some work takes on so many threads, at best.
fn elapsed(coder: &Coder, articles: &[Article], threads: usize) -> Duration {
    let part = articles.len().div_ceil(threads);
    let timed = || {
        let began = Instant::now();
        thread::scope(|scope| {
            for part in articles.chunks(part) {
                scope.spawn(|| code_all(coder, part));
            }
        });
        began.elapsed()
    };
    (0..ROUNDS).map(|_| timed()).min().unwrap()
}

fn code_all(coder: &Coder, articles: &[Article]) {
    for article in articles {
        black_box(coder.code(&article.document()));
    }
}

fn megabytes(bytes: usize, time: Duration) -> f64 {
    bytes as f64 / 1e6 / time.as_secs_f64()
}

/// Time of each stage over all articles, and how many sentences there are.
fn stages(coder: &Coder, articles: &[Article]) -> ([Duration; 5], usize) {
    let mut times = [Duration::ZERO; 5];
    let mut sentences = 0;
    for article in articles {
        let mut began = Instant::now();
        black_box(coder.code_in_steps(&article.document(), |step: Step| {
            let at = STAGES.iter().position(|stage| *stage == step.stage);
            times[at.unwrap()] += began.elapsed();
            if step.stage == "text" {
                sentences += step.sentences;
            }
            began = Instant::now();
        }));
    }
    (times, sentences)
}

/// All aliases of the lexicon, as a matcher that knows nothing else.
fn scanner() -> AhoCorasick {
    let rows = ALIASES.iter().flat_map(|table| table.lines());
    let rows = rows.filter(|row| !row.starts_with('#') && !row.starts_with("id\t"));
    let aliases: Vec<&str> = rows
        .flat_map(|row| {
            let mut cells = row.split('\t');
            let name = cells.nth(1).unwrap_or_default();
            let aliases = cells.nth(8).unwrap_or_default();
            aliases.split('|').chain([name])
        })
        .map(|alias| alias.trim_end_matches('?'))
        .filter(|alias| !alias.is_empty())
        .collect();
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(&aliases)
        .unwrap()
}

fn main() {
    let began = Instant::now();
    let coder = Coder::bundled().unwrap();
    println!(
        "load              {:8.0} ms",
        began.elapsed().as_secs_f64() * 1e3
    );

    let articles = articles();
    let bytes: usize = articles.iter().map(Article::bytes).sum();
    println!(
        "text              {:8} articles, {bytes} bytes",
        articles.len()
    );

    let one = fastest(|| code_all(&coder, &articles));
    let (times, sentences) = stages(&coder, &articles);
    println!("coder, one core   {:8.2} MB/s", megabytes(bytes, one));
    println!(
        "                  {:8.0} sentences/s, {:.0} articles/s",
        sentences as f64 / one.as_secs_f64(),
        articles.len() as f64 / one.as_secs_f64()
    );
    let all: Duration = times.iter().sum();
    for (stage, time) in STAGES.iter().zip(times) {
        let share = 100.0 * time.as_secs_f64() / all.as_secs_f64();
        println!("  {stage:<16}{share:8.1} %");
    }

    let [alone, two] = [1, 2].map(|threads| elapsed(&coder, &articles, threads));
    let gain = alone.as_secs_f64() / two.as_secs_f64();
    println!(
        "elapsed           {:8.2} MB/s on 1 thread, {:.2} on 2: {gain:.2} times",
        megabytes(bytes, alone),
        megabytes(bytes, two)
    );

    let scanner = scanner();
    let scan = fastest(|| {
        for article in &articles {
            black_box(scanner.find_iter(&article.body).count());
        }
    });
    println!(
        "bare scan         {:8.2} MB/s, {} aliases; the coder takes {:.0} times as long",
        megabytes(bytes, scan),
        scanner.patterns_len(),
        one.as_secs_f64() / scan.as_secs_f64()
    );
}
