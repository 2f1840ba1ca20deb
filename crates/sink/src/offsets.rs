//! How far each partition is written, kept beside the rows.
//!
//! The move names what must be there before, so a consumer that lost its partitions
//! without noticing cannot write over its successor: it is fenced.

use std::{collections::HashMap, sync::Arc};

use sitrep_stream::OffsetRange;
use tokio_postgres::{Client, Transaction};

use crate::SinkError;

const READ: &str = "select topic, partition, next_offset from sitrep.stream_offset
    where (topic, partition) in (select * from unnest($1::text[], $2::integer[]))";

/// Partitions seen for the first time.
const BEGIN: &str = "insert into sitrep.stream_offset (topic, partition, next_offset)
    select topic, partition, next
    from unnest($1::text[], $2::integer[], $3::bigint[], $4::bigint[])
        as moved (topic, partition, expected, next)
    where expected is null order by topic, partition
    on conflict do nothing
    returning topic, partition";

/// Partitions that go on. Locked in order first: two consumers must not deadlock.
const MOVE: &str = "with moved as (
        select * from unnest($1::text[], $2::integer[], $3::bigint[], $4::bigint[])
            as moved (topic, partition, expected, next)
    ), held as materialized (
        select topic, partition, next_offset from sitrep.stream_offset
        where (topic, partition) in (select topic, partition from moved)
        order by topic, partition for update
    )
    update sitrep.stream_offset kept set next_offset = moved.next, written_at = now()
    from moved join held using (topic, partition)
    where kept.topic = moved.topic and kept.partition = moved.partition
        and held.next_offset = moved.expected
    returning kept.topic, kept.partition";

/// The next offsets to read, in the order asked for; `None` where none is stored.
pub(crate) async fn read(
    client: &Client,
    partitions: &[(Arc<str>, i32)],
) -> Result<Vec<Option<i64>>, SinkError> {
    let topics: Vec<&str> = partitions.iter().map(|(topic, _)| &**topic).collect();
    let numbers: Vec<i32> = partitions.iter().map(|(_, number)| *number).collect();
    let rows = client
        .query(READ, &[&topics, &numbers])
        .await
        .map_err(SinkError::statement("cannot read the stored offsets"))?;
    let stored: HashMap<(&str, i32), i64> = rows
        .iter()
        .map(|row| ((row.get(0), row.get(1)), row.get(2)))
        .collect();
    Ok(partitions
        .iter()
        .map(|(topic, number)| stored.get(&(&**topic, *number)).copied())
        .collect())
}

/// Moves the stored offsets.
///
/// # Errors
/// [`SinkError::Fenced`] when one of them is not what is expected.
pub(crate) async fn advance(
    transaction: &Transaction<'_>,
    ranges: &[OffsetRange],
) -> Result<(), SinkError> {
    let topics: Vec<&str> = ranges.iter().map(|range| &*range.topic).collect();
    let numbers: Vec<i32> = ranges.iter().map(|range| range.partition).collect();
    let expected: Vec<Option<i64>> = ranges.iter().map(|range| range.expected).collect();
    let next: Vec<i64> = ranges.iter().map(|range| range.next).collect();
    let failed = SinkError::statement("cannot move the stored offsets");
    let mut moved = Vec::with_capacity(ranges.len());
    for statement in [MOVE, BEGIN] {
        let rows = transaction
            .query(statement, &[&topics, &numbers, &expected, &next])
            .await
            .map_err(&failed)?;
        moved.extend(
            rows.iter()
                .map(|row| (row.get::<_, String>(0), row.get::<_, i32>(1))),
        );
    }
    let refused: Vec<_> = ranges
        .iter()
        .filter(|range| {
            let same = |(topic, number): &(String, i32)| {
                **topic == *range.topic && *number == range.partition
            };
            !moved.iter().any(same)
        })
        .map(|range| format!("{}/{}", range.topic, range.partition))
        .collect();
    if refused.is_empty() {
        return Ok(());
    }
    Err(SinkError::Fenced {
        partitions: refused.join(", "),
    })
}
