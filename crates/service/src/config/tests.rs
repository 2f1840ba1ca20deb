use std::fs;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::{Configuration, Problem, Secret, Settings, load};
use crate::telemetry::LogFormat;

#[derive(Deserialize, Serialize, Debug)]
struct Config {
    kafka: Kafka,
    #[serde(default)]
    database: Database,
}

#[derive(Deserialize, Serialize, Debug)]
struct Kafka {
    brokers: Vec<String>,
    #[serde(default)]
    properties: BTreeMap<String, String>,
    #[serde(default)]
    group: Option<String>,
}

#[derive(Deserialize, Serialize, Debug, Default)]
#[serde(default)]
struct Database {
    port: u16,
    password: Secret,
    tls: Tls,
    lexicon_file: Option<PathBuf>,
}

#[derive(Deserialize, Serialize, Debug, Default, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Tls {
    #[default]
    VerifyFull,
    Disable,
}

impl Configuration for Config {
    fn problems(&self) -> Vec<Problem> {
        let unnamed = self.kafka.brokers.is_empty();
        unnamed
            .then(|| Problem::new("kafka.brokers", "is empty", "name at least one broker"))
            .into_iter()
            .collect()
    }
}

/// Reads `toml` as the file `c.toml`, `@` in it and in the variables being its folder.
fn read(toml: &str, variables: &[(&str, &str)]) -> Result<Settings<Config>, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().display().to_string();
    fs::write(folder.path().join("secret"), "12345\n").unwrap();
    fs::write(folder.path().join("other"), "67890").unwrap();
    fs::write(folder.path().join("c.toml"), toml.replace('@', &path)).unwrap();
    let variables = variables
        .iter()
        .map(|(name, text)| (name.to_string(), text.replace('@', &path)));
    load(Some(&folder.path().join("c.toml")), variables)
        .map_err(|error| error.to_string().replace(&path, "@"))
}

fn complaint(toml: &str, variables: &[(&str, &str)]) -> String {
    read(toml, variables).expect_err("the configuration should be refused")
}

const BROKERS: &str = "[kafka]\nbrokers = ['file:9092']\n";

#[test]
fn the_environment_beats_the_file_and_the_file_beats_the_default() {
    let file = format!("{BROKERS}[database]\nport = 1\n");
    assert_eq!(read(BROKERS, &[]).unwrap().service.database.port, 0);
    assert_eq!(read(&file, &[]).unwrap().service.database.port, 1);
    let settings = read(&file, &[("SITREP_DATABASE__PORT", "2"), ("OTHER", "x")]).unwrap();
    assert_eq!(settings.service.database.port, 2);
    assert_eq!(settings.service.kafka.brokers, ["file:9092"]);
}

#[test]
fn a_service_can_be_configured_by_environment_alone() {
    let variables = [
        ("SITREP_KAFKA__BROKERS", "a:1, b:2"),
        ("SITREP_KAFKA__GROUP", ""),
        ("SITREP_DATABASE__TLS", "disable"),
        ("SITREP_TELEMETRY__FORMAT", "json"),
        ("SITREP_ADMIN__LISTEN", "127.0.0.1:0"),
        ("SITREP_DATA", "not configuration"),
    ];
    let settings = read("", &variables).unwrap();
    assert_eq!(settings.service.kafka.brokers, ["a:1", "b:2"]);
    assert_eq!(settings.service.kafka.group, None);
    assert_eq!(settings.service.database.tls, Tls::Disable);
    assert_eq!(settings.telemetry.format, LogFormat::Json);
    assert_eq!(settings.admin.listen.port(), 0);
}

#[test]
fn a_secret_is_read_from_the_file_that_is_named_and_may_look_like_a_number() {
    let file = format!("{BROKERS}[database]\npassword_file = '@/secret'\n");
    let from_file = read(&file, &[]).unwrap();
    assert_eq!(from_file.service.database.password.expose(), "12345");
    let variable = ("SITREP_DATABASE__PASSWORD_FILE", "@/other");
    let overridden = read(&file, &[variable]).unwrap();
    assert_eq!(overridden.service.database.password.expose(), "67890");
    let plain = read(&file, &[("SITREP_DATABASE__PASSWORD", "0")]).unwrap();
    assert_eq!(plain.service.database.password.expose(), "0");
}

#[test]
fn a_key_that_ends_in_file_by_its_own_name_is_a_path() {
    let settings = read(BROKERS, &[("SITREP_DATABASE__LEXICON_FILE", "/lexicon")]).unwrap();
    assert_eq!(
        settings.service.database.lexicon_file,
        Some("/lexicon".into())
    );
}

#[test]
fn client_properties_may_be_dotted_nested_or_variables() {
    let file = format!(
        "{BROKERS}[kafka.properties]\n'linger.ms' = 5\nsasl.mechanism = 'PLAIN'\n\
         'sasl.password_file' = '@/secret'\n"
    );
    let variables = [
        ("SITREP_KAFKA__PROPERTIES__SASL__MECHANISM", "SCRAM-SHA-512"),
        ("SITREP_KAFKA__PROPERTIES__SECURITY__PROTOCOL", "SASL_SSL"),
    ];
    let properties = read(&file, &variables).unwrap().service.kafka.properties;
    let expected = [
        ("linger.ms", "5"),
        ("sasl.mechanism", "SCRAM-SHA-512"),
        ("sasl.password", "12345"),
        ("security.protocol", "SASL_SSL"),
    ];
    assert_eq!(
        properties,
        expected.map(|(k, v)| (k.to_owned(), v.to_owned())).into()
    );
}

