//! The best sequence of labels by Viterbi: beginning, inside and outside of names of three
//! types. Prevents an organisation that goes on as a person.

use super::weights::WIDTH;

/// Outside, then beginning and inside of persons, organisations and places.
pub(super) const LABELS: usize = 7;
/// The label before the first word.
pub(super) const START: usize = 7;

/// Buffers that are kept from sentence to sentence.
#[derive(Debug, Default)]
pub(super) struct Lattice {
    back: Vec<[u8; WIDTH]>,
    /// The labels of the last sentence.
    pub(super) labels: Vec<u8>,
}

impl Lattice {
    /// Finds the best labels: `emission` scores the labels of a word, `steps` those of a
    /// word after a label.
    pub(super) fn decode<S>(
        &mut self,
        length: usize,
        mut emission: impl FnMut(usize) -> [S; WIDTH],
        mut steps: impl FnMut(usize, usize) -> [S; WIDTH],
    ) where
        S: Copy + Default + PartialOrd + std::ops::Add<Output = S>,
    {
        self.back.clear();
        self.labels.clear();
        let mut best: [Option<S>; WIDTH] = [None; WIDTH];
        best[START] = Some(S::default());
        for at in 0..length {
            let scores = emission(at);
            let mut next = [None; WIDTH];
            let mut back = [0; WIDTH];
            for (before, score) in best.iter().enumerate() {
                let Some(score) = score else { continue };
                let step = steps(at, before);
                for label in (0..LABELS).filter(|label| follows(before, *label)) {
                    let sum = *score + step[label] + scores[label];
                    if next[label].is_none_or(|most| sum > most) {
                        next[label] = Some(sum);
                        back[label] = before as u8;
                    }
                }
            }
            best = next;
            self.back.push(back);
        }
        let mut label = 0;
        for (other, score) in best.iter().enumerate() {
            if let Some(score) = score
                && best[label].is_none_or(|most| *score > most)
            {
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

/// A name goes on only as what it began.
fn follows(before: usize, label: usize) -> bool {
    let inside = label > 0 && label.is_multiple_of(2);
    !inside || before == label || before + 1 == label
}

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
                scores
            },
            |_, _| [0; WIDTH],
        );
        assert_eq!(lattice.labels, [3, 4, 4]);
    }

    #[test]
    fn nothing_known_is_no_name() {
        let mut lattice = Lattice::default();
        lattice.decode(2, |_| [0_i32; WIDTH], |_, _| [0; WIDTH]);
        assert_eq!(lattice.labels, [0, 0]);
    }
}
