//! The text of the benches: the command's sample articles with names, numbers and the order
//! of their sentences varied.

use sitrep_coder::Document;

const SAMPLES: &str = include_str!("../../../cli/samples/articles.jsonl");
const TEXT_BYTES: usize = 2 << 20;
/// Names that take each other's place, so that no two articles are alike.
const NAMES: [&[&str]; 3] = [
    &["Aleppo", "Kidal", "Goma", "Kharkiv", "Maiduguri", "Sittwe"],
    &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
    &["two", "three", "four", "six", "nine", "eleven"],
];

/// One of them.
pub(crate) struct Article {
    title: String,
    /// What stands below the title.
    pub(crate) body: String,
}

impl Article {
    /// As the coder takes it.
    pub(crate) fn document(&self) -> Document<'_> {
        Document {
            article_id: "bench",
            title: &self.title,
            body: &self.body,
            published: Some(jiff::civil::date(2024, 9, 14)),
            outlet_country: None,
        }
    }

    /// Its length.
    pub(crate) fn bytes(&self) -> usize {
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

/// The articles, the same in every run.
pub(crate) fn articles() -> Vec<Article> {
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