#[test]
fn a_misspelt_key_in_the_file_is_refused_with_its_line_and_a_suggestion() {
    let message = complaint(&format!("{BROKERS}grop = 'g'\n[databse]\nport = 1\n"), &[]);
    assert!(
        message.contains("kafka.grop (@/c.toml:3): unknown key"),
        "{message}"
    );
    assert!(message.contains("did you mean kafka.group?"), "{message}");
    assert!(
        message.contains("databse (@/c.toml:4): unknown key"),
        "{message}"
    );
    assert!(message.contains("did you mean database?"), "{message}");
}

#[test]
fn a_misspelt_variable_is_refused_with_the_right_spelling() {
    let message = complaint(
        BROKERS,
        &[("SITREP_KAFKA__GRUOP", "g"), ("SITREP_DATABASE_PORT", "1")],
    );
    assert!(
        message.contains("environment variable SITREP_KAFKA__GRUOP"),
        "{message}"
    );
    assert!(
        message.contains("did you mean SITREP_KAFKA__GROUP?"),
        "{message}"
    );
    assert!(
        message.contains("did you mean SITREP_DATABASE__PORT?"),
        "{message}"
    );
}

#[test]
fn a_key_of_a_shared_section_is_checked_like_any_other() {
    let message = complaint(BROKERS, &[("SITREP_TELEMETRY_FILTER", "debug")]);
    assert!(
        message.contains("did you mean SITREP_TELEMETRY__FILTER?"),
        "{message}"
    );
    let message = complaint(&format!("{BROKERS}[telemetry]\nfromat = 'json'\n"), &[]);
    assert!(
        message.contains("did you mean telemetry.format?"),
        "{message}"
    );
    let message = complaint(BROKERS, &[("SITREP_TELEMETRY__FORMAT", "jsno")]);
    assert!(message.contains("did you mean \"json\"?"), "{message}");
}

#[test]
fn a_missing_key_is_named_along_with_the_typo_that_caused_it() {
    let message = complaint("[kafka]\nbrokrs = ['a:1']\n", &[]);
    assert!(message.contains("did you mean kafka.brokers?"), "{message}");
    assert!(
        message.contains("kafka.brokers (@/c.toml:1): missing"),
        "{message}"
    );
}

#[test]
fn a_value_of_the_wrong_type_is_named_with_its_place_but_a_secret_is_not_shown() {
    let message = complaint(BROKERS, &[("SITREP_DATABASE__PORT", "eighty")]);
    assert!(
        message.contains("database.port (environment variable SITREP_DATABASE__PORT)"),
        "{message}"
    );
    assert!(message.contains("u16"), "{message}");
    let message = complaint(&format!("{BROKERS}[database]\npassword = 998877\n"), &[]);
    assert!(
        message.contains("database.password (@/c.toml:4): has the wrong type"),
        "{message}"
    );
    assert!(!message.contains("998877"), "{message}");
}

#[test]
fn a_value_the_service_refuses_is_named_with_its_place() {
    let message = complaint("[kafka]\nbrokers = []\n", &[]);
    assert!(
        message.contains("kafka.brokers (@/c.toml:2): is empty"),
        "{message}"
    );
}

#[test]
fn a_line_that_is_not_toml_is_numbered_but_not_shown() {
    let message = complaint("[database]\npassword = \"hunter2\n", &[]);
    assert!(message.contains("@/c.toml:2: not valid TOML"), "{message}");
    assert!(!message.contains("hunter2"), "{message}");
}

#[test]
fn a_secret_file_that_cannot_be_read_is_named() {
    let message = complaint(BROKERS, &[("SITREP_DATABASE__PASSWORD_FILE", "@/nowhere")]);
    assert!(message.contains("cannot read @/nowhere"), "{message}");
}

#[test]
fn a_value_set_twice_in_one_place_is_refused() {
    let file = format!("{BROKERS}[database]\npassword = 'a'\npassword_file = '@/secret'\n");
    assert!(complaint(&file, &[]).contains("set twice"));
    let variables = [
        ("SITREP_KAFKA__GROUP", "a"),
        ("SITREP_KAFKA__GROUP__B", "b"),
    ];
    assert!(complaint(BROKERS, &variables).contains("set one of the two"));
}

#[test]
fn the_printed_configuration_has_defaults_and_no_secrets_and_reads_back() {
    let variables = [
        ("SITREP_DATABASE__PASSWORD", "hunter2"),
        ("SITREP_KAFKA__PROPERTIES__SASL__PASSWORD", "hunter3"),
    ];
    let printed = read(BROKERS, &variables).unwrap().to_toml().unwrap();
    assert!(!printed.contains("hunter"), "{printed}");
    assert!(printed.contains("tls = \"verify-full\""), "{printed}");
    let again = read(&printed, &[]).unwrap();
    assert_eq!(again.to_toml().unwrap(), printed);
}
