//! Generated articles: no two alike, each with at least one event.

use serde_json::{Value, json};

/// Counts the articles that report nothing. Generated ones have an event each, so one whose
/// events were lost on the way is counted.
pub const WITHOUT_EVENTS: &str = "SELECT count(*) FROM sitrep.articles a WHERE NOT EXISTS \
                                  (SELECT FROM sitrep.events e WHERE e.article_id = a.id)";

/// The plain record of article `number`. Every article has its own address and place.
pub fn article(number: usize) -> Value {
    json!({
        "url": format!("https://news.example/{number}?utm_source=test"),
        "title": format!("Report {number}: shelling in northern Syria"),
        "text": format!(
            "Government forces shelled the village of Kafr Nuran for the {number}th time on Monday, \
             killing {} civilians and wounding two others, the Syrian Observatory for Human Rights \
             (SOHR) said.",
            number % 7 + 1,
        ),
        "published_at": "2024-07-23T10:00:00Z",
        "scraped_at": "2024-07-23T11:00:00Z",
        "source": "News Example",
    })
}

/// The same article as scraped `hours` later, with another text.
pub fn revision(number: usize, hours: u32) -> Value {
    let mut revised = article(number);
    revised["scraped_at"] = json!(format!("2024-07-23T{:02}:00:00Z", 11 + hours));
    revised["text"] = json!(format!(
        "Revision {hours}. Police in Aleppo arrested {hours} men on Monday, the governor said."
    ));
    revised
}
