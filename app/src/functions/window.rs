//! When a link sells, as it was typed by the clock on the merchant's wall.

use paylinks::clock::Timestamp;
use paylinks::error::{Code, Error, Fields, Result};
use paylinks::payment_links::Availability;
use paylinks::zone::Zone;

/// A day and a time as they were typed.
pub(super) type Typed<'f> = (&'f str, &'f str);

/// Reads it and notes what cannot be read.
pub(super) fn read(
    zone: Zone,
    opens: Typed<'_>,
    closes: Typed<'_>,
    message: &str,
    wrong: &mut Fields,
) -> Result<Availability> {
    let opens_at = wrong.take(moment(opens, "opens_on", |day, time| zone.at(day, time)))?;
    let end = |day: &str, time: &str| match time {
        "" => zone.end_of(day),
        time => zone.at(day, time),
    };
    let closes_at = wrong.take(moment(closes, "closes_on", end))?;
    Ok(Availability {
        opens_at: opens_at.flatten(),
        closes_at: closes_at.flatten(),
        disabled_message: message.to_owned(),
    })
}

/// A moment for a request; empty for none.
pub(super) fn said(at: Option<Timestamp>) -> String {
    at.map(|at| at.to_string()).unwrap_or_default()
}

fn moment(
    (day, time): Typed<'_>,
    field: &str,
    read: impl Fn(&str, &str) -> Option<Timestamp>,
) -> Result<Option<Timestamp>> {
    match (day.trim(), time.trim()) {
        ("", "") => Ok(None),
        ("", _) => Err(Error::field(field, Code::Required)),
        (day, time) => match read(day, time) {
            Some(moment) => Ok(Some(moment)),
            None => Err(Error::field(field, Code::BadDate)),
        },
    }
}
