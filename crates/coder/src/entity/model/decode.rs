//! The best sequence of labels by Viterbi: beginning, inside and outside of names of three
//! types. Prevents an organisation that goes on as a person.

use super::weights::WIDTH;

/// Outside, then beginning and inside of persons, organisations and places.
pub(super) const LABELS: usize = 7;
/// The label of a word that no name holds.
const OUTSIDE: usize = 0;
/// The label before the first word.
pub(super) const START: usize = 7;

/// The scores of a word's labels, by the label before.
pub(super) type Steps = [[i32; WIDTH]; WIDTH];

/// Buffers that are kept from sentence to sentence.
#[derive(Debug, Default)]
pub(super) struct Lattice {
    back: Vec<[u8; WIDTH]>,
    /// The labels of the last sentence.
    pub(super) labels: Vec<u8>,
}

impl Lattice {
    /// Finds the best labels: `emission` scores the labels of a word, or says that it can
    /// only be outside of names; `steps` scores those of a word after each label.
    pub(super) fn decode<'s>(
        &mut self,
        length: usize,
        emission: impl Fn(usize) -> Option<[i32; WIDTH]>,
        steps: impl Fn(usize) -> &'s Steps,
    ) {
        self.back.clear();
        self.labels.clear();
        let mut best = [LEAST; WIDTH];
        best[START] = 0;
        let mut befores = START..WIDTH;
        for at in 0..length {
            let steps = steps(at);
            let mut next = [LEAST; WIDTH];
            let mut back = [0; WIDTH];
            let Some(scores) = emission(at) else {
                for before in befores {
                    let sum = best[before] + steps[before][OUTSIDE];
                    if sum > next[OUTSIDE] {
                        next[OUTSIDE] = sum;
                        back[OUTSIDE] = before as u8;
                    }
                }
                befores = OUTSIDE..OUTSIDE + 1;
                best = next;
                self.back.push(back);
                continue;
            };
            for before in befores {
                let (so_far, step) = (best[before], steps[before]);
                for &label in FOLLOWS[before] {
                    let sum = so_far + step[label] + scores[label];
                    if sum > next[label] {
                        next[label] = sum;
                        back[label] = before as u8;
                    }
                }
            }
            befores = OUTSIDE..LABELS;
            best = next;
            self.back.push(back);
        }
        let mut label = OUTSIDE;
        for other in 1..LABELS {
            if best[other] > best[label] {
                label = other;
            }
        }
        for back in self.back.iter().rev() {
            self.labels.push(label as u8);
            label = usize::from(back[label]);
        }
        self.labels.reverse();
    }
}

/// Less than any sum of scores, and still so with any of them added.
const LEAST: i32 = i32::MIN / 2;

/// Which labels may follow which: a name goes on only as what it began.
pub(super) const FOLLOWS: [&[usize]; WIDTH] = [
    &[0, 1, 3, 5],
    &[0, 1, 2, 3, 5],
    &[0, 1, 2, 3, 5],
    &[0, 1, 3, 4, 5],
    &[0, 1, 3, 4, 5],
    &[0, 1, 3, 5, 6],
    &[0, 1, 3, 5, 6],
    &[0, 1, 3, 5],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_never_goes_on_as_another_type() {
        let mut lattice = Lattice::default();
        // Inside of an organisation scores best everywhere, the best beginning is a person's.
        lattice.decode(
            3,
            |at| {
                let mut scores = [0_i32; WIDTH];
                scores[4] = 5;
                scores[1] = if at == 0 { 4 } else { 0 };
                Some(scores)
            },
            |_| &[[0; WIDTH]; WIDTH],
        );
        assert_eq!(lattice.labels, [3, 4, 4]);
    }

    #[test]
    fn nothing_known_is_no_name() {
        let mut lattice = Lattice::default();
        lattice.decode(2, |_| Some([0_i32; WIDTH]), |_| &[[0; WIDTH]; WIDTH]);
        assert_eq!(lattice.labels, [0, 0]);
    }
}
