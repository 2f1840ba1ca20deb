//! Speed of the complete coder: `cargo bench -p sitrep-coder`.
//!
//! Prints, on one core, MB/s and sentences/s, the share of each stage, allocations per
//! article, and the ratio to a bare Aho-Corasick scan for the lexicon's aliases over the
//! same text in the same run, which tells a slower coder from a slower machine. The text
//! is the command's sample articles with names, numbers and the order of their sentences
//! varied: the same in every run.

#![allow(clippy::unwrap_used, reason = "a bench ends at the first surprise")]
#![allow(
    clippy::cast_precision_loss,
    reason = "counts and nanoseconds of a short run are far below 2^52"
)]

use std::hint::black_box;
use std::thread;
use std::time::{Duration, Instant};

use aho_corasick::{AhoCorasick, MatchKind};
use sitrep_coder::{Coder, Document, Step};

const SAMPLES: &str = include_str!("../../cli/samples/articles.jsonl");
const ALIASES: [&str; 7] = [
    include_str!("../data/lexicon/actors-africa.tsv"),
    include_str!("../data/lexicon/actors-americas.tsv"),
    include_str!("../data/lexicon/actors-asia.tsv"),
    include_str!("../data/lexicon/actors-europe.tsv"),
    include_str!("../data/lexicon/actors-middle-east.tsv"),
    include_str!("../data/lexicon/actors-syria.tsv"),
    include_str!("../data/lexicon/organisations.tsv"),
];
const TEXT_BYTES: usize = 2 << 20;
const ROUNDS: usize = 3;
const STAGES: [&str; 5] = ["text", "time", "entity", "quantity", "event"];
/// Names that take each other's place, so that no two articles are alike.
const NAMES: [&[&str]; 3] = [
    &["Aleppo", "Kidal", "Goma", "Kharkiv", "Maiduguri", "Sittwe"],
    &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
    &["two", "three", "four", "six", "nine", "eleven"],
];

struct Article {
    title: String,
    body: String,
}

impl Article {
    fn document(&self) -> Document<'_> {
        Document {
            article_id: "bench",
            title: &self.title,
            body: &self.body,
            published: Some(jiff::civil::date(2024, 9, 14)),
            outlet_country: None,
        }
    }

    fn bytes(&self) -> usize {
        self.title.len() + self.body.len()
    }
}

/// A small generator (SplitMix64): the text must be the same everywhere, not random.
struct Choice(u64);

impl Choice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap()
    }
}

fn articles() -> Vec<Article> {
    let samples: Vec<serde_json::Value> = SAMPLES
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect();
    let field = |sample: &serde_json::Value, name: &str| -> String {
        sample[name].as_str().unwrap_or_default().to_owned()
    };
    let samples: Vec<Article> = samples
        .iter()
        .map(|sample| Article {
            title: field(sample, "title"),
            body: field(sample, "text"),
        })
        .filter(|article| article.body.len() > 200)
        .collect();
    let mut choice = Choice(1);
    let mut made = Vec::new();
    let mut bytes = 0;
    while bytes < TEXT_BYTES {
        let sample = &samples[made.len() % samples.len()];
        // As long as news articles are: three samples' worth of sentences.
        let mut sentences: Vec<&str> = Vec::new();
        for _ in 0..3 {
            let other = &samples[choice.below(samples.len())];
            sentences.extend(other.body.split_inclusive(". "));
        }
        for at in (1..sentences.len()).rev() {
            sentences.swap(at, choice.below(at + 1));
        }
        let article = Article {
            title: varied(&sample.title, &mut choice),
            body: varied(
                &format!("{} {}", sample.body, sentences.concat()),
                &mut choice,
            ),
        };
        bytes += article.bytes();
        made.push(article);
    }
    made
}

/// The text with other names and numbers.
fn varied(text: &str, choice: &mut Choice) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for word in text.split_inclusive(' ') {
        let core = word.trim_end_matches([' ', ',', '.']);
        let group = NAMES.iter().find(|group| group.contains(&core));
        if let Some(group) = group {
            out.push_str(group[choice.below(group.len())]);
            out.push_str(&word[core.len()..]);
        } else {
            out.push_str(word);
        }
    }
    out
}

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

    let counted = allocation_counter::measure(|| code_all(&coder, &articles));
    println!(
        "allocations       {:8.0} an article, {:.2} a sentence",
        counted.count_total as f64 / articles.len() as f64,
        counted.count_total as f64 / sentences as f64
    );
}
