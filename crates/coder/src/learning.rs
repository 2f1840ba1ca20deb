//! What the trainers share: passes over the examples in a reproducible order, and weights
//! averaged over all steps. Prevents the same gold and program from giving other weights.

/// Calls `learn` with every number below `examples`, `epochs` times, each time in another
/// order. The same numbers give the same orders.
pub(crate) fn passes(examples: usize, epochs: u32, learn: impl FnMut(usize)) {
    passes_of_run(0, examples, epochs, learn);
}

/// As [`passes`], in orders of its own for each number of a run.
pub(crate) fn passes_of_run(run: u32, examples: usize, epochs: u32, mut learn: impl FnMut(usize)) {
    let mut order: Vec<usize> = (0..examples).collect();
    let mut seed = 0x2545_f491_4f6c_dd1d_u64 ^ u64::from(run) << 32;
    for _ in 0..epochs {
        for at in (1..order.len()).rev() {
            // xorshift64: the order must outlive any version of a random number generator.
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            order.swap(at, (seed % (at as u64 + 1)) as usize);
        }
        order.iter().copied().for_each(&mut learn);
    }
}

/// The weights of an averaged perceptron.
#[derive(Debug)]
pub(crate) struct Averaged {
    weights: Vec<f32>,
    /// Sums of change × the steps before it: w̄ = w − total ÷ steps.
    totals: Vec<f32>,
    steps: f32,
}

impl Averaged {
    /// All zero.
    pub(crate) fn new(size: usize) -> Self {
        Self {
            weights: vec![0.0; size],
            totals: vec![0.0; size],
            steps: 1.0,
        }
    }

    /// The weights of now, not averaged.
    pub(crate) fn now(&self) -> &[f32] {
        &self.weights
    }

    /// Changes one weight.
    pub(crate) fn change(&mut self, at: usize, by: f32) {
        self.weights[at] += by;
        self.totals[at] += by * self.steps;
    }

    /// Ends a step.
    pub(crate) fn step(&mut self) {
        self.steps += 1.0;
    }

    /// The averages.
    pub(crate) fn average(&self) -> impl Iterator<Item = f32> {
        let weights = self.weights.iter().zip(&self.totals);
        weights.map(|(weight, total)| weight - total / self.steps)
    }

    /// The averages as signed bytes, see [`quantised`].
    pub(crate) fn quantised(self, below: usize) -> Vec<u8> {
        quantised(&self.average().collect::<Vec<f32>>(), below)
    }
}

/// Weights as signed bytes. The largest byte stands for the weight that `below` of 10,000
/// do not exceed: a few giants would cost all others their precision.
pub(crate) fn quantised(weights: &[f32], below: usize) -> Vec<u8> {
    let mut sizes: Vec<f32> = weights.iter().map(|weight| weight.abs()).collect();
    sizes.sort_unstable_by(f32::total_cmp);
    let top = sizes[(sizes.len() - 1) * below / 10_000].max(f32::EPSILON);
    weights
        .iter()
        .map(|weight| (weight / top * 127.0).round().clamp(-127.0, 127.0) as i8 as u8)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pass_sees_each_example_once_and_every_run_the_same_order() {
        let run = || {
            let mut seen = Vec::new();
            passes(5, 2, |example| seen.push(example));
            seen
        };
        let seen = run();
        assert_eq!(seen, run());
        assert_ne!(seen[..5], seen[5..]);
        for pass in seen.chunks(5) {
            let mut pass = pass.to_vec();
            pass.sort_unstable();
            assert_eq!(pass, [0, 1, 2, 3, 4]);
        }
    }

    #[test]
    fn a_weight_that_came_late_counts_less() {
        let mut weights = Averaged::new(2);
        weights.change(0, 1.0);
        weights.step();
        weights.step();
        weights.change(1, -1.0);
        weights.step();
        assert_eq!(weights.now(), [1.0, -1.0]);
        // After 1 and 3 of 4 steps: averages of ¾ and −¼.
        assert_eq!(weights.quantised(10_000), [127, (-42_i8) as u8]);
    }
}
