//! An outlet for tests: a list of what was sent, and answers on demand.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use tokio::sync::{mpsc, oneshot};

use super::{Message, Outlet, Receipt, Undelivered};

type Answer = Result<(), Undelivered>;

/// Acknowledges at once, except where an answer was prepared or held back.
#[derive(Clone)]
pub(crate) struct FakeOutlet {
    sent: mpsc::UnboundedSender<Message>,
    answers: Arc<Mutex<VecDeque<oneshot::Receiver<Answer>>>>,
}

impl FakeOutlet {
    /// The outlet, and what will have been sent through it.
    pub(crate) fn new() -> (Self, mpsc::UnboundedReceiver<Message>) {
        let (sent, messages) = mpsc::unbounded_channel();
        let answers = Arc::default();
        (Self { sent, answers }, messages)
    }

    /// The next unprepared message waits for this answer.
    pub(crate) fn hold(&self) -> oneshot::Sender<Answer> {
        let (sender, receiver) = oneshot::channel();
        self.answers.lock().unwrap().push_back(receiver);
        sender
    }

    /// The next unprepared message is refused.
    pub(crate) fn refuse(&self) {
        let refused = Undelivered::Refused("too large".to_owned());
        self.hold().send(Err(refused)).unwrap();
    }
}

impl Outlet for FakeOutlet {
    async fn send(&self, message: Message) -> Receipt {
        self.sent.send(message).unwrap();
        let answer = self.answers.lock().unwrap().pop_front();
        Box::pin(async move {
            match answer {
                Some(answer) => answer.await.unwrap(),
                None => Ok(()),
            }
        })
    }
}
