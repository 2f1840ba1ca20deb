//! Work on all cores, results in input order, and a bounded number of documents in
//! memory however long the input is.

use std::{collections::BTreeMap, io, num::NonZero, sync::Mutex, sync::mpsc, thread};

/// Documents that may be waiting or under way per worker.
const AHEAD_PER_WORKER: usize = 32;

/// Applies `work` to every item on `jobs` threads (0: one a core) and hands the results
/// to `consume` in the order of the items. Stops at the first error of `consume`.
pub(super) fn in_order<T: Send, R: Send>(
    items: impl Iterator<Item = T> + Send,
    jobs: usize,
    work: impl Fn(T) -> R + Sync,
    mut consume: impl FnMut(R) -> io::Result<()>,
) -> io::Result<()> {
    let jobs = match jobs {
        0 => thread::available_parallelism().map_or(1, NonZero::get),
        jobs => jobs,
    };
    let ahead = jobs * AHEAD_PER_WORKER;
    let items = Mutex::new(items.enumerate());
    let (result_sender, results) = mpsc::sync_channel(ahead);
    // A worker takes a ticket before it takes an item, and the consumer returns it only
    // when that item is written: one slow document cannot let the others pile up.
    let (ticket_sender, tickets) = mpsc::channel();
    let tickets = Mutex::new(tickets);
    for _ in 0..ahead {
        // The receiver lives as long as this function.
        let _ = ticket_sender.send(());
    }

    let (items, tickets, work) = (&items, &tickets, &work);
    // By move, so that an early return drops both channels and thereby ends the workers.
    thread::scope(move |scope| {
        for _ in 0..jobs {
            let result_sender = result_sender.clone();
            scope.spawn(move || {
                while let Some((index, item)) = take(tickets, items) {
                    if result_sender.send((index, work(item))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(result_sender);

        let mut waiting = BTreeMap::new();
        let mut next = 0;
        while let Ok((index, result)) = results.recv() {
            waiting.insert(index, result);
            while let Some(result) = waiting.remove(&next) {
                next += 1;
                consume(result)?;
                let _ = ticket_sender.send(());
            }
        }
        Ok(())
    })
}

/// The next item once there is room for it; `None` at the end of the input or when the
/// consumer has gone. The ticket is taken under the items' lock, so that tickets go to
/// items in input order and the item the consumer waits for always has one.
fn take<T>(
    tickets: &Mutex<mpsc::Receiver<()>>,
    items: &Mutex<impl Iterator<Item = T>>,
) -> Option<T> {
    let mut items = items.lock().ok()?;
    tickets.lock().ok()?.recv().ok()?;
    items.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_input_order_whatever_the_number_of_threads() {
        for jobs in [1, 2, 7] {
            let mut results = Vec::new();
            in_order(
                0..1_000_u64,
                jobs,
                |n| n * n,
                |square| {
                    results.push(square);
                    Ok(())
                },
            )
            .expect("nothing fails");
            assert_eq!(results, (0..1_000).map(|n| n * n).collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_endless_input_stops_when_the_consumer_fails() {
        let mut seen = 0;
        let result = in_order(
            0_u64..,
            3,
            |n| n,
            |_| {
                seen += 1;
                if seen == 10 {
                    Err(io::ErrorKind::BrokenPipe.into())
                } else {
                    Ok(())
                }
            },
        );
        assert!(result.is_err());
    }
}
