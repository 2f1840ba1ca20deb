//! What is doubtful in the frame data although it can be read: triggers that no text can
//! hold, acts without a rule, rules that no act comes to. Prevents knowledge that is
//! written down and never used.

use toml::Spanned;

use super::choice::is_ambiguous;
use super::decide::{DecisionTable, Row};
use super::family::{Entry, StatedFrame};
use super::source::Stated;
use crate::CoderError;
use crate::text::token::tokenise;

/// Everything doubtful.
pub(super) fn check(stated: &Stated<'_>) -> Vec<CoderError> {
    let frames = &stated.families.frames;
    let mut problems = Vec::new();
    for (number, frame) in frames.iter().enumerate() {
        for trigger in triggers(&frame.entry) {
            if let Some(problem) = unreachable(trigger.get_ref()) {
                let problem = format!("'{}' triggers nothing: {problem}", trigger.get_ref());
                problems.push(frame.error_at(trigger, problem));
            }
        }
        shadowed(frame, &frames[..number], &mut problems);
        undecided(frame, &stated.decisions, &mut problems);
    }
    idle_rows(frames, &stated.decisions, &mut problems);
    problems
}

fn triggers(entry: &Entry) -> impl Iterator<Item = &Spanned<String>> {
    let all = [&entry.verbs, &entry.nouns, &entry.phrases, &entry.also];
    all.into_iter().flatten()
}

/// Why no text can hold these words.
fn unreachable(words: &str) -> Option<&'static str> {
    let mut parts = words.split_whitespace().peekable();
    if parts.peek().is_none() {
        return Some("it has no words");
    }
    if words.starts_with('*') || words.ends_with('*') {
        return Some("a '*' stands between words");
    }
    if is_ambiguous(words) {
        return Some("'_' joins the words of one choice");
    }
    for word in parts
        .filter(|part| *part != "*")
        .flat_map(|part| part.split(['/', '_']))
    {
        if word != word.to_lowercase() {
            return Some("words are compared in lower case");
        }
        let mut tokens = Vec::new();
        tokenise(word, &mut tokens);
        if tokens.len() != 1 {
            return Some("texts part it into several words; set spaces");
        }
    }
    None
}

/// Triggers shared with an earlier frame that always takes them.
fn shadowed(frame: &StatedFrame<'_>, earlier: &[StatedFrame<'_>], problems: &mut Vec<CoderError>) {
    for trigger in &frame.entry.also {
        let taken = earlier.iter().find(|other| {
            let entry = &other.entry;
            let unconditional = entry.needs.is_empty()
                && entry.not_classes.is_empty()
                && entry.not_context.is_empty()
                && entry.not_before.is_empty()
                && entry.not_after.is_empty();
            let mut verbs = entry.verbs.iter().chain(&entry.also);
            unconditional && verbs.any(|verb| verb.get_ref() == trigger.get_ref())
        });
        if let Some(other) = taken {
            let (words, id) = (trigger.get_ref(), other.id());
            let problem = format!("'{words}' always triggers '{id}' before; give that a need");
            problems.push(frame.error_at(trigger, problem));
        }
    }
}

/// An act that the table decides in no case, or to no type.
fn undecided(frame: &StatedFrame<'_>, table: &DecisionTable, problems: &mut Vec<CoderError>) {
    let mut decisions = table
        .rows
        .iter()
        .filter(|row| row.act == frame.entry.act)
        .filter_map(|row| row.decision.as_ref());
    let typed = decisions.any(|decision| {
        decision.sub_event != Default::default()
            || decision.plover != Default::default()
            || frame.entry.plover.is_some()
    });
    if !typed {
        problems.push(frame.error(format!(
            "no row of decide.tsv makes an event of '{}'",
            frame.id()
        )));
    }
}

/// Rows behind one that takes all that they would, and rows for acts without a frame. That
/// a row of the caller's stands before a built-in one is what it is for.
fn idle_rows(frames: &[StatedFrame<'_>], table: &DecisionTable, problems: &mut Vec<CoderError>) {
    for (number, row) in table.rows.iter().enumerate() {
        let mut fail = |problem: String| {
            let (file, line) = &row.origin;
            problems.push(CoderError::at(file, *line, problem));
        };
        let from = if number < table.own { 0 } else { table.own };
        let before: Option<&Row> = table.rows[from..number]
            .iter()
            .find(|other| other.covers(row));
        if let Some(other) = before {
            fail(format!(
                "never reached: line {} decides before",
                other.origin.1
            ));
        } else if row.contradicts_itself() {
            fail("never reached: it wants and forbids the same".to_owned());
        } else if !frames.iter().any(|frame| frame.entry.act == row.act) {
            fail("never reached: no frame has this act".to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::FrameSet;
    use crate::source::Source;

    #[test]
    fn the_built_in_files_hold_nothing_doubtful() {
        let told: Vec<String> = FrameSet::review(&[])
            .iter()
            .map(ToString::to_string)
            .collect();
        assert!(told.is_empty(), "{}", told.join("\n"));
    }

    #[test]
    fn what_can_never_be_used_is_told() {
        let frames = "[[frame]]\nid = \"x\"\nact = \"clash\"\n\
                      phrases = [\"* fray\", \"break off/end * fray\", \"A fray\", \"'tis a fray\", \"\"]\n";
        let rows = "clash\tstate\tstate\t*\tkilled,!killed\tArmed clash\t-\ta\n\
                    clash\tstate\t*\t*\t-\tArmed clash\t-\tb\n\
                    clash\tstate\tpolice\t*\t-\tArmed clash\t-\tc\n";
        let sources = [("frames/mine.toml", frames), ("frames/decide.tsv", rows)];
        let sources = sources.map(|(name, text)| Source { name, text });
        let told: Vec<String> = FrameSet::review(&sources)
            .iter()
            .map(ToString::to_string)
            .filter(|problem| problem.starts_with("frames/"))
            .collect();
        let expected = [
            "frames/mine.toml:4: '* fray' triggers nothing: a '*' stands between words",
            "frames/mine.toml:4: 'break off/end * fray' triggers nothing: '_' joins the words of one choice",
            "frames/mine.toml:4: 'A fray' triggers nothing: words are compared in lower case",
            "frames/mine.toml:4: ''tis a fray' triggers nothing: texts part it into several words; set spaces",
            "frames/mine.toml:4: '' triggers nothing: it has no words",
            "frames/decide.tsv:1: never reached: it wants and forbids the same",
            "frames/decide.tsv:3: never reached: line 2 decides before",
        ];
        assert_eq!(told, expected);
    }
}
