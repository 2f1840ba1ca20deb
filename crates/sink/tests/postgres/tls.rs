//! Encryption as configured: on where asked for, verified where asked for.

use std::{fs, path::Path};

use openssl::{
    asn1::Asn1Time,
    bn::BigNum,
    hash::MessageDigest,
    pkey::PKey,
    rsa::Rsa,
    x509::{
        X509, X509NameBuilder,
        extension::{BasicConstraints, SubjectAlternativeName},
    },
};
use sitrep_embedded::Database;
use sitrep_sink::{PostgresConfig, TlsMode, connect};

/// A self-signed certificate for `name`, and its key.
fn certificate(name: &str) -> (String, String) {
    let key = PKey::from_rsa(Rsa::generate(2048).unwrap()).unwrap();
    let mut subject = X509NameBuilder::new().unwrap();
    subject.append_entry_by_text("CN", name).unwrap();
    let subject = subject.build();
    let mut builder = X509::builder().unwrap();
    builder.set_version(2).unwrap();
    builder
        .set_serial_number(&BigNum::from_u32(1).unwrap().to_asn1_integer().unwrap())
        .unwrap();
    builder.set_subject_name(&subject).unwrap();
    builder.set_issuer_name(&subject).unwrap();
    builder
        .set_not_before(&Asn1Time::days_from_now(0).unwrap())
        .unwrap();
    builder
        .set_not_after(&Asn1Time::days_from_now(1).unwrap())
        .unwrap();
    builder.set_pubkey(&key).unwrap();
    builder
        .append_extension(BasicConstraints::new().ca().build().unwrap())
        .unwrap();
    let names = SubjectAlternativeName::new()
        .dns(name)
        .build(&builder.x509v3_context(None, None));
    builder.append_extension(names.unwrap()).unwrap();
    builder.sign(&key, MessageDigest::sha256()).unwrap();
    let pem = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        pem(builder.build().to_pem().unwrap()),
        pem(key.private_key_to_pem_pkcs8().unwrap()),
    )
}

/// Gives the server a certificate. The server writes the files itself, because they must
/// belong to its user.
async fn encrypt(server: &Database, certificate: &str, key: &str) {
    let client = connect(&PostgresConfig::from_url(server.url()))
        .await
        .expect("connects");
    for (file, text) in [("server.crt", certificate), ("server.key", key)] {
        let copy = format!(
            "copy (select unnest(string_to_array('{text}', E'\\n'))) \
             to program 'umask 077; cat > {file}'"
        );
        client
            .batch_execute(&copy)
            .await
            .expect("the server writes the file");
    }
    client
        .batch_execute("alter system set ssl = on")
        .await
        .expect("sets");
    client
        .batch_execute("select pg_reload_conf()")
        .await
        .expect("reloads");
}

async fn encrypted(config: &PostgresConfig) -> Result<bool, sitrep_sink::SinkError> {
    let client = connect(config).await?;
    let sql = "select ssl from pg_stat_ssl where pid = pg_backend_pid()";
    Ok(client.query_one(sql, &[]).await.expect("one row").get(0))
}

fn config(server: &Database, mode: TlsMode, root: Option<&Path>) -> PostgresConfig {
    PostgresConfig {
        sslmode: Some(mode),
        root_cert: root.map(Path::to_owned),
        ..PostgresConfig::from_url(server.url())
    }
}

#[tokio::test]
async fn each_mode_encrypts_and_verifies_as_in_libpq() {
    let server = Database::start().unwrap_or_else(|error| panic!("{error}"));
    let plain = encrypted(&config(&server, TlsMode::Prefer, None)).await;
    assert!(!plain.expect("a server without TLS takes plain connections"));
    let refused = encrypted(&config(&server, TlsMode::Require, None)).await;
    assert!(refused.is_err(), "required and not to be had");

    let (right, key) = certificate("localhost");
    let (wrong, _) = certificate("localhost");
    encrypt(&server, &right, &key).await;
    let folder = tempfile::tempdir().expect("a folder");
    let (right_file, wrong_file) = (folder.path().join("right"), folder.path().join("wrong"));
    fs::write(&right_file, &right).expect("writes");
    fs::write(&wrong_file, &wrong).expect("writes");

    // The reload is asynchronous: wait until the server offers encryption.
    while !encrypted(&config(&server, TlsMode::Prefer, None))
        .await
        .expect("connects")
    {
        tokio::task::yield_now().await;
    }
    let disabled = encrypted(&config(&server, TlsMode::Disable, None)).await;
    assert!(!disabled.expect("connects"));
    let required = encrypted(&config(&server, TlsMode::Require, None)).await;
    assert!(required.expect("connects"));

    let by_ca = encrypted(&config(&server, TlsMode::VerifyCa, Some(&right_file))).await;
    assert!(by_ca.expect("the authority is trusted; the name, 127.0.0.1, is not looked at"));
    let foreign = encrypted(&config(&server, TlsMode::VerifyCa, Some(&wrong_file))).await;
    assert!(foreign.is_err());
    let system = encrypted(&config(&server, TlsMode::VerifyCa, None)).await;
    assert!(system.is_err());

    let full = config(&server, TlsMode::VerifyFull, Some(&right_file));
    assert!(encrypted(&full).await.is_err(), "the name is not 127.0.0.1");
    let named = PostgresConfig {
        url: full.url.replace("127.0.0.1", "localhost"),
        ..full
    };
    assert!(encrypted(&named).await.expect("the name is right"));
}
