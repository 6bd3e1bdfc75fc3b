//! The program `paylinks`.

use std::process::ExitCode;

fn main() -> ExitCode {
    paylinks_server::commands::main()
}
