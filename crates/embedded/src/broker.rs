//! A Kafka-protocol broker inside this process: librdkafka's mock cluster.
//!
//! Other processes can connect to it too. Its limits, which a caller has to know:
//! it keeps 5 MiB or 100,000 batches a partition and then trims silently, so whoever
//! feeds it must bound what is in flight from end to end; it does not wake a waiting
//! fetch, so consumers want a low `fetch.wait.max.ms`; `CreateTopics` over the
//! protocol times out, so topics are created here; nothing survives its end.

use std::{
    sync::mpsc::{Sender, channel},
    thread::{self, JoinHandle},
};

use rdkafka::{mocking::MockCluster, producer::DefaultProducerContext};

use crate::EmbeddedError;

type Cluster = MockCluster<'static, DefaultProducerContext>;
type Order = Box<dyn FnOnce(&Cluster) + Send>;

/// A running broker. It ends when this is dropped.
///
/// The cluster itself may not move between threads, so it lives on its own and takes
/// orders; the handle can be shared freely.
#[derive(Debug)]
pub struct Broker {
    bootstrap_servers: String,
    orders: Option<Sender<Order>>,
    thread: Option<JoinHandle<()>>,
}

impl Broker {
    /// Starts a cluster of one broker on a free port of 127.0.0.1.
    ///
    /// # Errors
    /// When librdkafka cannot start it.
    pub fn start() -> Result<Self, EmbeddedError> {
        let (orders, inbox) = channel::<Order>();
        let (ready, started) = channel();
        let thread = thread::Builder::new()
            .name("embedded-broker".into())
            .spawn(move || {
                let cluster = match MockCluster::new(1) {
                    Ok(cluster) => cluster,
                    Err(error) => {
                        // The starter has gone only if it panicked; nobody is left to tell.
                        let _ = ready.send(Err(error));
                        return;
                    }
                };
                let _ = ready.send(Ok(cluster.bootstrap_servers()));
                for order in inbox {
                    order(&cluster);
                }
            })
            .map_err(EmbeddedError::io("cannot start a thread for", "the broker"))?;
        let bootstrap_servers = started.recv().map_err(|_| EmbeddedError::BrokerStopped)??;
        Ok(Self {
            bootstrap_servers,
            orders: Some(orders),
            thread: Some(thread),
        })
    }

    /// The address for `bootstrap.servers`, e.g. `127.0.0.1:40123`.
    pub fn bootstrap_servers(&self) -> &str {
        &self.bootstrap_servers
    }

    /// Creates a topic.
    ///
    /// # Errors
    /// When the topic exists or the name is not allowed.
    pub fn create_topic(&self, name: &str, partitions: i32) -> Result<(), EmbeddedError> {
        let name = name.to_owned();
        Ok(self.with(move |cluster| cluster.create_topic(&name, partitions, 1))??)
    }

    /// Runs a function on the mock cluster: broker down and up, request errors, delays.
    ///
    /// # Errors
    /// When the broker's thread is gone, or the function panicked.
    pub fn with<T: Send + 'static>(
        &self,
        order: impl FnOnce(&Cluster) -> T + Send + 'static,
    ) -> Result<T, EmbeddedError> {
        let (answer, answered) = channel();
        self.orders
            .as_ref()
            .and_then(|orders| {
                orders
                    .send(Box::new(move |cluster: &Cluster| {
                        let _ = answer.send(order(cluster));
                    }))
                    .ok()
            })
            .ok_or(EmbeddedError::BrokerStopped)?;
        answered.recv().map_err(|_| EmbeddedError::BrokerStopped)
    }
}

impl Drop for Broker {
    fn drop(&mut self) {
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            // A panic of an order was already reported to whoever gave it.
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use rdkafka::{
        ClientConfig,
        consumer::{BaseConsumer, Consumer as _},
        mocking::MockCluster,
    };

    use super::Broker;

    fn partitions(broker: &Broker, topic: &str) -> usize {
        let client: BaseConsumer = ClientConfig::new()
            .set("bootstrap.servers", broker.bootstrap_servers())
            .create()
            .expect("a client");
        let metadata = client
            .fetch_metadata(Some(topic), Duration::from_secs(5))
            .expect("metadata");
        metadata.topics()[0].partitions().len()
    }

    #[test]
    fn a_topic_has_the_partitions_it_was_created_with() {
        let broker = Broker::start().expect("starts");
        broker.create_topic("a", 7).expect("creates");
        assert_eq!(partitions(&broker, "a"), 7);
    }

    #[test]
    fn the_handle_can_be_shared_between_threads() {
        let broker = Broker::start().expect("starts");
        std::thread::scope(|scope| {
            scope.spawn(|| broker.create_topic("a", 1).expect("creates"));
            scope.spawn(|| broker.create_topic("b", 1).expect("creates"));
        });
        let address = broker.with(MockCluster::bootstrap_servers).expect("runs");
        assert_eq!(address, broker.bootstrap_servers());
    }
}
