//! A throw-away PostgreSQL that syncs every commit, unlike the one of the tests.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use paylinks::db::{Db, Queryable as _};

use crate::Outcome;
use crate::server::Folder;

/// A running cluster; it is stopped and forgotten when this is dropped.
pub(crate) struct Postgres {
    process: Child,
    port: u16,
    /// Goes after the process.
    _folder: Folder,
}

impl Postgres {
    pub(crate) async fn start() -> Outcome<Self> {
        let programs = programs()?;
        let folder = Folder::new("postgres")?;
        // PostgreSQL refuses to run as root.
        let root = std::fs::metadata("/proc/self")?.uid() == 0;
        if root {
            done(Command::new("chown").arg("postgres").arg(&folder.0))?;
        }
        let data = folder.0.join("data");
        let program = |name: &str| command(&programs.join(name), root, &folder.0);
        let mut make = program("initdb");
        make.arg("--pgdata").arg(&data).args([
            "--auth=trust",
            "--username=postgres",
            "--encoding=UTF8",
            "--locale=C",
        ]);
        done(&mut make)?;
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut server = program("postgres");
        server
            .arg("-D")
            .arg(&data)
            .args(["-c", "listen_addresses=127.0.0.1", "-c"])
            .arg(format!("port={port}"));
        server.arg("-c").arg(format!("unix_socket_directories={}", folder.0.display()));
        let process = server.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let postgres = Self { process, port, _folder: folder };
        for _ in 0..200 {
            if let Ok(db) = Db::connect(&postgres.url("postgres")).await {
                for statement in
                    ["create database bare", "create database resting", "create database working"]
                {
                    db.run(statement, Vec::new()).await.map_err(|error| format!("{error:?}"))?;
                }
                db.close().await;
                return Ok(postgres);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Err("PostgreSQL did not start".into())
    }

    /// The address of one of its databases: `bare`, `resting` or `working`.
    pub(crate) fn url(&self, name: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{name}", self.port)
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // SIGINT ends its clients and then itself; the folder goes after it.
        let _ = Command::new("kill").args(["-INT", &self.process.id().to_string()]).status();
        for _ in 0..100 {
            if matches!(self.process.try_wait(), Ok(Some(_)) | Err(_)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

/// The folder of the newest PostgreSQL programs, as Debian installs them.
fn programs() -> Outcome<PathBuf> {
    let versions =
        std::fs::read_dir("/usr/lib/postgresql").map_err(|_| "no PostgreSQL: apt-get install postgresql")?;
    let mut folders: Vec<PathBuf> = versions.flatten().map(|version| version.path().join("bin")).collect();
    folders.sort();
    folders.pop().ok_or_else(|| "no PostgreSQL: apt-get install postgresql".into())
}

fn command(program: &Path, root: bool, folder: &Path) -> Command {
    let mut command = if root {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    command.current_dir(folder);
    command
}

fn done(command: &mut Command) -> Outcome<()> {
    let out = command.output()?;
    if out.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&out.stderr).into_owned().into()) }
}
