//! Texts that are reviewed when they change: kept in `server/tests/snapshots`.

use std::path::Path;

/// Holds `actual` to the snapshot of this name; `UPDATE_SNAPSHOTS=1` writes it anew.
pub(crate) fn assert_snapshot(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(name);
    if wanted_anew() {
        std::fs::write(&path, actual).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = kept.lines().zip(actual.lines()).enumerate().find(|(_, (old, new))| old != new);
    assert!(
        kept == actual,
        "{name} has changed, first at {differs:?}: look at it, then run UPDATE_SNAPSHOTS=1 cargo test"
    );
}

#[expect(clippy::disallowed_methods, reason = "a wish of whoever runs the tests, no setting of the product")]
fn wanted_anew() -> bool {
    std::env::var("UPDATE_SNAPSHOTS").is_ok_and(|wish| wish == "1")
}
