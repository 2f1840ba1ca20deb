//! As whom the database server runs and where it keeps its files.
//!
//! PostgreSQL refuses to run as root, so root has to hand it to another user, who must
//! then be able to reach the folder: a `TMPDIR` below `/root` would fail with a
//! message about a missing data directory that helps nobody.

use std::{
    env,
    fs::Permissions,
    os::unix::{
        ffi::OsStrExt as _,
        fs::{MetadataExt as _, PermissionsExt as _, chown},
    },
    path::{Path, PathBuf},
};

use nix::unistd::{User, geteuid};
use tempfile::TempDir;

use crate::EmbeddedError;

/// A socket's path may have 107 bytes; `/data.XXXXXX/.s.PGSQL.65535.lock` and some room.
const LONGEST_BASE: usize = 107 - 45;

/// Another user to run as, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lodger {
    pub(crate) uid: u32,
    pub(crate) gid: u32,
}

/// Whom to run the server as; `None` is this process's own user.
pub(crate) fn lodger() -> Result<Option<Lodger>, EmbeddedError> {
    if !geteuid().is_root() {
        return Ok(None);
    }
    ["postgres", "nobody"]
        .into_iter()
        .find_map(|name| User::from_name(name).ok().flatten())
        .map(|user| {
            Some(Lodger {
                uid: user.uid.as_raw(),
                gid: user.gid.as_raw(),
            })
        })
        .ok_or(EmbeddedError::NoUser)
}

/// A new private folder (mode 0700) that belongs to the lodger.
pub(crate) fn folder(lodger: Option<Lodger>) -> Result<TempDir, EmbeddedError> {
    let candidates = [env::temp_dir(), "/tmp".into(), "/var/tmp".into()];
    let base = candidates
        .iter()
        .filter(|base| suits(base, lodger.is_some()))
        // The first, unless only another lets the lodger remove the folder at the end.
        .min_by_key(|base| lodger.is_some() && !lets_others_write(base))
        .ok_or_else(|| EmbeddedError::NoFolder(list(&candidates)))?;
    let folder = tempfile::Builder::new()
        .prefix("sitrep-")
        .permissions(Permissions::from_mode(0o700))
        .tempdir_in(base)
        .map_err(EmbeddedError::io("cannot create a folder in", base))?;
    if let Some(Lodger { uid, gid }) = lodger {
        chown(folder.path(), Some(uid), Some(gid))
            .map_err(EmbeddedError::io("cannot hand over", folder.path()))?;
    }
    Ok(folder)
}

fn suits(base: &Path, for_another_user: bool) -> bool {
    let enterable = |folder: &Path| {
        folder
            .metadata()
            .is_ok_and(|is| !for_another_user || is.mode() & 0o001 != 0)
    };
    base.is_dir()
        && base.as_os_str().as_bytes().len() <= LONGEST_BASE
        && base.ancestors().all(enterable)
}

fn lets_others_write(base: &Path) -> bool {
    base.metadata().is_ok_and(|is| is.mode() & 0o002 != 0)
}

fn list(paths: &[PathBuf]) -> String {
    let names: Vec<_> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    names.join(" or ")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_folder_below_a_closed_one_suits_only_its_owner() {
        let closed = folder(None).expect("a folder");
        let inside = closed.path().join("inside");
        fs::create_dir(&inside).expect("creates");
        fs::set_permissions(&inside, Permissions::from_mode(0o777)).expect("opens");
        assert!(suits(&inside, false));
        assert!(!suits(&inside, true));
    }

    #[test]
    fn a_path_too_long_for_a_socket_does_not_suit() {
        let base = tempfile::tempdir().expect("a folder");
        let long = base.path().join("x".repeat(LONGEST_BASE));
        fs::create_dir(&long).expect("creates");
        assert!(!suits(&long, false));
    }
}
