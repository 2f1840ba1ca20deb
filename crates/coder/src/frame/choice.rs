//! Choices of several words in a trigger: in "close/shut_down * newspaper" the second
//! choice is "shut down". Prevents "close/shut down", in which every choice is followed by
//! "down", from standing for what its writer meant.

/// The trigger once for each choice of several words, and once for all those of one word:
/// "close/shut_down * paper" is "close * paper" and "shut down * paper".
pub(super) fn spelled_out(trigger: &str) -> Vec<String> {
    if !trigger.contains('_') {
        return vec![trigger.to_owned()];
    }
    let mut all = vec![String::new()];
    for part in trigger.split_whitespace() {
        let (long, short): (Vec<&str>, Vec<&str>) =
            part.split('/').partition(|choice| choice.contains('_'));
        let mut choices: Vec<String> = long.iter().map(|words| words.replace('_', " ")).collect();
        if !short.is_empty() {
            choices.insert(0, short.join("/"));
        }
        let longer = |start: &String| {
            let join = |choice: &String| match start.is_empty() {
                true => choice.clone(),
                false => format!("{start} {choice}"),
            };
            choices.iter().map(join).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

/// Behind a verb: what is left to say of the choice before, and opens no choice itself.
const PARTICLES: [&str; 7] = ["up", "down", "off", "out", "away", "back", "over"];

/// What may stand for a particle.
const LIKE_PARTICLES: [&str; 24] = [
    "on", "in", "at", "of", "to", "from", "into", "onto", "with", "against", "through", "toward",
    "towards", "by", "near", "across", "along", "around", "under", "upon", "inside", "home",
    "above", "aside",
];

/// Whether a space seems to part two words of one choice: "shut down/close * paper", "send
/// jets to bomb/to strike".
pub(super) fn is_ambiguous(trigger: &str) -> bool {
    let other = |word: &&str| {
        !word.contains('_') && !PARTICLES.contains(word) && !LIKE_PARTICLES.contains(word)
    };
    let mut parts = trigger.split_whitespace().peekable();
    let mut behind_word = false;
    while let Some(part) = parts.next() {
        let choices: Vec<&str> = part.split('/').collect();
        let (first, rest) = (choices[0], &choices[1..]);
        let particle = behind_word && PARTICLES.contains(&first) && rest.iter().any(other);
        let more = parts.peek().is_some_and(|next| *next != "*");
        if particle || (more && other(&first) && rest.last() == Some(&"to")) {
            return true;
        }
        behind_word = part != "*";
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_choice_of_several_words_is_a_trigger_of_its_own() {
        assert_eq!(spelled_out("shut down * paper"), ["shut down * paper"]);
        assert_eq!(
            spelled_out("close/shut_down/seal/board_up * paper"),
            [
                "close/seal * paper",
                "shut down * paper",
                "board up * paper"
            ]
        );
        assert_eq!(
            spelled_out("call_off fight/talks"),
            ["call off fight/talks"]
        );
    }

    #[test]
    fn a_verb_beside_a_particle_is_ambiguous() {
        assert!(is_ambiguous("shut down/close * paper"));
        assert!(is_ambiguous("outlaw/shut down/close"));
        assert!(is_ambiguous("send * jets to bomb/to strike"));
        assert!(!is_ambiguous("pull out/out_of/from"));
        assert!(!is_ambiguous("fall back/down/into"));
        assert!(!is_ambiguous("close/shut_down * paper"));
    }
}
