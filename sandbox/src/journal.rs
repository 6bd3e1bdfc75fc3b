//! The append-only file that lets the state survive a restart: one JSON line per row put or removed.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::state::Kind;

/// One line of the journal.
#[derive(Serialize, Deserialize)]
pub(crate) enum Line {
    /// A row was put.
    Put(Kind, String, String, Box<RawValue>),
    /// A row was removed.
    Remove(Kind, String, String),
    /// The virtual clock stands this far ahead of real time.
    Clock(i64),
}

/// An open journal.
#[derive(Debug)]
pub(crate) struct Journal {
    file: BufWriter<File>,
}

/// Reads every whole line; a last line cut short by a crash ends the reading.
pub(crate) fn replay(path: &Path, mut each: impl FnMut(Line)) -> io::Result<()> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    for line in BufReader::new(file).split(b'\n') {
        match serde_json::from_slice(&line?) {
            Ok(line) => each(line),
            Err(error) => {
                tracing::warn!(%error, "the sandbox journal ends in a broken line; what follows is dropped");
                break;
            }
        }
    }
    Ok(())
}

impl Journal {
    /// Writes the given lines as the whole new journal, then opens it for appending.
    pub(crate) fn compact(path: &Path, lines: impl Iterator<Item = Line>) -> io::Result<Self> {
        if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)?;
        }
        let fresh: PathBuf = path.with_extension("compacting");
        let mut journal = Self { file: BufWriter::new(File::create(&fresh)?) };
        for line in lines {
            journal.append(&line)?;
        }
        journal.flush()?;
        std::fs::rename(&fresh, path)?;
        Ok(Self { file: BufWriter::new(OpenOptions::new().append(true).open(path)?) })
    }

    /// Adds a line.
    pub(crate) fn append(&mut self, line: &Line) -> io::Result<()> {
        serde_json::to_writer(&mut self.file, line)?;
        self.file.write_all(b"\n")
    }

    /// Hands everything to the operating system.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
