//! A small coded article to write, and to vary.

use prost::Message as _;
use sitrep_contract::{
    Actor, Article, AssociatedActor, Claim, CodedArticle, Count, DateRange, DisorderType, Entity,
    Event, EventType, FoundBy, Inter, Mention, MentionType, Outlet, Place, PloverType, Section,
    Span, Status, SubEventType, ids, timestamp_from,
};
use sitrep_stream::{Headers, Record};

pub(crate) const TOPIC: &str = "sitrep.coded.v1";

/// 2024-07-31T10:00:00Z in milliseconds: when the codings of the tests were produced.
pub(crate) const CODED_AT: i64 = 1_722_420_000_000;

fn span(text: &str) -> Span {
    Span {
        section: Section::Body as i32,
        start: 0,
        end: u32::try_from(text.chars().count()).expect("short"),
        text: text.to_owned(),
    }
}

fn aleppo() -> Place {
    Place {
        entity_id: Some("place/aleppo".into()),
        name: "Aleppo".into(),
        admin1: Some("Aleppo".into()),
        country: Some("SY".into()),
        latitude: Some(36.2021),
        longitude: Some(37.1343),
        geo_precision: 1,
        ..Place::default()
    }
}

/// An event with this trigger; everything that the table has a column for is said.
pub(crate) fn event(article_id: &str, trigger: &str) -> Event {
    let trigger = span(trigger);
    let id = ids::event_id(
        article_id,
        "Armed clash",
        &trigger,
        "place/aleppo",
        &trigger.text,
    );
    Event {
        id: id.to_string(),
        disorder_type: DisorderType::PoliticalViolence as i32,
        event_type: EventType::Battles as i32,
        sub_event_type: SubEventType::ArmedClash as i32,
        plover_type: PloverType::Assault as i32,
        status: Status::Reported as i32,
        claim: Some(Claim {
            source_entity_id: Some("actor/sohr".into()),
            source_name: "SOHR".into(),
            span: Some(span("the Syrian Observatory for Human Rights")),
            cue: Some(span("said")),
            quote: None,
        }),
        actor1: Some(Actor {
            entity_id: Some("actor/hts".into()),
            name: "HTS".into(),
            acled_name: Some("HTS: Hayat Tahrir al Sham".into()),
            inter: Inter::RebelGroup as i32,
            country: Some("SY".into()),
            span: Some(span("HTS")),
            associates: vec![AssociatedActor {
                name: "local fighters".into(),
                ..AssociatedActor::default()
            }],
        }),
        actor2: Some(Actor {
            name: "gunmen".into(),
            ..Actor::default()
        }),
        interaction: Some(13),
        place: Some(aleppo()),
        date: Some(DateRange {
            start: Some("2024-07-30".into()),
            end: Some("2024-07-30".into()),
            time_precision: 1,
        }),
        fatalities: Some(Count {
            low: 3,
            best: 3,
            high: None,
        }),
        injured: Some(Count::default()),
        weapons: vec!["artillery".into()],
        evidence: Some(span("HTS clashed with gunmen")),
        trigger: Some(trigger),
        rule_ids: vec!["frame/clash-verb".into()],
        confidence: 0.9,
        ..Event::default()
    }
}

/// An article at this path with one mention, three entities and one event.
pub(crate) fn coded(path: &str) -> CodedArticle {
    let url = format!("https://example.org/{path}");
    let id = ids::article_id(&url).to_string();
    let entity = |id: &str, name: &str, kind: MentionType| Entity {
        id: id.into(),
        r#type: kind as i32,
        canonical_name: name.into(),
        ..Entity::default()
    };
    CodedArticle {
        entities: vec![
            entity("actor/hts", "Hayat Tahrir al-Sham", MentionType::ArmedGroup),
            entity("actor/sohr", "SOHR", MentionType::Organisation),
            Entity {
                place: Some(aleppo()),
                ..entity("place/aleppo", "Aleppo", MentionType::Place)
            },
        ],
        mentions: vec![Mention {
            start: 0,
            end: 3,
            text: "HTS".into(),
            r#type: MentionType::ArmedGroup as i32,
            entity_id: Some("actor/hts".into()),
            found_by: FoundBy::Lexicon as i32,
            confidence: 1.0,
            ..Mention::default()
        }],
        events: vec![event(&id, "clashed")],
        article: Some(Article {
            id,
            url: Some(url.clone()),
            canonical_url: Some(url),
            outlet: Some(Outlet {
                name: Some("Example".into()),
                domain: Some("example.org".into()),
            }),
            title: Some("Clash in Aleppo".into()),
            body: Some("HTS clashed with gunmen".into()),
            scraped_at: Some(timestamp_from(
                "2024-07-31T08:00:00Z".parse().expect("valid"),
            )),
            content_hash: "a".repeat(64),
            raw_hash: "b".repeat(64),
            input_shape: "trafilatura".into(),
            near_duplicate_signature: Some(u64::MAX),
            ..Article::default()
        }),
        coder_version: "0.1.0".into(),
        lexicon_version: "0123456789abcdef".into(),
        coded: true,
    }
}

/// The same article as scraped again `seconds` later, with another headline.
pub(crate) fn revised(mut coded: CodedArticle, seconds: i64, title: &str) -> CodedArticle {
    let article = coded.article.as_mut().expect("an article");
    article.scraped_at.as_mut().expect("a time").seconds += seconds;
    article.title = Some(title.to_owned());
    coded
}

pub(crate) fn record(coded: &CodedArticle) -> Record {
    record_at(coded, CODED_AT)
}

/// A record that was produced at this time, in milliseconds.
pub(crate) fn record_at(coded: &CodedArticle, millis: i64) -> Record {
    Record {
        topic: TOPIC.into(),
        partition: 0,
        offset: 0,
        key: None,
        payload: Some(coded.encode_to_vec()),
        headers: Headers::new(),
        timestamp_ms: Some(millis),
    }
}
