//! All that is wrong or doubtful in the tables at once. Prevents an analyst from mending
//! a file one error a run: a line that cannot be read is noted and left out, and reading
//! goes on.

use super::source::BUNDLED;
use super::{Index, Lexicon};
use crate::CoderError;
use crate::source::{Folder, Source, of};

/// Everything wrong or doubtful in the built-in tables with the caller's laid over them.
pub(super) fn review(overrides: &[Source<'_>]) -> Vec<CoderError> {
    let mut lexicon = Lexicon::default();
    let mut problems = Vec::new();
    for source in BUNDLED.iter().chain(of(overrides, Folder::Lexicon)) {
        read_on(&mut lexicon, source, &mut problems);
    }
    lexicon.number();
    lexicon.index = Index::build(&lexicon);
    problems.extend(lexicon.check());
    problems
}

/// Reads a table without the lines that cannot be read.
fn read_on(lexicon: &mut Lexicon, source: &Source<'_>, problems: &mut Vec<CoderError>) {
    let mut lines: Vec<&str> = source.text.lines().collect();
    let header = lines
        .iter()
        .position(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map_or(0, |index| index + 1);
    let mut text = source.text.to_owned();
    loop {
        let rest = Source {
            name: source.name,
            text: &text,
        };
        let Err(problem) = lexicon.read(&rest) else {
            return;
        };
        let line = problem.line;
        problems.push(problem);
        // Without its name or its header line a table means nothing.
        if line <= header || line > lines.len() {
            return;
        }
        lines[line - 1] = "#";
        text = lines.join("\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str =
        "id\tname\tacled\tclass\tinter\tcountries\tparent\tfrom\tto\tsuccessor\taliases\n";

    #[test]
    fn every_bad_line_is_told_and_the_good_ones_are_checked() {
        let text = format!(
            "{HEADER}a\tGroup A\t\tarmy\n\
             b\tGroup B\t\tarmed-group\t9\n\
             c\tGroup C\t\tarmed-group\t\tSY\tnobody\n"
        );
        let source = Source {
            name: "actors-mine.tsv",
            text: &text,
        };
        let told: Vec<String> = review(&[source]).iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told[0].starts_with("actors-mine.tsv:2: 'army' is no actor class"));
        assert!(told[1].starts_with("actors-mine.tsv:3: '9' is no inter code"));
        assert!(told[2].starts_with("actors-mine.tsv:4: the parent of actor/c is actor/nobody"));
    }

    #[test]
    fn a_file_that_is_no_table_is_told_once() {
        let sources = [
            Source {
                name: "notes.tsv",
                text: "a\nb\n",
            },
            Source {
                name: "people.tsv",
                text: "# note\nname\nb\n",
            },
        ];
        let told = review(&sources);
        assert_eq!(told.len(), 2, "{told:?}");
        assert_eq!((told[0].line, told[1].line), (0, 2));
    }
}
