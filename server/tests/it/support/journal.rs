//! Everything the program logs while stories run, so that a story can look for what must not be there.

use std::io::{self, Write};
use std::sync::{Mutex, Once, PoisonError};

use tracing_subscriber::EnvFilter;

static WRITTEN: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static ONCE: Once = Once::new();

/// Starts to keep the log of this process, in every detail of our own crates.
pub(crate) fn listen() {
    ONCE.call_once(|| {
        let filter = EnvFilter::new("debug,hyper=info,h2=info");
        let subscriber = tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(|| Keep);
        subscriber.init();
    });
}

/// The log so far.
pub(crate) fn written() -> String {
    String::from_utf8_lossy(&WRITTEN.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
}

struct Keep;

impl Write for Keep {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        WRITTEN.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
