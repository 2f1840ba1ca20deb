//! Where PostgreSQL's server programs are on this machine.
//!
//! Debian keeps them out of PATH, one folder a version; other systems put them in it.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use crate::EmbeddedError;

/// What this crate runs. All from one folder: versions must not be mixed.
const PROGRAMS: [&str; 3] = ["initdb", "postgres", "createdb"];

/// The folder that holds the programs; the newest version where there are
/// several and PATH names none.
pub(crate) fn find() -> Result<PathBuf, EmbeddedError> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .chain(newest_first(Path::new("/usr/lib/postgresql")))
        .chain([PathBuf::from("/usr/local/pgsql/bin")])
        .find(|folder| holds_a_server(folder))
        .ok_or(EmbeddedError::NotInstalled)
}

fn holds_a_server(folder: &Path) -> bool {
    PROGRAMS.iter().all(|name| folder.join(name).is_file())
}

/// The `bin` folders of `root/<version>`, highest version first.
fn newest_first(root: &Path) -> Vec<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir(root)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .collect();
    versions.sort_by_key(|(version, _)| std::cmp::Reverse(*version));
    versions.into_iter().map(|(_, folder)| folder).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn version_10_is_newer_than_version_9() {
        let root = tempfile::tempdir().expect("a folder");
        for version in ["9", "10", "README"] {
            fs::create_dir(root.path().join(version)).expect("creates");
        }
        let names: Vec<_> = newest_first(root.path());
        assert_eq!(
            names,
            [root.path().join("10/bin"), root.path().join("9/bin")]
        );
    }

    #[test]
    fn a_folder_with_only_some_of_the_programs_is_not_a_server() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in PROGRAMS {
            assert!(!holds_a_server(folder.path()));
            fs::write(folder.path().join(name), "").expect("writes");
        }
        assert!(holds_a_server(folder.path()));
    }
}
