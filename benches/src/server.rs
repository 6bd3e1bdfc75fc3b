//! Servers to be measured, as processes of their own on core 0: the built program, or the house of this one.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::Outcome;

/// The core that servers run on.
const CORE: &str = "0";
/// Linux counts processor time in hundredths of a second.
const TICK: u64 = 10_000;
const PATIENCE: Duration = Duration::from_secs(20);

/// A running server; it is stopped when this is dropped.
pub(crate) struct Server {
    process: Child,
    pub(crate) address: SocketAddr,
}

/// A folder that is gone when this is dropped.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Outcome<Self> {
        let path = std::env::temp_dir().join(format!("paylinks-bench-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Server {
    /// The built program in sandbox mode, with an empty environment but for `settings`.
    pub(crate) fn program(binary: &Path, data: &Path, settings: &[(&str, &str)]) -> Outcome<Self> {
        let mut command = on_core(binary);
        command
            .env_clear()
            .env("PAYLINKS_LISTEN", "127.0.0.1:0")
            .env("PAYLINKS_DATA_DIR", data)
            .env("PAYLINKS_RATE_LIMITS", "off")
            .envs(settings.iter().copied());
        Self::start(command)
    }

    /// The same house inside this program, where work can be stopped and a reference stands beside.
    pub(crate) fn house(data: &Path, database: &str, cache: &str) -> Outcome<Self> {
        let mut command = on_core(std::env::current_exe()?);
        command.arg("house").arg(data).args([database, cache]);
        Self::start(command)
    }

    fn start(mut command: Command) -> Outcome<Self> {
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let out = process.stdout.take().ok_or("the server has no output")?;
        let mut lines = BufReader::new(out);
        let mut line = String::new();
        lines.read_line(&mut line)?;
        let place = line.split("http://").nth(1).ok_or_else(|| format!("the server said: {line}"))?;
        let address = place.trim().parse()?;
        // Its pipe must stay open, or its next line would end it.
        std::thread::spawn(move || lines.lines().count());
        Ok(Self { process, address })
    }

    /// The id of its process.
    pub(crate) fn process(&self) -> u32 {
        self.process.id()
    }

    /// Where it answers.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Its resident memory in kilobytes.
    pub(crate) fn memory(&self) -> Outcome<u64> {
        let id = self.process.id();
        let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        Ok(line.ok_or("no VmRSS")?.trim().trim_end_matches(" kB").parse()?)
    }

    /// The processor time that it has used, in microseconds. Unlike rates it hardly depends on what else runs.
    pub(crate) fn processor_time(&self) -> Outcome<u64> {
        processor_time(self.process.id())
    }

    /// Asks it to stop and waits until it has.
    pub(crate) fn stop(mut self) -> Outcome<()> {
        self.end()
    }

    fn end(&mut self) -> Outcome<()> {
        let id = self.process.id().to_string();
        Command::new("kill").arg(id).status()?;
        for _ in 0..PATIENCE.as_millis() / 10 {
            if self.process.try_wait()?.is_some() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        self.process.kill()?;
        Err("the server did not stop".into())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if matches!(self.process.try_wait(), Ok(None)) {
            let _ = self.end();
        }
    }
}

/// The processor time that a process has used, in microseconds.
pub(crate) fn processor_time(process: u32) -> Outcome<u64> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
    // The name in parentheses may hold anything; user and system time are the 12th and 13th field behind it.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
    let ticks: Vec<u64> = fields.map(str::parse).collect::<Result<_, _>>()?;
    Ok(ticks.iter().sum::<u64>() * TICK)
}

/// A command that runs on the servers' core; `taskset` becomes the program itself.
pub(crate) fn on_core(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new("taskset");
    command.args(["-c", CORE]).arg(program);
    command
}
