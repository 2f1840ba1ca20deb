//! Data files that a caller lays over the built-in ones, and where each belongs: a folder
//! of overrides has the shape of `data`, with the lexicon's tables on top. Prevents the
//! stages from disagreeing about which file is whose.

/// A data file given by the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source<'a> {
    /// Its path in the folder of overrides, with `/`: "actors-mine.tsv" is a table of the
    /// lexicon, "frames/mine.toml" a file of frames, "quantity/harm.tsv" one of casualties.
    /// The name up to the first `-` or `.` says which table it extends.
    pub name: &'a str,
    /// Its whole text.
    pub text: &'a str,
}

/// Which part of the data a file extends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Folder {
    /// Who can act, and how texts say it.
    Lexicon,
    /// Acts, cues and the codebook's rules.
    Frames,
    /// Casualties.
    Quantity,
}

impl<'a> Source<'a> {
    /// Which part of the data it extends, by the folder it lies in.
    pub(crate) fn folder(&self) -> Folder {
        match self.name.rsplit('/').nth(1) {
            Some("frames") => Folder::Frames,
            Some("quantity") => Folder::Quantity,
            _ => Folder::Lexicon,
        }
    }

    /// The name up to the first `-` or `.`, and what stands behind the last `.`.
    pub(crate) fn stem_and_ending(&self) -> (&'a str, &'a str) {
        let file = self.name.rsplit('/').next().unwrap_or_default();
        let stem = file.split(['-', '.']).next().unwrap_or_default();
        let ending = file.rsplit('.').next().unwrap_or_default();
        (stem, ending)
    }

    /// The lines that are neither empty nor comments, with their numbers from 1.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (usize, &'a str)> + use<'a> {
        (1..)
            .zip(self.text.lines())
            .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
    }
}

/// Those of the sources that extend one part of the data.
pub(crate) fn of<'a>(
    sources: &'a [Source<'a>],
    folder: Folder,
) -> impl Iterator<Item = &'a Source<'a>> {
    sources
        .iter()
        .filter(move |source| source.folder() == folder)
}

/// Files of one folder of `data`, built into the crate.
macro_rules! bundled {
    ($folder:literal: $($file:literal),* $(,)?) => {
        &[$($crate::source::Source {
            name: concat!("data/", $folder, "/", $file),
            text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/", $folder, "/", $file)),
        }),*]
    };
}
pub(crate) use bundled;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_says_what_a_file_extends() {
        let cases = [
            ("actors-mine.tsv", Folder::Lexicon, "actors", "tsv"),
            ("frames/cues.more.toml", Folder::Frames, "cues", "toml"),
            ("quantity/harm.tsv", Folder::Quantity, "harm", "tsv"),
            ("data/frames/decide.tsv", Folder::Frames, "decide", "tsv"),
        ];
        for (name, folder, stem, ending) in cases {
            let source = Source { name, text: "" };
            assert_eq!(source.folder(), folder, "{name}");
            assert_eq!(source.stem_and_ending(), (stem, ending), "{name}");
        }
    }
}
