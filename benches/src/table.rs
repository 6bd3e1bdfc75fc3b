//! Figures as Markdown.

use std::fmt::Write as _;

use paylinks::clock::Clock;

use crate::load::Report;

/// A table with a title.
pub(crate) fn table(title: &str, head: &[&str], rows: &[Vec<String>]) -> String {
    let mut text = format!("### {title}\n\n");
    let line = |cells: &[String]| format!("| {} |", cells.join(" | "));
    let head: Vec<String> = head.iter().map(ToString::to_string).collect();
    let _ = writeln!(text, "{}", line(&head));
    let _ = writeln!(text, "|{}", "---|".repeat(head.len()));
    for row in rows {
        let _ = writeln!(text, "{}", line(row));
    }
    text
}

/// Milliseconds of microseconds.
pub(crate) fn ms(micros: u32) -> String {
    format!("{}.{:02} ms", micros / 1000, micros % 1000 / 10)
}

/// A whole number in groups of three.
pub(crate) fn number(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

/// How much `part` is of `whole`.
pub(crate) fn percent(part: u64, whole: u64) -> String {
    format!("{} %", part * 100 / whole.max(1))
}

/// Tenths of a microsecond.
pub(crate) fn micros(tenths: u64) -> String {
    format!("{}.{} µs", tenths / 10, tenths % 10)
}

/// Milliseconds of tenths of a microsecond.
pub(crate) fn millis(tenths: u64) -> String {
    format!("{}.{:02} ms", tenths / 10_000, tenths % 10_000 / 100)
}

/// A row of a load: name, rate, latencies.
pub(crate) fn row(name: &str, report: &Report) -> Vec<String> {
    vec![name.to_owned(), number(report.per_second()), ms(report.percentile(50)), ms(report.percentile(99))]
}

/// When and on what this was measured.
pub(crate) fn machine() -> String {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model =
        cpu.lines().find(|line| line.starts_with("model name")).and_then(|line| line.split(": ").nth(1));
    let cores = cpu.lines().filter(|line| line.starts_with("processor")).count();
    let day = Clock::system().now().day();
    format!("measured on {day}, {cores} cores of {}", model.unwrap_or("an unknown processor"))
}
