//! Connections to PostgreSQL, encrypted as configured.

use openssl::{
    ssl::{SslConnector, SslFiletype, SslMethod, SslVerifyMode},
    x509::{X509, store::X509StoreBuilder},
};
use postgres_openssl::MakeTlsConnector;
use tokio::time::timeout;
use tokio_postgres::Client;

use crate::{PostgresConfig, SinkError, config::TlsMode};

/// Connects. A task of the current runtime drives the connection until the client is
/// dropped.
///
/// # Errors
/// When the configuration cannot work or no server accepts; [`SinkError::class`] tells
/// whether it is worth trying again.
pub async fn connect(config: &PostgresConfig) -> Result<Client, SinkError> {
    let driver = config.driver()?;
    let tls = connector(config, driver.mode)?;
    // Twice: once for the network, once for the encryption and the log-in.
    let limit = config.connect_timeout() * 2;
    let connected = timeout(limit, driver.config.connect(tls)).await;
    let (client, connection) = match connected {
        Ok(Ok(pair)) => pair,
        Ok(Err(source)) => {
            return Err(SinkError::Connect {
                target: driver.target,
                source,
            });
        }
        Err(_) => {
            return Err(SinkError::ConnectTimeout {
                target: driver.target,
                seconds: limit.as_secs(),
            });
        }
    };
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::warn!(error = %error, "the connection to the database ended");
        }
    });
    let session = format!(
        "set client_min_messages = warning; set time zone 'UTC'; set statement_timeout = {}; \
         set idle_in_transaction_session_timeout = '60s'",
        config.statement_timeout_ms
    );
    client
        .batch_execute(&session)
        .await
        .map_err(SinkError::statement("cannot set up the session"))?;
    Ok(client)
}

fn connector(config: &PostgresConfig, mode: TlsMode) -> Result<MakeTlsConnector, SinkError> {
    let mut builder = SslConnector::builder(SslMethod::tls_client())?;
    if !matches!(mode, TlsMode::VerifyCa | TlsMode::VerifyFull) {
        builder.set_verify(SslVerifyMode::NONE);
    }
    if let Some(path) = &config.root_cert {
        // In place of the system's authorities, as libpq does it, not beside them.
        let pem = std::fs::read(path).map_err(|source| SinkError::Certificate {
            path: path.clone(),
            source,
        })?;
        let mut store = X509StoreBuilder::new()?;
        for certificate in X509::stack_from_pem(&pem)? {
            store.add_cert(certificate)?;
        }
        builder.set_cert_store(store.build());
    }
    if let (Some(certificate), Some(key)) = (&config.client_cert, &config.client_key) {
        builder.set_certificate_chain_file(certificate)?;
        builder.set_private_key_file(key, SslFiletype::PEM)?;
    }
    let mut connector = MakeTlsConnector::new(builder.build());
    if mode != TlsMode::VerifyFull {
        connector.set_callback(|tls, _| {
            tls.set_verify_hostname(false);
            Ok(())
        });
    }
    Ok(connector)
}
