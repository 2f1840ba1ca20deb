//! Reads a topic once, from its beginning to the end it had at the start.

use std::time::Duration;

use rdkafka::{
    ClientConfig, Message as _, Offset, TopicPartitionList,
    consumer::{BaseConsumer, Consumer as _},
    error::{KafkaError, KafkaResult, RDKafkaErrorCode},
    message::BorrowedMessage,
};

/// How long a broker may take to answer.
const ANSWER: Duration = Duration::from_secs(15);

/// Every record that a topic holds, read with `read`, by partition and offset. Joins no
/// group and commits nothing, so that looking changes nothing.
///
/// # Errors
/// When the topic does not exist, or no broker answers.
pub(crate) fn read_all<T>(
    client: &ClientConfig,
    topic: &str,
    read: impl Fn(&BorrowedMessage<'_>) -> T,
) -> KafkaResult<Vec<T>> {
    let mut client = client.clone();
    client
        .set("group.id", "sitrep-reader")
        .set("enable.auto.commit", "false")
        .set("enable.partition.eof", "true");
    let consumer: BaseConsumer = client.create()?;
    let mut ends = partitions(&consumer, topic)?;
    ends.retain(|(_, start, end)| start < end);

    let mut assignment = TopicPartitionList::new();
    for &(partition, ..) in &ends {
        assignment.add_partition_offset(topic, partition, Offset::Beginning)?;
    }
    consumer.assign(&assignment)?;
    let mut records = Vec::new();
    while !ends.is_empty() {
        match consumer.poll(ANSWER) {
            None => {
                return Err(KafkaError::MessageConsumption(
                    RDKafkaErrorCode::OperationTimedOut,
                ));
            }
            Some(Err(KafkaError::PartitionEOF(partition))) => {
                ends.retain(|(it, ..)| *it != partition);
            }
            Some(Err(error)) => return Err(error),
            Some(Ok(message)) => {
                let (partition, offset) = (message.partition(), message.offset());
                ends.retain(|&(it, _, end)| it != partition || offset + 1 < end);
                records.push((partition, offset, read(&message)));
            }
        }
    }
    records.sort_by_key(|&(partition, offset, _)| (partition, offset));
    Ok(records.into_iter().map(|(.., record)| record).collect())
}

/// Partition, first offset and end of each partition.
fn partitions(consumer: &BaseConsumer, topic: &str) -> KafkaResult<Vec<(i32, i64, i64)>> {
    let metadata = consumer.fetch_metadata(Some(topic), ANSWER)?;
    let found = metadata.topics().iter().find(|it| it.name() == topic);
    let Some(found) = found.filter(|it| it.error().is_none()) else {
        return Err(KafkaError::MetadataFetch(
            RDKafkaErrorCode::UnknownTopicOrPartition,
        ));
    };
    found
        .partitions()
        .iter()
        .map(|partition| {
            let (start, end) = consumer.fetch_watermarks(topic, partition.id(), ANSWER)?;
            Ok((partition.id(), start, end))
        })
        .collect()
}
