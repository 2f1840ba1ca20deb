//! Settings that are refused, and what is said about them.

use super::*;

fn config(toml: &str) -> PipeConfig {
    let config: PipeConfig = toml::from_str(toml).expect("parses");
    config.or_else("sitrep-test", "in", "out")
}

fn refused(toml: &str) -> String {
    config(toml).validate().expect_err("is refused").to_string()
}

#[test]
fn the_defaults_are_valid_once_the_service_has_filled_in_its_names() {
    let config = config("");
    assert!(config.validate().is_ok());
    assert_eq!(config.kafka.group, "sitrep-test");
    assert!(PipeConfig::default().validate().is_err());
}

#[test]
fn a_drain_that_outlasts_the_session_is_refused_with_both_figures() {
    let text = refused("kafka.properties = { \"session.timeout.ms\" = \"10000\" }");
    assert!(text.starts_with("drain_deadline_ms: 20000"), "{text}");
    assert!(text.contains("10000"), "{text}");
}

#[test]
fn settings_that_would_lose_records_are_refused() {
    let text = refused("kafka.properties = { \"enable.auto.commit\" = \"true\" }");
    assert!(text.contains("enable.auto.commit cannot be set"), "{text}");
    assert!(refused("input = \"a\"\noutput = \"a\"").contains("go round for ever"));
}

#[test]
fn credentials_that_would_not_be_sent_are_refused() {
    assert!(refused("kafka.security = { username = \"u\" }").contains("sasl_ssl"));
    assert!(refused("kafka.security = { protocol = \"sasl_ssl\" }").contains("password"));
}

#[test]
fn no_secret_shows() {
    let config = config(
        "[kafka]\nsecurity = { protocol = \"sasl_ssl\", username = \"u\", \
         password = \"hunter2\" }\nproperties = { \"ssl.keystore.password\" = \"hunter2\" }",
    );
    let shown = format!(
        "{config:?}{}",
        toml::to_string(&config).expect("serialises")
    );
    assert!(!shown.contains("hunter2"), "{shown}");
}

#[test]
fn an_unknown_key_is_refused() {
    assert!(toml::from_str::<PipeConfig>("in_flight = 1").is_err());
}
