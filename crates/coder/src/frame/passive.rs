//! The passive of a trigger that holds its object: "sanctions * were lifted" for "lift *
//! sanctions". Prevents half of what is told in the passive from needing patterns of its own.

use super::inflect::Irregular;

/// Forms of "be" that make a passive of what has happened.
const BE: &str = "was/were/been/being/is/are";

/// Last words of a trigger that are no object.
const NO_OBJECTS: [&str; 34] = [
    "to", "on", "in", "for", "from", "with", "at", "by", "of", "into", "about", "against", "over",
    "as", "that", "up", "down", "out", "off", "away", "back", "aside", "together", "behind",
    "around", "between", "will", "would", "must", "should", "not", "through", "sharing", "until",
];

/// The pattern of the passive; none where the trigger has another shape than a verb, perhaps
/// with a particle, and its object.
pub(super) fn passive(trigger: &str, forms: &Irregular) -> Option<String> {
    let words: Vec<&str> = trigger.split(' ').collect();
    let (object, verb) = words.split_last()?;
    let verb = verb.strip_suffix(&["*"]).unwrap_or(verb);
    let (first, particles) = verb.split_first()?;
    let thing = object.split('/').all(|word| !NO_OBJECTS.contains(&word));
    if !thing || particles.len() > 1 || particles.contains(&"*") || *first == "be" {
        return None;
    }
    let done: Vec<String> = first
        .split('/')
        .flat_map(|verb| forms.verb(verb))
        .filter(|form| !form.ends_with("ing"))
        .collect();
    let particle = particles.first().map(|word| format!(" {word}"));
    let particle = particle.unwrap_or_default();
    Some(format!("{object} * {BE} {}{particle}", done.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_becomes_the_subject_and_other_shapes_have_no_passive() {
        let of = |trigger| passive(trigger, &Irregular::default());
        let lifted = "siege * was/were/been/being/is/are lift/lifts/lifted";
        assert_eq!(of("lift * siege").as_deref(), Some(lifted));
        let called = "talks/summit * was/were/been/being/is/are call/calls/called off";
        assert_eq!(of("call off * talks/summit").as_deref(), Some(called));
        for other in [
            "lift",
            "give in to",
            "step down",
            "give * hours * to leave",
            "be * part",
        ] {
            assert_eq!(of(other), None, "{other}");
        }
    }
}
