//! Why the service ends by itself.

use sitrep_stream::StreamError;

use crate::DataError;

/// What an operator has to mend.
#[derive(Debug, thiserror::Error)]
pub enum EnrichError {
    /// The coder's data files do not load.
    #[error("the coder's data files do not load: {0}")]
    Data(#[from] DataError),
    /// The stream cannot start or had to stop.
    #[error(transparent)]
    Stream(#[from] StreamError),
}
