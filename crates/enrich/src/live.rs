//! The coder in use, exchanged while the service runs when its data files change.
//! Prevents a restart for every new group, and a bad edit from stopping the stream: what
//! cannot be loaded is logged, and the coder in use stays.

use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use sitrep_coder::Coder;
use sitrep_service::CancellationToken;

use crate::data::{DataError, DataFiles, Fingerprint};
use crate::metrics;

/// How often the files are looked at.
const LOOK_EVERY: Duration = Duration::from_secs(3);

/// A coder that follows its data files.
#[derive(Debug)]
pub struct LiveCoder {
    files: DataFiles,
    current: RwLock<Arc<Coder>>,
    /// What the files were like before they were last read.
    seen: Mutex<Fingerprint>,
}

/// What a look at the files came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// They are as they were.
    Unchanged,
    /// They have changed, and are in use.
    Loaded,
    /// They have changed and cannot be used; the coder stays as it was.
    Refused,
}

impl LiveCoder {
    /// A coder from data files.
    ///
    /// # Errors
    /// When a file cannot be used. Only at the start is that an end.
    pub fn load(files: DataFiles) -> Result<Self, DataError> {
        let seen = files.fingerprint();
        let coder = files.load()?;
        metrics::in_use(&coder, 1.0);
        tracing::info!(
            coder = Coder::version(),
            lexicon = coder.lexicon_version(),
            "the coder is loaded"
        );
        Ok(Self {
            files,
            current: RwLock::new(Arc::new(coder)),
            seen: Mutex::new(seen),
        })
    }

    /// A coder that stays as it is.
    pub fn fixed(coder: Arc<Coder>) -> Self {
        Self {
            files: DataFiles::default(),
            current: RwLock::new(coder),
            seen: Mutex::default(),
        }
    }

    /// The coder to use for the next article.
    pub fn current(&self) -> Arc<Coder> {
        let current = self.current.read();
        Arc::clone(&current.unwrap_or_else(PoisonError::into_inner))
    }

    /// Looks at the files and loads them if they have changed. Blocks while loading.
    pub fn look(&self) -> Look {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        // Taken before reading: a change while reading is seen at the next look.
        let now = self.files.fingerprint();
        if *seen == now {
            return Look::Unchanged;
        }
        *seen = now;
        match self.files.load() {
            Ok(coder) => {
                self.exchange(coder);
                metrics::reloaded("loaded");
                Look::Loaded
            }
            Err(error) => {
                tracing::error!(
                    error = %error,
                    lexicon = self.current().lexicon_version(),
                    "the changed data files are not used: correct them; the coder stays as it was"
                );
                metrics::reloaded("refused");
                Look::Refused
            }
        }
    }

    /// Looks at the files every few seconds until told to stop.
    pub async fn follow(self: Arc<Self>, stop: CancellationToken) {
        if self.files.is_empty() {
            return;
        }
        while stop
            .run_until_cancelled(tokio::time::sleep(LOOK_EVERY))
            .await
            .is_some()
        {
            let live = Arc::clone(&self);
            // A panic while loading is logged by the panic hook; the coder in use stays.
            let _ = tokio::task::spawn_blocking(move || live.look()).await;
        }
    }

    fn exchange(&self, coder: Coder) {
        let before = self.current();
        tracing::info!(
            coder = Coder::version(),
            lexicon = coder.lexicon_version(),
            before = before.lexicon_version(),
            "the changed data files are in use"
        );
        metrics::in_use(&before, 0.0);
        metrics::in_use(&coder, 1.0);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(coder);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use sitrep_coder::Document;

    use super::*;

    const HEADER: &str =
        "id\tname\tacled\tclass\tinter\tcountries\tparent\tfrom\tto\tsuccessor\taliases\n";

    #[test]
    fn an_edit_is_taken_up_and_a_bad_one_leaves_the_coder_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let table = folder.path().join("actors-mine.tsv");
        let row = "valley-guard\tValley Guard\t\tarmed-group\t3\tSY\n";
        fs::write(&table, format!("{HEADER}{row}")).unwrap();
        // Other files may lie there.
        fs::write(folder.path().join("README.md"), "notes").unwrap();
        let files = DataFiles {
            overrides: Some(folder.path().to_owned()),
            gazetteer: None,
        };
        let live = LiveCoder::load(files).unwrap();
        assert_eq!(live.look(), Look::Unchanged);
        let first = live.current();
        assert_eq!(
            first.lookup("Valley Guard", None)[0].id,
            "actor/valley-guard"
        );

        fs::write(&table, format!("{HEADER}{row}a row of nothing\n")).unwrap();
        assert_eq!(live.look(), Look::Refused);
        assert_eq!(live.look(), Look::Unchanged);
        assert_eq!(live.current().lexicon_version(), first.lexicon_version());

        fs::write(
            &table,
            format!("{HEADER}{row}hill-guard\tHill Guard\t\tarmed-group\t3\tSY\n"),
        )
        .unwrap();
        assert_eq!(live.look(), Look::Loaded);
        assert_ne!(live.current().lexicon_version(), first.lexicon_version());
        assert_eq!(live.current().lookup("Hill Guard", None).len(), 1);
    }

    #[test]
    fn frames_are_taken_up_like_tables() {
        let folder = tempfile::tempdir().unwrap();
        let files = DataFiles {
            overrides: Some(folder.path().to_owned()),
            gazetteer: None,
        };
        let live = LiveCoder::load(files).unwrap();
        let count = |live: &LiveCoder| {
            let document = Document {
                body: "The army and the rebels frobbled near Aleppo on Monday.",
                ..Document::default()
            };
            live.current().code(&document).events.len()
        };
        assert_eq!(count(&live), 0);

        let frames = folder.path().join("frames");
        fs::create_dir(&frames).unwrap();
        let frame = "[[frame]]\nid = \"frobble\"\nact = \"clash\"\nverbs = [\"frobble\"]\n";
        fs::write(frames.join("mine.toml"), frame).unwrap();
        assert_eq!(live.look(), Look::Loaded);
        assert_eq!(count(&live), 1);

        fs::write(
            frames.join("mine.toml"),
            format!("{frame}needs = [\"luck\"]\n"),
        )
        .unwrap();
        assert_eq!(live.look(), Look::Refused);
        assert_eq!(count(&live), 1);
    }
}
