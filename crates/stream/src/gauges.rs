//! The poll thread's metrics: rates it counts itself, states it shows once a second.

use std::time::{Duration, Instant};

use metrics::{Counter, Gauge, counter, gauge};

use crate::{Health, callbacks::End, intake::Intake, metrics as names};

const INTERVAL: Duration = Duration::from_secs(1);

pub(crate) struct Gauges {
    stage: &'static str,
    health: Health,
    bytes: Gauge,
    paused: Gauge,
    commit_age: Gauge,
    drains_cut: Counter,
    due: Instant,
}

impl Gauges {
    pub(crate) fn new(stage: &'static str, health: Health) -> Self {
        Self {
            stage,
            health,
            bytes: gauge!(names::IN_FLIGHT_BYTES, "stage" => stage),
            paused: gauge!(names::PAUSED, "stage" => stage),
            commit_age: gauge!(names::COMMIT_AGE_SECONDS, "stage" => stage),
            drains_cut: counter!(names::DRAINS_CUT, "stage" => stage),
            due: Instant::now(),
        }
    }

    #[allow(clippy::cast_precision_loss, reason = "a gauge is a float")]
    pub(crate) fn update(&mut self, intake: &Intake, paused: bool) {
        let now = Instant::now();
        if now < self.due {
            return;
        }
        self.due = now + INTERVAL;
        self.bytes.set(intake.bytes() as f64);
        self.paused.set(f64::from(u8::from(paused)));
        if let Some(age) = self.health.commit_age() {
            self.commit_age.set(age.as_secs_f64());
        }
    }

    /// Sets the lag of the partitions that are held: of one from which nothing was read yet,
    /// against what is committed, so that a stall right after the start shows as well.
    #[allow(clippy::cast_precision_loss, reason = "a gauge is a float")]
    pub(crate) fn lag(&self, intake: &Intake, ends: &[End]) {
        for end in ends.iter().filter(|end| intake.contains(end.partition)) {
            let position = intake.watermark(end.partition).unwrap_or(end.committed);
            self.lag_of(end.partition)
                .set((end.end - position).max(0) as f64);
        }
    }

    /// Another member reports the lag of these from now on.
    pub(crate) fn forget(&self, partitions: &[i32]) {
        for partition in partitions {
            self.lag_of(*partition).set(0.0);
        }
    }

    fn lag_of(&self, partition: i32) -> Gauge {
        gauge!(
            names::LAG_RECORDS,
            "stage" => self.stage, "partition" => partition.to_string()
        )
    }

    pub(crate) fn rebalanced(&self, change: &'static str, partitions: usize) {
        counter!(names::REBALANCES, "stage" => self.stage, "change" => change)
            .increment(partitions as u64);
    }

    pub(crate) fn drain_cut(&self) {
        self.drains_cut.increment(1);
    }
}
