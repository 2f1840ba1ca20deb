//! The thread that commits offsets, because a commit that is confirmed is one that blocks.
//!
//! librdkafka reports the result of an asynchronous commit only through a callback that the
//! rdkafka crate does not install, so a failure would go unseen and a drain could not tell
//! when its last commit has arrived.

use std::{
    sync::{Arc, mpsc},
    thread,
};

use rdkafka::{
    TopicPartitionList,
    consumer::{BaseConsumer, CommitMode, Consumer as _},
    error::KafkaResult,
};

use crate::{StreamError, callbacks::Callbacks};

/// A handle to the thread; one commit at a time. Drop it before the consumer is closed.
#[derive(Debug)]
pub(crate) struct Committer {
    requests: Option<mpsc::Sender<TopicPartitionList>>,
    results: mpsc::Receiver<KafkaResult<()>>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Committer {
    pub(crate) fn start(
        name: &str,
        consumer: Arc<BaseConsumer<Callbacks>>,
    ) -> Result<Self, StreamError> {
        let (requests, requested) = mpsc::channel::<TopicPartitionList>();
        let (answers, results) = mpsc::channel();
        let thread = thread::Builder::new()
            .name(format!("{name}-commit"))
            .spawn(move || {
                while let Ok(list) = requested.recv() {
                    // Without a coordinator librdkafka gives up after the session timeout.
                    let _ = answers.send(consumer.commit(&list, CommitMode::Sync));
                }
            })
            .map_err(|_| StreamError::Thread("commit"))?;
        Ok(Self {
            requests: Some(requests),
            results,
            thread: Some(thread),
        })
    }

    pub(crate) fn commit(&self, list: TopicPartitionList) {
        if let Some(requests) = &self.requests {
            // A thread that is gone never answers, and the drain's grace covers that.
            let _ = requests.send(list);
        }
    }

    /// The result of the commit, once there is one.
    pub(crate) fn result(&self) -> Option<KafkaResult<()>> {
        self.results.try_recv().ok()
    }
}

impl Drop for Committer {
    fn drop(&mut self) {
        self.requests = None;
        if let Some(thread) = self.thread.take() {
            // It holds the consumer, which must be closed by the poll thread.
            let _ = thread.join();
        }
    }
}
