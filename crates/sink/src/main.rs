//! The sink service: coded articles from Kafka into PostgreSQL.
fn main() {}
