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
    let opens_at = wrong.take(beginning(zone, opens, "opens_on"))?;
    let closes_at = wrong.take(ending(zone, closes, "closes_on"))?;
    Ok(Availability {
        opens_at: opens_at.flatten(),
        closes_at: closes_at.flatten(),
        disabled_message: message.to_owned(),
    })
}

/// A moment at which something begins; without a time, with its day.
pub(super) fn beginning(zone: Zone, typed: Typed<'_>, field: &str) -> Result<Option<Timestamp>> {
    moment(typed, field, |day, time| zone.at(day, time))
}

/// A moment at which something ends; without a time, with its day.
pub(super) fn ending(zone: Zone, typed: Typed<'_>, field: &str) -> Result<Option<Timestamp>> {
    moment(typed, field, |day, time| if time.is_empty() { zone.end_of(day) } else { zone.at(day, time) })
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
