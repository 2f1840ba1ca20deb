//! Why the service ends by itself.

use sitrep_coder::CoderError;
use sitrep_stream::StreamError;

/// What an operator has to mend.
#[derive(Debug, thiserror::Error)]
pub enum EnrichError {
    /// The coder's data files do not load.
    #[error("the coder's data files do not load: {0}")]
    Coder(#[from] CoderError),
    /// The stream cannot start or had to stop.
    #[error(transparent)]
    Stream(#[from] StreamError),
}
