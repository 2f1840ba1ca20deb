//! Generates the message types from `proto/` with protox, so that no `protoc`
//! is needed, and gives them the JSON form that `docs/contract.md` describes.

use std::{io, path::Path};

/// Files of the package, relative to `proto/`.
const FILES: &[&str] = &[
    "sitrep/v1/common.proto",
    "sitrep/v1/article.proto",
    "sitrep/v1/event.proto",
    "sitrep/v1/coded.proto",
];

/// Enumerations whose JSON form is their plain label ("Armed clash").
const LABELLED: &[(&str, &str)] = &[
    ("Mention.type", "MentionType"),
    ("Mention.found_by", "FoundBy"),
    ("Entity.type", "MentionType"),
    ("Entity.inter", "Inter"),
    ("Actor.inter", "Inter"),
    ("AssociatedActor.inter", "Inter"),
    ("Event.disorder_type", "DisorderType"),
    ("Event.event_type", "EventType"),
    ("Event.sub_event_type", "SubEventType"),
    ("Event.plover_type", "PloverType"),
    ("Event.status", "Status"),
    ("Span.section", "Section"),
    ("Published.precision", "DatePrecision"),
];

/// Enumerations whose JSON form is ACLED's number.
const NUMBERED: &[&str] = &[
    "Mention.geo_precision",
    "Place.geo_precision",
    "DateRange.time_precision",
];

/// Timestamps, written as RFC 3339.
const TIMESTAMPS: &[&str] = &["Article.scraped_at", "Article.seen_at", "Published.value"];

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../proto");
    println!("cargo:rerun-if-changed={}", root.display());

    let descriptors = protox::compile(FILES, [&root]).map_err(io::Error::other)?;
    let mut config = prost_build::Config::new();
    config.message_attribute(".", "#[derive(::serde::Serialize)]");
    for (field, label) in LABELLED {
        config.field_attribute(
            format!(".sitrep.v1.{field}"),
            format!(
                "#[serde(skip_serializing_if = \"crate::json::is_unspecified\", \
                 serialize_with = \"crate::json::label::<{label}, _>\")]"
            ),
        );
    }
    for field in NUMBERED {
        config.field_attribute(
            format!(".sitrep.v1.{field}"),
            "#[serde(skip_serializing_if = \"crate::json::is_unspecified\")]",
        );
    }
    for field in TIMESTAMPS {
        config.field_attribute(
            format!(".sitrep.v1.{field}"),
            "#[serde(skip_serializing_if = \"Option::is_none\", serialize_with = \"crate::json::timestamp\")]",
        );
    }
    for file in &descriptors.file {
        for message in &file.message_type {
            for field in optional_fields(message) {
                let path = format!(".sitrep.v1.{}.{field}", message.name());
                if !TIMESTAMPS.iter().any(|known| path.ends_with(known)) {
                    config.field_attribute(
                        path,
                        "#[serde(skip_serializing_if = \"Option::is_none\")]",
                    );
                }
            }
        }
    }
    config.compile_fds(descriptors)
}

/// Names of the fields that prost makes an `Option`: messages and `optional` scalars.
fn optional_fields(message: &prost_types::DescriptorProto) -> impl Iterator<Item = &str> {
    use prost_types::field_descriptor_proto::{Label, Type};
    message.field.iter().filter_map(|field| {
        let single = field.label() != Label::Repeated;
        let absent_able = field.r#type() == Type::Message || field.proto3_optional();
        (single && absent_able).then(|| field.name())
    })
}
